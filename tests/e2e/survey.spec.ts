// The main job: the survey from the secretariat's key to the indicator, over separate PCs.
import { expect, expectAccessible, open, test } from './support';
import { adopt, begin, choose, go, saved, type, written } from './steps';
import type { Page } from '@playwright/test';

const QUESTIONS = 4;

async function makeKey(page: Page): Promise<void> {
  await go(page, 'アンケート');
  await page.getByRole('button', { name: 'アンケートの鍵を作る' }).click();
  await expect(page.getByText('鍵があります')).toBeVisible({ timeout: 20_000 });
  await saved(page);
}

/** Answers every question alike and seals. */
async function answer(page: Page, choice: string, department?: string): Promise<void> {
  const next = page.getByRole('button', { name: '次の人が答える' });
  if (await next.isVisible()) await next.click();
  else await open(page, '#/survey/answer');
  if (department) await page.getByLabel(/^所属/).selectOption({ label: department });
  for (const radio of await page.getByRole('radio', { name: choice, exact: true }).all()) await radio.check();
  await page.getByRole('button', { name: '回答に封をする' }).click();
  await expect(page.getByText('回答に封をしました')).toBeVisible({ timeout: 20_000 });
}

test('first visit, answer, file, another PC: the verdict appears', async ({ page, newProfile }) => {
  test.slow();
  await begin(page, '事務局');
  await makeKey(page);
  await type(page, '人事課の対象者数', '20');
  await expectAccessible(page);
  await go(page, '提出・回収');
  const programme = await written(page, () => page.getByRole('button', { name: '配布ファイルを書き出す' }).click());
  expect(programme.text).not.toContain('AGE-SECRET-KEY');

  const staff = await newProfile();
  await open(staff);
  await staff.getByRole('link', { name: 'ファイルを読み込む' }).first().click();
  await adopt(staff, [programme]);
  for (let person = 0; person < 12; person++) {
    await answer(staff, person < 9 ? 'そう思う' : 'どちらともいえない', '人事課');
    if (person === 0) await expectAccessible(staff);
  }
  // On a shared PC the next person sees nothing of the last.
  await staff.getByRole('button', { name: '次の人が答える' }).click();
  expect(await staff.getByRole('radio', { checked: true }).count()).toBe(0);
  await answer(staff, 'そう思わない');
  const answers = await written(staff, () => staff.getByRole('button', { name: '回答のファイルを書き出す' }).click());
  for (const word of ['人事課', 'agree', 'jinji', 'written_at', 'AGE-SECRET-KEY']) expect(answers.text).not.toContain(word);

  await adopt(page, [answers, answers]);
  await go(page, 'アンケート');
  await page.getByRole('link', { name: '集計結果を見る' }).first().click();
  await expect(page.getByText('13人', { exact: true }).first()).toBeVisible();
  await expect(page.getByText(/69\.2%（9人／13人）/).first()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: '令和5年度の指標に入れる' }).click();
  await expect(page.getByText(`${QUESTIONS}件の指標に入れました`)).toBeVisible();
  await page.getByRole('link', { name: '指標を見る' }).click();
  await choose(page, '年度', '令和5年度');
  await expect(page.getByRole('row', { name: /仕事と家庭の両立/ })).toContainText('初回測定');
});

test('a first measure is judged from the next year on', async ({ page }) => {
  await begin(page, '事務局');
  await open(page, '#/indicators/N13');
  await choose(page, '年度', '令和5年度');
  await type(page, '実績値', '62.5');
  await expect(page.getByText('初回測定（比較なし）').first()).toBeVisible();
  await choose(page, '年度', '令和6年度');
  await type(page, '実績値', '62.6');
  await expect(page.getByText('達成', { exact: true }).first()).toBeVisible();
  await expect(page.getByText('62.6% ＞ 62.5%')).toBeVisible();
});

test('paper answers are typed in as counts, and summed only when they are of other people', async ({ page }) => {
  await begin(page, '事務局');
  await makeKey(page);
  // People are counted: what is no count stays in sight, with the words against it.
  const people = page.getByLabel('行政管理課の対象者数', { exact: true });
  for (const wrong of ['△5', '2.5', 'abc']) {
    await people.fill(wrong);
    await people.blur();
    await expect(page.getByText('0以上の整数で入力してください。')).toBeVisible();
    await expect(people).toHaveValue(wrong);
  }
  await expectAccessible(page);
  await people.fill('');
  await people.blur();
  await expect(page.getByText('0以上の整数で入力してください。')).toHaveCount(0);
  await expect(page.getByRole('row', { name: /^総務部/ })).toContainText('課の職員を除く');
  await type(page, '人事課の対象者数', '40');
  await page.getByRole('link', { name: '用紙の回答を入力する' }).click();
  await page.getByLabel('所属', { exact: true }).selectOption({ label: '人事課' });
  await type(page, '用紙の枚数（回答者数）', '12');
  for (const field of await page.getByLabel(/：そう思う$/).all()) {
    await field.fill('9');
    await field.blur();
  }
  for (const field of await page.getByLabel(/：そう思わない$/).all()) {
    await field.fill('3');
    await field.blur();
  }
  await expectAccessible(page);
  await open(page, '#/survey/results');
  await expect(page.getByText(/75\.0%（9人／12人）/).first()).toBeVisible();
  await expect(page.getByText('30.0%').first()).toBeVisible();
});
