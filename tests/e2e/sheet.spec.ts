// 進捗管理票: filled in by a department, rolled over, rated in steps, closed and reopened; 年次計画 by the keyboard; the
// yearly follow-up of a city whose measures nobody leads.
import { expect, expectAccessible, open, test } from './support';
import { adopt, bare, begin, choose, choosing, expectFits, go, printed, saved, type, written } from './steps';
import type { Page } from '@playwright/test';

async function sheet(page: Page, measure: string, year: number): Promise<void> {
  await open(page, `#/measures/${measure}/${year}`);
  await expect(page.getByText(`令和${year - 2018}年度の進捗管理票`)).toBeVisible();
}

async function edit(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'この票に入力する' }).click();
  await expect(page.getByRole('button', { name: '入力を終えて票を見る' })).toBeVisible();
}

async function look(page: Page, name: string): Promise<void> {
  await go(page, '取組');
  await page.getByRole('navigation', { name: '取組の見かた' }).getByRole('link', { name }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}

const ACTION = '別の手段を調べます。窓口の業務を見直します。';

/** Marks both sentences of R5's 【Action】 as to-dos of the next year. */
async function leave(page: Page): Promise<void> {
  await type(page, '改善事項・今後の進め方【Action】', ACTION);
  await page.getByText('文ごとに宿題にするものを選ぶ').click();
  await page.getByRole('button', { name: /「別の手段を調べます。」を次年度への宿題にする/ }).click();
  await page.getByRole('button', { name: /「窓口の業務を見直します。」を次年度への宿題にする/ }).click();
}

test('a department fills its sheet: rows, halves, notes, links; every text stays', async ({ page }) => {
  await begin(page, '所属の担当者', '小千谷市', '企画政策課');
  await sheet(page, 'O1', 2023);
  await expectAccessible(page);
  await edit(page);
  await expectAccessible(page);
  const long = '長い文章です。'.repeat(143);
  await type(page, '1行目の下半期の取組結果【Do】', long);
  await page.getByRole('button', { name: '行を加える' }).click();
  await type(page, '4行目の取組目標【Plan】', '新しい行の目標');
  await page.getByRole('button', { name: '4行目を上へ' }).click();
  await expect(page.getByLabel('3行目の取組目標【Plan】', { exact: true })).toHaveValue('新しい行の目標');
  await page.getByText(/^3行目に対応する年次計画・数値目標/).click();
  await page.locator('details').filter({ hasText: '3行目に対応する' }).getByLabel('年次計画：オンライン申請の拡充').check();
  await page.getByRole('button', { name: '欄外の記載を加える' }).click();
  const note = page.getByLabel(/^欄外の記載（\d+）の文章$/).last();
  await note.fill('欄外に書いたこと');
  await note.blur();
  await saved(page);
  await page.getByRole('button', { name: '入力を終えて票を見る' }).click();
  for (const words of [long, '新しい行の目標', '欄外に書いたこと']) await expect(page.getByText(words)).toBeVisible();

  // A row that was taken out comes back by one press of 元に戻す.
  await edit(page);
  await page.getByRole('button', { name: '3行目を消す' }).click();
  await expect(page.getByLabel('4行目の取組目標【Plan】', { exact: true })).toHaveCount(0);
  await page.getByRole('button', { name: '元に戻す' }).click();
  await expect(page.getByLabel('3行目の取組目標【Plan】', { exact: true })).toHaveValue('新しい行の目標');
  await page.reload();
  await expect(page.getByText('新しい行の目標')).toBeVisible();
});

test('年次計画 is moved by the arrow keys and by lists, and stops at its neighbour', async ({ page }) => {
  await begin(page, '事務局', '小千谷市');
  await sheet(page, 'O1', 2023);
  await edit(page);
  const end = page.getByRole('slider', { name: '「検討」の終了年度' }).first();
  await expect(end).toHaveAttribute('aria-valuetext', '令和5年度');
  await end.press('ArrowRight');
  await expect(end).toHaveAttribute('aria-valuetext', '令和5年度');
  await end.press('ArrowLeft');
  await expect(end).toHaveAttribute('aria-valuetext', '令和4年度');
  const start = page.getByRole('slider', { name: '「実施」の開始年度' }).first();
  await start.press('ArrowLeft');
  await expect(start).toHaveAttribute('aria-valuetext', '令和5年度');
  await page.getByLabel('段階1の言葉', { exact: true }).first().fill('調査');
  await page.getByLabel('段階1の言葉', { exact: true }).first().blur();
  await expect(page.getByRole('slider', { name: '「調査」の終了年度' })).toBeVisible();
  // By the pointer: the start goes under the year it is dropped on.
  await start.press('ArrowRight');
  const box = (await start.boundingBox())!;
  const track = (await page.locator('.bars__track').first().boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(track.x + track.width * 0.5, box.y + box.height / 2);
  await page.mouse.up();
  await expect(start).toHaveAttribute('aria-valuetext', '令和5年度');
  await saved(page);
});

test('R5 rolls over to R6, what it left is answered, the year is rated in steps, closed and reopened', async ({ page }) => {
  test.slow();
  await begin(page, '事務局', '小千谷市');
  await sheet(page, 'O1', 2023);
  await edit(page);
  await leave(page);
  await saved(page);

  await look(page, '年度更新・確定');
  await choose(page, '年度', '令和5年度');
  await expectAccessible(page);
  await expect(page.getByText('取組中止のため、次の年度の票は作りません。')).toBeVisible();
  await page.getByRole('button', { name: /^令和6年度の票を作る/ }).click();
  await expect(page.getByText(/令和6年度の票を作りました/)).toBeVisible();

  await sheet(page, 'O1', 2024);
  await expect(page.getByText('前年度からの宿題のうち、対応が決まっていないもの：2件')).toBeVisible();
  await edit(page);
  await expect(page.getByLabel('1行目の取組目標【Plan】', { exact: true })).not.toHaveValue('');
  await choose(page, '「別の手段を調べます。」への対応', '見送り');
  await expect(page.getByText('見送りの理由を入れてください。')).toBeVisible();
  await type(page, '「別の手段を調べます。」への対応の内容・理由', '費用に見合わないため');
  await choose(page, '「窓口の業務を見直します。」への対応', '反映');
  await expect(page.getByText('前年度からの宿題のうち、対応が決まっていないもの')).toHaveCount(0);

  await choose(page, '主管課の評価', '計画どおり');
  await choose(page, '幹事会・委員会の評価', 'あまり進まなかった');
  await type(page, '幹事会・委員会の評価の理由・補足', '代わりの手段が決まっていない');
  await type(page, /^委員意見を加える/, '目標を見直すこと');
  await type(page, '委員意見1への主管課回答', '次の年度に見直します');
  await choose(page, '委員意見1の反映状況', '検討中');
  await expectAccessible(page);
  await page.getByRole('button', { name: '入力を終えて票を見る' }).click();
  await expect(page.locator('.card__figure')).toContainText('あまり進まなかった');
  for (const words of ['費用に見合わないため', '目標を見直すこと', '次の年度に見直します']) await expect(page.getByText(words)).toBeVisible();

  await look(page, '評価の一覧');
  await expect(page.getByRole('heading', { name: '令和6年度の評価' })).toBeVisible();
  await expectAccessible(page);
  await look(page, '記入状況');
  await expectAccessible(page);

  await look(page, '年度更新・確定');
  await choose(page, '年度', '令和5年度');
  await page.getByRole('button', { name: '令和5年度を確定する' }).click();
  await expect(page.getByText('令和5年度は確定済みです。')).toBeVisible();
  await sheet(page, 'O1', 2023);
  await expect(page.getByText('令和5年度は確定済みです')).toBeVisible();
  await expect(page.getByRole('button', { name: 'この票に入力する' })).toHaveCount(0);
  // A figure of that year is shut too, and the page says why.
  await open(page, '#/indicators/O1-1');
  await choose(page, '年度', '令和5年度');
  await type(page, '実績値', '3');
  await expect(page.getByText(/令和5年度は確定済みのため、書きかえられません/)).toBeVisible();

  await look(page, '年度更新・確定');
  await page.getByRole('button', { name: '確定を解除する' }).click();
  await expect(page.getByText('理由を入力してください。')).toBeVisible();
  await type(page, /^確定を解除する理由/, '誤記があったため');
  await page.getByRole('button', { name: '確定を解除する' }).click();
  await expect(page.getByText(/確定解除.*理由：誤記があったため/)).toBeVisible();
  await sheet(page, 'O1', 2023);
  await expect(page.getByRole('button', { name: 'この票に入力する' })).toBeVisible();
});

test('two departments fill R6 on their PCs, mail their reports, and the secretariat rates what came', async ({ page, newProfile }) => {
  test.setTimeout(240_000);
  await begin(page, '事務局', '小千谷市');
  await look(page, '年度更新・確定');
  await choose(page, '年度', '令和5年度');
  await page.getByRole('button', { name: /^令和6年度の票を作る/ }).click();
  await expect(page.getByText(/令和6年度の票を作りました/)).toBeVisible();
  await go(page, '提出・回収');
  const programme = await written(page, () => page.getByRole('button', { name: '配布ファイルを書き出す' }).click());

  const files = [];
  for (const [department, measure] of [['企画政策課', 'O1'], ['総務課', 'O7']] as const) {
    const clerk = await newProfile();
    await begin(clerk, '所属の担当者', '小千谷市', department);
    await adopt(clerk, [programme]);
    await sheet(clerk, measure, 2024);
    await edit(clerk);
    await type(clerk, '1行目の上半期の取組結果【Do】', `${department}の上半期`);
    await choose(clerk, '主管課の評価', '計画どおり');
    await saved(clerk);
    await go(clerk, '提出・回収');
    files.push(await written(clerk, () => clerk.getByRole('button', { name: '報告を書き出す' }).click()));
  }
  await choosing(page, files);
  // Every cell is named in words: rows by their number, grades by their label.
  await expect(page.getByRole('row', { name: /1行目\s上半期【Do】/ }).first()).toBeVisible();
  await expect(page.getByRole('row', { name: /評価.*R6\s主管課/ }).filter({ hasText: '計画どおり' }).first()).toBeVisible();
  await expect(page.getByText('double-circle')).toHaveCount(0);
  await adopt(page, files);
  for (const [department, measure] of [['企画政策課', 'O1'], ['総務課', 'O7']] as const) {
    await sheet(page, measure, 2024);
    await expect(page.getByText(`${department}の上半期`)).toBeVisible();
  }
  await edit(page);
  await choose(page, '事務局の評価', '概ね計画どおり');
  await page.getByRole('button', { name: '入力を終えて票を見る' }).click();
  await expect(page.locator('.card__figure')).toContainText('概ね計画どおり');
  // On paper stands what both departments typed, and the rating that came last.
  await page.getByRole('link', { name: 'この票を印刷する・Excelに書き出す' }).click();
  await choose(page, '取組', 'すべて');
  await page.getByRole('button', { name: '画面に表示する' }).click();
  await expect(page.getByRole('region', { name: '帳票の表示' }).getByRole('article')).toHaveCount(7);
  const paper = (await printed(page)).join('');
  for (const words of ['企画政策課の上半期', '総務課の上半期', '概ね計画どおり', '令和6年度の実施状況']) expect(paper).toContain(bare(words));
});

for (const programme of ['長岡市', '小千谷市'] as const) {
  test(`every look at the measures of ${programme} is accessible, on a phone too, and whole on paper`, async ({ page }) => {
    test.slow();
    await begin(page, '事務局', programme);
    for (const place of ['', '/view/filled', '/view/ratings', '/view/reports', '/view/good-practices', '/view/cycle']) {
      await open(page, `#/measures${place}`);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expectFits(page);
    }
  });
}

test('a city whose measures nobody leads reports by department: main items, good practices, nothing more', async ({ page, newProfile }) => {
  await begin(page, '事務局');
  await look(page, '所属の報告');
  await page.getByText(/主要な項目：0件/).click();
  await page.getByLabel('ペーパーレス化の推進', { exact: true }).check();
  await expect(page.getByText(/主要な項目：1件/)).toBeVisible();
  await go(page, '提出・回収');
  const programme = await written(page, () => page.getByRole('button', { name: '配布ファイルを書き出す' }).click());

  const clerk = await newProfile();
  await begin(clerk, '所属の担当者', '長岡市', '人事課');
  await adopt(clerk, [programme]);
  await look(clerk, '所属の報告');
  await expect(clerk.getByText('まだ報告していない取組が41件あります。')).toBeVisible();
  await expectAccessible(clerk);
  await choose(clerk, '「ペーパーレス化の推進」の実施状況', '実施した');
  await type(clerk, '「ペーパーレス化の推進」で取り組んだこと', '会議の資料を画面で見るようにした');
  await choose(clerk, '「ペーパーレス化の推進」の優良事例', '優良事例あり');
  await choose(clerk, '「アウトソーシングの拡大」の優良事例', '該当なし');
  await expect(clerk.getByText('まだ報告していない取組が39件あります。')).toBeVisible();
  await choose(clerk, '新規・拡充', '新規');
  await expect(clerk.getByText('アウトソーシングの拡大')).toHaveCount(0);
  await saved(clerk);
  await go(clerk, '提出・回収');
  const report = await written(clerk, () => clerk.getByRole('button', { name: '報告を書き出す' }).click());

  await adopt(page, [report]);
  await look(page, '優良事例');
  const practice = page.getByRole('row', { name: /ペーパーレス化の推進/ });
  await expect(practice).toContainText('人事課');
  await expect(practice).toContainText('会議の資料を画面で見るようにした');
  await expectAccessible(page);
  await look(page, '記入状況');
  await expect(page.getByRole('row', { name: /人事課/ })).toContainText('1／1');
  await expectAccessible(page);
});
