// Text is text: a programme whose every word is an attack is read in and looked at everywhere, and nothing of it runs.
import { expect, open, test } from './support';
import { adopt, begin, choosing, go } from './steps';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const RUN = 'globalThis.shinchokuRan=1';
const ATTACKS = [
  `<script>${RUN}</script>`,
  `<img src=x onerror="${RUN}">`,
  `<svg onload="${RUN}">`,
  `<svg><script>${RUN}</script></svg>`,
  `<iframe srcdoc="<script>parent.shinchokuRan=1</script>"></iframe>`,
  `<details open ontoggle="${RUN}">`,
  `<a href="javascript:${RUN}">押す</a>`,
  `<object data="data:text/html,<script>${RUN}</script>">`,
  `<style>@import 'http://away.test/x.css'</style>`,
  `<link rel=stylesheet href=http://away.test/x.css>`,
  `<math><mtext><img src=x onerror=${RUN}>`,
  `<form action="javascript:${RUN}"><button autofocus>送る`,
  `javascript:${RUN}`,
  `\${${RUN}}`,
  `{{constructor.constructor('${RUN}')()}}`,
  `{a|<b onmouseover=${RUN}>}`,
  `url(http://away.test/x.png)`,
  `&lt;script&gt;${RUN}&lt;/script&gt;`,
  `\\u003cscript\\u003e${RUN}\\u003c/script\\u003e`,
  `<meta http-equiv=refresh content="0;url=http://away.test/">`,
];
const WRAPPINGS = [(x: string) => x, (x: string) => `">${x}`, (x: string) => `'>${x}`, (x: string) => `</textarea></title></td>${x}`, (x: string) => `--></script>${x}`];
/** 100 of them. */
const ALL = WRAPPINGS.flatMap((wrap) => ATTACKS.map(wrap));

/** The seed under another id, every text that people wrote replaced by an attack in turn. */
function hostile(seed: string): { text: string; n_texts: number } {
  const file = JSON.parse(readFileSync(resolve(import.meta.dirname, `../../seeds/${seed}.json`), 'utf8'));
  let n_texts = 0;
  const poison = (value: unknown): unknown => {
    // What people wrote is Japanese; the words and ids of the grammar are not.
    if (typeof value === 'string') return /[^\x00-\x7f]/.test(value) ? ALL[n_texts++ % ALL.length] : value;
    if (Array.isArray(value)) return value.map(poison);
    if (value && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, poison(inner)]));
    return value;
  };
  file.programme = { id: `hostile-${seed}`, title: ALL[0] };
  file.from = { department: ALL[1], person: ALL[2], device: ALL[3] };
  file.app = ALL[4];
  delete file.digest;
  file.cells = file.cells.map(([kind, , ...rest]: unknown[]) => [kind, `hostile-${seed}`, ...(poison(rest) as unknown[])]);
  return { text: JSON.stringify(file), n_texts };
}

for (const seed of ['nagaoka', 'ojiya']) {
  test(`nothing of ${seed}'s texts runs, whatever they say, in any view, chart or print`, async ({ page }) => {
    test.setTimeout(120_000);
    await begin(page, '事務局');
    const { text, n_texts } = hostile(seed);
    expect(n_texts).toBeGreaterThan(ALL.length);
    const name = '<img src=x onerror=globalThis.shinchokuRan=1>.json';
    await choosing(page, [{ name, text }]);
    await expect(page.getByRole('rowheader', { name: /onerror/ }).first()).toBeVisible();
    await page.getByRole('button', { name: 'やめる' }).click();
    await adopt(page, [{ name, text }]);
    await go(page, '設定');
    const programmes = page.getByLabel('プログラム', { exact: true });
    const titles = await programmes.locator('option').allTextContents();
    await programmes.selectOption({ label: titles.find((title) => title.includes('shinchokuRan') || title.includes('away'))! });
    const links = new Set<string>();
    const visit = async (place: string) => {
      await page.evaluate((place) => (location.hash = place), place);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      for (const href of await page.locator('main a[href^="#/"]').evaluateAll((all) => all.map((a) => a.getAttribute('href')!))) links.add(href);
      expect(await page.locator('main script, main iframe, main object, main [onerror], main [onload]').count()).toBe(0);
      expect(await page.evaluate(() => 'shinchokuRan' in globalThis), place).toBe(false);
    };
    for (const place of ['#/', '#/survey', '#/survey/answer', '#/survey/paper', '#/survey/results', '#/indicators', '#/measures', '#/exchange', '#/exchange/conflicts', '#/settings']) {
      await visit(place);
    }
    // Every page that these lead to: indicators with their charts, sheets with their schedules.
    const seen = new Set<string>();
    for (const place of links) {
      if (seen.size === 25) break;
      if (seen.has(place)) continue;
      seen.add(place);
      await visit(place);
    }
    expect(seen.size).toBeGreaterThan(10);
    await page.emulateMedia({ media: 'print' });
    for (const place of ['#/indicators', '#/measures']) await visit(place);
    // Pictures that failed to load and timers would have run by now.
    await page.waitForTimeout(300);
    expect(await page.evaluate(() => 'shinchokuRan' in globalThis)).toBe(false);
    await open(page, '#/');
    expect(await page.evaluate(() => 'shinchokuRan' in globalThis)).toBe(false);
  });
}
