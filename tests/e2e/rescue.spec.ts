// The page stops; what is kept and what was being typed goes into a file; another browser reads it in and has it all.
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { adopt, begin, choose, go, saved, type, written } from './steps';
import { expect, expectAccessible, open, test } from './support';

/** As the panic hook does it. The instance is dead from here on: nothing that happens reaches it any more. */
const stop = (page: Page) =>
  page.evaluate(() => {
    for (const kind of ['change', 'input', 'blur', 'focusout']) addEventListener(kind, (event) => event.stopImmediatePropagation(), true);
    (globalThis as unknown as { shinchokuPanic(detail: string): void }).shinchokuPanic('panicked at src/x.rs');
  });

const rescue = (page: Page) => written(page, () => page.getByRole('button', { name: '控えを書き出す' }).click());

async function enterFigure(page: Page, value: string): Promise<void> {
  await open(page, '#/indicators/O1-3');
  await choose(page, '年度', '令和6年度');
  await type(page, '実績値', value);
  await saved(page);
}

async function expectFigure(page: Page, value: string): Promise<void> {
  await page.evaluate(() => (location.hash = '#/indicators/O1-3'));
  await choose(page, '年度', '令和6年度');
  await expect(page.getByLabel('実績値', { exact: true })).toHaveValue(value);
}

test('a page that stopped leaves a file, and a fresh profile has the typed work from it', async ({ page, newProfile }) => {
  await begin(page, '事務局', '小千谷市');
  await enterFigure(page, '150');
  // Typed, and the field not left when the page stops.
  await page.getByLabel('実績値', { exact: true }).fill('１５１');
  await stop(page);
  await expect(page.getByRole('alertdialog', { name: '画面が止まりました' })).toBeVisible();
  await expectAccessible(page);
  const file = await rescue(page);
  expect(file.name).toMatch(/^進捗帳_止まったときの控え_\d{8}-\d{4}\.json$/);
  await expect(page.getByRole('status').filter({ hasText: file.name })).toBeVisible();

  const other = await newProfile();
  await begin(other, '事務局', '小千谷市');
  await adopt(other, [file]);
  await expect(other.getByText('入力の途中だった文章が残っています')).toBeVisible();
  await expect(other.getByText('１５１')).toBeVisible();
  await expectFigure(other, '150');

  // Where it came from everything is there, too.
  await page.reload();
  await expectFigure(page, '150');
});

test('what may not leave the device is not in the file', async ({ page }) => {
  await begin(page, '事務局');
  await go(page, 'アンケート');
  await page.getByRole('button', { name: 'アンケートの鍵を作る' }).click();
  await expect(page.getByText('鍵があります')).toBeVisible({ timeout: 20_000 });
  await saved(page);
  await page.evaluate(() => {
    // As the store keeps answers that were opened.
    localStorage.setItem('shinchoku:part:0123', '{"format":"shinchoku-answers","version":1,"secret":"回答"}');
    localStorage.setItem('shinchoku:sealed:hours', 'secret hours');
    localStorage.setItem('somebody-else', 'theirs');
  });
  expect(await page.evaluate(() => localStorage.getItem('shinchoku:drafts'))).toContain('survey-key:');
  await stop(page);
  const { text } = await rescue(page);
  for (const secret of ['survey-key', 'AGE-SECRET-KEY', 'shinchoku-answers', 'secret hours', 'theirs']) expect(text).not.toContain(secret);
});

test('each storage alone is enough', async ({ page, newProfile }) => {
  await begin(page, '事務局', '小千谷市');
  await enterFigure(page, '152');
  await stop(page);
  await page.evaluate(() => localStorage.clear());
  const file = await rescue(page);
  const other = await newProfile();
  await begin(other, '事務局', '小千谷市');
  await adopt(other, [file]);
  await expectFigure(other, '152');
});

test('a page that cannot start leaves the file, too', async ({ page, newProfile, guard }) => {
  await begin(page, '事務局', '小千谷市');
  await enterFigure(page, '153');
  guard.allow(/_bg.*wasm|ERR_FAILED|Failed to (load|fetch)|Failed to load resource/);
  await page.route(/shinchoku_bg.*\.wasm$/, (route) => route.abort());
  await page.goto('./?again');
  await expect(page.getByRole('alert')).toContainText('起動できませんでした');
  const file = await rescue(page);
  expect(JSON.parse(file.text).format).toBe('shinchoku-rescue');
  const other = await newProfile();
  await begin(other, '事務局', '小千谷市');
  await adopt(other, [file]);
  await expectFigure(other, '153');
});

test('the file and its reader agree on its name', () => {
  const boot = readFileSync('../../xtask/web/boot.js', 'utf8');
  const reader = readFileSync('../../src/store/rescue.rs', 'utf8');
  const format = /FORMAT: &str = "([^"]+)"/.exec(reader)![1];
  expect(boot).toContain(`format: '${format}'`);
});
