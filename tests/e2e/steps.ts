// What a person does over and over, by the names they see.
import { expect, open } from './support';
import type { Download, Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';

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
  await expect(page.getByText(/件を読み込みました|件を受け取りました|件を開きました/).first()).toBeVisible();
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
