// 時間外勤務: from a Shift_JIS file with damage in every tenth row to the indicators and a printed hearing list.
import { expect, expectAccessible, open, test } from './support';
import { begin, choose, go, saved, type, written } from './steps';
import type { Page } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';

const PLACES = ['人事課', '財政課', '福祉課', '水道局'];
const HEAD = '職員番号,氏名,所属,年度,4月,5月,6月,7月,8月,9月,10月,11月,12月,1月,2月,3月,計';

/** Forty people: ten hours a month each, sixty in 財政課, and one month of 105 hours. */
function hours(person: number): number[] {
  const base = PLACES[person % PLACES.length] === '財政課' ? 61 : 10;
  return Array.from({ length: 12 }, (_, month) => (person === 2 && month === 5 ? 105 : base));
}

function table(damage: boolean): string {
  const rows = Array.from({ length: 40 }, (_, person) => {
    const months = hours(person);
    const row = `${String(person + 1).padStart(5, '0')},見本,${PLACES[person % PLACES.length]},令和5年度,${months.join(',')},0`;
    if (!damage || person % 10 !== 9) return row;
    return person % 20 === 9 ? row.replace(`,${months[0]},`, ',12.33,') : `${row},余り`;
  });
  return [HEAD, ...rows, `合計,,,令和5年度,${Array(13).fill('9').join(',')}`].join('\r\n');
}

/** As an office's programs write it. */
function shiftJis(text: string): Buffer {
  return execFileSync('iconv', ['-f', 'UTF-8', '-t', 'CP932'], { input: text });
}

async function read(page: Page, damage: boolean): Promise<void> {
  await go(page, '時間外勤務');
  await page.getByLabel('ファイルを選ぶ').setInputFiles([{ name: '令和5年度.csv', mimeType: 'text/csv', buffer: shiftJis(table(damage)) }]);
  await expect(page.getByRole('heading', { name: '読み込む前の確認' })).toBeVisible({ timeout: 20_000 });
}

/** What a printer gets, as text. */
async function printed(page: Page): Promise<string> {
  const pdf = await page.pdf({ format: 'A4', printBackground: true });
  return execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf }).toString('utf8');
}

/** Everything this page keeps in the browser, as one text. */
async function keptTexts(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const texts = Object.values({ ...localStorage });
    for (const { name } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((done) => { const asked = indexedDB.open(name!); asked.onsuccess = () => done(asked.result); });
      for (const store of database.objectStoreNames) {
        const all = database.transaction(store).objectStore(store).getAll();
        texts.push(JSON.stringify(await new Promise((done) => { all.onsuccess = () => done(all.result); })));
      }
      database.close();
    }
    return texts.join('\n');
  });
}

async function place(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: '時間外勤務のメニュー' }).getByRole('link', { name }).click();
}

test('a damaged Shift_JIS file becomes indicators and a printed hearing list', async ({ page }) => {
  test.slow();
  await begin(page, '事務局');
  await read(page, true);
  // Nothing is taken yet, and each refused row says its line and reason.
  await expect(page.getByText('読み取った行 36、合計として数えない行 1、読み取れない行 4')).toBeVisible();
  await expect(page.getByRole('row', { name: /11行目.*4月：分で割り切れない時間です：12\.33/ })).toBeVisible();
  await expect(page.getByRole('row', { name: /21行目.*列の数が見出しと違います/ })).toBeVisible();
  await expect(page.getByRole('button', { name: /の指標に入れる/ })).toHaveCount(0);
  await expectAccessible(page);
  await page.getByRole('button', { name: '36行を取り込む' }).click();
  await expect(page.getByText('令和6年3月31日現在')).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: '令和5年度の指標に入れる' }).click();
  await expect(page.getByText('3件の指標に入れました')).toBeVisible();
  await saved(page);
  await go(page, '指標');
  await choose(page, '年度', '令和5年度');
  // 8 of 36 people work 61 hours a month.
  await expect(page.getByRole('row', { name: /年間360時間超/ })).toContainText('22.2');
  await expect(page.getByRole('row', { name: /年間720時間超/ })).toContainText('8');

  await go(page, '時間外勤務');
  await place(page, '計画・ヒアリング');
  await choose(page, '計画を立てる所属', '財政課');
  await type(page, '計画の人数', '10');
  for (let month = 1; month <= 12; month++) await type(page, `${month}月の計画`, '300');
  const heard = page.getByRole('table', { name: /ヒアリング対象の所属/ });
  await expect(heard.getByRole('row', { name: /財政課/ })).toBeVisible();
  await expect(heard.getByRole('row', { name: /人事課/ })).toHaveCount(0);
  await saved(page);
  await expectAccessible(page);
  const paper = await printed(page);
  expect(paper).toMatch(/ヒアリング対象の所属（令和6年3月31日現在、計画を20%以上かつ20時間以上超過）/);
  expect(paper).toMatch(/財政課\s+3600時間\s+5856時間/);
  expect(paper).not.toMatch(/人事課\s+\d+時間\s+\d+時間/);
  // What can only be pressed stays on the screen.
  expect(paper).not.toContain('計画を立てる所属');
});

test('hours left, breaches, reasons and interviews are shown, and nothing of them is kept', async ({ page }) => {
  test.slow();
  await begin(page, '所属長');
  await read(page, false);
  await page.getByRole('button', { name: '40行を取り込む' }).click();
  await type(page, 'いつ現在のデータか', '令和5年9月30日');
  await expect(page.getByText('令和5年9月30日現在').first()).toBeVisible();

  await place(page, '残り時間');
  await expect(page.getByText('40人を表示（全40人）').first()).toBeVisible();
  await expect(page.getByRole('row', { name: /00001.*余裕あり.*あと35時間.*1か月45時間以内/ })).toBeVisible();
  await choose(page, '表示する職員', '上限を超えた');
  await expect(page.getByRole('row', { name: /00003.*上限超え.*60時間超過/ })).toBeVisible();
  await expect(page.getByRole('row', { name: /00001/ })).toHaveCount(0);
  await expectAccessible(page);

  await place(page, '上限超え・理由');
  await expect(page.getByRole('row', { name: /00003.*令和5年9月.*超過.*100時間未満.*105時間/ })).toBeVisible();
  const needs = page.getByRole('table', { name: '理由の記録が要る月' });
  await needs.getByRole('button', { name: '00003の令和5年9月の理由を記録する' }).click();
  await page.getByRole('radio', { name: '災害対応' }).check();
  await expectAccessible(page);
  await page.getByRole('button', { name: '記録する', exact: true }).click();
  await expect(needs.getByRole('row', { name: /00003/ })).toHaveCount(0);
  // 100 hours stay out of the question, whatever the reason.
  await expect(page.getByRole('row', { name: /00003.*100時間未満/ })).toBeVisible();

  await place(page, '産業医面談');
  await expect(page.getByRole('row', { name: /00003.*1か月105時間/ })).toBeVisible();
  await page.getByRole('radio', { name: '本人への通知（一人一枚）' }).check();
  await expectAccessible(page);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('heading', { name: '産業医による面談のお知らせ' })).toBeVisible();
  await expect(page.getByRole('heading', { name: '産業医面談の対象者' })).toBeHidden();
  await expect(page.getByRole('row', { name: /00003/ })).toBeHidden();
  await page.emulateMedia({ media: 'screen' });

  const kept = await keptTexts(page);
  expect(kept.length).toBeGreaterThan(100);
  expect(kept).not.toContain('00003');
});

test('rows are sealed on this device, split for a 所属長, disposed of, and in no file', async ({ page, newProfile }) => {
  test.slow();
  await begin(page, '事務局');
  await read(page, false);
  await page.getByRole('button', { name: '40行を取り込む' }).click();
  await place(page, '保管・配布');
  await expect(page.getByText('封をした行は、この端末にありません。')).toBeVisible();
  await type(page, '保管の合言葉', '長岡の花火2026');
  await page.getByRole('button', { name: '封をして残す' }).click();
  await expect(page.getByText(/封をして、この端末に残しました/)).toBeVisible({ timeout: 60_000 });
  await expectAccessible(page);

  // The file for one 所属, and its passphrase.
  await choose(page, '渡す所属', '財政課');
  const [download] = await Promise.all([page.waitForEvent('download', { timeout: 60_000 }), page.getByRole('button', { name: '封をして書き出す' }).click()]);
  expect(download.suggestedFilename()).toBe('進捗帳_時間外勤務_財政課_2024-03.age');
  const split = await readFile(await download.path(), 'utf8');
  expect(split).toMatch(/^-----BEGIN AGE ENCRYPTED FILE-----\n/);
  const passphrase = (await page.getByRole('row', { name: /財政課.*\.age/ }).getByRole('cell').nth(1).textContent())!;
  expect(passphrase).toMatch(/^([1-9a-z]{5}-){3}[1-9a-z]{5}$/);
  await expectAccessible(page);

  // Files of every kind, and what the browser keeps: nobody's number is in them.
  const texts = [split, await keptTexts(page)];
  await go(page, '提出・回収');
  for (const name of [/配布.*書き出す/, /報告.*書き出す/, /控え.*書き出す|全体.*書き出す/]) {
    for (const button of await page.getByRole('button', { name }).all()) {
      if (!(await button.isEnabled())) continue;
      texts.push((await written(page, () => button.click())).text);
    }
  }
  expect(texts.length).toBeGreaterThan(3);
  for (const text of texts) {
    expect(text.length).toBeGreaterThan(100);
    // Digits within a longer number are none: names of writers have many zeros.
    expect(text).not.toMatch(/(?<![0-9A-Za-z])000[0-4]\d(?![0-9A-Za-z])/);
  }

  // After a new start the rows are there for whoever knows the passphrase.
  await open(page, '#/overtime/keeping');
  await page.reload();
  await expect(page.getByText('封をした行が、この端末にあります。')).toBeVisible();
  await type(page, '保管の合言葉', '長岡の雪2026');
  await page.getByRole('button', { name: '封を開ける' }).first().click();
  await expect(page.getByText('合言葉が違うか、封をしたあとで変わっています。開けませんでした。')).toBeVisible({ timeout: 60_000 });
  await type(page, '保管の合言葉', '長岡の花火２０２６');
  await page.getByRole('button', { name: '封を開ける' }).first().click();
  await expect(page.getByText('いま開いている行：職員40人')).toBeVisible({ timeout: 60_000 });

  // 廃棄, with its record in the history.
  await page.getByRole('button', { name: '職員ごとの行を廃棄する' }).click();
  await page.getByRole('button', { name: '廃棄する', exact: true }).click();
  await expect(page.getByText(/廃棄記録：.*職員40人/)).toBeVisible();
  await expect(page.getByText('封をした行は、この端末にありません。')).toBeVisible();
  await saved(page);
  await open(page, '#/exchange/history');
  await expect(page.getByRole('row', { name: /職員ごとの時間外勤務・休暇（職員40人、令和5年度/ })).toBeVisible();
  await expectAccessible(page);

  // The 所属長 opens the file on another device.
  const manager = await newProfile();
  await begin(manager, '所属長');
  await open(manager, '#/overtime/keeping');
  await manager.getByLabel('ファイルを選ぶ').setInputFiles([{ name: '財政課.age', mimeType: 'application/octet-stream', buffer: Buffer.from(split) }]);
  await type(manager, '届いた合言葉', passphrase.toUpperCase().toLowerCase());
  await manager.getByRole('button', { name: '封を開ける' }).click();
  await expect(manager.getByText('いま開いている行：職員10人')).toBeVisible({ timeout: 60_000 });
  await place(manager, '残り時間');
  await expect(manager.getByRole('row', { name: /00002/ })).toBeVisible();
  await expect(manager.getByRole('row', { name: /00001/ })).toHaveCount(0);
});

test('computers that ran longer than was claimed are asked about', async ({ page }) => {
  test.slow();
  await begin(page, '事務局');
  await go(page, '時間外勤務');
  await place(page, 'PC時間');
  const running = ['職員番号,所属,日付,起動,終了', '00001,人事課,2023/6/1,2023/6/1 8:00:12,2023/6/1 20:15:40', '00001,人事課,2023/6/2,8:25,17:20', '00002,人事課,2023/6/1,8:25,18:10', '00002,人事課,2023/6/31,8:25,18:10'];
  const claimed = ['職員番号,日付,申請時間', '00001,2023/6/1,2:00', '00001,2023/6/2,1:30', '00002,2023/6/1,0:30', '00003,2023/6/1,3:00'];
  const files = page.getByLabel('ファイルを選ぶ');
  await files.first().setInputFiles([{ name: 'pc.csv', mimeType: 'text/csv', buffer: shiftJis(running.join('\r\n')) }]);
  await expect(page.getByRole('row', { name: /5行目.*日付として読めません：2023\/6\/31/ })).toBeVisible({ timeout: 20_000 });
  await page.getByRole('button', { name: '3行を取り込む' }).click();
  await expect(page.getByText('申請の表を読み込むと、突き合わせます')).toBeVisible();
  await files.last().setInputFiles([{ name: '申請.csv', mimeType: 'text/csv', buffer: shiftJis(claimed.join('\r\n')) }]);
  await page.getByRole('button', { name: '4行を取り込む' }).click();
  // 30 minutes before and 180 after the hours of work, against two hours claimed.
  const asked = page.getByRole('table', { name: /本人に確認する日（2件、差が1日1時間を超えるもの）/ });
  await expect(asked.getByRole('row', { name: /00001.*人事課.*令和5年6月1日.*3時間30分.*2時間.*稼働が長い.*1時間30分/ })).toBeVisible();
  await expect(asked.getByRole('row', { name: /00001.*令和5年6月2日.*10分.*1時間30分.*申請が長い/ })).toBeVisible();
  await expect(page.getByText(/パソコンの記録がまったくない職員が1人/)).toBeVisible();
  await asked.getByRole('button', { name: '00001の令和5年6月1日の理由を記録する' }).click();
  await type(page, '理由', '端末の消し忘れ');
  await expectAccessible(page);
  await page.getByRole('button', { name: '記録する', exact: true }).click();
  await expect(asked.getByRole('row', { name: /端末の消し忘れ/ })).toBeVisible();
  await page.getByLabel('理由を記録していない日だけ').check();
  await expect(page.getByRole('table', { name: /本人に確認する日（1件/ })).toBeVisible();
  await page.getByLabel('理由を記録していない日だけ').uncheck();
  await page.getByRole('button', { name: 'PC時間との差をCSVで書き出す' }).click();
  const list = await written(page, () => page.getByRole('button', { name: '書き出す', exact: true }).click());
  expect(list.text).toContain('00001,人事課,令和5年6月1日,3:30,2:00,稼働が長い,1:30,端末の消し忘れ\r\n');
  await expectAccessible(page);
  expect(await printed(page)).toMatch(/00001\s+人事課\s+令和5年6月1日\s+3時間30分\s+2時間/);
  // Another line, from this year on.
  await place(page, '設定');
  await choose(page, '年度', '令和5年度');
  await type(page, 'PC時間との差（1日、超）', '90');
  await expectAccessible(page);
  await place(page, 'PC時間');
});

test('a limit that the city sets holds from its year on', async ({ page }) => {
  await begin(page, '事務局');
  await read(page, false);
  await page.getByRole('button', { name: '40行を取り込む' }).click();
  await place(page, '設定');
  await choose(page, '年度', '令和5年度');
  await type(page, '原則：1か月の上限', '9');
  await expect(page.getByText('初期値　45時間')).toBeVisible();
  await page.getByText('所属を選ぶ').click();
  await page.getByLabel('水道局').check();
  await saved(page);
  await expectAccessible(page);
  await place(page, '上限超え・理由');
  await expect(page.getByRole('row', { name: /00001.*令和5年4月.*超過.*原則：1か月9時間以内.*10時間/ })).toBeVisible();
  await place(page, '設定');
  await type(page, '原則：1か月の上限', '');
  await place(page, '上限超え・理由');
  await expect(page.getByRole('row', { name: /00001.*原則：1か月/ })).toHaveCount(0);
});

test('a heading in other words is named once and remembered', async ({ page }) => {
  await begin(page, '事務局');
  await go(page, '時間外勤務');
  await page.getByText('セルを貼り付けて読み込む').click();
  await page.getByLabel('貼り付けた表', { exact: true }).fill('番号\t課\t年度\t4月\n00001\t人事課\t2023\t46\n');
  await page.getByLabel('貼り付けた表', { exact: true }).blur();
  await page.getByRole('button', { name: '貼り付けた表を読む' }).click();
  await expect(page.getByText('職員番号の列が見つかりません')).toBeVisible({ timeout: 20_000 });
  await choose(page, '番号の列の意味', '職員番号');
  await choose(page, '課の列の意味', '所属');
  await expect(page.getByRole('button', { name: '1行を取り込む' })).toBeEnabled();
  await saved(page);
  await page.reload();
  await page.getByText('セルを貼り付けて読み込む').click();
  await page.getByLabel('貼り付けた表', { exact: true }).fill('番号\t課\t年度\t4月\n00001\t人事課\t2023\t46\n');
  await page.getByLabel('貼り付けた表', { exact: true }).blur();
  await page.getByRole('button', { name: '貼り付けた表を読む' }).click();
  await expect(page.getByRole('button', { name: '1行を取り込む' })).toBeEnabled({ timeout: 20_000 });
});

test('leave is read from the same kind of file and becomes an indicator', async ({ page }) => {
  await begin(page, '事務局');
  await go(page, '時間外勤務');
  await place(page, '休暇');
  const months = Array.from({ length: 12 }, (_, month) => `${month + 1}月`);
  const text = [
    `職員番号,所属,年度,${months.join(',')}`,
    `001,人事課,2023,${months.map(() => '1.5').join(',')}`,
    `002,財政課,2023,${months.map((_, month) => (month ? '0日7:45' : '0')).join(',')}`,
    `003,財政課,2023,${months.map(() => '1.005').join(',')}`,
  ].join('\r\n');
  await page.getByLabel('ファイルを選ぶ').setInputFiles([{ name: '休暇.csv', mimeType: 'text/csv', buffer: shiftJis(text) }]);
  await expect(page.getByRole('row', { name: /4行目.*休暇の日数として読めません：1\.005/ })).toBeVisible({ timeout: 20_000 });
  await page.getByRole('button', { name: '2行を取り込む' }).click();
  await page.getByRole('radio', { name: '年度（4月～3月）' }).check();
  await expect(page.getByText('14.5日').first()).toBeVisible();
  await expect(page.getByRole('row', { name: /002.*財政課.*1月/ })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: '令和5年度の指標に入れる' }).click();
  await expect(page.getByText('1件の指標に入れました')).toBeVisible();
  await go(page, '指標');
  await choose(page, '年度', '令和5年度');
  await expect(page.getByRole('row', { name: /年次有給休暇/ })).toContainText('14.5');
  await go(page, '時間外勤務');
  await place(page, '休暇');
  await choose(page, '休暇を計画する所属', '人事課');
  for (let month = 4; month <= 12; month++) await type(page, `${month}月の休暇の計画`, '1');
  const plan = page.getByRole('table', { name: /休暇の計画（一人あたりの日数）/ });
  await expect(plan.getByRole('row', { name: /人事課.*9日.*3か月が1日未満/ })).toBeVisible();
  await expect(page.getByRole('table', { name: '人事課の休暇の計画と実績' }).getByRole('row', { name: /4月.*1\.5日（1人）/ })).toBeVisible();
  await expectAccessible(page);
});

test('ノー残業デー are entered by 所属, and the share that was kept is shown', async ({ page }) => {
  await begin(page, '事務局');
  await go(page, '指標');
  await choose(page, '年度', '令和5年度');
  await go(page, '時間外勤務');
  await place(page, 'ノー残業デー');
  await choose(page, '入力する所属', '人事課');
  await choose(page, '月', '令和5年6月');
  await choose(page, '令和5年6月7日の実施', '実施');
  await type(page, '令和5年6月14日の振替日', '2023/6/21');
  await expect(page.getByText('同じ週の別の日を入れてください')).toBeVisible();
  await type(page, '令和5年6月14日の振替日', '2023/6/16');
  await choose(page, '令和5年6月21日の実施', '実施なし');
  await expect(page.getByRole('row', { name: /人事課.*1日.*1日.*1日.*66%.*3／/ })).toBeVisible();
  await choose(page, 'ノー残業ウィークを入力する所属', '人事課');
  await type(page, '上期（4月～9月）の週の日付', '2023/11/1');
  await expect(page.getByText('上期（4月～9月）の日付を入れてください')).toBeVisible();
  await type(page, '上期（4月～9月）の週の日付', '2023/7/13');
  await expect(page.getByRole('row', { name: /人事課.*令和5年7月10日～7\/14.*予定/ })).toBeVisible();
  await choose(page, '上期（4月～9月）の実施', '実施');
  await expect(page.getByText('設けた週 1、結果の入力がある週 1、そのうち実施 1（100%）')).toBeVisible();
  await expectAccessible(page);
  await saved(page);
});
