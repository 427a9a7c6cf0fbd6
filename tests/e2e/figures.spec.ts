// 指標: the two documents' own figures with their verdicts, and the entry of a new one.
import { expect, expectAccessible, open, test } from './support';
import { begin, choose, go, saved, type } from './steps';

test('the printed figures stand in the table with their verdicts', async ({ page }) => {
  await begin(page, '閲覧');
  await go(page, '指標');
  await choose(page, '年度', '令和4年度');
  const overtime = page.getByRole('row', { name: /年間720時間超/ });
  await expect(overtime).toContainText('18人');
  await expect(overtime).toContainText('未達成');
  await expect(overtime).toContainText('参考');
  await expect(page.getByRole('row', { name: /係長職の割合/ })).toContainText('判定保留');
  await expect(page.getByRole('row', { name: /オンライン手続き・申請数/ })).toContainText('達成');
  await expectAccessible(page);
});

test('a figure is entered as people type it, judged at once, and taken back', async ({ page }) => {
  await begin(page, '所属の担当者', '長岡市', '人事課');
  await go(page, '指標');
  await page.getByRole('link', { name: /年次有給休暇の年間平均取得日数/ }).click();
  await choose(page, '年度', '令和5年度');
  await type(page, '実績値', '１２．０日');
  await expect(page.getByText('達成', { exact: true }).first()).toBeVisible();
  await expect(page.getByText(/12\.0日 ＝ 12日以上/)).toBeVisible();
  await saved(page);
  await expectAccessible(page);
  await type(page, '実績値', '11.9');
  await expect(page.getByText(/11\.9日 ＜ 12日以上/)).toBeVisible();
  await page.getByRole('button', { name: '元に戻す' }).click();
  await expect(page.getByText(/12\.0日 ＝ 12日以上/)).toBeVisible();
  await page.reload();
  await expect(page.getByText(/12\.0日 ＝ 12日以上/)).toBeVisible();
});

test('what is no number stays in its field and changes nothing', async ({ page }) => {
  await begin(page, '所属の担当者', '長岡市', '人事課');
  await open(page, '#/indicators/N8');
  await choose(page, '年度', '令和5年度');
  await type(page, '実績値', '十二日くらい');
  await expect(page.getByText('数字として読めません。')).toBeVisible();
  await expect(page.getByLabel('実績値', { exact: true })).toHaveValue('十二日くらい');
  await expectAccessible(page);
});

test('a person who has the original confirms a doubtful figure, and the verdict follows', async ({ page }) => {
  await begin(page, '事務局');
  await open(page, '#/indicators/N10');
  const confirm = async (year: string, male: string, female: string) => {
    await choose(page, '年度', year);
    await page.getByRole('button', { name: `原本は「${male}」` }).click();
    await page.getByRole('button', { name: `原本は「${female}」` }).click();
  };
  await choose(page, '年度', '令和4年度');
  await expect(page.getByText('判定保留').first()).toBeVisible();
  await confirm('令和3年度', '23.3%', '13.9%');
  await confirm('令和4年度', '23.7%', '14.8%');
  await expect(page.getByText('差 8.9% ＜ 差 9.4%')).toBeVisible();
  await expect(page.getByText('達成（参考）').first()).toBeVisible();
});

test('the chart is drawn when it is seen, under the policy, with its table beside it', async ({ page, server }) => {
  await begin(page, '閲覧');
  await open(page, '#/indicators/N5');
  await page.getByRole('heading', { name: '推移' }).scrollIntoViewIfNeeded();
  await expect(page.locator('.chart__plot svg')).toBeVisible();
  await expect(page.getByRole('table', { name: /の推移/ })).toContainText('13.6時間');
  expect(server.served.filter((path) => path.includes('echarts'))).toHaveLength(1);
  await expectAccessible(page);
});

test("Ojiya's figures keep words, totals and side-by-side readings", async ({ page }) => {
  await begin(page, '閲覧', '小千谷市');
  await go(page, '指標');
  await choose(page, '年度', '令和5年度');
  await expect(page.getByRole('row', { name: /オンライン申請が利用できるサービス数/ })).toContainText('(累計) 145件');
  const training = page.getByRole('row', { name: /研修参加者数/ });
  await expect(training).toContainText('1,116人');
  await expect(training).toContainText('663人');
  await expect(training.getByText('未達成')).toBeVisible();
  await expect(page.getByRole('row', { name: /RPA導入による業務削減効果/ })).toContainText('判定保留');
});
