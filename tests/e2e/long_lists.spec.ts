// A list of a thousand people: every row is in the page, found by the browser's own search and on the paper, though only those
// near the screen are laid out.
import { expect, expectAccessible, test } from './support';
import { begin, choose, go, type } from './steps';
import type { Page } from '@playwright/test';
import { execFileSync } from 'node:child_process';

const COUNT = 1_000;
const PLACES = ['人事課', '財政課', '福祉課', '水道局'];

/** One month's hours of everybody: 00001 has none, 00002 one minute, and so on, so that the last has the most. */
function table(): string {
  const row = (_: unknown, at: number) => {
    const hours = `${Math.floor(at / 60)}:${String(at % 60).padStart(2, '0')}`;
    return `${String(at + 1).padStart(5, '0')},${PLACES[at % PLACES.length]},令和5年度,${hours}${',0'.repeat(11)}`;
  };
  const months = '4月,5月,6月,7月,8月,9月,10月,11月,12月,1月,2月,3月';
  return [`職員番号,所属,年度,${months}`, ...Array.from({ length: COUNT }, row)].join('\r\n');
}

async function read(page: Page): Promise<void> {
  await go(page, '時間外勤務');
  const file = { name: '令和5年度.csv', mimeType: 'text/csv', buffer: Buffer.from(table()) };
  await page.getByLabel('ファイルを選ぶ').setInputFiles([file]);
  await page.getByRole('button', { name: `${COUNT}行を取り込む` }).click();
  await page.getByRole('navigation', { name: '時間外勤務のメニュー' }).getByRole('link', { name: '残り時間' }).click();
}

const people = (page: Page) => page.getByRole('table', { name: /職員ごとの残り時間/ });

/** The numbers of the people in the list, from above. */
async function numbers(page: Page): Promise<string[]> {
  return people(page).getByRole('rowheader').allTextContents();
}

test('a list of a thousand people is whole, stays in order, and is read, searched and printed as a table', async ({ page }) => {
  test.slow();
  await begin(page, '所属長');
  await read(page);
  await type(page, 'いつ現在のデータか', '令和5年4月30日');
  await expect(people(page).getByRole('row')).toHaveCount(COUNT + 1);
  // Who has least left comes first.
  const all = Array.from({ length: COUNT }, (_, at) => String(COUNT - at).padStart(5, '0'));
  expect(await numbers(page)).toEqual(all);
  await expectAccessible(page);

  // The heads stay, and each column is as wide in a row that comes into sight as in the heads.
  await page.keyboard.press('End');
  const last = people(page).getByRole('row', { name: /^00001/ });
  await expect(last).toBeInViewport();
  const head = people(page).getByRole('columnheader', { name: '効いている上限' });
  await expect(head).toBeInViewport();
  const [above, below] = [await head.boundingBox(), await last.getByRole('cell').nth(4).boundingBox()];
  expect(Math.abs(above!.x - below!.x)).toBeLessThan(1);
  expect(Math.abs(above!.width - below!.width)).toBeLessThan(1);

  // On a narrow screen, too, where the first column stays while the others are scrolled.
  await page.setViewportSize({ width: 400, height: 800 });
  const [name, number] = [people(page).getByRole('columnheader').first(), people(page).getByRole('rowheader').first()];
  expect((await name.boundingBox())!.width).toBeCloseTo((await number.boundingBox())!.width, 0);
  await page.setViewportSize({ width: 1366, height: 768 });

  // The browser's own search looks into rows that are far from the screen.
  await page.evaluate(() => scrollTo(0, 0));
  await expect(last).not.toBeInViewport();
  expect(await page.evaluate(() => (globalThis as unknown as { find(text: string): boolean }).find('00012'))).toBe(true);
  await expect(people(page).getByRole('row', { name: /^00012/ })).toBeInViewport();

  // Rows that go leave no gap, and come back where they stood.
  await choose(page, '所属', '福祉課');
  await expect(people(page).getByRole('row')).toHaveCount(COUNT / PLACES.length + 1);
  expect(await numbers(page)).toEqual(all.filter((_, at) => (COUNT - at - 1) % PLACES.length === 2));
  await type(page, '職員番号で探す', '0099');
  await expect(people(page).getByRole('row')).toHaveCount(5);
  const box = await people(page).boundingBox();
  expect(box!.height).toBeLessThan(400);
  await expectAccessible(page);
  await type(page, '職員番号で探す', '');
  await choose(page, '所属', 'すべての所属');
  await expect(people(page).getByRole('row')).toHaveCount(COUNT + 1);
  expect(await numbers(page)).toEqual(all);

  const pdf = await page.pdf({ format: 'A4', printBackground: true });
  const paper = execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf, maxBuffer: 1 << 26 }).toString('utf8');
  for (const number of all) expect(paper).toContain(number);
  // The heads stand on every sheet.
  expect(paper.split('効いている上限').length).toBeGreaterThan(20);
});

test('a button far down in a long list is about its own row', async ({ page }) => {
  test.slow();
  await begin(page, '所属長');
  await go(page, '時間外勤務');
  const months = '4月,5月,6月,7月,8月,9月,10月,11月,12月,1月,2月,3月';
  const rows = Array.from({ length: 150 }, (_, at) => `${String(at + 1).padStart(5, '0')},人事課,令和5年度,50${',0'.repeat(11)}`);
  const csv = [`職員番号,所属,年度,${months}`, ...rows].join('\r\n');
  await page.getByLabel('ファイルを選ぶ').setInputFiles([{ name: '令和5年度.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) }]);
  await page.getByRole('button', { name: '150行を取り込む' }).click();
  await page.getByRole('navigation', { name: '時間外勤務のメニュー' }).getByRole('link', { name: '上限超え・理由' }).click();
  const needs = page.getByRole('table', { name: '理由の記録が要る月' });
  await expect(needs.getByRole('row')).toHaveCount(151);
  await needs.getByRole('button', { name: '00137の令和5年4月の理由を記録する' }).click();
  await page.getByRole('radio', { name: '災害対応' }).check();
  await page.getByRole('button', { name: '記録する', exact: true }).click();
  await expect(needs.getByRole('row')).toHaveCount(150);
  await expect(needs.getByRole('row', { name: /^00137/ })).toHaveCount(0);
  await expect(needs.getByRole('row', { name: /^00136/ })).toHaveCount(1);
});
