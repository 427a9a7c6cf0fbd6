// shinchoku.html, opened by a double click on a shared drive: everything works, and nothing is fetched.
import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { mkdirSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { PLACES, visit } from './places';
import { adopt, begin, choose, go, saved, type, written } from './steps';
import { DIST } from './server';
import { expect, expectAccessible, open, test as base } from './support';

/** A drive as staff have it: its folders have Japanese names and blanks. */
const test = base.extend({
  baseURL: async ({}, use) => {
    const drive = await mkdtemp(join(tmpdir(), 'drive-'));
    const folder = join(drive, '共有フォルダー', '働き方改革 進捗帳（令和8年度）');
    mkdirSync(folder, { recursive: true });
    const file = join(folder, 'shinchoku.html');
    await copyFile(join(DIST, 'shinchoku.html'), file);
    await use(pathToFileURL(file).href);
    await rm(drive, { recursive: true });
  },
});

test('a figure is entered, drawn, and there after closing', async ({ page }) => {
  await begin(page, '事務局', '小千谷市');
  await open(page, '#/indicators/O1-3');
  await choose(page, '年度', '令和6年度');
  await type(page, '実績値', '150');
  await saved(page);
  await expect(page.locator('main figure [role=img] svg').first()).toBeVisible();
  await expectAccessible(page);
  await page.reload();
  await choose(page, '年度', '令和6年度');
  await expect(page.getByLabel('実績値', { exact: true })).toHaveValue('150');
});

test('files go from drive to drive, and an answer is sealed', async ({ page, newProfile }) => {
  test.slow();
  await begin(page, '事務局');
  await go(page, 'アンケート');
  await page.getByRole('button', { name: 'アンケートの鍵を作る' }).click();
  await expect(page.getByText('鍵があります')).toBeVisible({ timeout: 20_000 });
  await saved(page);
  await go(page, '提出・回収');
  const programme = await written(page, () => page.getByRole('button', { name: '配布ファイルを書き出す' }).click());

  const staff = await newProfile();
  await open(staff);
  await staff.getByRole('link', { name: 'ファイルを読み込む' }).first().click();
  await adopt(staff, [programme]);
  await open(staff, '#/survey/answer');
  for (const radio of await staff.getByRole('radio', { name: 'そう思う', exact: true }).all()) await radio.check();
  await staff.getByRole('button', { name: '回答に封をする' }).click();
  await expect(staff.getByText('回答に封をしました')).toBeVisible({ timeout: 20_000 });
  const answers = await written(staff, () => staff.getByRole('button', { name: '回答のファイルを書き出す' }).click());
  await adopt(page, [answers]);
});

test('the policy of the file names its scripts and lets nothing out', async ({ page, guard }) => {
  await open(page);
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
  expect(policy).toMatch(/^default-src 'none'; script-src ('sha256-[^']+' ){3}'wasm-unsafe-eval';/);
  expect(policy).toContain("connect-src 'none'");
  const outcome = await page.evaluate(() => fetch('data:,x').then(() => 'left', () => 'refused'));
  expect(outcome).toBe('refused');
  // Whoever listens for violations hears them here, too: the other journeys' silence says something.
  await expect.poll(() => guard.found().join('\n')).toContain('policy violated: connect-src');
  guard.allow(/connect-src|Content Security Policy|Refused to connect/);
});

test('no place of the page asks for anything or goes against the policy', async ({ page }) => {
  test.slow();
  await begin(page, '事務局', '小千谷市');
  for (const place of PLACES) await visit(page, place);
});

test('a form as a workbook, as CSV and on paper', async ({ page }) => {
  test.slow();
  await begin(page, '事務局', '小千谷市');
  await go(page, '帳票');
  const bytes = async (button: string) => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button }).click()]);
    return readFile(await download.path());
  };
  expect((await bytes('Excelに書き出す')).subarray(0, 2).toString('latin1')).toBe('PK');
  expect((await bytes('CSVに書き出す')).length).toBeGreaterThan(100);
  await page.getByRole('button', { name: '画面に表示する' }).click();
  await expect(page.getByText('行政手続のデジタル化の推進').and(page.locator(':visible')).first()).toBeVisible();
  const paper = execFileSync('pdftotext', ['-layout', '-', '-'], { input: await page.pdf({ format: 'A4' }) }).toString('utf8');
  expect(paper.normalize('NFKC')).toContain('行政手続のデジタル化の推進');
});

test('the help has its pictures and the licences within the file', async ({ page }) => {
  await begin(page, '事務局');
  await go(page, 'ヘルプ');
  const picture = page.getByRole('tabpanel').getByRole('img');
  await expect.poll(() => picture.evaluate((it: HTMLImageElement) => it.naturalWidth)).toBeGreaterThan(400);
  await page.getByRole('button', { name: 'ライセンスの全文を見る' }).click();
  await expect(page.getByRole('region', { name: 'ライセンスの全文' })).toContainText('leptos');
});

test('the file holds no address but its own', async () => {
  const text = await readFile(join(DIST, 'shinchoku.html'), 'utf8');
  const markup = text.replace(/<script[^>]*>[^]*?<\/script>|<style>[^]*?<\/style>/g, '');
  expect(markup).not.toMatch(/(src|href)="(?!data:)/);
});
