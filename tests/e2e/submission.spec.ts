// 提出状況: an inquiry from its letter to 確定 and back, over separate PCs; late departments; 提出票; 引継ぎ.
import { expect, expectAccessible, open, test } from './support';
import { adopt, begin, choose, go, saved, type, written } from './steps';
import type { Page } from '@playwright/test';

type File = { name: string; text: string };

async function submissions(page: Page): Promise<void> {
  await go(page, '提出・回収');
  await page.getByRole('link', { name: '提出状況・年間予定を見る' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '提出状況' })).toBeVisible();
}

async function ask(page: Page, title: string, sent: string, due: string, departments: string[]): Promise<void> {
  await submissions(page);
  await page.getByRole('button', { name: '照会を作る' }).click();
  await type(page, /^件名/, title);
  await type(page, /^文書番号/, '企政第12号');
  await page.getByLabel(/^発送日/).fill(sent);
  await page.getByLabel(/^期限/).fill(due);
  await choose(page, '対象年度', '令和6年度');
  for (const department of departments) await page.getByLabel(department, { exact: true }).check();
  await page.getByRole('button', { name: 'この内容で照会する' }).click();
  await expect(page.getByText('照会を作りました')).toBeVisible();
}

async function distribution(page: Page): Promise<File> {
  await go(page, '提出・回収');
  return written(page, () => page.getByRole('button', { name: '配布ファイルを書き出す' }).click());
}

async function openInquiry(page: Page, title: string): Promise<void> {
  await submissions(page);
  await page.getByRole('link', { name: title, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
}

async function steps(page: Page, title: string, department: string): Promise<void> {
  await openInquiry(page, title);
  await page.getByRole('button', { name: `${department}の経過と処理`, exact: true }).click();
  await expect(page.getByRole('heading', { name: `${department}の経過と処理` })).toBeVisible();
}

async function enter(page: Page, value: string): Promise<void> {
  await page.getByRole('link', { name: '実績値　人事交流等職員数　R6' }).click();
  await choose(page, '年度', '令和6年度');
  await type(page, '実績値', value);
  await saved(page);
}

const TITLE = '令和6年度実績報告';

test('an inquiry goes out, comes in, goes back, comes again, is settled and reopened, and every step stays', async ({ page, newProfile }) => {
  test.slow();
  await begin(page, '事務局', '小千谷市');
  await ask(page, TITLE, '2020-04-01', '2099-05-31', ['総務課', '農林課']);
  await expectAccessible(page);
  const letter = await distribution(page);

  const clerk = await newProfile();
  await begin(clerk, '所属の担当者', '小千谷市', '総務課');
  await adopt(clerk, [letter]);
  await go(clerk, 'ホーム');
  await expect(clerk.getByText('提出を求められています')).toBeVisible();
  await expectAccessible(clerk);
  await clerk.getByRole('link', { name: TITLE }).click();
  await expectAccessible(clerk);
  await enter(clerk, '12');
  await openInquiry(clerk, TITLE);
  const first = await written(clerk, () => clerk.getByRole('button', { name: '提出する' }).click());

  // 所属長 has a PC of their own: reads the clerk's file, confirms, and hands in.
  const head = await newProfile();
  await begin(head, '所属長', '小千谷市', '総務課');
  await adopt(head, [letter]);
  await adopt(head, [first]);
  await openInquiry(head, TITLE);
  await type(head, /^所属長の氏名/, '小千谷 太郎');
  await head.getByRole('button', { name: '所属長として確認した' }).click();
  await expect(head.getByText(/小千谷 太郎 が .* に確認しました/)).toBeVisible();
  await expectAccessible(head);
  const report = await written(head, () => head.getByRole('button', { name: '提出する' }).click());
  await head.getByRole('link', { name: '提出票を開く' }).click();
  await expect(head.getByRole('heading', { level: 1, name: '提出票' })).toBeVisible();
  await expect(head.getByRole('row', { name: /文書番号/ })).toContainText('企政第12号');
  await expect(head.getByRole('row', { name: /所属長/ }).last()).toContainText('小千谷 太郎');
  await expect(head.getByRole('row', { name: /^照合番号/ })).toContainText(/[0-9a-f]{64}/);
  await expectAccessible(head);
  await head.emulateMedia({ media: 'print' });
  await expect(head.getByRole('button', { name: '印刷する' })).toBeHidden();
  await expect(head.getByRole('row', { name: /^照合番号/ })).toBeVisible();

  await adopt(page, [report]);
  await steps(page, TITLE, '総務課');
  const row = page.getByRole('table', { name: '所属ごとの状態' }).getByRole('row', { name: /^総務課/ });
  await expect(row).toContainText('受付');
  await expect(row).toContainText('1回目');
  await expect(page.getByText('照合番号が提出のときと同じです')).toBeVisible();
  await expect(page.getByText('小千谷 太郎', { exact: false }).first()).toBeVisible();
  await expectAccessible(page);
  // Not without a reason.
  await page.getByRole('button', { name: '差し戻す' }).click();
  await expect(page.getByText('理由を入力してください')).toBeVisible();
  await type(page, /^差戻しの理由/, '根拠の資料がありません');
  await page.getByRole('button', { name: '差し戻す' }).click();
  await expect(row).toContainText('差戻し');

  await adopt(clerk, [await distribution(page)]);
  await go(clerk, 'ホーム');
  await expect(clerk.getByText(/差戻しの理由：根拠の資料がありません/)).toBeVisible();
  await openInquiry(clerk, TITLE);
  await expect(clerk.getByText('差し戻されました')).toBeVisible();
  await enter(clerk, '13');
  await openInquiry(clerk, TITLE);
  const second = await written(clerk, () => clerk.getByRole('button', { name: '提出する' }).click());

  await adopt(page, [second]);
  await steps(page, TITLE, '総務課');
  await expect(row).toContainText('2回目（再提出）');
  await expect(page.getByRole('heading', { name: /前の差戻し・確定のあとに変わった欄（1）/ })).toBeVisible();
  await expect(page.getByRole('row', { name: /^実績値\s人事交流等職員数\sR6/ })).toContainText('13');
  await page.getByRole('button', { name: '内容を確認した' }).click();
  await expect(row).toContainText('内容確認済み');
  await page.getByRole('button', { name: '確定する' }).click();
  await expect(row).toContainText('確定');
  await type(page, /^確定解除の理由/, '集計の誤り');
  await page.getByRole('button', { name: '確定を解除する' }).click();
  await expect(row).toContainText('内容確認済み');
  await expect(page.getByText(/確定解除\s理由：集計の誤り/)).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('link', { name: '提出状況', exact: true }).click();
  await page.getByRole('link', { name: '読み込みと処理の履歴' }).click();
  for (const words of ['確定解除　理由：集計の誤り', '差戻し　理由：根拠の資料がありません']) {
    await expect(page.getByRole('cell', { name: words })).toBeVisible();
  }
  await expect(page.getByRole('row', { name: /総務課_報告/ })).toHaveCount(2);
  await expectAccessible(page);
  await page.reload();
  await expect(page.getByRole('cell', { name: /確定解除/ })).toBeVisible();
});

test('a department that is late is marked with words and reminded', async ({ page }) => {
  await begin(page, '事務局', '小千谷市');
  await ask(page, '期限の過ぎた照会', '2020-04-01', '2020-05-31', ['総務課']);
  await expect(page.getByRole('row', { name: /期限の過ぎた照会/ }).first()).toContainText('期限を過ぎた所属 1');
  await openInquiry(page, '期限の過ぎた照会');
  await choose(page, '表示する状態', '期限を過ぎたもの（1）');
  await expect(page.getByRole('row', { name: /^総務課/ })).toContainText(/期限を\d+日過ぎています/);
  await page.getByText('総務課への督促文', { exact: true }).click();
  const text = page.getByText(/総務課　御中/);
  for (const part of ['企政第12号', '令和2年5月31日', '■未提出の欄', '実績値']) await expect(text).toContainText(part);
  await page.getByRole('button', { name: '総務課への督促文をコピー' }).click();
  await expect(page.getByText('総務課への督促文をコピーしました')).toBeVisible();
  await expectAccessible(page);
  await choose(page, '表示する状態', '確定（0）');
  await expect(page.getByText('この状態の所属はありません')).toBeVisible();
});

test('an undone import takes its reception back, and says so', async ({ page, newProfile }) => {
  await begin(page, '事務局', '小千谷市');
  await ask(page, TITLE, '2020-04-01', '2099-05-31', []);
  const letter = await distribution(page);
  const clerk = await newProfile();
  await begin(clerk, '所属の担当者', '小千谷市', '総務課');
  await adopt(clerk, [letter]);
  await openInquiry(clerk, TITLE);
  await adopt(page, [await written(clerk, () => clerk.getByRole('button', { name: '提出する' }).click())]);
  await page.getByRole('button', { name: '読み込みを元に戻す' }).click();
  await openInquiry(page, TITLE);
  await expect(page.getByRole('row', { name: /^総務課/ })).toContainText('未提出');
  await open(page, '#/exchange/history');
  await expect(page.getByRole('row', { name: /総務課_報告/ })).toContainText('元に戻しました');
});

test('the year has its calendar, and an entry is withdrawn without vanishing', async ({ page }) => {
  await begin(page, '事務局', '小千谷市');
  await submissions(page);
  await page.getByRole('button', { name: '予定を加える' }).click();
  await type(page, /^予定の名前/, '中間報告');
  await page.getByLabel(/^期日/).fill('2026-10-31');
  await page.getByRole('button', { name: 'この予定を加える' }).click();
  await expect(page.getByRole('row', { name: /中間報告/ })).toContainText('毎年 10月31日');
  await expectAccessible(page);
  await page.getByRole('button', { name: '「中間報告」を取り下げる' }).click();
  await expect(page.getByRole('row', { name: /中間報告/ })).toHaveCount(0);
  expect((await distribution(page)).text).toContain('"withdrawn_on"');
});

test('an old PC is cleared only after a backup, only of our own, and says what it cleared', async ({ page, newProfile }) => {
  await begin(page, '事務局', '小千谷市');
  await ask(page, TITLE, '2020-04-01', '2099-05-31', []);
  await page.evaluate(() => localStorage.setItem('someone-else', '1'));
  await go(page, '設定');
  await page.getByRole('link', { name: '引継ぎの手順を開く' }).click();
  await page.getByLabel(/後任が受け取り/).check();
  await expect(page.getByRole('button', { name: 'このパソコンから消す' })).toBeDisabled();
  await expectAccessible(page);
  const backup = await written(page, () => page.getByRole('button', { name: '全体の控えを書き出す' }).click());
  await page.getByRole('button', { name: 'このパソコンから消す' }).click();
  // The page starts anew.
  await expect(page.getByText('前にこのパソコンから消したもの')).toBeVisible();
  expect(await page.evaluate(() => localStorage.getItem('someone-else'))).toBe('1');
  await submissions(page);
  await expect(page.getByText('いま出ている照会はありません')).toBeVisible();

  const successor = await newProfile();
  await begin(successor, '事務局', '小千谷市');
  await adopt(successor, [backup]);
  await submissions(successor);
  await expect(successor.getByRole('link', { name: TITLE, exact: true })).toBeVisible();
});

test("the survey's key is handed over under a passphrase", async ({ page, newProfile }) => {
  test.slow();
  await begin(page, '事務局');
  await go(page, 'アンケート');
  await page.getByRole('button', { name: 'アンケートの鍵を作る' }).click();
  await expect(page.getByText('鍵があります')).toBeVisible({ timeout: 20_000 });
  await saved(page);
  await open(page, '#/settings/handover');
  await expect(page.getByText('回答を開く鍵は、このパソコンにだけあります')).toBeVisible();
  await type(page, '合言葉', '長岡の花火二〇二六');
  const locked = await written(page, () => page.getByRole('button', { name: '鍵に封をして書き出す' }).click());
  expect(locked.text).not.toContain('AGE-SECRET-KEY');

  const successor = await newProfile();
  await begin(successor, '事務局');
  await open(successor, '#/settings/handover');
  await successor.getByText('受け取った鍵を戻す').click();
  await type(successor, '合言葉', 'ちがう合言葉です');
  await type(successor, '鍵のファイルの中身', locked.text);
  await successor.getByRole('button', { name: '鍵を戻す' }).click();
  await expect(successor.getByText(/合言葉が違うか/)).toBeVisible({ timeout: 40_000 });
  await type(successor, '合言葉', '長岡の花火二〇二六');
  await successor.getByRole('button', { name: '鍵を戻す' }).click();
  await expect(successor.getByText('鍵を1個戻しました')).toBeVisible({ timeout: 40_000 });
  await expect(successor.getByText('回答を開く鍵は、このパソコンにだけあります')).toBeVisible();
});
