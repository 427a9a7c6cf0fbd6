// 回収: the secretariat's programme goes to five departments, their files come back in any order, and two secretariats
// that read them in different orders end with the same programme.
import { expect, expectAccessible, open, test } from './support';
import { adopt, begin, choose, choosing, go, saved, type, written } from './steps';
import type { Page } from '@playwright/test';

type Sent = { name: string; text: string };

const EDITS = [
  { department: '人事課', indicator: 'N8', value: '12.5' },
  { department: '行政管理課', indicator: 'N5', value: '13.0' },
  { department: '行政DX推進課', indicator: 'N2', value: '400' },
  // The same cell as the one before.
  { department: 'DX推進部', indicator: 'N2', value: '410' },
  { department: '人権・男女共同参画課', indicator: 'N9', value: '16.0' },
];

async function enter(page: Page, indicator: string, value: string): Promise<void> {
  await open(page, `#/indicators/${indicator}`);
  await choose(page, '年度', '令和5年度');
  await type(page, '実績値', value);
  await saved(page);
}

async function report(page: Page): Promise<Sent> {
  await go(page, '提出・回収');
  return written(page, () => page.getByRole('button', { name: '報告を書き出す' }).click());
}

/** What the file says of the programme, without who wrote it and when. Each secretariat keeps its own record of files read. */
function body({ text }: Sent): string {
  const lines = text.slice(text.indexOf('"cells"')).split('\n');
  return lines.filter((line) => !line.startsWith('["trace"')).map((line) => line.replace(/,$/, '')).join('\n');
}

/** Reads one file in, the cells in conflict too. */
async function take(page: Page, file: Sent): Promise<void> {
  await choosing(page, [file]);
  const conflict = page.getByRole('row', { name: /実績値.*内容の食い違い/ }).getByRole('checkbox');
  if (await conflict.count()) await conflict.first().check();
  await page.getByRole('button', { name: /件を読み込む$/ }).click();
  await expect(page.getByText(/件を読み込みました/).first()).toBeVisible();
}

test('five departments answer, two of them in one cell, one twice, one from 2099: read in any order, nothing is lost', async ({ page, newProfile }) => {
  test.setTimeout(240_000);
  await begin(page, '事務局');
  await enter(page, 'N3', '60.0');
  await go(page, '提出・回収');
  const programme = await written(page, () => page.getByRole('button', { name: '配布ファイルを書き出す' }).click());

  const files: Sent[] = [];
  for (const { department, indicator, value } of EDITS) {
    await test.step(department, async () => {
      const profile = await newProfile();
      if (indicator === 'N9') await profile.clock.setSystemTime(new Date('2099-01-01T09:00:00+09:00'));
      await begin(profile, '所属の担当者', '長岡市', department);
      await adopt(profile, [programme]);
      await enter(profile, indicator, value);
      files.push(await report(profile));
      if (indicator === 'N8') files.push(await report(profile));
      await profile.context().close();
    });
  }
  expect(files).toHaveLength(6);
  expect(body(files[1]!)).toBe(body(files[0]!));
  expect(files[1]!.name).toContain('第1版');

  const other = await newProfile();
  await begin(other, '事務局');
  await adopt(other, [programme]);
  const ends: string[] = [];
  for (const [secretariat, order] of [[page, files], [other, [...files].reverse()]] as const) {
    const seen = new Set<string>();
    for (const file of order) {
      // The copy that says nothing new has nothing to tick.
      if (seen.has(body(file))) {
        await choosing(secretariat, [file]);
        await expect(secretariat.getByRole('button', { name: '選んだ0件を読み込む' })).toBeDisabled();
        await secretariat.getByRole('button', { name: 'やめる' }).click();
      } else {
        await take(secretariat, file);
      }
      seen.add(body(file));
    }
    await expect(secretariat.getByText('内容の食い違いが1件あります')).toBeVisible();
    // Every file that brought something stands in the list of what was read in.
    const n_read = secretariat === page ? 5 : 6;
    await expect(secretariat.getByRole('button', { name: 'この読み込みを取り消す' })).toHaveCount(n_read);
    await expectAccessible(secretariat);
    const end = await written(secretariat, () => secretariat.getByRole('button', { name: '配布ファイルを書き出す' }).click());
    ends.push(body(end));
    for (const { value } of EDITS) expect(end.text).toContain(`"number":"${value}"`);
  }
  expect(ends[1]).toBe(ends[0]);

  // Both together in one batch: what each alone would bring as an update is a conflict of the two files.
  const third = await newProfile();
  await begin(third, '事務局');
  await adopt(third, [programme]);
  await choosing(third, files);
  await expect(third.getByRole('row', { name: /オンライン手続き・申請数.*内容の食い違い/ })).toHaveCount(2);
  await third.getByRole('button', { name: '表示した欄をすべて選ぶ' }).click();
  await third.getByRole('button', { name: /件を読み込む$/ }).click();
  const together = await written(third, () => third.getByRole('button', { name: '配布ファイルを書き出す' }).click());
  expect(body(together)).toBe(ends[0]);

  // A value of one's own settles the conflict, and every other cell stays.
  await third.getByRole('link', { name: '見くらべて選ぶ' }).click();
  await third.getByText('どちらでもない内容を書く').click();
  await type(third, '新しい内容', '405');
  await third.getByRole('button', { name: '書いた内容に決める' }).click();
  await expect(third.getByText('内容の食い違いはありません')).toBeVisible();
});
