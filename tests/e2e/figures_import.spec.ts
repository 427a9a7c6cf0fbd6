// 表から取り込む: figures out of an office's file and out of copied cells, with damage, to verdicts and back.
import { expect, expectAccessible, open, test } from './support';
import { begin, choose, saved, type } from './steps';
import type { Page } from '@playwright/test';
import { execFileSync } from 'node:child_process';

const FILE = [
  '指標の実績（令和5年度）',
  '番号,指標,年度,実績,区分,備考,担当課',
  'N8,年次有給休暇の年間平均取得日数,令和5年度,１２．５日,速報,人事課調べ,人事課',
  ',女性管理職員の登用率,R5,15.4%,,,人事課',
  ',"時間外勤務が年間720時間超の職員",2023,"1,008人",,,人事課',
  'N10,,R5,24.1,男性,,人事課',
  'N10,,R5,15.6,女性,,人事課',
  'N2,,R5,12日,,,DX推進課',
  'N2,,R6,十二,,,DX推進課',
  'N5,,R5,13.25,,,人事課',
  'N3,,R4,98,,,総務課',
  'N3,,R5,98,,,総務課',
  'N3,,R5,99,,,総務課',
  ',育児休業取得率,R5,80.5,,,人事課',
  ',,R5,3,,,人事課',
  'N7,,R5,"3.5,,,人事課',
  'N11,,R5,,,,人事課',
];

/** As an office's programs write it. */
function shiftJis(text: string): Buffer {
  return execFileSync('iconv', ['-f', 'UTF-8', '-t', 'CP932'], { input: text });
}

function refused(page: Page, words: RegExp) {
  return page.getByRole('table', { name: '読み取れないもの' }).getByRole('row', { name: words });
}

test('a damaged Shift_JIS file becomes figures and verdicts, and one undo takes all back', async ({ page }) => {
  await begin(page, '事務局');
  await open(page, '#/indicators/view/entry');
  await page.getByRole('navigation', { name: '指標の見かた' }).getByRole('link', { name: '表から取り込む' }).click();
  await expectAccessible(page);
  const file = { name: '指標の実績.csv', mimeType: 'text/csv', buffer: shiftJis(FILE.join('\r\n')) };
  await page.getByLabel('ファイルを選ぶ').setInputFiles([file]);
  await expect(page.getByRole('heading', { name: '取り込む前の確認' })).toBeVisible({ timeout: 20_000 });

  // Each refused place says its line and why.
  await expect(refused(page, /8行目.*単位が違います：日（この指標は件）/)).toBeVisible();
  await expect(refused(page, /9行目.*数字として読めません：十二/)).toBeVisible();
  await expect(refused(page, /10行目.*小数が2桁あります：13\.25（この指標は1桁まで）/)).toBeVisible();
  await expect(refused(page, /12行目.*13行目に、同じ年度の違う値があります/)).toBeVisible();
  await expect(refused(page, /13行目.*12行目に、同じ年度の違う値があります/)).toBeVisible();
  await expect(refused(page, /14行目.*この名前の指標がありません/)).toBeVisible();
  await expect(refused(page, /15行目.*指標がありません/)).toBeVisible();
  await expect(refused(page, /16行目.*引用符/)).toBeVisible();
  const changes = page.getByRole('table', { name: '表の値といまの値' });
  await expect(changes.getByRole('row', { name: /年次有給休暇.*R5実績.*12\.5日〔速報〕（備考：人事課調べ） 新規/ })).toBeVisible();
  await expect(changes.getByRole('row', { name: /720時間超.*1,008人 新規/ })).toBeVisible();
  await expect(page.getByText('新規 5、更新 1、食い違い 0、同じ 0')).toBeVisible();
  await expectAccessible(page);

  // A name that is nearly an indicator's is given one; the nearest stands first.
  await page.getByLabel('育児休業取得率はどの指標か').selectOption({ label: '③男性職員の育児休業取得率' });
  await expect(changes.getByRole('row', { name: /男性職員の育児休業取得率.*80\.5% 新規/ })).toBeVisible();
  await page.getByLabel('更新の1件を取り込む').uncheck();
  await page.getByRole('button', { name: '6件を取り込む' }).click();
  await expect(page.getByText('6件を取り込みました')).toBeVisible();
  await saved(page);

  await open(page, '#/indicators');
  await choose(page, '年度', '令和5年度');
  const leave = page.getByRole('row', { name: /年次有給休暇の年間平均取得日数/ });
  await expect(leave).toContainText('12.5日');
  await expect(leave).toContainText('達成');
  await expect(page.getByRole('row', { name: /女性管理職員の登用率/ })).toContainText('15.4%');
  await page.getByRole('button', { name: '元に戻す' }).click();
  await expect(leave).not.toContainText('12.5日');
  await expect(page.getByRole('row', { name: /女性管理職員の登用率/ })).not.toContainText('15.4%');
});

test('cells copied from a worksheet, figures and targets side by side', async ({ page }) => {
  await begin(page, '事務局', '小千谷市');
  await open(page, '#/indicators/view/import');
  const rows = [
    ['指標', 'R5', '令和5年度目標', '2024'],
    ['オンライン申請が利用できるサービス数', '累計150件', '140', '—'],
    ['研修参加者数（オンライン研修を含む）', '1,116', '', ''],
    ['委託仕様書の作成', '方針決定', '', ''],
  ];
  await type(page, '貼り付けた表', rows.map((cells) => cells.join('\t')).join('\n'));
  await page.getByRole('button', { name: '貼り付けた表を読む' }).click();
  const changes = page.getByRole('table', { name: '表の値といまの値' });
  await expect(changes.getByRole('row', { name: /オンライン申請.*R5実績.*145件.*150件 更新/ })).toBeVisible({ timeout: 20_000 });
  await expect(changes.getByRole('row', { name: /オンライン申請.*R5目標.*85件以上.*140件以上 更新/ })).toBeVisible();
  await expect(changes.getByRole('row', { name: /オンライン申請.*R6実績.*—（未測定）/ })).toBeVisible();
  await expect(changes.getByRole('row', { name: /研修参加者数.*同じ/ })).toBeVisible();
  await page.getByRole('button', { name: /件を取り込む$/ }).click();
  await expect(page.getByText(/件を取り込みました/)).toBeVisible();
  await open(page, '#/indicators');
  await choose(page, '年度', '令和5年度');
  const services = page.getByRole('row', { name: /オンライン申請が利用できるサービス数/ });
  await expect(services).toContainText('150件');
  await expect(services).toContainText('140件以上');
  await expect(services).toContainText('達成');
});

test('a table without headings says what it needs, and nothing can be taken', async ({ page }) => {
  await begin(page, '事務局');
  await open(page, '#/indicators/view/import');
  await type(page, '貼り付けた表', 'N8\tR5\t12.5');
  await page.getByRole('button', { name: '貼り付けた表を読む' }).click();
  await expect(page.getByText('見出しの行から貼り付けてください')).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole('button', { name: /取り込む$/ })).toHaveCount(0);
  await expectAccessible(page);
});
