// Results go out: the secretariat publishes, staff read, and nobody finds out what a few people said.
import { expect, expectAccessible, open, test } from './support';
import { adopt, begin, go, saved, type, written } from './steps';
import type { Page } from '@playwright/test';

const TALLIES = [
  ['人事課', 40, 20, 12],
  ['行政管理課', 30, 16, 9],
  ['行政DX推進課', 30, 18, 10],
  ['人権・男女共同参画課', 8, 4, 1],
] as const;

/** Paper answers: so many people, of whom so many agree with everything; the others do not. */
async function paper(page: Page, [department, , people, agree]: (typeof TALLIES)[number]): Promise<void> {
  await page.getByLabel('所属', { exact: true }).selectOption({ label: department });
  await type(page, '用紙の枚数（回答者数）', `${people}`);
  for (const [words, count] of [
    [/：そう思う$/, agree],
    [/：そう思わない$/, people - agree],
  ] as const) {
    for (const field of await page.getByLabel(words).all()) {
      await field.fill(`${count}`);
      await field.blur();
    }
  }
}

test('what is published reaches staff, and small groups stay hidden', async ({ page, newProfile }) => {
  test.slow();
  await begin(page, '事務局');
  await go(page, 'アンケート');
  await page.getByRole('button', { name: 'アンケートの鍵を作る' }).click();
  await expect(page.getByText('鍵があります')).toBeVisible({ timeout: 20_000 });
  for (const [department, eligible] of TALLIES) await type(page, `${department}の対象者数`, `${eligible}`);
  await open(page, '#/survey/paper');
  for (const tally of TALLIES) await paper(page, tally);
  await saved(page);

  await open(page, '#/survey/results');
  await expect(page.getByText('58人', { exact: true }).first()).toBeVisible();
  await expect(page.getByText('回答率', { exact: true }).first()).toBeVisible();
  await expect(page.getByRole('row', { name: /人事課/ })).toContainText('60.0%');
  const small = page.getByRole('row', { name: /人権・男女共同参画課/ });
  await expect(small).toContainText('8人');
  await expect(small).toContainText('非表示');
  // Nor can it be had by subtracting: another one is hidden with it.
  expect(await page.getByRole('row', { name: /非表示/ }).count()).toBeGreaterThan(1);
  await page.getByRole('checkbox', { name: /回答者数からみた目安/ }).check();
  await expect(page.getByText(/〜\d+\.\d%/).first()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('tab', { name: '年度' }).click();
  await expect(page.getByRole('row', { name: /^令和5年度/ })).toContainText('55.2%');

  const publication = await written(page, () => page.getByRole('button', { name: '公表する' }).click());
  expect(publication.name).toContain('公表版');
  for (const words of ['paper_tally', '"figure"', 'AGE-SECRET-KEY', '"before"']) expect(publication.text).not.toContain(words);
  await expect(page.getByText('公表版を書き出しました')).toBeVisible();
  await expect(page.getByText('前の版から変わっていません。')).toBeVisible();
  await saved(page);

  const staff = await newProfile();
  await begin(staff, '職員');
  await adopt(staff, [publication]);
  await open(staff, '#/survey/results');
  await expect(staff.getByText('第1版')).toBeAttached();
  await expect(staff.getByRole('row', { name: /人事課/ })).toContainText('60.0%');
  await expect(staff.getByRole('row', { name: /人権・男女共同参画課/ })).toContainText('非表示');
  await expect(staff.getByRole('button', { name: '公表する' })).toHaveCount(0);
  await expectAccessible(staff);
  await staff.getByRole('link', { name: 'くわしく' }).click();
  await expect(staff.getByRole('heading', { level: 1, name: '回答の守られ方' })).toBeVisible();
  await expectAccessible(staff);

  // One answer more is nobody's to see.
  await open(page, '#/survey/paper');
  await paper(page, ['人事課', 40, 21, 13]);
  await saved(page);
  await open(page, '#/survey/results');
  await expect(page.getByText(/増減した回答が少なく/)).toBeVisible();
  await expect(page.getByRole('button', { name: '公表する' })).toBeDisabled();
});
