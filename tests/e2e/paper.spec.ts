// 進捗管理票 on paper: long texts and many notes come out whole, heads repeat, and what goes on around a sheet is there.
import { expect, open, test } from './support';
import { adopt, begin, choose, saved, type } from './steps';
import type { Page } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const bare = (text: string) => text.replace(/\s/g, '');

/** The text of each printed page, without blanks. */
async function printed(page: Page): Promise<string[]> {
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  const folder = mkdtempSync(join(tmpdir(), 'shinchoku-'));
  try {
    const path = join(folder, 'printed.pdf');
    writeFileSync(path, pdf);
    // A page looked at by a person is drawn from the same file.
    if (process.env.SHINCHOKU_PAPER) writeFileSync(join(process.env.SHINCHOKU_PAPER, `${test.info().title.slice(0, 20)}.pdf`), pdf);
    return execFileSync('pdftotext', ['-raw', path, '-'], { encoding: 'utf8' }).split('\f').slice(0, -1).map(bare);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** From the sheet to its form, by the link on the sheet. */
async function form(page: Page, measure: string, edition: '庁内版' | '公表版' = '庁内版'): Promise<void> {
  await open(page, `#/measures/${measure}/2023`);
  await page.getByRole('link', { name: 'この票を印刷する・Excelに書き出す' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '帳票' })).toBeVisible();
  await choose(page, '版', edition);
  await page.getByRole('button', { name: '画面に表示する' }).click();
  await expect(page.getByRole('region', { name: '帳票の表示' }).getByRole('article')).toHaveCount(1);
}

/** A thousand letters, a sentence a line: a sentence that a page's end cuts in two would be found on neither page. */
const long = (name: string) => Array.from({ length: 100 }, (_, n) => `${name}の文${String(n).padStart(3, '0')}番。`);
const NOTES = Array.from({ length: 40 }, (_, n) => [`※${n + 11}`, `${n + 11}番目の注は、印刷しても本文の下にすべて残ります。`] as const);

/** One sheet of O written anew: every text of a thousand letters, four rows of Plan and Do, forty notes. */
function fullSheet(): { name: string; text: string; words: string[] } {
  const cells: unknown[] = [];
  const words: string[] = [];
  let n = 0;
  const cell = (kind: string, key: unknown, value: unknown) => {
    cells.push([kind, 'ojiya', key, [{ dot: `00000000000000c5:${(n += 1)}`, value }]]);
  };
  const said = (name: string) => {
    const sentences = long(name);
    words.push(...sentences);
    return { text: sentences.join('\n') };
  };
  cell('measure', 'P1', { pillar: '3', number: '8', name: '紙で読む取組' });
  for (const section of ['content', 'effect', 'check', 'action']) cell('passage', { measure: 'P1', year: 2023, section }, said(section.slice(0, 3)));
  for (const row of ['r1', 'r2', 'r3', 'r4']) {
    for (const column of ['plan', 'first_half', 'second_half']) {
      cell('plan', { measure: 'P1', year: 2023, row, column }, said(`${row}${column[0]}`));
    }
  }
  for (const [mark, text] of NOTES) {
    cell('note', `pn-${mark.slice(1)}`, { place: { sheet: ['P1', 2023] }, kind: 'footnote', mark, text });
    words.push(`${mark}${text}`);
  }
  // In the order in which a file's kinds stand.
  const order = ['measure', 'passage', 'plan', 'note'];
  cells.sort((a, b) => order.indexOf((a as string[])[0]!) - order.indexOf((b as string[])[0]!));
  const head = { format: 'shinchoku', version: 1, kind: 'programme', programme: { id: 'ojiya', title: '' }, count: cells.length };
  return { name: '長い票.json', text: JSON.stringify({ ...head, cells }), words };
}

test('cells of a thousand letters and forty notes are printed whole, and the heads repeat', async ({ page }) => {
  test.slow();
  await begin(page, '事務局', '小千谷市');
  const { words, ...file } = fullSheet();
  expect(words.length).toBe(1640);
  await adopt(page, [file]);
  await form(page, 'P1');
  const pages = await printed(page);
  const paper = pages.join('');
  for (const word of words) expect(paper).toContain(bare(word));
  // Twelve cells of a thousand letters flow over several pages, and each of those begins with what its columns are.
  const withRows = pages.filter((text) => /r[1-4][pfs]の文/.test(text));
  expect(withRows.length).toBeGreaterThan(2);
  for (const text of withRows) for (const head of ['取組目標【Plan】', '上半期の取組結果【Do】', '下半期の取組結果【Do】']) expect(text).toContain(head);
  expect(paper).not.toContain('画面に表示する');
});

test('a sheet prints its links, to-dos with answers, opinions with replies, and the number of its closed year', async ({ page }) => {
  test.slow();
  await begin(page, '事務局', '小千谷市');
  await open(page, '#/measures/O1/2023');
  await page.getByRole('button', { name: 'この票に入力する' }).click();
  await page.getByText(/^1行目に対応する年次計画・数値目標/).click();
  const links = page.locator('details').filter({ hasText: '1行目に対応する' });
  await links.getByLabel('年次計画：施設間のオンライン相談').check();
  await links.getByLabel('数値目標：施設間のオンライン相談窓口数').check();
  await page.getByText('文ごとに宿題にするものを選ぶ').click();
  await page.getByRole('button', { name: /^「施設間のオンライン相談.*」を次年度への宿題にする/ }).click();
  await type(page, /^委員意見を加える/, '目標を見直すこと');
  await type(page, '委員意見1への主管課回答', '次の年度に見直します');
  await choose(page, '委員意見1の反映状況', '検討中');
  await choose(page, '主管課の評価', 'あまり進まなかった');
  await type(page, '主管課の評価の理由・補足', '庁内だけの理由');
  await saved(page);
  await open(page, '#/measures/O1/2024');
  await page.getByRole('button', { name: 'この票に入力する' }).click();
  await choose(page, /^「施設間のオンライン相談.*」への対応$/, '見送り');
  await type(page, /^「施設間のオンライン相談.*」への対応の内容・理由$/, '費用に見合わないため');
  await saved(page);
  await open(page, '#/measures/view/cycle');
  await choose(page, '年度', '令和5年度');
  await page.getByRole('button', { name: '令和5年度を確定する' }).click();
  const number = /照合番号 ([0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4})/.exec(await page.locator('main').innerText())![1]!;

  for (const edition of ['庁内版', '公表版'] as const) {
    await form(page, 'O1', edition);
    const paper = (await printed(page)).join('');
    for (const words of ['取組目標と年次計画・数値目標の対応', '次年度への宿題', '見送り　費用に見合わないため', '目標を見直すこと', '次の年度に見直します', '検討中', '令和5年度は確定済み', `照合番号 ${number}`]) {
      expect(paper, words).toContain(bare(words));
    }
    expect(paper.includes('庁内だけの理由'), edition).toBe(edition === '庁内版');
  }
});
