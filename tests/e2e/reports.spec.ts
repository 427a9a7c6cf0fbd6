// 帳票: printed, written as Excel and CSV, filled in on another PC, and read back through the plan.
import { expect, expectAccessible, test } from './support';
import { typeInto } from './package';
import { arrived, bare, begin, choose, go, printed, saved } from './steps';
import type { Page } from '@playwright/test';
import { readFileSync } from 'node:fs';

async function reports(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: '主なメニュー' }).getByRole('link', { name: '帳票' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '帳票' })).toBeVisible();
}

async function file(page: Page, button: string): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button }).click()]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

test('each form is shown, printed and written, and finds no fault with axe', async ({ page }) => {
  test.slow();
  await begin(page, '事務局', '小千谷市');
  await reports(page);
  await expectAccessible(page);
  for (const form of ['進捗管理票の白紙の様式', '取組項目一覧', '指標表', '庁議一枚もの', '進捗管理票']) {
    await page.getByRole('radio', { name: new RegExp(`^${form}(?!の)`) }).check();
    await page.getByRole('button', { name: '画面に表示する' }).click();
    const region = page.getByRole('region', { name: '帳票の表示' });
    await expect(region.getByRole('table').first()).toBeVisible();
    await expectAccessible(page);
    const { name, bytes } = await file(page, 'Excelに書き出す');
    expect(name).toMatch(/^進捗帳_ojiya_.*_令和\d+年度\.xlsx$/);
    expect(bytes.subarray(0, 2).toString()).toBe('PK');
    if (form !== '進捗管理票の白紙の様式') {
      const csv = await file(page, 'CSVに書き出す');
      expect(csv.bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    }
  }
  // All seven sheets stand on the paper with every word, and nothing of the page around them.
  await page.getByRole('button', { name: '画面に表示する' }).click();
  const region = page.getByRole('region', { name: '帳票の表示' });
  await expect(region.getByRole('article')).toHaveCount(7);
  const cells = await region.locator('th, td, p').allInnerTexts();
  const paper = (await printed(page)).join('');
  for (const line of cells.flatMap((text) => text.split('\n')).map(bare)) {
    expect(paper, line).toContain(line.slice(0, 8));
  }
  expect(paper).not.toContain('画面に表示する');
});

test('a thousand letters of one cell are printed whole', async ({ page }) => {
  test.slow();
  await begin(page, '事務局', '小千谷市');
  const long = Array.from({ length: 100 }, (_, n) => `${String(n).padStart(3, '0')}番目の文です。`).join('');
  // Typed into the form that goes out as CSV, and read back: the way of a department that has no page.
  await reports(page);
  await choose(page, '取組', '行政手続のデジタル化の推進');
  const { bytes } = await file(page, 'CSVに書き出す');
  const lines = bytes.toString('utf8').split('\r\n');
  const at = lines.findIndex((line) => line.includes('改善事項・今後の進め方【Action】'));
  expect(at).toBeGreaterThan(0);
  const mark = lines[at]!.slice(lines[at]!.lastIndexOf(',') + 1);
  const head = lines[at]!.split(',').slice(0, 4).join(',');
  lines[at] = `${head},${long},${mark}`;
  await go(page, '提出・回収');
  await arrived(page).setInputFiles([{ name: '記入済み.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\r\n')) }]);
  await expect(page.getByText(/書きかえられた欄は1件です/)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: /1件.*を読み込む$/ }).click();
  await expect(page.getByText(/件を読み込みました/).first()).toBeVisible();
  await saved(page);
  await reports(page);
  await choose(page, '取組', '行政手続のデジタル化の推進');
  await page.getByRole('button', { name: '画面に表示する' }).click();
  await expect(page.getByRole('region', { name: '帳票の表示' })).toContainText('099番目の文です');
  const paper = (await printed(page)).join('');
  for (let n = 0; n < 100; n += 1) expect(paper).toContain(`${String(n).padStart(3, '0')}番目の文です`);
});

test('a workbook that was filled in comes back through the plan, and what went on here meets it as 内容の食い違い', async ({ page }) => {
  test.slow();
  await begin(page, '事務局', '小千谷市');
  await reports(page);
  await choose(page, '取組', '行政手続のデジタル化の推進');
  const { bytes } = await file(page, 'Excelに書き出す');
  const filled = typeInto(bytes, /^passage.O1.\d+.action@/, '次年度は代わりの手段を試します。');
  await go(page, '提出・回収');
  await arrived(page).setInputFiles([{ name: '記入済み.xlsx', mimeType: 'application/octet-stream', buffer: filled }]);
  await expect(page.getByText(/書きかえられた欄は1件です/)).toBeVisible();
  await expect(page.getByRole('row', { name: /改善事項【Action】/ })).toContainText('更新');
  await expectAccessible(page);
  await page.getByRole('button', { name: /1件.*を読み込む$/ }).click();
  await expect(page.getByText(/件を読み込みました/).first()).toBeVisible();
  // The same file again has nothing to say; another one, from before, meets the newer text.
  await arrived(page).setInputFiles([{ name: '記入済み.xlsx', mimeType: 'application/octet-stream', buffer: filled }]);
  await expect(page.getByText(/書きかえられた欄は0件です/)).toBeVisible();
  const other = typeInto(bytes, /^passage.O1.\d+.action@/, '別の人が同じ様式に書きました。');
  await arrived(page).setInputFiles([{ name: '別の人.xlsx', mimeType: 'application/octet-stream', buffer: other }]);
  await expect(page.getByRole('row', { name: /改善事項【Action】/ })).toContainText('内容の食い違い');
});
