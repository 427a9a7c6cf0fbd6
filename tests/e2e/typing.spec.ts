// Half-typed texts: a crash in the middle of a sentence costs no sentence.
import { expect, expectAccessible, open, test } from './support';
import { begin, choose, type } from './steps';

test('what was being typed when the page went away is shown again, and nothing that was finished', async ({ page, context }) => {
  await begin(page, '所属の担当者', '長岡市', '人事課');
  await open(page, '#/indicators/N8');
  await choose(page, '年度', '令和5年度');
  const remark = page.getByLabel('備考', { exact: true });
  await remark.pressSequentially('暦年で数えた。');
  await remark.blur();
  await remark.fill('');
  await remark.pressSequentially('臨時の休暇は');
  await page.waitForTimeout(1_500);
  await page.close();

  const again = await context.newPage();
  await open(again, '#/');
  const left = again.getByRole('region', { name: '入力の途中だった文章' });
  await expect(left).toContainText('「備考」');
  await expect(left).toContainText('臨時の休暇は');
  await expect(left).not.toContainText('暦年で数えた');
  await expectAccessible(again);
  await left.getByRole('link', { name: 'その画面を開く' }).click();
  await choose(again, '年度', '令和5年度');
  await type(again, '備考', '臨時の休暇は含まない。');
  await left.getByRole('button', { name: '捨てる' }).click();
  await expect(left).toBeHidden();
  await again.reload();
  await expect(again.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(left).toBeHidden();
  await choose(again, '年度', '令和5年度');
  await expect(again.getByLabel('備考', { exact: true })).toHaveValue('臨時の休暇は含まない。');
});

test('a survey answer leaves no draft, and is sealed although the network went away', async ({ page, server, guard }) => {
  guard.allow(/ERR_CONNECTION_REFUSED/);
  await begin(page, '事務局');
  await open(page, '#/survey');
  await page.getByRole('button', { name: 'アンケートの鍵を作る' }).click();
  await expect(page.getByText('鍵があります')).toBeVisible({ timeout: 20_000 });
  await open(page, '#/survey/answer');
  await expect(page.getByRole('radio').first()).toBeVisible();
  // The worker that seals is fetched when the questions are opened.
  await page.waitForTimeout(1_000);
  await server.close();
  for (const radio of await page.getByRole('radio', { name: 'そう思う', exact: true }).all()) await radio.check();
  await page.getByRole('button', { name: '回答に封をする' }).click();
  await expect(page.getByText('回答に封をしました')).toBeVisible({ timeout: 20_000 });
  await page.waitForTimeout(1_500);
  const left = await page.evaluate(() => Object.values(localStorage).filter((kept) => kept.includes('typing:')));
  expect(left).toEqual([]);
});
