// N's measures have no department of their own: their yearly reports are asked for with a term, wait on ホーム, come in by
// mail, and stand on paper with the good practices among them.
import { expect, expectAccessible, open, test } from './support';
import { adopt, begin, choose, go, saved, type, written } from './steps';

const TITLE = '令和5年度の取組の報告';

test('departments are asked for their reports until a day, see what is missing, and the secretariat sees who has filled what', async ({ page, newProfile }) => {
  test.setTimeout(240_000);
  await begin(page, '事務局');
  await open(page, '#/measures/view/reports');
  await choose(page, '年度', '令和5年度');
  await page.getByText(/主要な項目：0件/).click();
  await page.getByLabel('ペーパーレス化の推進', { exact: true }).check();
  await open(page, '#/exchange/submissions');
  await page.getByRole('button', { name: '照会を作る' }).click();
  await type(page, /^件名/, TITLE);
  await page.getByLabel(/^発送日/).fill('2024-04-01');
  await page.getByLabel(/^期限/).fill('2099-05-31');
  await choose(page, '対象年度', '令和5年度');
  await page.getByLabel('実績値（主管する指標）', { exact: true }).uncheck();
  await page.getByLabel(/^取組の実施状況（主管課のない取組）/).check();
  await page.getByRole('button', { name: 'この内容で照会する' }).click();
  await expect(page.getByText('照会を作りました')).toBeVisible();
  await expectAccessible(page);
  await go(page, '提出・回収');
  const letter = await written(page, () => page.getByRole('button', { name: '配布ファイルを書き出す' }).click());

  const clerk = await newProfile();
  await begin(clerk, '所属の担当者', '長岡市', '人事課');
  await adopt(clerk, [letter]);
  await go(clerk, 'ホーム');
  const waiting = clerk.getByRole('listitem').filter({ hasText: TITLE });
  await expect(waiting).toContainText('期限 令和81年5月31日');
  await expect(waiting).toContainText('未入力の欄 41件');
  await open(clerk, '#/measures/view/reports');
  await choose(clerk, '年度', '令和5年度');
  await expect(clerk.getByText('この報告を求めている照会')).toBeVisible();
  await choose(clerk, '「ペーパーレス化の推進」の実施状況', '実施した');
  await type(clerk, '「ペーパーレス化の推進」で取り組んだこと', '会議の資料を画面で見るようにした');
  await choose(clerk, '「ペーパーレス化の推進」の優良事例', '優良事例あり');
  await saved(clerk);
  await expectAccessible(clerk);
  await go(clerk, 'ホーム');
  await expect(waiting).toContainText('未入力の欄 40件');
  await clerk.getByRole('link', { name: TITLE }).click();
  await expect(clerk.getByRole('row', { name: '取組の実施状況　ペーパーレス化の推進　R5' })).toContainText('入力済み');
  const report = await written(clerk, () => clerk.getByRole('button', { name: '提出する' }).click());

  await adopt(page, [report]);
  await open(page, '#/exchange/submissions');
  await page.getByRole('link', { name: TITLE, exact: true }).click();
  const board = page.getByRole('table', { name: '所属ごとの状態' });
  await expect(board.getByRole('row', { name: /^人事課/ })).toContainText('1／41');
  await expect(board.getByRole('row', { name: /^総務部/ })).toContainText('0／41');

  await go(page, '帳票');
  await page.getByRole('radio', { name: /^取組の実施状況/ }).check();
  await choose(page, '年度', '令和5年度');
  await page.getByRole('button', { name: '画面に表示する' }).click();
  const paper = page.getByRole('region', { name: '帳票の表示' });
  await expect(paper.getByRole('row', { name: /ペーパーレス化の推進〔主要な項目・拡充〕/ })).toContainText('会議の資料を画面で見るようにした');
  await expect(paper.getByText('令和5年度の優良事例')).toBeVisible();
  await expectAccessible(page);
});
