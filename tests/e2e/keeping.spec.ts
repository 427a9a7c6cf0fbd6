// What is typed is kept: over a reload, without a network, beside other pages of the host.
import { expect, expectAccessible, open, test } from './support';
import { allPieces, begin, choose, go, saved, type } from './steps';

test('everything is there after a reload', async ({ page }) => {
  await begin(page, '所属の担当者', '小千谷市', '総務課');
  await open(page, '#/indicators/O7-3');
  await choose(page, '年度', '令和6年度');
  await type(page, '実績値', '3');
  await saved(page);
  await page.reload();
  await expect(page.getByText('小千谷市', { exact: false }).first()).toBeVisible();
  await choose(page, '年度', '令和6年度');
  await expect(page.getByLabel('実績値', { exact: true })).toHaveValue('3');
});

test('the server is gone after the start and everything still works', async ({ page, server, guard }) => {
  guard.allow(/ERR_CONNECTION_REFUSED|echarts/);
  await begin(page, '所属の担当者', '長岡市', '人事課');
  await allPieces(page);
  await server.close();
  await go(page, '指標');
  await page.getByRole('link', { name: /年次有給休暇の年間平均取得日数/ }).click();
  await choose(page, '年度', '令和5年度');
  await type(page, '実績値', '12.1');
  await expect(page.getByText(/12\.1日 ＞ 12日以上/)).toBeVisible();
  await saved(page);
  await go(page, '提出・回収');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '控えを書き出す' }).click()]);
  expect(download.suggestedFilename()).toContain('控え');
});

test('slots of other pages on the host are not touched', async ({ page }) => {
  await open(page);
  await page.evaluate(() => localStorage.setItem('another-app', 'theirs'));
  await page.getByRole('button', { name: '見るだけ' }).click();
  await saved(page);
  await page.reload();
  const keys = await page.evaluate(() => Object.keys(localStorage));
  expect(keys.filter((key) => !key.startsWith('shinchoku:'))).toEqual(['another-app']);
  expect(keys.length).toBeGreaterThan(1);
  expect(await page.evaluate(() => localStorage.getItem('another-app'))).toBe('theirs');
});

test('two tabs see each other and lose nothing', async ({ context, page }) => {
  await begin(page, '事務局');
  await open(page, '#/indicators/N8');
  await choose(page, '年度', '令和5年度');
  const second = await context.newPage();
  await open(second, '#/indicators/N9');
  await choose(second, '年度', '令和5年度');
  await type(page, '実績値', '12.5');
  await type(second, '実績値', '15.5');
  await saved(second);
  await expect(async () => {
    await second.goto('./#/indicators/N8');
    await choose(second, '年度', '令和5年度');
    await expect(second.getByLabel('実績値', { exact: true })).toHaveValue('12.5', { timeout: 500 });
  }).toPass({ timeout: 5_000 });
  await page.reload();
  await open(page, '#/indicators/N9');
  await choose(page, '年度', '令和5年度');
  await expect(page.getByLabel('実績値', { exact: true })).toHaveValue('15.5');
});

test('every page is accessible, for every role', async ({ page }) => {
  test.slow();
  await begin(page, '事務局', '小千谷市');
  for (const place of ['#/', '#/survey', '#/indicators', '#/indicators/O1-3', '#/measures', '#/measures/O1/2023', '#/exchange', '#/exchange/conflicts', '#/settings', '#/welcome']) {
    await test.step(place, async () => {
      await open(page, place);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expectAccessible(page);
    });
  }
});

test('the printed sheet stands on the page as it stands in the document', async ({ page }) => {
  await begin(page, '閲覧', '小千谷市');
  await go(page, '取組');
  await page.getByRole('row', { name: /行政手続のデジタル化の推進/ }).getByRole('link', { name: '令和5年度の進捗管理票' }).click();
  await expect(page.getByText('△ あまり進まなかった', { exact: true })).toBeVisible();
  await expect(page.getByRole('table', { name: '年次計画' })).toContainText('実施・拡充');
  await expect(page.getByRole('table', { name: '数値目標等' })).toContainText('(累計) 145件');
  await expect(page.getByRole('table', { name: '令和5年度の実施状況' }).getByRole('row')).toHaveCount(4);
});

test("Nagaoka's 41 measures are listed and filtered", async ({ page }) => {
  await begin(page, '閲覧');
  await go(page, '取組');
  await expect(page.getByText('41件')).toBeVisible();
  await choose(page, '新規・拡充', '新規');
  await expect(page.getByText('9件', { exact: true })).toBeVisible();
});
