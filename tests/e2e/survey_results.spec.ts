// Results leave the page as they were published: Excel, CSV, one sheet for the 庁議; questions of every kind, typed in from paper.
import { expect, expectAccessible, open, test } from './support';
import { unpack } from './package';
import { begin, choose, go, saved, type } from './steps';
import type { Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';

const TALLIES = [
  ['人事課', 40, 20, 12],
  ['行政管理課', 30, 16, 9],
  ['行政DX推進課', 30, 18, 10],
  ['人権・男女共同参画課', 8, 4, 1],
] as const;

async function fill(page: Page, words: RegExp, value: number): Promise<void> {
  for (const field of await page.getByLabel(words).all()) {
    await field.fill(`${value}`);
    await field.blur();
  }
}

async function paper(page: Page, [department, , people, agree]: readonly [string, number, number, number]): Promise<void> {
  await page.getByLabel('所属', { exact: true }).selectOption({ label: department });
  await type(page, '用紙の枚数（回答者数）', `${people}`);
  await fill(page, /：そう思う$/, agree);
  await fill(page, /：そう思わない$/, people - agree);
}

async function file(page: Page, button: string): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button }).click()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

const texts = (workbook: Buffer) => [...unpack(workbook).get('xl/sharedStrings.xml')!.matchAll(/<t[^>]*>([^<]*)<\/t>/g)].map((it) => it[1]!.trim());

/** How many sheets of paper the page takes. */
async function sheets(page: Page): Promise<number> {
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  return [...pdf.matchAll(/\/Type \/Page\b/g)].length;
}

test('a published edition leaves as Excel and CSV and on one sheet for the council, from both places', async ({ page }) => {
  test.setTimeout(150_000);
  await begin(page, '事務局');
  await go(page, 'アンケート');
  for (const [department, eligible] of TALLIES) await type(page, `${department}の対象者数`, `${eligible}`);
  await open(page, '#/survey/paper');
  for (const tally of TALLIES) await paper(page, tally);
  await saved(page);

  // What is not published does not go out; the reports page says so too.
  await go(page, '帳票');
  await page.getByRole('radio', { name: /^アンケート結果(?!（)/ }).check();
  await expect(page.getByText('公表されたアンケート結果がありません')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Excelに書き出す' })).toBeDisabled();
  await expectAccessible(page);
  await open(page, '#/survey/results');
  await expect(page.getByText(/ExcelとCSVには、公表した版だけを書き出せます/)).toBeVisible();
  await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '公表する' }).click()]);
  await choose(page, '版', '第1版');

  const csv = await file(page, '結果の表をCSVに書き出す');
  expect(csv.name).toMatch(/^進捗帳_nagaoka_アンケート結果_令和5年度_第1版\.csv$/);
  const rows = csv.bytes.toString('utf8').split('\r\n');
  expect(csv.bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
  expect(rows[0]).toContain('対象者数,回答者数,回答率（%）,この設問の回答,答え,人数,割合（%）');
  const small = rows.filter((row) => row.includes(',人権・男女共同参画課,'));
  expect(small.length).toBe(4);
  for (const row of small) expect(row).toMatch(/,人権・男女共同参画課,,8,非表示,非表示,非表示,非表示,非表示,非表示$/);
  expect(rows.some((row) => /,人事課,,40,20,50(\.0)?,20,肯定的な回答,12,60(\.0)?$/.test(row))).toBe(true);

  const workbook = await file(page, '結果の表をExcelに書き出す');
  const words = texts(workbook.bytes);
  for (const expected of ['対象者数', '回答者数', '回答率', '非表示', '人事課', '肯定的な回答']) expect(words).toContain(expected);
  expect(words.some((text) => text.startsWith('調査対象：'))).toBe(true);

  // The print dialog is the system's.
  await page.evaluate(() => (window.print = () => undefined));
  await page.getByRole('button', { name: '庁議用の1枚を印刷する' }).click();
  const form = page.getByRole('region', { name: '帳票の表示' });
  await expect(form.getByText('この調査の最初の版です。')).toBeVisible();
  await expect(form.getByText(/^55\.2%\s*（32人／58人）$/).first()).toBeVisible();
  await expectAccessible(page);
  expect(await sheets(page)).toBe(1);
  await page.getByRole('button', { name: '庁議用の表示を閉じる' }).click();
  await expect(form).toBeHidden();

  // A second edition, twenty-four sheets on: what changed stands on the sheet.
  await open(page, '#/survey');
  await expect(page.getByText(/のうち4所属に入っていて、合わせて\d+人です/)).toBeVisible();
  await page.getByText('所属ごとに入れる').click();
  await type(page, '人事課の対象者数', '80');
  await open(page, '#/survey/paper');
  await paper(page, ['人事課', 80, 44, 24]);
  await saved(page);
  await open(page, '#/survey/results');
  await choose(page, '版', 'いまの集計');
  await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '公表する' }).click()]);
  await go(page, '帳票');
  await page.getByRole('radio', { name: /^アンケート結果（庁議用）/ }).check();
  await choose(page, 'アンケートの版', '第2版');
  await page.getByRole('button', { name: '画面に表示する' }).click();
  await expect(form.getByRole('row', { name: /^回答者数 58人 82人/ })).toBeVisible();
  expect(await sheets(page)).toBe(1);
  await page.getByRole('radio', { name: /^アンケート結果(?!（)/ }).check();
  await page.getByRole('button', { name: '画面に表示する' }).click();
  await expect(form.getByRole('article')).toHaveCount(5);
  await expectAccessible(page);
});

test('a survey of every kind of question is prepared, looked at before there is a key, and typed in from paper', async ({ page }) => {
  test.setTimeout(120_000);
  await begin(page, '事務局');
  await open(page, '#/survey/questions');
  await type(page, /^画面の見出し/, '働き方\nご意見');
  await type(page, /^「ご意見」の前書き/, 'どなたでもお書きください。');
  const add = async (n: number, text: string, kind: string): Promise<void> => {
    await page.getByRole('button', { name: '設問を加える' }).click();
    await type(page, `設問${n}の文`, text);
    await choose(page, `設問${n}の答え方`, kind);
    await choose(page, `設問${n}の画面`, 'ご意見');
  };
  await add(5, '役に立った取組', 'いくつでも');
  await type(page, /^設問5の選択肢/, '研修\n機器\n休暇');
  await add(6, '1か月の在宅勤務', '数を入れる');
  await type(page, /^設問6の単位/, '日');
  await add(7, 'ご意見をお書きください', '自由に書く');
  await saved(page);
  await expectAccessible(page);

  // As staff will see it, before there is a key.
  await page.getByRole('link', { name: '職員に見える画面を確かめる' }).click();
  await expect(page.getByText('鍵を作る前なので、回答に封はできません。')).toBeVisible();
  await page.getByRole('button', { name: '次の画面へ' }).click();
  await expect(page.getByText('どなたでもお書きください。')).toBeVisible();
  await expect(page.getByRole('group', { name: /役に立った取組/ }).getByRole('checkbox')).toHaveCount(3);
  await expect(page.getByRole('button', { name: '回答に封をする' })).toBeDisabled();
  await expectAccessible(page);

  await open(page, '#/survey');
  await type(page, '人事課の対象者数', '40');
  await page.getByRole('link', { name: '用紙の回答を入力する' }).click();
  await page.getByLabel('所属', { exact: true }).selectOption({ label: '人事課' });
  await type(page, '用紙の枚数（回答者数）', '14');
  await fill(page, /：そう思う$/, 9);
  await fill(page, /：そう思わない$/, 5);
  await type(page, '役に立った取組：研修', '8');
  await type(page, '役に立った取組：休暇', '7');
  await type(page, '役に立った取組：答えた人', '12');
  // Full-width digits, and a line that is no number stays in sight.
  const days = page.getByLabel(/^問6/);
  await days.fill('２\n4.5\nたくさん');
  await days.blur();
  await expect(page.getByText(/「たくさん」は数として読めません/)).toBeVisible();
  await expect(days).toHaveValue('２\n4.5\nたくさん');
  await days.fill(['２', '4.5', '０', ...Array<string>(8).fill('1'), '8'].join('\n'));
  await days.blur();
  await type(page, /^問7/, '残業が減った\n=会議を減らしてほしい');
  await saved(page);
  await expectAccessible(page);
  await open(page, '#/survey/results');
  await expect(page.getByRole('row', { name: /^役に立った取組/ })).toContainText('研修 8人');
  await expect(page.getByRole('row', { name: /^1か月の在宅勤務/ })).toContainText('平均 1.9日（12人）');
  // What would tell a person is taken out before it goes out, and the answer itself stays.
  await page.getByText('自由記述を確かめる').click();
  await expect(page.getByLabel('記述1')).toHaveValue('=会議を減らしてほしい');
  await type(page, '記述1', '');
  await type(page, '記述2', '=残業が（個人名）で減った');
  await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '公表する' }).click()]);
  await choose(page, '版', '第1版');
  await expect(page.getByText('=残業が（個人名）で減った')).toBeVisible();
  await expect(page.getByText('会議を減らしてほしい')).toHaveCount(0);
  const { bytes } = await file(page, '結果の表をCSVに書き出す');
  expect(bytes.toString('utf8')).toContain(",'=残業が（個人名）で減った,");
  expect(bytes.toString('utf8')).not.toContain('会議');
});

test('the CSV of a form service becomes answers, its headings are remembered, and a second reading counts nobody twice', async ({ page }) => {
  await begin(page, '事務局');
  await open(page, '#/survey');
  await type(page, '人事課の対象者数', '20');
  await open(page, '#/survey/intake');
  const questions = ['自分の職場では効率的に仕事が進められている', '職場の人間関係や雰囲気が良いと感じている', '現在の仕事にやりがいを感じている', '仕事と家庭の両立ができていると感じている'];
  const rows = Array.from({ length: 12 }, (_, n) => [`${1000 + n}`, '山田花子', '人事課', ...questions.map((_, q) => ((n + q) % 3 ? 'そう思う' : 'そう思わない'))]);
  const csv = (last: string) => [['受付番号', '氏名', '配属先', ...questions], ...rows, ['2000', '', '人事課', last, '', '', '']].map((row) => row.join(',')).join('\r\n');
  const choosing = async (text: string) => {
    const picker = page.getByRole('group', { name: /^回答のCSV/ }).getByLabel('ファイルを選ぶ');
    await picker.setInputFiles({ name: 'logo.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  };
  await choosing(csv('とても思う'));
  await expect(page.getByText(/14行目「自分の職場では効率的に仕事が進められている」：とても思う/)).toBeVisible();
  await expect(page.getByLabel('「氏名」の中身').locator('option:checked')).toHaveText('読まない');
  await choose(page, '「配属先」の中身', '所属');
  await expectAccessible(page);
  await page.getByRole('button', { name: '回答13件を読み込む' }).click();
  await expect(page.getByText('回答13件を開きました。')).toBeVisible();
  await expect(page.getByRole('row', { name: '人事課' })).toContainText('13件');
  await choosing(csv('そう思う'));
  await expect(page.getByLabel('「配属先」の中身').locator('option:checked')).toHaveText('所属');
  await page.getByRole('button', { name: '回答13件を読み込む' }).click();
  await expect(page.getByText(/回答13件は、すでに受け取っていました/)).toBeVisible();
  await open(page, '#/survey/results');
  await expect(page.getByText('13人', { exact: true }).first()).toBeVisible();
});

test('an earlier year stays within reach on every page of the survey', async ({ page }) => {
  await begin(page, '事務局');
  await open(page, '#/survey/paper');
  await page.getByLabel('所属', { exact: true }).selectOption({ label: '人事課' });
  await type(page, '用紙の枚数（回答者数）', '12');
  await fill(page, /：そう思う$/, 9);
  await fill(page, /：そう思わない$/, 3);
  await open(page, '#/survey');
  // The survey is of a year that is over, so a new one is offered at once: for the next year and for the present one.
  await expect(page.getByRole('button', { name: /のアンケートを作る$/ })).toHaveCount(2);
  await page.getByRole('button', { name: '令和6年度のアンケートを作る' }).click();
  await saved(page);
  await expect(page.getByLabel('アンケート', { exact: true }).locator('option:checked')).toHaveText(/令和6年度/);
  await choose(page, 'アンケート', '令和5年度');
  // No copy is offered that would be written over the survey of 令和6年度, and take its key away.
  await expect(page.getByRole('button', { name: /のアンケートを作る$/ })).toHaveCount(1);
  await expect(page.getByRole('button', { name: '令和6年度のアンケートを作る' })).toHaveCount(0);
  await expectAccessible(page);
  // The choice goes from page to page.
  for (const [place, words] of [
    ['questions', '設問と進め方'],
    ['form', '回答の用紙'],
    ['intake', '回収の状況'],
    ['paper', '用紙の回答を入力する'],
    ['results', '集計結果'],
  ] as const) {
    await page.evaluate((to) => (location.hash = to), `#/survey/${place}`);
    await expect(page.getByRole('heading', { level: 1, name: words })).toBeVisible();
    await expect(page.getByLabel('アンケート', { exact: true }).locator('option:checked')).toHaveText(/令和5年度/);
    await expectAccessible(page);
  }
  await expect(page.getByText('12人', { exact: true }).first()).toBeVisible();
  await choose(page, 'アンケート', '令和6年度');
  await expect(page.getByText('12人', { exact: true })).toHaveCount(0);
});
