// How files come and go: whole folders, .txt, the clipboard, a working file on one's own disk.
import { expect, expectAccessible, open, test } from './support';
import { adopt, arrived, begin, choose, choosing, go, saved, type, written } from './steps';
import type { Page } from '@playwright/test';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

async function enter(page: Page, indicator: string, value: string): Promise<void> {
  await open(page, `#/indicators/${indicator}`);
  await choose(page, '年度', '令和5年度');
  await type(page, '実績値', value);
  await saved(page);
}

async function expectFigure(page: Page, indicator: string, value: string): Promise<void> {
  await open(page, `#/indicators/${indicator}`);
  await choose(page, '年度', '令和5年度');
  await expect(page.getByLabel('実績値', { exact: true })).toHaveValue(value);
}

test('a folder of files is read at once, and what is no file of ours is left alone', async ({ page, newProfile }) => {
  test.slow();
  await begin(page, '所属の担当者', '長岡市', '人事課');
  await enter(page, 'N8', '12.5');
  await go(page, '提出・回収');
  const first = await written(page, () => page.getByRole('button', { name: '報告を書き出す' }).click());
  const asText = await written(page, () => page.getByRole('button', { name: '.txt で書き出す' }).click());
  expect(asText.name).toMatch(/\.txt$/);
  expect(asText.text).toBe(first.text);

  const other = await newProfile();
  await begin(other, '所属の担当者', '長岡市', '行政管理課');
  await enter(other, 'N5', '13.0');
  await go(other, '提出・回収');
  const second = await written(other, () => other.getByRole('button', { name: '報告を書き出す' }).click());

  const folder = await mkdtemp(join(tmpdir(), 'shinchoku-'));
  await mkdir(join(folder, '届いたもの'));
  await writeFile(join(folder, '人事課.txt'), asText.text);
  await writeFile(join(folder, '届いたもの', '行政管理課.json'), second.text);
  await writeFile(join(folder, '送付状.pdf'), '%PDF-1.7');
  const secretariat = await newProfile();
  await begin(secretariat, '事務局');
  await go(secretariat, '提出・回収');
  await secretariat.getByLabel('フォルダーを選ぶ').setInputFiles(folder);
  await expect(secretariat.getByText('フォルダーの中のほかの種類のファイル1件は読みませんでした。')).toBeVisible();
  await expect(secretariat.getByRole('rowheader', { name: /届いたもの\/行政管理課\.json/ })).toBeVisible();
  await expectAccessible(secretariat);
  await secretariat.getByRole('button', { name: '選んだ2件を読み込む' }).click();
  await expectFigure(secretariat, 'N8', '12.5');
  await expectFigure(secretariat, 'N5', '13.0');

  // One of two imports is taken back by itself; what was read in after it stays.
  await go(secretariat, '提出・回収');
  await secretariat.getByRole('button', { name: 'この読み込みを取り消す' }).click();
  await expect(secretariat.getByText('読み込みを取り消しました。')).toBeVisible();
  await expectFigure(secretariat, 'N8', '');
  await rm(folder, { recursive: true });
});

test('the plan is filtered, ticked and unticked; an older file shows what is newer here', async ({ page, newProfile }) => {
  await begin(page, '所属の担当者', '長岡市', '人事課');
  await enter(page, 'N8', '12.5');
  await go(page, '提出・回収');
  const older = await written(page, () => page.getByRole('button', { name: '報告を書き出す' }).click());
  const secretariat = await newProfile();
  await begin(secretariat, '事務局');
  await adopt(secretariat, [older]);
  await enter(secretariat, 'N8', '12.6');
  await choosing(secretariat, [older]);
  await choose(secretariat, '表示する欄', '手元のほうが新しい 1件');
  const row = secretariat.getByRole('row', { name: /年次有給休暇の年間平均取得日数/ });
  await expect(row).toContainText('12.6日');
  await expect(row).toContainText('12.5日');
  await expect(row.getByRole('checkbox')).toBeDisabled();
  const fresh = await newProfile();
  await begin(fresh, '事務局');
  await choosing(fresh, [older]);
  await fresh.getByRole('button', { name: '表示した欄をすべて外す' }).click();
  await expect(fresh.getByRole('button', { name: '選んだ0件を読み込む' })).toBeDisabled();
  await fresh.getByRole('button', { name: '表示した欄をすべて選ぶ' }).click();
  await expect(fresh.getByRole('button', { name: '選んだ1件を読み込む' })).toBeEnabled();
  await fresh.getByRole('button', { name: 'やめる' }).click();
  await expect(fresh.getByText('読み込みをやめました。何も変わっていません。')).toBeVisible();
});

test('without the right to write over files, the working file is downloaded and opened by hand', async ({ page, newProfile }) => {
  await begin(page, '所属の担当者', '長岡市', '人事課');
  await enter(page, 'N8', '12.5');
  await go(page, '提出・回収');
  const file = await written(page, () => page.getByRole('button', { name: '作業ファイルを作る' }).click());
  expect(file.name).toBe('進捗帳_作業ファイル.json');
  await expect(page.getByText(/作業ファイル：進捗帳_作業ファイル\.json.*変更はありません/)).toBeVisible();
  await enter(page, 'N8', '12.7');
  await go(page, '提出・回収');
  await expect(page.getByText(/そのあとの変更があります/)).toBeVisible();
  const again = await written(page, () => page.getByRole('button', { name: '上書き保存' }).click());

  // The next morning, in a browser that has forgotten everything.
  const fresh = await newProfile();
  await begin(fresh, '事務局');
  await go(fresh, '提出・回収');
  const field = fresh.getByRole('group', { name: /作業ファイルを開く/ }).getByLabel('ファイルを選ぶ');
  await field.setInputFiles({ name: again.name, mimeType: 'application/json', buffer: Buffer.from(again.text) });
  await expect(fresh.getByText(/作業ファイルを開き、\d+件を取り込みました/)).toBeVisible();
  await expectAccessible(fresh);
  await expectFigure(fresh, 'N8', '12.7');
});

test('with the right to write over files, the working file is one file on the disk', async ({ page, server, guard }) => {
  // Only a secure context has it; localhost counts as one. Its windows are the system's, so the choice is made for it.
  const secure = server.origin.replace(/intranet\.test/, '127.0.0.1');
  guard.allow(new RegExp(`left the origin: ${secure}`));
  await page.addInitScript(() => {
    const root = () => navigator.storage.getDirectory();
    const pickers = {
      showSaveFilePicker: async ({ suggestedName }: { suggestedName: string }) => (await root()).getFileHandle(suggestedName, { create: true }),
      showOpenFilePicker: async () => [await (await root()).getFileHandle('進捗帳_作業ファイル.json')],
    };
    Object.assign(globalThis, pickers);
  });
  const kept = () =>
    page.evaluate(async () => {
      const handle = await (await navigator.storage.getDirectory()).getFileHandle('進捗帳_作業ファイル.json');
      return (await handle.getFile()).text();
    });
  await page.goto(`${secure}/`);
  await page.getByRole('button', { name: '事務局の仕事をする' }).click();
  const at = async (place: string) => {
    await page.goto(`${secure}/${place}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  };
  await at('#/indicators/N8');
  await choose(page, '年度', '令和5年度');
  await type(page, '実績値', '12.5');
  await saved(page);
  await go(page, '提出・回収');
  await page.getByRole('button', { name: '作業ファイルを作る' }).click();
  await expect(page.getByText('作業ファイルに保存しました。')).toBeVisible();
  expect(await kept()).toContain('"number":"12.5"');
  await page.reload();
  await page.getByRole('button', { name: '作業ファイルを開く' }).click();
  await expect(page.getByText('作業ファイルを開きました。手元と同じ内容です。')).toBeVisible();
  await page.evaluate(() => (location.hash = '#/indicators/N8'));
  await choose(page, '年度', '令和5年度');
  await type(page, '実績値', '12.9');
  await saved(page);
  await go(page, '提出・回収');
  await page.getByRole('button', { name: '上書き保存' }).click();
  await expect(page.getByText('作業ファイルに保存しました。')).toBeVisible();
  expect(await kept()).toContain('"number":"12.9"');
});

test('files are dropped onto the page; a long reading is stopped and leaves nothing behind', async ({ page, newProfile }) => {
  await begin(page, '所属の担当者', '長岡市', '人事課');
  await enter(page, 'N8', '12.5');
  await go(page, '提出・回収');
  const file = await written(page, () => page.getByRole('button', { name: '報告を書き出す' }).click());
  const secretariat = await newProfile();
  await begin(secretariat, '事務局');
  await go(secretariat, '提出・回収');

  const buffer = Buffer.from(file.text);
  const many = Array.from({ length: 400 }, (_, n) => ({ name: `${n}.json`, mimeType: 'application/json', buffer }));
  await arrived(secretariat).setInputFiles(many);
  await secretariat.getByRole('button', { name: '中止する' }).click();
  await expect(secretariat.getByRole('button', { name: '中止する' })).toBeHidden();
  await expect(secretariat.getByRole('heading', { name: '読み込むファイル' })).toBeHidden();
  await expectFigure(secretariat, 'N8', '');

  await go(secretariat, '提出・回収');
  const dropped = await secretariat.evaluateHandle(({ name, text }) => {
    const data = new DataTransfer();
    data.items.add(new File([text], name, { type: 'application/json' }));
    return data;
  }, file);
  await secretariat.getByText('ここにファイルを置くこともできます').first().dispatchEvent('drop', { dataTransfer: dropped });
  await secretariat.getByRole('button', { name: '選んだ1件を読み込む' }).click();
  await expectFigure(secretariat, 'N8', '12.5');
});

test('a file too large for most mail is written all the same, with a word on what makes it large', async ({ page }) => {
  await begin(page, '事務局', '小千谷市');
  await go(page, '提出・回収');
  const text = 'あ'.repeat(30_000);
  const cells = ['content', 'effect', 'check', 'action'].flatMap((section, s) =>
    Array.from({ length: 16 }, (_, n) => {
      const key = { measure: '1', year: 2030 + n, section };
      return JSON.stringify(['passage', 'ojiya', key, [{ dot: `00000000000000aa:${s * 16 + n + 1}`, value: { text } }]]);
    }),
  );
  const file = `{"format":"shinchoku","version":1,"kind":"programme","programme":{"id":"ojiya","title":""},"cells":[\n${cells.join(',\n')}\n]}`;
  await adopt(page, [{ name: '大きな配布.json', text: file }]);
  const backup = await written(page, () => page.getByRole('button', { name: '控えを書き出す' }).click());
  expect(Buffer.byteLength(backup.text)).toBeGreaterThan(5_000_000);
  await expect(page.getByText('5 MBを超えているため、送付できないことがあります。')).toBeVisible();
  await expect(page.getByText(/大きいもの：管理票の文章 \d+ MB/)).toBeVisible();
});
