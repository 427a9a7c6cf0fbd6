// One journey per role by the keyboard alone, with roles, names and announcements as the browser hands them to a screen reader.
import type { Page } from '@playwright/test';
import { Keyboard } from './keyboard';
import { adopt, begin, choose, go, saved, type, written } from './steps';
import { expect, open, test } from './support';

/** First visit by the keyboard. */
async function start(page: Page, choice: string, city?: string, department?: string): Promise<Keyboard> {
  await open(page);
  // The programmes come with the page, to which the front door leads by itself.
  await expect(page.getByLabel('プログラム')).toBeEnabled();
  const keys = await Keyboard.at(page);
  if (city) await keys.choose('プログラム', city);
  await keys.press('button', new RegExp(`^${choice}`));
  if (department) {
    await keys.choose('所属', department);
    await keys.press('button', 'はじめる');
  }
  return keys;
}

async function download(page: Page, press: () => Promise<void>): Promise<{ name: string; text: string }> {
  return written(page, press);
}

test('職員: reads the file in, answers, seals, and writes the file to send', async ({ page, newProfile }) => {
  test.slow();
  const office = await newProfile();
  await begin(office, '事務局');
  await go(office, 'アンケート');
  await office.getByRole('button', { name: 'アンケートの鍵を作る' }).click();
  await expect(office.getByText('鍵があります')).toBeVisible({ timeout: 20_000 });
  await saved(office);
  await go(office, '提出・回収');
  const programme = await written(office, () => office.getByRole('button', { name: '配布ファイルを書き出す' }).click());

  const keys = await start(page, 'アンケートに答える');
  await keys.go('提出・回収');
  await keys.skip();
  await keys.files(/^ファイルを選ぶ/, [programme]);
  await keys.press('button', /件を読み込む$/);
  await keys.hears(/件を読み込みました/);
  await keys.go('アンケート');
  await keys.skip();
  await keys.press('link', '回答する');
  await expect(page.getByRole('heading', { level: 1, name: 'アンケートに答える' })).toBeVisible();
  await expect(page.getByRole('radio').first()).toBeVisible();
  await keys.skip();
  const groups = await page.getByRole('group').filter({ has: page.getByRole('radio') }).count();
  expect(groups).toBeGreaterThan(2);
  for (let n = 0; n < groups; n += 1) {
    // Tab goes from group to group, Space takes the first choice, an arrow the next.
    await keys.reach('radio', /思う$/);
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Tab');
  }
  expect(await page.getByRole('radio', { checked: true }).count()).toBe(groups);
  await keys.press('button', '回答に封をする');
  await expect(page.getByText('回答に封をしました')).toBeVisible({ timeout: 20_000 });
  await keys.hears(/回答に封をしました/);
  await keys.skip();
  const answers = await download(page, () => keys.press('button', '回答のファイルを書き出す'));
  expect(answers.text).toContain('"kind":"answers"');
});

test('所属の担当者: a field of the sheet, a figure, and the report', async ({ page }) => {
  test.slow();
  const keys = await start(page, '所属の入力をする', '小千谷市', '企画政策課');
  await keys.go('取組');
  await keys.skip();
  await keys.press('link', /令和5年度の進捗管理票/);
  await keys.skip();
  await keys.press('button', 'この票に入力する');
  await keys.type('1行目の下半期の取組結果【Do】', 'キーボードだけで書きました。');
  await keys.hears(/^保存しました \d+:\d\d$/);
  await keys.go('指標');
  await keys.skip();
  await keys.press('link', /オンライン申請が利用できるサービス数/);
  await keys.skip();
  await keys.choose('年度', '令和6年度');
  await keys.type('実績値', '１５０');
  await expect(page.getByLabel('実績値', { exact: true })).toHaveValue('150');
  await saved(page);
  await keys.go('提出・回収');
  await keys.skip();
  const report = await download(page, () => keys.press('button', '報告を書き出す'));
  expect(report.text).toContain('キーボードだけで書きました。');
  expect(report.text).toContain('"number":"150"');
  await keys.hears(/ファイルを書き出しました/);
});

test('所属長: the hours left of the staff', async ({ page }) => {
  test.slow();
  const keys = await start(page, '所属長として確認する', '長岡市', '人事課');
  await keys.go('時間外勤務');
  await keys.skip();
  const head = '職員番号,氏名,所属,年度,4月,5月,6月,7月,8月,9月,10月,11月,12月,1月,2月,3月';
  const row = (n: number, hours: number) => `0000${n},見本,人事課,令和5年度,${Array(12).fill(hours).join(',')}`;
  await keys.files(/^ファイルを選ぶ/, [{ name: '令和5年度.csv', text: [head, row(1, 10), row(2, 60)].join('\r\n') }]);
  await keys.press('button', '2行を取り込む');
  await keys.type('いつ現在のデータか', '令和5年9月30日');
  await keys.skip();
  await keys.press('link', '残り時間');
  await expect(page.getByRole('row', { name: /00001.*余裕あり.*あと35時間/ })).toBeVisible();
  await keys.skip();
  await keys.choose('表示する職員', '上限を超えた');
  await expect(page.getByRole('row', { name: /00002.*上限超え/ })).toBeVisible();
  await expect(page.getByRole('row', { name: /00001/ })).toHaveCount(0);
});

test('事務局: two reports disagree, and one is chosen', async ({ page, newProfile }) => {
  test.slow();
  const reports = [];
  for (const [department, value] of [['人事課', '12.5'], ['行政管理課', '11.0']] as const) {
    const office = await newProfile();
    await begin(office, '所属の担当者', '長岡市', department);
    await open(office, '#/indicators/N8');
    await choose(office, '年度', '令和5年度');
    await type(office, '実績値', value);
    await saved(office);
    await go(office, '提出・回収');
    reports.push(await written(office, () => office.getByRole('button', { name: '報告を書き出す' }).click()));
  }
  const keys = await start(page, '事務局の仕事をする');
  await keys.go('提出・回収');
  await keys.skip();
  await keys.files(/^ファイルを選ぶ/, [reports[0]!]);
  await keys.press('button', /件を読み込む$/);
  await keys.hears(/件を読み込みました/);
  await keys.skip();
  await keys.files(/^ファイルを選ぶ/, [reports[1]!]);
  await keys.press('checkbox', /年次有給休暇の年間平均取得日数/, 'Space');
  await expect(page.getByRole('row', { name: /年次有給休暇の年間平均取得日数/ }).getByRole('checkbox')).toBeChecked();
  await keys.press('button', /件を読み込む$/);
  await keys.skip();
  await keys.press('link', '見くらべて選ぶ');
  await expect(page.getByRole('heading', { level: 1, name: '内容の食い違い' })).toBeVisible();
  await keys.skip();
  await keys.press('button', '「12.5日」を選ぶ');
  await expect(page.getByText('内容の食い違いはありません')).toBeVisible();
});

test('閲覧: an indicator and its verdict', async ({ page }) => {
  const keys = await start(page, '見るだけ', '小千谷市');
  await keys.go('指標');
  await keys.skip();
  await keys.press('link', /施設間のオンライン相談窓口数/);
  await keys.skip();
  await keys.choose('年度', '令和5年度');
  await expect(page.getByRole('main').getByText('未達成', { exact: true }).first()).toBeVisible();
  // The chart has words for those who do not see it, and its table beside it.
  await expect(page.getByRole('main').getByRole('img').first()).toHaveAccessibleName(/.{10,}/);
  await expect(page.getByRole('main').getByRole('table').first()).toBeVisible();
});
