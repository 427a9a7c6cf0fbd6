// 提出・回収: files between PCs; a plan before anything changes; conflicts kept and settled; broken files refused.
import { expect, expectAccessible, open, test } from './support';
import { adopt, arrived, begin, choose, choosing, go, saved, type, written } from './steps';
import type { Page } from '@playwright/test';

async function enter(page: Page, value: string): Promise<void> {
  await open(page, '#/indicators/N8');
  await choose(page, '年度', '令和5年度');
  await type(page, '実績値', value);
  await saved(page);
}

async function report(page: Page): Promise<{ name: string; text: string }> {
  await go(page, '提出・回収');
  return written(page, () => page.getByRole('button', { name: '報告を書き出す' }).click());
}

test('two departments write the same cell: both are kept, one is chosen, and the choice travels', async ({ page, newProfile }) => {
  test.slow();
  await begin(page, '所属の担当者', '長岡市', '人事課');
  await enter(page, '12.5');
  const first = await report(page);
  expect(first.name).toMatch(/^進捗帳_nagaoka_人事課_報告_令和5年度_第1版_\d{8}-\d{4}\.json$/);

  const other = await newProfile();
  await begin(other, '所属の担当者', '長岡市', '行政管理課');
  await enter(other, '11.0');
  const second = await report(other);

  const secretariat = await newProfile();
  await begin(secretariat, '事務局');
  await adopt(secretariat, [first, first]);
  await choosing(secretariat, [second]);
  await expectAccessible(secretariat);
  const row = secretariat.getByRole('row', { name: /年次有給休暇の年間平均取得日数/ });
  await expect(row).toContainText('内容の食い違い');
  await expect(row).toContainText('12.5日');
  await expect(row).toContainText('11.0日');
  await expect(row.getByRole('checkbox')).not.toBeChecked();
  await row.getByRole('checkbox').check();
  await secretariat.getByRole('button', { name: /件を読み込む$/ }).click();
  await secretariat.getByRole('link', { name: '見くらべて選ぶ' }).click();
  await expect(secretariat.getByText('人事課', { exact: false }).first()).toBeVisible();
  await expectAccessible(secretariat);
  await secretariat.getByRole('button', { name: '「12.5日」を選ぶ' }).click();
  await expect(secretariat.getByText('内容の食い違いはありません')).toBeVisible();
  await go(secretariat, '提出・回収');
  const settled = await written(secretariat, () => secretariat.getByRole('button', { name: '配布ファイルを書き出す' }).click());

  await adopt(other, [settled]);
  await open(other, '#/indicators/N8');
  await choose(other, '年度', '令和5年度');
  await expect(other.getByLabel('実績値', { exact: true })).toHaveValue('12.5');
});

test('an import is taken back in one step', async ({ page, newProfile }) => {
  await begin(page, '所属の担当者', '長岡市', '人事課');
  await enter(page, '12.5');
  const file = await report(page);
  const secretariat = await newProfile();
  await begin(secretariat, '事務局');
  await adopt(secretariat, [file]);
  await secretariat.getByRole('button', { name: '読み込みを元に戻す' }).click();
  await open(secretariat, '#/indicators/N8');
  await choose(secretariat, '年度', '令和5年度');
  await expect(secretariat.getByLabel('実績値', { exact: true })).toHaveValue('');
});

test('a backup into an empty profile brings everything back', async ({ page, newProfile }) => {
  await begin(page, '事務局');
  await enter(page, '12.5');
  await go(page, '提出・回収');
  const backup = await written(page, () => page.getByRole('button', { name: '控えを書き出す' }).click());
  const fresh = await newProfile();
  await begin(fresh, '事務局');
  await adopt(fresh, [backup]);
  await open(fresh, '#/indicators/N8');
  await choose(fresh, '年度', '令和5年度');
  await expect(fresh.getByLabel('実績値', { exact: true })).toHaveValue('12.5');
});

test('a file of another programme is what a first visitor came for; to others that programme is offered', async ({ page, newProfile }) => {
  await begin(page, '事務局', '小千谷市');
  await open(page, '#/indicators/O1-1');
  await choose(page, '年度', '令和6年度');
  await type(page, '実績値', '3');
  await saved(page);
  await go(page, '提出・回収');
  const programme = await written(page, () => page.getByRole('button', { name: '配布ファイルを書き出す' }).click());

  const staff = await newProfile();
  await open(staff);
  await staff.getByRole('link', { name: 'ファイルを読み込む' }).first().click();
  await adopt(staff, [programme]);
  await expect(staff.getByRole('banner')).toContainText('小千谷市');
  await go(staff, 'ホーム');
  await expect(staff.getByLabel('プログラム', { exact: true }).locator('option:checked')).toContainText('小千谷市');

  const other = await newProfile();
  await begin(other, '所属の担当者', '長岡市', '人事課');
  await adopt(other, [programme]);
  await expect(other.getByRole('banner')).toContainText('長岡市');
  await expectAccessible(other);
  await other.getByRole('button', { name: /^小千谷市.*を開く$/ }).click();
  await expect(other.getByRole('banner')).toContainText('小千谷市');
});

const head = '{"format":"shinchoku","version":1,"kind":"programme","programme":{"id":"nagaoka","title":""},"cells":[';
const BROKEN: [string, string | Buffer, RegExp][] = [
  ['not JSON', 'これは文章です', /文章のファイルです/],
  ['cut short', head, /途中で切れています/],
  ['another format', '{"format":"other","version":1}', /別の種類のファイルです/],
  ['a newer version', '{"format":"shinchoku","version":99,"kind":"backup"}', /新しい版の進捗帳/],
  ['other JSON', '{"a":1}', /別のソフトのJSON/],
  ['NaN', `${head}NaN]}`, /数として扱えない値/],
  ['100,000 brackets', '['.repeat(100_000), /入れ子が深すぎます/],
  ['25 MB', ' '.repeat(25_000_000), /大きすぎます/],
  ['a zip', Buffer.from('PK\x03\x04rest', 'latin1'), /圧縮ファイル/],
  ['Shift_JIS', Buffer.from([0x7b, 0x22, 0x92, 0xb7, 0x89, 0xaa, 0x22, 0x7d]), /Shift_JIS/],
  ['a mail page', '<!DOCTYPE html><html><body>{"format":"shinchoku"}</body></html>', /メールの画面/],
];

test('a broken file is refused with a sentence and changes nothing', async ({ page }) => {
  test.slow();
  await begin(page, '事務局');
  await enter(page, '12.5');
  await go(page, '提出・回収');
  for (const [what, content, sentence] of BROKEN) {
    await test.step(what, async () => {
      const buffer = typeof content === 'string' ? Buffer.from(content) : content;
      await arrived(page).setInputFiles({ name: `${what}.json`, mimeType: 'application/json', buffer });
      const notice = page.getByRole('alert').filter({ hasText: `${what}.json は読み込めません` });
      await expect(notice).toContainText(sentence);
      await expect(notice).toContainText('手元の内容は何も変わっていません');
    });
  }
  await expectAccessible(page);
  await open(page, '#/indicators/N8');
  await choose(page, '年度', '令和5年度');
  await expect(page.getByLabel('実績値', { exact: true })).toHaveValue('12.5');
});

test('damaged records cost themselves and are named', async ({ page }) => {
  await begin(page, '事務局');
  const digits = '9'.repeat(400);
  const figure = (year: number, number: string, n: number) =>
    `["figure","nagaoka",{"indicator":"N8","year":${year}},[{"dot":"00000000000000aa:${n}","value":{"shown":{"number":"${number}","unit":"日"}}}]]`;
  const other = '["figure","ojiya",{"indicator":"O1-1","year":2023},[{"dot":"00000000000000aa:9","value":{"shown":"blank"}}]]';
  const text = `${head}\n${[figure(2023, '12.5', 1), figure(2023, '12.5', 1), figure(2024, digits, 2), other].join(',\n')}\n]}`;
  await choosing(page, [{ name: 'damaged.json', text }]);
  await expect(page.getByText('読み取れません：3件')).toBeVisible();
  await expect(page.getByText(/同じ欄/)).toBeVisible();
  await expect(page.getByText(/^4行目：この1件は読み取れません/)).toBeVisible();
  await expect(page.getByText(/別のプログラムの記録/)).toBeVisible();
  await page.getByRole('button', { name: '選んだ1件を読み込む' }).click();
  await open(page, '#/indicators/N8');
  await choose(page, '年度', '令和5年度');
  await expect(page.getByLabel('実績値', { exact: true })).toHaveValue('12.5');
});
