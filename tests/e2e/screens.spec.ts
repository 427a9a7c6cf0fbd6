// The page on screens as they are: narrow, enlarged to 200 %, without motion, in the colours of a person's own choice.
import type { Page } from '@playwright/test';
import { PLACES, visit } from './places';
import { begin, choose } from './steps';
import { expect, open, test } from './support';

/** Tables may be pushed within their own frames; the page itself is not. */
async function tooWide(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const place of PLACES) {
    await visit(page, place);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (over > 0) found.push(`${place}: ${over} px`);
  }
  return found;
}

for (const [what, width, height] of [['400 px', 400, 800], ['200 % of 1366×768', 683, 384]] as const) {
  test(`no place is wider than a screen of ${what}`, async ({ page }) => {
    test.slow();
    await page.setViewportSize({ width, height });
    await begin(page, '事務局', '小千谷市');
    expect(await tooWide(page)).toEqual([]);
  });
}

test('nothing moves for those who do not want it to', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await begin(page, '事務局', '小千谷市');
  for (const place of ['#/', '#/indicators/O1-3', '#/exchange', '#/help']) {
    await visit(page, place);
    const moving = await page.evaluate(() => {
      const slow = (durations: string) => durations.split(',').some((it) => parseFloat(it) > (it.trim().endsWith('ms') ? 1 : 0.001));
      return [...document.querySelectorAll('*')]
        .filter((it) => {
          const { animationName, animationDuration, transitionDuration } = getComputedStyle(it);
          return (animationName !== 'none' && slow(animationDuration)) || slow(transitionDuration);
        })
        .map((it) => it.outerHTML.slice(0, 100));
    });
    expect(moving, place).toEqual([]);
  }
});

test('in a person’s own colours everything that is pressed, chosen or judged is still told apart', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await begin(page, '事務局', '小千谷市');
  await open(page, '#/indicators/O1-3');
  await choose(page, '年度', '令和5年度');
  expect(await page.evaluate(() => matchMedia('(forced-colors: active)').matches)).toBe(true);
  const style = (selector: string) =>
    page.locator(selector).first().evaluate((it) => {
      const { borderStyle, borderWidth, outlineStyle, outlineWidth, color, backgroundColor } = getComputedStyle(it);
      return { hasBorder: !borderStyle.startsWith('none') && parseFloat(borderWidth) > 0, hasOutline: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2, isRead: color !== backgroundColor };
    });
  // Backgrounds are gone, so a border must say where a button or a field is.
  for (const selector of ['main .button', 'main .input', 'main select', 'main .badge']) {
    const { hasBorder, isRead } = await style(selector);
    expect({ selector, hasBorder, isRead }).toEqual({ selector, hasBorder: true, isRead: true });
  }
  const isOnLink = () => page.evaluate(() => document.activeElement instanceof HTMLAnchorElement);
  for (let n = 0; n < 20 && !(await isOnLink()); n += 1) await page.keyboard.press('Tab');
  expect((await style(':focus')).hasOutline).toBe(true);
  // The place that is open is told by more than a colour.
  const [here, there] = await page.locator('.site-nav a').evaluateAll((links) => {
    const look = (it: Element) => {
      const { borderBottomStyle, borderBottomWidth, borderBottomColor, fontWeight, textDecorationLine } = getComputedStyle(it);
      return JSON.stringify([borderBottomStyle, borderBottomWidth, borderBottomColor, fontWeight, textDecorationLine]);
    };
    return [links.find((it) => it.getAttribute('aria-current') === 'page')!, links.find((it) => !it.hasAttribute('aria-current'))!].map(look);
  });
  expect(here).not.toBe(there);
  for (const place of ['#/', '#/exchange', '#/settings']) {
    await visit(page, place);
    const unseen = await page.locator('main button:visible').evaluateAll((all) => all.filter((it) => getComputedStyle(it).borderStyle === 'none' && getComputedStyle(it).textDecorationLine === 'none').map((it) => it.textContent));
    expect(unseen, place).toEqual([]);
  }
});
