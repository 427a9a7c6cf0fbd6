// The answer form as a screen reader says it, by keyboard alone, with Japanese input and full-width digits.
import { expect, expectAccessible, open, test } from './support';
import { begin, choose, go, saved, type } from './steps';
import type { Page } from '@playwright/test';

/** N's four questions, and on a second page a number and a free text. */
async function prepared(page: Page): Promise<void> {
  await begin(page, '事務局');
  await open(page, '#/survey/questions');
  await type(page, /^画面の見出し/, '働き方\nご意見');
  for (const [n, text, kind] of [
    [5, '1か月の在宅勤務', '数を入れる'],
    [6, 'ご意見', '自由に書く'],
  ] as const) {
    await page.getByRole('button', { name: '設問を加える' }).click();
    await type(page, `設問${n}の文`, text);
    await choose(page, `設問${n}の答え方`, kind);
    await choose(page, `設問${n}の画面`, 'ご意見');
  }
  await type(page, /^設問5の単位/, '日');
  await page.getByRole('checkbox', { name: '設問5を必須にする' }).check();
  await go(page, 'アンケート');
  await page.getByRole('button', { name: 'アンケートの鍵を作る' }).click();
  await expect(page.getByText('鍵があります')).toBeVisible({ timeout: 20_000 });
  await saved(page);
  await open(page, '#/survey/answer');
}

test('a screen reader hears the questions, their choices, what is missing and that it is done', async ({ page }) => {
  test.slow();
  await prepared(page);
  const main = page.getByRole('main');
  await expect(main).toMatchAriaSnapshot(`
    - main:
      - heading "アンケートに答える" [level=1]
      - checkbox /自分だけが使うパソコン/
      - combobox /所属/
      - heading /1／2 働き方/ [level=2]
      - group "自分の職場では効率的に仕事が進められている 任意":
        - radio "そう思う"
        - radio "どちらかといえばそう思う"
        - radio "どちらともいえない"
        - radio "どちらかといえばそう思わない"
        - radio "そう思わない"
      - button "次の画面へ"
  `);
  await page.getByRole('button', { name: '次の画面へ' }).click();
  // The new page says where it is.
  await expect(page.getByRole('heading', { name: /2／2/ })).toBeFocused();
  await page.getByRole('textbox', { name: /ご意見/ }).fill('ありません。');
  await page.getByRole('button', { name: '回答に封をする' }).click();
  await expect(page.getByRole('alert').filter({ hasText: '答えていない必須の項目' })).toContainText('1か月の在宅勤務');
  const days = page.getByRole('textbox', { name: /1か月の在宅勤務/ });
  await expect(days).toHaveAttribute('aria-invalid', 'true');
  await expectAccessible(page);
  await days.fill('3');
  await days.blur();
  await page.getByRole('button', { name: '回答に封をする' }).click();
  await expect(page.getByText('回答に封をしました')).toBeVisible({ timeout: 20_000 });
  await expectAccessible(page);
});

test('the form is answered by keyboard alone, with an input method and full-width digits', async ({ page }) => {
  test.slow();
  await prepared(page);
  // Into the first question, with arrows to its third step, and on with Tab.
  const groups = page.getByRole('group').filter({ has: page.getByRole('radio') });
  await groups.first().getByRole('radio').first().focus();
  for (let q = 0; q < 4; q++) {
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await expect(groups.nth(q).getByRole('radio', { name: 'どちらともいえない', exact: true })).toBeChecked();
    await page.keyboard.press('Tab');
  }
  await expect(page.getByRole('button', { name: '次の画面へ' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /2／2/ })).toBeFocused();
  await page.keyboard.press('Tab');
  const days = page.getByRole('textbox', { name: /1か月の在宅勤務/ });
  await expect(days).toBeFocused();
  await page.keyboard.insertText('１２．５日');
  await page.keyboard.press('Tab');
  await expect(days).toHaveValue('12.5');
  // An input method composes: Enter picks the word and does nothing else.
  const opinion = page.getByRole('textbox', { name: /ご意見/ });
  await expect(opinion).toBeFocused();
  const client = await page.context().newCDPSession(page);
  await client.send('Input.imeSetComposition', { text: 'ざんぎょう', selectionStart: 5, selectionEnd: 5 });
  await expect(opinion).toHaveValue('ざんぎょう');
  await client.send('Input.imeSetComposition', { text: '残業', selectionStart: 2, selectionEnd: 2 });
  await client.send('Input.insertText', { text: '残業' });
  await page.keyboard.insertText('が減りました。𠮷');
  await expect(opinion).toHaveValue('残業が減りました。𠮷');
  await page.keyboard.press('Tab');
  // Back and on again: everything is still there.
  await page.getByRole('button', { name: '前の画面に戻る' }).press('Enter');
  await expect(groups.first().getByRole('radio', { name: 'どちらともいえない', exact: true })).toBeChecked();
  await page.getByRole('button', { name: '次の画面へ' }).press('Enter');
  await expect(opinion).toHaveValue('残業が減りました。𠮷');
  await expect(days).toHaveValue('12.5');
  await page.getByRole('button', { name: '回答に封をする' }).press('Enter');
  await expect(page.getByText('回答に封をしました')).toBeVisible({ timeout: 20_000 });
  // What was answered is what is counted: opened on this device, which has the key.
  await open(page, '#/survey/intake');
  await page.getByRole('button', { name: 'もう一度開く' }).click();
  await expect(page.getByText('回答1件を開きました。')).toBeVisible();
});
