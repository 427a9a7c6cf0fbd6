// 時間外勤務: from a Shift_JIS file with damage in every tenth row to the indicators and a printed hearing list.
import { expect, expectAccessible, open, test } from './support';
import { begin, choose, go, saved, type } from './steps';
import type { Page } from '@playwright/test';
import { execFileSync } from 'node:child_process';

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
  await page.emulateMedia({ media: 'print' });
  await expect(heard).toBeVisible();
  await expect(page.getByLabel('計画を立てる所属')).toBeHidden();
  await page.emulateMedia({ media: 'screen' });
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

  const kept = await page.evaluate(async () => {
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
  expect(kept.length).toBeGreaterThan(100);
  expect(kept).not.toContain('00003');
  await open(page, '#/overtime');
  await place(page, '読み込みと全体');
  await page.getByRole('button', { name: '職員ごとの行を廃棄する' }).click();
  await page.getByRole('button', { name: '廃棄する', exact: true }).click();
  await expect(page.getByText(/廃棄記録：.*職員40人/)).toBeVisible();
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
  await expectAccessible(page);
  await saved(page);
});
