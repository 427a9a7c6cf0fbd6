// ヘルプ: its pictures are of the real pages. With PICTURES (a folder) they are taken anew, `cargo xtask pictures`; always the
// place of each must show what the help says there is to see in its picture.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, expectAccessible, open, test } from './support';
import { arrived, begin, choose, go, saved, type, written, type Role } from './steps';

/** What a role's tab says there is to see in its picture. */
async function named(page: Page, role: Role): Promise<string[]> {
  await go(page, 'ヘルプ');
  await page.getByRole('tab', { name: role, exact: true }).click();
  const picture = page.getByRole('tabpanel').getByRole('img');
  await expect(picture).toBeVisible();
  // It has come, and is one.
  await expect.poll(() => picture.evaluate((it: HTMLImageElement) => it.naturalWidth)).toBeGreaterThan(400);
  const description = await picture.getAttribute('alt');
  return [...description!.matchAll(/「([^」]+)」/g)].map(([, name]) => name!);
}

/** Which of the texts can be seen just now, without moving the page. */
function inSight(names: string[]): string[] {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const seen: string[] = [];
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const range = document.createRange();
    range.selectNodeContents(node);
    const { top, bottom, left, right, width, height } = range.getBoundingClientRect();
    const isInside = top >= 0 && left >= 0 && bottom <= innerHeight && right <= innerWidth && width > 1 && height > 1;
    if (isInside && node.parentElement!.checkVisibility({ visibilityProperty: true })) seen.push(node.textContent!);
  }
  return names.filter((name) => seen.some((text) => text.includes(name)));
}

/** Everything named is in sight at once; where asked for, the picture is taken. */
async function shows(page: Page, name: string, names: string[]): Promise<void> {
  await expect.poll(() => page.evaluate(inSight, names), { message: `what the picture «${name}» shows` }).toEqual(names);
  if (!process.env.PICTURES) return;
  const png = await page.screenshot();
  // Half the size; WebP is a fifth of the bytes. The browser makes it on a page that may show it.
  const blank = await page.context().newPage();
  const address = await blank.evaluate(async (png) => {
    const image = new Image();
    image.src = png;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = 800;
    canvas.height = Math.round((800 * image.height) / image.width);
    const pen = canvas.getContext('2d')!;
    pen.imageSmoothingQuality = 'high';
    pen.drawImage(image, 0, 0, canvas.width, canvas.height);
    return canvas.toDataURL('image/webp', 0.5);
  }, `data:image/png;base64,${png.toString('base64')}`);
  await blank.close();
  mkdirSync(process.env.PICTURES, { recursive: true });
  writeFileSync(join(process.env.PICTURES, `${name}.webp`), Buffer.from(address.split(',')[1]!, 'base64'));
}

/** Where there are no pictures yet, nothing is asked of the help: they are being made. */
const asked = (page: Page, role: Role, first: string[]) => (process.env.PICTURES ? Promise.resolve(first) : named(page, role));

test.use({ viewport: { width: 1000, height: 640 } });

test('職員: the questions', async ({ page }) => {
  await begin(page, '事務局');
  await go(page, 'アンケート');
  await page.getByRole('button', { name: 'アンケートの鍵を作る' }).click();
  await expect(page.getByText('鍵があります')).toBeVisible({ timeout: 20_000 });
  const names = await asked(page, '職員', ['そう思う', '回答に封をする']);
  await open(page, '#/survey/answer');
  for (const radio of await page.getByRole('radio', { name: 'そう思う', exact: true }).all()) await radio.check();
  await page.getByRole('button', { name: '回答に封をする' }).evaluate((button) => button.scrollIntoView({ block: 'end' }));
  await page.evaluate(() => scrollBy(0, 24));
  await shows(page, 'answer', names);
});

test('所属の担当者: the sheet', async ({ page }) => {
  await begin(page, '所属の担当者', '小千谷市', '企画政策課');
  const names = await asked(page, '所属の担当者', ['取組目標【Plan】', '上半期の取組結果【Do】', '下半期の取組結果【Do】']);
  await open(page, '#/measures/O1/2023');
  await page.getByRole('button', { name: 'この票に入力する' }).click();
  await page.getByLabel('1行目の取組目標【Plan】', { exact: true }).evaluate((field) => field.scrollIntoView({ block: 'center' }));
  await shows(page, 'sheet', names);
});

test('所属長: hours left', async ({ page }) => {
  await begin(page, '所属長', '長岡市', '人事課');
  const names = await asked(page, '所属長', ['職員ごとの残り時間', '上限超え', '余裕あり']);
  await go(page, '時間外勤務');
  const head = '職員番号,氏名,所属,年度,4月,5月,6月,7月,8月,9月,10月,11月,12月,1月,2月,3月';
  const row = (n: number, hours: number) => `${String(n).padStart(5, '0')},見本${n},人事課,令和5年度,${Array(12).fill(hours).join(',')}`;
  const table = [head, row(1, 12), row(2, 24), row(3, 52)].join('\r\n');
  await page.getByLabel('ファイルを選ぶ').setInputFiles([{ name: '令和5年度.csv', mimeType: 'text/csv', buffer: Buffer.from(table) }]);
  await page.getByRole('button', { name: '3行を取り込む' }).click();
  await type(page, 'いつ現在のデータか', '令和5年9月30日');
  await page.getByRole('navigation', { name: '時間外勤務のメニュー' }).getByRole('link', { name: '残り時間' }).click();
  await expect(page.getByText('3人を表示（全3人）').first()).toBeVisible();
  await page.getByRole('row', { name: /00001/ }).evaluate((found) => found.scrollIntoView({ block: 'end' }));
  await shows(page, 'hours', names);
});

test('事務局: what a file would change', async ({ page, newProfile }) => {
  await begin(page, '事務局', '小千谷市');
  const names = await asked(page, '事務局', ['読み込むファイル', '新規', '更新', '食い違い', '所管外']);
  const office = await newProfile();
  await begin(office, '所属の担当者', '小千谷市', '企画政策課');
  await open(office, '#/indicators/O1-3');
  await choose(office, '年度', '令和6年度');
  await type(office, '実績値', '150');
  await saved(office);
  await go(office, '提出・回収');
  const report = await written(office, () => office.getByRole('button', { name: '報告を書き出す' }).click());
  await go(page, '提出・回収');
  await arrived(page).setInputFiles([{ name: '進捗帳_企画政策課_報告.json', mimeType: 'application/json', buffer: Buffer.from(report.text) }]);
  const button = page.getByRole('button', { name: /^選んだ\d+件を読み込む$/ });
  await button.evaluate((found) => found.scrollIntoView({ block: 'end' }));
  await shows(page, 'intake', names);
});

test('閲覧: an indicator and its verdict', async ({ page }) => {
  await begin(page, '閲覧', '小千谷市');
  const names = await asked(page, '閲覧', ['未達成', '目標', '比較']);
  await open(page, '#/indicators/O1-1');
  await choose(page, '年度', '令和5年度');
  await shows(page, 'indicator', names);
});

test('the help opens at one’s own role, and asks for its pictures and licences only then', async ({ page, server }) => {
  test.skip(!!process.env.PICTURES, 'they are being made');
  await begin(page, '事務局');
  const asked = (word: string) => server.served.filter((path) => path.includes(word));
  expect([...asked('help'), ...asked('licences')]).toEqual([]);
  await go(page, 'ヘルプ');
  await expect(page.getByRole('tab', { name: '事務局', selected: true })).toBeVisible();
  await expect(page.getByRole('tabpanel').getByRole('img')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('tab', { name: '事務局' }).press('ArrowLeft');
  await expect(page.getByRole('tab', { name: '所属長', selected: true })).toBeFocused();
  await expectAccessible(page);
  expect(asked('licences')).toEqual([]);
  await page.getByRole('button', { name: 'ライセンスの全文を見る' }).click();
  const licences = page.getByRole('region', { name: 'ライセンスの全文' });
  for (const name of ['leptos 0.8', 'age 0.12', 'echarts 5.6', 'zrender', 'design-tokens', 'Apache License', 'THE SOFTWARE IS PROVIDED']) {
    await expect(licences).toContainText(name);
  }
  await expectAccessible(page);
});
