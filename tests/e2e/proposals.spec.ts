// What the figures of O's document propose, beside the ratings people gave; and its sums, added up again.
import { expect, open, test } from './support';
import { begin } from './steps';

/** Of each sheet of R5: the rating the document prints, and what its figures propose. */
const SHEETS = [
  ['O1', '△ あまり進まなかった', '△ あまり進まなかった（達成 1 ÷ 判定 3 ＝ 33.3％）'],
  ['O2', '概ね計画どおり', '保留（'],
  ['O3', '概ね計画どおり', '保留（'],
  ['O4', '導入検討の結果、取組中止とする', 'なし（導入検討の結果、取組中止とする）'],
  ['O5', '概ね計画どおり', '◎ 計画どおり（達成 1 ÷ 判定 1 ＝ 100.0％）'],
  ['O6', '◎ 計画どおり', 'なし（この年度に判定できる数値目標がありません）'],
  ['O7', '概ね計画どおり', '保留（'],
] as const;

test('the figures of the seven sheets propose a grade, withhold one, or have none to propose', async ({ page }) => {
  await begin(page, '閲覧', '小千谷市');
  for (const [sheet, rating, proposal] of SHEETS) {
    await open(page, `#/measures/${sheet}/2023`);
    const check = page.locator('section').filter({ has: page.getByRole('heading', { name: '取組全体の評価【Check】' }) });
    await expect(check.getByText(rating).first()).toBeVisible();
    await expect(check.getByText(/^数値目標からの目安/)).toContainText(`数値目標からの目安：${proposal}`);
  }
  // What a withheld one waits for is named.
  await open(page, '#/measures/O7/2023');
  await expect(page.getByText(/^数値目標からの目安/)).toContainText('保留（「学校訪問、就職説明会等への参加回数」');
});

/** Label, arithmetic, what is written, result: ten sums, of which two differ. */
const SUMS = [
  ['オンライン申請が利用できるサービス数の累計', '67＋34＋44 ＝ 145', '145件', '合う'],
  ['キャッシュレス決済の導入業務数の累計', '2＋7＋2 ＝ 11', '11件', '合う'],
  ['取組状況を検証した協定の累計', '2＋6 ＝ 8', '8件', '合う'],
  ['人権パネル展の鑑賞を除く研修参加者数', '1,116−453 ＝ 663', '663人', '合う'],
  ['学校訪問の校数', '2＋5 ＝ 7', '7校', '合う'],
  ['直営施設の運営方法検討件数', '4＋2 ＝ 6', '6施設', '合う'],
  ['R5年度に検証した協定の締結先', '1＋1＋1＋1＋1＋1 ＝ 6', '6件', '合う'],
  ['臨時的組織の編成件数', '1＋1＋1＋1 ＝ 4', '4件', '合う'],
  ['RPAによる業務削減時間', '1,257＋134＋5 ＝ 1,396', '1,395時間', '差 1時間'],
  ['就職説明会等への参加回数', '2＋4 ＝ 6', '4回', '差 2回'],
] as const;

test('the sums of the document are added up again: eight agree, two differ, and the remarks say why', async ({ page }) => {
  await begin(page, '閲覧', '小千谷市');
  await open(page, '#/indicators/view/sums');
  await expect(page.getByText('合わないものが2件あります')).toBeVisible();
  const list = page.getByRole('table', { name: '合計の照合' });
  await expect(list.getByRole('row')).toHaveCount(SUMS.length + 1);
  for (const [label, ...cells] of SUMS) {
    const row = list.getByRole('row').filter({ has: page.getByRole('rowheader', { name: label, exact: true }) });
    for (const words of cells) await expect(row).toContainText(words);
  }
  await expect(list.getByRole('row', { name: /^直営施設の運営方法検討件数/ })).toContainText('言葉が食い違う');
  for (const label of ['RPAによる業務削減時間', '就職説明会等への参加回数']) {
    await expect(list.getByRole('row', { name: new RegExp(`^${label}`) })).toContainText('原本にない（当方で組み立てた計算）');
  }
  // Beside the text that claims it, too.
  await open(page, '#/measures/O2/2023');
  await page.getByText('本文の記述と数の照合').click();
  await expect(page.getByText('RPAによる業務削減時間：1,257＋134＋5', { exact: false })).toContainText('差 1時間');
});
