// The program comes in pieces: the first screens need none of them, every other page fetches its own, and what cannot be
// fetched is said. They are there once the page has stood open for a moment, so a network may go away later.
import type { Page, Route } from '@playwright/test';
import { expect, open, test, expectAccessible } from './support';
import { allPieces, begin, choose, go, saved, type } from './steps';

const PARTS = /\/(split|chunk)_[^/]*\.wasm$/;

/** The parts of the program as the page names them. */
async function parts(page: Page): Promise<{ address: string; pieces: string[] }[]> {
  const found = await page.locator('meta[name=shinchoku-part]').evaluateAll((metas) =>
    (metas as HTMLMetaElement[]).map((meta) => ({ address: new URL(meta.content, document.baseURI).href, pieces: meta.dataset.pieces!.split(' ') })),
  );
  expect(found.length, 'this build has pieces').toBeGreaterThan(1);
  return found;
}

/** Places of every piece. */
const PLACES = [
  '#/survey',
  '#/survey/answer',
  '#/survey/questions',
  '#/indicators/O1-3',
  '#/indicators/view/summary',
  '#/measures',
  '#/measures/view/filled',
  '#/overtime',
  '#/exchange',
  '#/exchange/history',
  '#/reports',
  '#/settings',
  '#/settings/programme',
];

/** The page of a place is there, not what stands in for it. */
async function opened(page: Page, place: string): Promise<void> {
  await page.evaluate(async (hash) => {
    location.hash = hash;
    // The page hears of it in a task of its own; two frames later it has followed.
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
  }, place);
  await expect(page.getByText('この画面を読み込んでいます')).toHaveCount(0);
  await expect(page.getByText('保存されたものを開いています')).toHaveCount(0);
  await expect(page.getByText('この画面を読み込めませんでした')).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}

test('the first screens need no piece; every other page fetches its own', async ({ page, server }) => {
  test.slow();
  const waiting: Route[] = [];
  let isHeld = true;
  await page.route(PARTS, async (route) => {
    if (isHeld) waiting.push(route);
    else await route.continue();
  });
  await begin(page, '事務局', '小千谷市');
  const all = await parts(page);
  await expect(page.getByRole('heading', { name: '達成状況' })).toBeVisible();
  await opened(page, '#/indicators');
  await expect(page.getByRole('row').getByRole('link').first()).toBeVisible();
  expect(server.served.filter((path) => PARTS.test(path))).toEqual([]);

  await go(page, '時間外勤務');
  await expect(page.getByText('この画面を読み込んでいます')).toBeVisible();
  await expectAccessible(page);
  isHeld = false;
  for (const route of waiting) await route.continue();
  for (const place of PLACES) await opened(page, place);
  expect(server.served.filter((path) => PARTS.test(path)).length).toBe(all.length);
});

for (const place of ['#/overtime', '#/settings/programme/targets', '#/survey/results', '#/exchange/submissions', '#/indicators/view/charts']) {
  test(`a page that is opened by its address brings its piece with it: ${place}`, async ({ page }) => {
    await begin(page, '事務局', '小千谷市');
    await open(page, place);
    await opened(page, place);
  });
}

test('with all pieces here the network may go, and every page opens', async ({ page, server, context }) => {
  test.slow();
  await begin(page, '事務局', '小千谷市');
  await parts(page);
  await allPieces(page);
  await server.close();
  const asked: string[] = [];
  context.on('request', (request) => {
    if (!/^(data|blob):/.test(request.url())) asked.push(request.url());
  });
  for (const place of PLACES.filter((place) => !place.startsWith('#/indicators/'))) await opened(page, place);
  expect(asked).toEqual([]);
});

test('a piece that does not come is said, the work is kept, and it can be asked for again', async ({ page, guard }) => {
  guard.allow(/404/);
  await page.goto('./');
  const others = (await parts(page)).filter(({ pieces }) => !pieces.includes('indicators')).map(({ address }) => address);
  expect(others.length).toBeGreaterThan(0);
  const isOther = (url: URL) => others.includes(url.href);
  await page.route(isOther, (route) => route.fulfill({ status: 404 }));
  await begin(page, '事務局', '小千谷市');
  await open(page, '#/indicators/O1-3');
  await choose(page, '年度', '令和6年度');
  await type(page, '実績値', '150');
  await saved(page);

  await go(page, '時間外勤務');
  const notice = page.getByText('この画面を読み込めませんでした');
  await expect(notice).toBeVisible();
  await expectAccessible(page);
  const again = page.getByRole('button', { name: 'もう一度読み込む' });
  await again.click();
  await expect(notice).toBeVisible();
  await opened(page, '#/indicators/O1-3');
  await choose(page, '年度', '令和6年度');
  await expect(page.getByLabel('実績値', { exact: true })).toHaveValue('150');

  await go(page, '時間外勤務');
  await expect(notice).toBeVisible();
  await page.unroute(isOther);
  await again.click();
  await expect(notice).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1, name: '時間外勤務' })).toBeVisible();
  await expect(page.getByText('この画面を読み込んでいます')).toHaveCount(0);
});
