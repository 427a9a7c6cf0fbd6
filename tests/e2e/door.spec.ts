// The front door: on a first visit a small program draws the first screen, and the page itself comes once something is pressed, or
// when nobody has pressed anything for a moment. Nobody should notice which of the two is there.
import type { Page, Route } from '@playwright/test';
import { begin, choose, go, saved, type } from './steps';
import { expect, expectAccessible, open, test } from './support';

const PAGE = /\/shinchoku_bg[^/]*\.wasm$/;
const DOOR = /\/door[^/]*\.(js|wasm)$/;

/** Has the page wait outside until it is let in. */
async function hold(page: Page): Promise<() => Promise<void>> {
  const waiting: Route[] = [];
  let isHeld = true;
  await page.route(PAGE, async (route) => {
    if (isHeld) waiting.push(route);
    else await route.continue();
  });
  return async () => {
    isHeld = false;
    for (const route of waiting) await route.continue();
  };
}

/** Whether the page has taken the door's place. */
async function came(page: Page): Promise<void> {
  await expect(page.getByLabel('プログラム')).toBeEnabled();
  await expect(page.locator('#door')).toHaveCount(0);
}

const card = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const waits = (page: Page) => page.getByRole('progressbar', { name: '開いています' });

/** Where everything a person may be looking at lies. */
const lies = (page: Page) =>
  page.locator('h1, .lead, nav a, label, main a, main li button, .site-name, .save-sign, .site-header__tools button').evaluateAll((all) =>
    all.map((each) => {
      const { x, y, height } = each.getBoundingClientRect();
      return `${each.textContent} ${Math.round(x)} ${Math.round(y)} ${Math.round(height)}`;
    }),
  );

for (const width of [1366, 400]) {
  test(`the page takes the door's place by itself, and nothing moves: ${width}`, async ({ page, server }) => {
    await page.setViewportSize({ width, height: 768 });
    const letIn = await hold(page);
    await open(page);
    await expect(page.getByRole('heading', { level: 1, name: '何をしますか' })).toBeVisible();
    await expect(page).toHaveTitle('はじめに｜進捗帳');
    await expect(page.getByLabel('プログラム')).toBeDisabled();
    await expect(page.getByLabel('プログラム')).toHaveText('読み込んでいます…');
    expect(server.served.filter((path) => DOOR.test(path)).length).toBe(2);
    expect(server.served.filter((path) => /shinchoku|split|chunk|office/.test(path))).toEqual([]);
    await expectAccessible(page);
    await page.evaluate(() => scrollTo(0, 90));
    const before = await lies(page);
    await letIn();
    await came(page);
    expect(await lies(page)).toEqual(before);
    await expect(page).toHaveTitle('はじめに｜進捗帳');
    await expect(page.getByLabel('プログラム')).toContainText('長岡市');
    await expect(page.getByLabel('所属', { exact: true })).toHaveCount(0);
    await expectAccessible(page);
  });
}

for (const [name, arrived] of [
  ['アンケートに答える', (page: Page) => expect(page.getByRole('heading', { level: 1, name: 'アンケートに答える' })).toBeVisible()],
  ['所属の入力をする', (page: Page) => expect(page.getByLabel('所属', { exact: true })).toBeVisible()],
  ['所属長として確認する', (page: Page) => expect(page.getByLabel('所属', { exact: true })).toBeVisible()],
  ['事務局の仕事をする', (page: Page) => expect(page.getByRole('heading', { name: '達成状況' })).toBeVisible()],
  ['見るだけ', (page: Page) => expect(page.getByRole('heading', { name: '達成状況' })).toBeVisible()],
] as const) {
  test(`a card that is pressed before the page is here is carried out: ${name}`, async ({ page }) => {
    const letIn = await hold(page);
    await open(page);
    await card(page, name).click();
    await expect(waits(page)).toBeInViewport();
    await expect(page.locator('[aria-live=polite]').filter({ hasText: '開いています' })).toHaveCount(1);
    await expectAccessible(page);
    await letIn();
    await arrived(page);
    await expect(page.getByText('開いています', { exact: true })).toHaveCount(0);
    if (name.startsWith('所属')) {
      // What is asked next stands below the cards: it is shown, and a reader of the screen is there.
      await expect(page.getByRole('heading', { name: 'あなたの所属' })).toBeFocused();
      await expect(page.getByRole('heading', { name: 'あなたの所属' })).toBeInViewport();
      await page.getByLabel('所属', { exact: true }).selectOption({ index: 1 });
      await page.getByRole('button', { name: 'はじめる' }).click();
      await expect(page.getByRole('heading', { name: '達成状況' })).toBeVisible();
      // A new place begins at its top, and so does whoever reads it.
      await expect(page.locator('#main')).toBeFocused();
      expect(await page.evaluate(() => scrollY)).toBe(0);
    }
    // It is kept as if the page had been there.
    await expect.poll(() => page.evaluate(() => localStorage.getItem('shinchoku:settings'))).not.toBeNull();
    await open(page, './?again');
    await expect(page.getByRole('heading', { name: '達成状況' })).toBeVisible();
  });
}

test('the card pressed last counts, and a place that is opened meanwhile is opened', async ({ page }) => {
  const letIn = await hold(page);
  await open(page);
  await card(page, '見るだけ').click();
  await card(page, '事務局の仕事をする').click();
  await go(page, '設定');
  await expect(page.getByText('この画面を読み込んでいます')).toBeVisible();
  await letIn();
  await expect(page.getByLabel('役割').locator('option:checked')).toHaveText('事務局');
});

test('a link of the navigation that is pressed before the page is here is followed', async ({ page }) => {
  const letIn = await hold(page);
  await open(page);
  await go(page, '指標');
  await expect(page).toHaveTitle('指標｜進捗帳');
  await expect(page.getByRole('link', { name: '指標' })).toHaveAttribute('aria-current', 'page');
  await expect(page.getByText('この画面を読み込んでいます')).toBeVisible();
  await expectAccessible(page);
  await page.goBack();
  await expect(card(page, '見るだけ')).toBeVisible();
  await page.goForward();
  await expect(page.getByRole('heading', { level: 1, name: '指標' })).toBeVisible();
  await letIn();
  await expect(page.getByRole('row').getByRole('link').first()).toBeVisible();
  await expect(page.getByRole('link', { name: '指標', exact: true })).toBeFocused();
  // Nobody has said yet who they are.
  await go(page, 'ホーム');
  await came(page);
  await expect(page.getByRole('heading', { level: 1, name: '何をしますか' })).toBeVisible();
});

test('a page that does not come is said, and can be asked for again', async ({ page, guard }) => {
  guard.allow(/404|ERR_FAILED|Failed to load resource/);
  await page.route(PAGE, (route) => route.abort());
  await open(page);
  // Nobody waits for it: the first failure of all is not said.
  const failed = page.waitForEvent('requestfailed');
  await page.mouse.move(40, 40);
  await failed;
  const notice = page.getByText('この画面を読み込めませんでした');
  await expect(notice).toHaveCount(0);
  await card(page, '事務局の仕事をする').click();
  await expect(notice).toBeInViewport();
  await expect(waits(page)).toHaveCount(0);
  await expectAccessible(page);
  const again = card(page, 'もう一度読み込む');
  await again.click();
  await expect(notice).toBeVisible();
  await go(page, '取組');
  await expect(page.getByRole('heading', { level: 1, name: '取組' })).toBeVisible();
  await expect(notice).toBeVisible();
  await expectAccessible(page);
  await page.goBack();
  await expect(notice).toBeVisible();
  await page.unroute(PAGE);
  await again.click();
  await expect(page.getByRole('heading', { name: '達成状況' })).toBeVisible();
  await expect(notice).toHaveCount(0);
});

test('by the keyboard: a card keeps the focus while the page comes, and Enter opens it', async ({ page }) => {
  await page.setViewportSize({ width: 400, height: 600 });
  const letIn = await hold(page);
  await open(page);
  for (let n = 0; n < 40 && !(await card(page, '所属長として確認する').evaluate((it) => it === document.activeElement)); n += 1) {
    await page.keyboard.press('Tab');
  }
  await expect(card(page, '所属長として確認する')).toBeFocused();
  const scrolled = await page.evaluate(() => scrollY);
  expect(scrolled).toBeGreaterThan(0);
  await letIn();
  await came(page);
  await expect(card(page, '所属長として確認する')).toBeFocused();
  expect(await page.evaluate(() => scrollY)).toBe(scrolled);
  expect(await card(page, '所属長として確認する').evaluate((it) => it.matches(':focus-visible'))).toBe(true);
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('所属', { exact: true })).toBeVisible();
});

test('who was here before, or comes by an address, meets no door', async ({ page, server, newProfile }) => {
  await begin(page, '事務局', '小千谷市');
  await open(page, '#/indicators/O1-3');
  await choose(page, '年度', '令和6年度');
  await type(page, '実績値', '150');
  await saved(page);
  const doors = () => server.served.filter((path) => DOOR.test(path)).length;
  const before = doors();
  await open(page, './?again');
  await expect(page.getByRole('heading', { name: '達成状況' })).toBeVisible();
  const other = await newProfile();
  await open(other, '#/indicators');
  await expect(other.getByRole('row').getByRole('link').first()).toBeVisible();
  expect(doors()).toBe(before);

  // With one of the two storages lost there is nothing to see of it from outside; the page comes by itself and knows.
  await page.evaluate(() => localStorage.clear());
  await page.goto('./?lost');
  await expect(page.getByRole('heading', { name: '達成状況' })).toBeVisible();
  await open(page, '#/indicators/O1-3');
  await choose(page, '年度', '令和6年度');
  await expect(page.getByLabel('実績値', { exact: true })).toHaveValue('150');
});

test('a door that does not come lets the page in', async ({ page, guard }) => {
  guard.allow(/404/);
  await page.route(DOOR, (route) => route.fulfill({ status: 404 }));
  await open(page);
  await came(page);
  await expect(card(page, '見るだけ')).toBeVisible();
});
