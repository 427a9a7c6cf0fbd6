// 時間外勤務 and Excel: attendance kept in a workbook comes in, lists for managers go out.
import { expect, expectAccessible, test } from './support';
import { begin, choose, go, type } from './steps';
import { pack, unpack } from './package';
import type { Page } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';

/** What stands in a cell: a text, a number, a number that shows six digits, or a time of a day. */
type Cell = string | number | { padded: number } | { time: number };

function cell(value: Cell, at: string): string {
  if (typeof value === 'string') return value && `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`;
  if (typeof value === 'number') return `<c r="${at}"><v>${value}</v></c>`;
  return 'padded' in value ? `<c r="${at}" s="1"><v>${value.padded}</v></c>` : `<c r="${at}" s="2"><v>${value.time / 24}</v></c>`;
}

/** A workbook of one sheet, as little as Excel would take. */
function workbook(rows: Cell[][]): Buffer {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const packages = 'http://schemas.openxmlformats.org/package/2006';
  const column = (at: number) => String.fromCharCode(65 + at);
  const row = (cells: Cell[], at: number) => `<row r="${at + 1}">${cells.map((value, place) => cell(value, `${column(place)}${at + 1}`)).join('')}</row>`;
  const kind = (name: string) => `application/vnd.openxmlformats-officedocument.spreadsheetml.${name}+xml`;
  return pack(
    new Map([
      ['[Content_Types].xml', `<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${kind('sheet.main')}"/><Override PartName="/xl/styles.xml" ContentType="${kind('styles')}"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${kind('worksheet')}"/></Types>`],
      ['_rels/.rels', `<Relationships xmlns="${packages}/relationships"><Relationship Id="r1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`],
      ['xl/workbook.xml', `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="令和5年度" sheetId="1" r:id="r1"/></sheets></workbook>`],
      ['xl/_rels/workbook.xml.rels', `<Relationships xmlns="${packages}/relationships"><Relationship Id="r1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="${relations}/styles" Target="styles.xml"/></Relationships>`],
      ['xl/styles.xml', `<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="000000"/></numFmts><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="20" applyNumberFormat="1"/></cellXfs></styleSheet>`],
      ['xl/worksheets/sheet1.xml', `<worksheet xmlns="${main}"><sheetData>${rows.map(row).join('')}</sheetData></worksheet>`],
    ]),
  );
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const HEADS = ['職員番号', '所属', '年度', ...Array.from({ length: 12 }, (_, at) => `${((at + 3) % 12) + 1}月`)];

async function place(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: '時間外勤務のメニュー' }).getByRole('link', { name }).click();
}

/** What a written workbook holds: its texts, and the numbers of its sheet. */
async function book(page: Page, press: () => Promise<void>): Promise<{ name: string; texts: string[]; sheet: string }> {
  const [download] = await Promise.all([page.waitForEvent('download', { timeout: 60_000 }), press()]);
  const parts = unpack(await readFile(await download.path()));
  const texts = [...parts.get('xl/sharedStrings.xml')!.matchAll(/<t[^>]*>(.*?)<\/t>/gs)].map((found) => found[1]!);
  return { name: download.suggestedFilename(), texts, sheet: parts.get('xl/worksheets/sheet1.xml')! };
}

async function printed(page: Page): Promise<string> {
  const pdf = await page.pdf({ format: 'A4', printBackground: true, preferCSSPageSize: true });
  return execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf }).toString('utf8');
}

test('attendance kept in a workbook goes through the same preview', async ({ page }) => {
  await begin(page, '事務局');
  await go(page, '時間外勤務');
  const year = (hours: Cell) => Array<Cell>(12).fill(hours);
  const rows: Cell[][] = [
    ['令和5年度　時間外勤務（集計）'],
    HEADS,
    ['000001', '人事課', 2023, ...year(12.5)],
    [{ padded: 45 }, '人事課', '令和5年度', ...year({ time: 12.5 })],
    [{ padded: 46 }, '財政課', 2023, ...year('46:30')],
    ['000047', '財政課', 2023, ...year(12.33)],
    ['', '合計', '', ...year(999)],
  ];
  await page.getByLabel('ファイルを選ぶ').setInputFiles([{ name: '令和5年度.xlsx', mimeType: XLSX, buffer: workbook(rows) }]);
  await expect(page.getByText('読み取った行 3、合計として数えない行 1、読み取れない行 1')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('row', { name: /6行目.*分で割り切れない時間です：12\.33/ })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: '3行を取り込む' }).click();
  await place(page, '残り時間');
  await expect(page.getByRole('row', { name: /000001.*人事課.*12時間30分.*150時間/ })).toBeVisible();
  await expect(page.getByRole('row', { name: /000045.*人事課.*12時間30分.*150時間/ })).toBeVisible();
  await expect(page.getByRole('row', { name: /000046.*財政課.*46時間30分/ })).toBeVisible();
});

test('lists are workbooks for managers: numbers are numbers, small 所属 stand together, people only when asked', async ({ page }) => {
  test.slow();
  await begin(page, '事務局');
  await go(page, '時間外勤務');
  // 44 people: 20 in two 所属 each, and four in a small one who are far beyond their plan.
  const workplace = (person: number) => (person >= 40 ? '出張所' : ['人事課', '財政課'][person % 2]);
  const line = (person: number) => [String(person + 1).padStart(5, '0'), workplace(person), '2023', ...Array(12).fill(person >= 40 ? '50:30' : '10')].join(',');
  const text = [HEADS.join(','), ...Array.from({ length: 44 }, (_, person) => line(person))].join('\r\n');
  await page.getByLabel('ファイルを選ぶ').setInputFiles([{ name: '令和5年度.csv', mimeType: 'text/csv', buffer: Buffer.from(text) }]);
  await page.getByRole('button', { name: '44行を取り込む' }).click({ timeout: 20_000 });

  const heat = await book(page, () => page.getByRole('button', { name: '所属と月ごとの時間外勤務をExcelに書き出す' }).click());
  expect(heat.name).toBe('進捗帳_所属と月ごとの時間外勤務_20240331.xlsx');
  expect(heat.texts).toContain('ほか2所属（まとめて）');
  expect(heat.texts).not.toContain('出張所');
  expect(heat.sheet).toContain('<v>10</v>');
  await expect(page.getByRole('row', { name: /出張所/ }).first()).toBeVisible();

  await place(page, '計画・ヒアリング');
  await choose(page, '計画を立てる所属', '出張所');
  await type(page, '計画の人数', '4');
  for (let month = 1; month <= 12; month++) await type(page, `${month}月の計画`, '100');
  // The hearing list is nothing without the names, and says for whom it is; the other table puts small ones together.
  const heard = await book(page, () => page.getByRole('button', { name: 'ヒアリング対象をExcelに書き出す' }).click());
  expect(heard.texts).toContain('出張所');
  expect(heard.texts.join()).toContain('庁内限り（人事担当課と対象の所属長）');
  // 2,424 hours are 101 days.
  expect(heard.sheet).toContain('<v>101</v>');
  const overall = await book(page, () => page.getByRole('button', { name: '計画と実績をExcelに書き出す' }).click());
  expect(overall.texts).toContain('ほか2所属（まとめて）');
  expect(overall.texts).not.toContain('出張所');
  const paper = await printed(page);
  expect(paper).toMatch(/ヒアリング対象の所属（令和6年3月31日現在/);
  expect(paper).toMatch(/庁内限り/);
  expect(paper).toMatch(/出張所\s+1200時間\s+2424時間/);
  expect(paper).toMatch(/ほか2所属（まとめて）/);
  expect(paper.match(/2424時間/g)).toHaveLength(1);
  await expectAccessible(page);

  await place(page, '残り時間');
  await page.getByRole('button', { name: '残り時間をExcelに書き出す' }).click();
  await expect(page.getByRole('heading', { name: '職員ごとの行を書き出しますか' })).toBeVisible();
  await expectAccessible(page);
  const people = await book(page, () => page.getByRole('button', { name: '書き出す', exact: true }).click());
  expect(people.name).toBe('進捗帳_残り時間_20240331.xlsx');
  expect(people.texts).toEqual(expect.arrayContaining(['残り時間（令和6年3月31日現在）', '00001', '00044', '出張所']));
  // Ten hours, with the zeros of the numbers beside them kept as text.
  expect(people.sheet).toMatch(/<v>0\.41666666666666669<\/v>|<v>0\.4166666666666667<\/v>/);
  await expectAccessible(page);
});
