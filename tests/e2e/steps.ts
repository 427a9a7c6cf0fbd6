// What a person does over and over, by the names they see.
import { expect, expectAccessible, open } from './support';
import type { Download, Page } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type Role = '職員' | '所属の担当者' | '所属長' | '事務局' | '閲覧';

const CHOICES = {
  職員: 'アンケートに答える',
  所属の担当者: '所属の入力をする',
  所属長: '所属長として確認する',
  事務局: '事務局の仕事をする',
  閲覧: '見るだけ',
} as const;

/** First visit: chooses the programme and the role, and the department where one is asked for. */
export async function begin(page: Page, role: Role, programme: '長岡市' | '小千谷市' = '長岡市', department?: string): Promise<void> {
  await open(page);
  await expect(page.getByRole('heading', { level: 1, name: '何をしますか' })).toBeVisible();
  // A hand that moves has the page come to the front door.
  await page.mouse.move(40, 40);
  await choose(page, 'プログラム', programme);
  await page.getByRole('button', { name: CHOICES[role] }).click();
  if (department) {
    await page.getByLabel('所属', { exact: true }).selectOption({ label: department });
    await page.getByRole('button', { name: 'はじめる' }).click();
  }
}

/** Waits until every piece of the program has come, as it does by itself once the page has stood open for a moment. */
export async function allPieces(page: Page): Promise<void> {
  const missing = () => {
    const came = new Set(performance.getEntriesByType('resource').map((entry) => entry.name));
    const parts = [...document.querySelectorAll<HTMLMetaElement>('meta[name=shinchoku-part]')];
    return parts.filter((part) => !came.has(new URL(part.content, document.baseURI).href)).length;
  };
  await expect.poll(() => page.evaluate(missing), { timeout: 30_000 }).toBe(0);
  await page.waitForLoadState('networkidle');
}

/** Chooses the entry of a list that contains the words. */
export async function choose(page: Page, label: string | RegExp, words: string): Promise<void> {
  const list = page.getByLabel(label, { exact: typeof label === 'string' });
  const entry = await list.locator('option').filter({ hasText: words }).first().textContent();
  await list.selectOption({ label: entry!.trim() });
}

export async function go(page: Page, place: 'ホーム' | 'アンケート' | '指標' | '取組' | '時間外勤務' | '提出・回収' | '帳票' | '設定' | 'ヘルプ'): Promise<void> {
  await page.getByRole('navigation', { name: '主なメニュー' }).getByRole('link', { name: place }).click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}

/** Presses what writes a file, and gives its name and text. */
export async function written(page: Page, press: () => Promise<void>): Promise<{ name: string; text: string }> {
  const [download] = await Promise.all([page.waitForEvent('download'), press()]);
  return { name: download.suggestedFilename(), text: await text(download) };
}

async function text(download: Download): Promise<string> {
  return readFile(await download.path(), 'utf8');
}

/** The field for files that arrived, at 提出・回収. */
export function arrived(page: Page) {
  return page.getByRole('group', { name: /^届いたファイル(?!を)/ }).getByLabel('ファイルを選ぶ');
}

/** Chooses files at 提出・回収; the plan of each is on the page afterwards. */
export async function choosing(page: Page, files: { name: string; text: string }[]): Promise<void> {
  await go(page, '提出・回収');
  const buffers = files.map(({ name, text }) => ({ name, mimeType: 'application/json', buffer: Buffer.from(text) }));
  await arrived(page).setInputFiles(buffers);
}

/** Reads files in and adopts what is ticked. */
export async function adopt(page: Page, files: { name: string; text: string }[]): Promise<void> {
  await choosing(page, files);
  await page.getByRole('button', { name: /(件|回答).*を読み込む$/ }).click();
  await expect(page.getByText(/件を読み込みました|件を受け取りました|件を開きました|件を預かりました/).first()).toBeVisible();
}

/** Leaves a field the way a person does. */
export async function type(page: Page, label: string | RegExp, value: string): Promise<void> {
  const field = page.getByLabel(label, { exact: typeof label === 'string' });
  await field.fill(value);
  await field.blur();
}

export async function saved(page: Page): Promise<void> {
  // What is said aloud stays in the page until the next is said, so only the sign in sight counts.
  await expect(page.locator('.save-sign')).toHaveText(/^保存しました \d+:\d\d$/);
}

/** Without blanks and line breaks: paper breaks lines where it likes. */
export const bare = (text: string) => text.replace(/\s/g, '');

/** The text of each page as it is printed, without blanks. */
export async function printed(page: Page): Promise<string[]> {
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  const folder = mkdtempSync(join(tmpdir(), 'shinchoku-'));
  try {
    const path = join(folder, 'printed.pdf');
    writeFileSync(path, pdf);
    return execFileSync('pdftotext', ['-raw', path, '-'], { encoding: 'utf8' }).split('\f').slice(0, -1).map(bare);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Nothing sticks out at 400 px or beyond A4, and axe finds nothing at either width of the screen. */
export async function expectFits(page: Page): Promise<void> {
  await expectAccessible(page);
  await page.setViewportSize({ width: 400, height: 800 });
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(400);
  // Tables measure themselves in a frame of their own before they say that they scroll.
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  await expectAccessible(page);
  // A4 within its margins: 186 mm.
  await page.setViewportSize({ width: 703, height: 1000 });
  await page.emulateMedia({ media: 'print' });
  const cut = () =>
    page.evaluate(() => {
      const wide = [...document.querySelectorAll('main table, main section')].filter((it) => it.getBoundingClientRect().right > innerWidth + 1);
      return wide.map((it) => it.textContent!.slice(0, 40));
    });
  await expect.poll(cut, 'nothing is cut on paper').toEqual([]);
  await page.emulateMedia({ media: null });
  await page.setViewportSize({ width: 1366, height: 768 });
}
