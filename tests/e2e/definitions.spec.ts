// What belongs to an indicator beside its figure: several leads, a rate of two numbers, a baseline of each part, a sum; and a
// workbook of figures.
import { expect, expectAccessible, open, test } from './support';
import { pack } from './package';
import { begin, choose, saved, type } from './steps';

test('a measure and an indicator are given several leads, and choosing one replaces them', async ({ page }) => {
  await begin(page, '事務局');
  await open(page, '#/indicators/view/owners');
  for (const name of ['④年次有給休暇の年間平均取得日数', 'アウトソーシングの拡大']) {
    await page.getByRole('button', { name: `${name}の担当をくわしく` }).click();
    const dialog = page.getByRole('dialog', { name: `担当：${name}` });
    await choose(page, '担当（主管課）に加える', '人事課');
    await choose(page, '担当（主管課）に加える', '行政管理課');
    await choose(page, '関係する所属に加える', '行政DX推進課');
    await expect(dialog.getByRole('listitem').filter({ hasText: '行政管理課' })).toBeVisible();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: '閉じる' }).last().click();
    const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) });
    await expect(row).toContainText('人事課、行政管理課 の共同です');
    await expect(row).toContainText('行政DX推進課');
  }
  await expect(page.getByText('担当が決まっていないもの：指標 13件、取組 40件')).toBeVisible();
  await saved(page);
  await page.reload();
  await expect(page.getByRole('row', { name: /アウトソーシングの拡大/ })).toContainText('人事課、行政管理課 の共同です');
  await choose(page, 'アウトソーシングの拡大の担当', '行政管理課');
  await expect(page.getByRole('row', { name: /アウトソーシングの拡大/ })).not.toContainText('共同です');
});

test('a sum is taken out of the list, and one undo puts it back', async ({ page }) => {
  await begin(page, '事務局', '小千谷市');
  await open(page, '#/indicators/view/sums');
  const row = page.getByRole('row', { name: /^就職説明会等への参加回数/ });
  await expect(page.getByText('合わないものが2件あります')).toBeVisible();
  await page.getByRole('button', { name: '就職説明会等への参加回数を取り除く' }).click();
  await expect(row).toHaveCount(0);
  await expect(page.getByText('合わないものが1件あります')).toBeVisible();
  await page.getByRole('button', { name: '元に戻す' }).click();
  await expect(row).toContainText('差 2回');
});

test('a rate is entered as 分子 and 分母, rounded once, and no denominator of nothing is taken', async ({ page }) => {
  await begin(page, '所属の担当者', '長岡市', '人事課');
  await open(page, '#/indicators/N9');
  await choose(page, '年度', '令和5年度');
  await page.getByText(/実績値のほかの入力/).click();
  await type(page, '分子', '２０');
  await type(page, '分母', '0');
  await expect(page.getByText('分母は0より大きい数にしてください。')).toBeVisible();
  await expect(page.getByLabel('実績値', { exact: true })).toHaveValue('');
  await type(page, '分母', '130');
  await expect(page.getByLabel('実績値', { exact: true })).toHaveValue('15.4');
  await expect(page.getByText('達成', { exact: true }).first()).toBeVisible();
  await expect(page.getByText('分母は0より大きい数にしてください。')).toHaveCount(0);
  // 14.96 becomes 15.0 once; what the unrounded value would say is said.
  await type(page, '分子', '187');
  await type(page, '分母', '1,250');
  await expect(page.getByLabel('実績値', { exact: true })).toHaveValue('15.0');
  await page.getByText('判定の根拠をくわしく見る').click();
  await expect(page.getByText('四捨五入する前の値では判定が変わります')).toBeVisible();
  await saved(page);
  await page.reload();
  await choose(page, '年度', '令和5年度');
  await page.getByText(/実績値のほかの入力/).click();
  await expect(page.getByLabel('分子', { exact: true })).toHaveValue('187');
  await expect(page.getByLabel('分母', { exact: true })).toHaveValue('1,250');
});

test('an indicator with parts has a baseline of each part', async ({ page }) => {
  await begin(page, '事務局', '小千谷市');
  await open(page, '#/settings/programme/indicators/O7-1');
  await expect(page.getByLabel('①学校訪問の基準値', { exact: true })).toHaveValue('2');
  await expect(page.getByLabel('②就職説明会等の基準値', { exact: true })).toHaveValue('4');
  // What the change would touch is shown before it is made.
  for (const [field, words] of [['①学校訪問の基準値', '５'], ['①学校訪問の基準の時点', 'R2年度']] as const) {
    await type(page, field, words);
    await page.getByRole('dialog', { name: 'この変更の影響' }).getByRole('button', { name: '変更する' }).click();
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
  await expectAccessible(page);
  await saved(page);
  await open(page, '#/measures/O7/2023');
  await expect(page.getByRole('rowheader', { name: /学校訪問、就職説明会等への参加回数/ })).toContainText('R2年度：5校');
});

/** A workbook of two sheets, as an office program lays it out: numbers are numbers, a rate has the format of one. */
function workbook(): Buffer {
  const text = (at: string, words: string) => `<c r="${at}" t="inlineStr"><is><t>${words}</t></is></c>`;
  const sheet = (rows: string[]) =>
    `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows.map((cells, at) => `<row r="${at + 1}">${cells}</row>`).join('')}</sheetData></worksheet>`;
  const relations = (list: string[]) =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list
      .map((it, at) => `<Relationship Id="rId${at + 1}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${it.split('|')[0]}" Target="${it.split('|')[1]}"/>`)
      .join('')}</Relationships>`;
  const type = (part: string, kind: string) => `<Override PartName="${part}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${kind}+xml"/>`;
  return pack(
    new Map([
      [
        '[Content_Types].xml',
        `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${type('/xl/workbook.xml', 'sheet.main')}${type('/xl/worksheets/sheet1.xml', 'worksheet')}${type('/xl/worksheets/sheet2.xml', 'worksheet')}${type('/xl/styles.xml', 'styles')}</Types>`,
      ],
      ['_rels/.rels', relations(['officeDocument|xl/workbook.xml'])],
      [
        'xl/workbook.xml',
        `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="はじめに" sheetId="1" r:id="rId1"/><sheet name="実績" sheetId="2" r:id="rId2"/></sheets></workbook>`,
      ],
      ['xl/_rels/workbook.xml.rels', relations(['worksheet|worksheets/sheet1.xml', 'worksheet|worksheets/sheet2.xml', 'styles|styles.xml'])],
      [
        'xl/styles.xml',
        '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="10" applyNumberFormat="1"/></cellXfs></styleSheet>',
      ],
      ['xl/worksheets/sheet1.xml', sheet([text('A1', '各課へ：水色の欄に入力してください。')])],
      [
        'xl/worksheets/sheet2.xml',
        sheet([
          text('A1', '指標') + text('B1', '令和5年度'),
          `${text('A2', '年次有給休暇の年間平均取得日数')}<c r="B2"><v>12.5</v></c>`,
          `${text('A3', '女性管理職員の登用率')}<c r="B3" s="1"><v>0.154</v></c>`,
          text('A4', '時間外勤務が年間720時間超の職員') + text('B4', '５人'),
          text('A5', '知らない指標') + '<c r="B5"><v>1</v></c>',
        ]),
      ],
    ]),
  );
}

test('a workbook is read as its sheets show it, previewed and taken', async ({ page }) => {
  test.slow();
  await begin(page, '事務局');
  await open(page, '#/indicators/view/import');
  const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  await page.getByLabel('ファイルを選ぶ').setInputFiles([{ name: '実績.xlsx', mimeType, buffer: workbook() }]);
  await expect(page.getByRole('heading', { name: '取り込む前の確認' })).toBeVisible({ timeout: 30_000 });
  // The sheet of explanations is passed over, and can be looked at.
  await expect(page.getByLabel('シート', { exact: true }).locator('option:checked')).toHaveText('実績');
  const changes = page.getByRole('table', { name: '表の値といまの値' });
  await expect(changes.getByRole('row', { name: /年次有給休暇.*R5実績.*12\.5日 新規/ })).toBeVisible();
  await expect(changes.getByRole('row', { name: /女性管理職員の登用率.*15\.4% 新規/ })).toBeVisible();
  await expect(changes.getByRole('row', { name: /720時間超.*5人 新規/ })).toBeVisible();
  await expect(page.getByRole('table', { name: '読み取れないもの' })).toContainText('知らない指標');
  await expectAccessible(page);
  await page.getByRole('button', { name: '3件を取り込む' }).click();
  await expect(page.getByText('3件を取り込みました')).toBeVisible();
  await saved(page);
  await open(page, '#/indicators');
  await choose(page, '年度', '令和5年度');
  await expect(page.getByRole('row', { name: /女性管理職員の登用率/ })).toContainText('15.4%');
});
