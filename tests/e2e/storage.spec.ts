// When storing fails, and what 設定 shows of what is stored: full, forbidden, damaged; earlier states to go back to.
import { readFile } from 'node:fs/promises';
import { expect, expectAccessible, open, test } from './support';
import { adopt, begin, choose, go, saved, type, written } from './steps';
import type { Page } from '@playwright/test';

async function enter(page: Page, value: string): Promise<void> {
  await open(page, '#/indicators/N8');
  await choose(page, '年度', '令和5年度');
  await type(page, '実績値', value);
}

for (const [name, words] of [
  ['QuotaExceededError', '空きがありません'],
  ['NS_ERROR_DOM_QUOTA_REACHED', '空きがありません'],
  ['SecurityError', '保存が禁止されています'],
] as const) {
  test(`a storage that refuses with ${name} is never called saved`, async ({ page }) => {
    await begin(page, '事務局');
    await saved(page);
    await page.evaluate((name) => {
      const [setItem, put] = [Storage.prototype.setItem, IDBObjectStore.prototype.put];
      const refuse = () => {
        throw new DOMException('on purpose', name);
      };
      Storage.prototype.setItem = refuse;
      IDBObjectStore.prototype.put = refuse;
      (globalThis as any).allowAgain = () => {
        Storage.prototype.setItem = setItem;
        IDBObjectStore.prototype.put = put;
      };
    }, name);
    await page.evaluate(() => (location.hash = '#/indicators/N8'));
    await choose(page, '年度', '令和5年度');
    await type(page, '実績値', '13.5');
    await expect(page.getByText('未保存').first()).toBeVisible();
    await expect(page.getByText(/^保存しました/)).toHaveCount(0);
    await page.evaluate(() => (location.hash = '#/settings'));
    await expect(page.getByText(new RegExp(`未保存です。.*${words}`))).toBeVisible();
    const backup = await written(page, () => page.getByRole('button', { name: '全体の控えを書き出す' }).click());
    expect(backup.text).toContain('"number":"13.5"');
    // The bad day is over.
    await page.evaluate(() => (globalThis as any).allowAgain());
    await type(page, '氏名', '山田');
    await saved(page);
    await enter(page, '13.5');
    await page.reload();
    await choose(page, '年度', '令和5年度');
    await expect(page.getByLabel('実績値', { exact: true })).toHaveValue('13.5');
  });
}

test('where a policy forbids every storage the page works in memory and says so', async ({ page }) => {
  await page.addInitScript(() => {
    const refuse = () => {
      throw new DOMException('on purpose', 'SecurityError');
    };
    Object.defineProperty(window, 'localStorage', { get: refuse });
    IDBFactory.prototype.open = refuse;
  });
  await begin(page, '事務局');
  await expect(page.getByText('未保存').first()).toBeVisible();
  await expect(page.getByText(/お知らせが2件あります/)).toBeVisible();
  await page.evaluate(() => (location.hash = '#/indicators/N8'));
  await choose(page, '年度', '令和5年度');
  await type(page, '実績値', '13.5');
  await expect(page.getByLabel('実績値', { exact: true })).toHaveValue('13.5');
  await page.evaluate(() => (location.hash = '#/settings'));
  await expect(page.getByText(/保存先の片方（IndexedDB）が使えません（保存が禁止されています）/)).toBeVisible();
  const backup = await written(page, () => page.getByRole('button', { name: '全体の控えを書き出す' }).click());
  expect(backup.text).toContain('"number":"13.5"');
});

/** Writes over the sheets of 令和5年度, in both storages. */
async function damage(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const isSheet = (text: unknown) => typeof text === 'string' && text.includes('["passage","ojiya"');
    for (const slot of Object.keys(localStorage)) {
      if (slot.startsWith('shinchoku:part:') && isSheet(localStorage[slot])) localStorage[slot] = '<html>壊れた文章</html>';
    }
    const database = await new Promise<IDBDatabase>((done) => {
      const request = indexedDB.open('shinchoku');
      request.onsuccess = () => done(request.result);
    });
    const slots = database.transaction('slots', 'readwrite').objectStore('slots');
    const all = await new Promise<[IDBValidKey[], unknown[]]>((done) => {
      const [keys, values] = [slots.getAllKeys(), slots.getAll()];
      values.onsuccess = () => done([keys.result, values.result]);
    });
    all[0].forEach((slot, at) => {
      if (String(slot).startsWith('shinchoku:part:') && isSheet(all[1][at])) slots.put('<html>壊れた文章</html>', slot);
    });
    await new Promise((done) => (slots.transaction.oncomplete = done));
    database.close();
  });
}

test('a damaged part is put aside and named, the rest opens, and its text can be saved and dropped', async ({ page }) => {
  await begin(page, '事務局', '小千谷市');
  await saved(page);
  await damage(page);
  await page.reload();
  await expect(page.getByRole('heading', { name: '達成状況' })).toBeVisible();
  await page.getByRole('link', { name: '設定の「保存と控え」で内容を見る' }).click();
  await expect(page.getByText(/小千谷市.*の進捗管理票・.*が壊れていて読めませんでした。/).first()).toBeVisible();
  await type(page, '氏名', '山田');
  const aside = page.getByRole('table', { name: '読めなかった文章' });
  await expect(aside).toBeVisible();
  await expectAccessible(page);
  const [download] = await Promise.all([page.waitForEvent('download'), aside.getByRole('button', { name: /ファイルに保存$/ }).first().click()]);
  expect(await readFile(await download.path(), 'utf8')).toBe('<html>壊れた文章</html>');
  await aside.getByRole('button', { name: /を削除$/ }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: '削除する' }).click();
  await expect(aside).toHaveCount(0);
  await go(page, '指標');
  await expect(page.getByRole('table').first()).toBeVisible();
});

test('before an import the state is kept, and going back to it can be taken back', async ({ page }) => {
  await begin(page, '事務局');
  await enter(page, '12.5');
  await saved(page);
  const cells = [['measure', 'nagaoka', 'X1', [{ dot: '00000000000c0002:1', value: { pillar: '1', name: '読み込まれた取組' } }]]];
  const text = JSON.stringify({ format: 'shinchoku', version: 1, kind: 'programme', programme: { id: 'nagaoka', title: '長岡市' }, count: 1, cells });
  await adopt(page, [{ name: '配布.json', text }]);
  await enter(page, '13.5');
  await saved(page);
  await go(page, '設定');
  const states = page.getByRole('table', { name: '以前の状態', exact: true });
  await expect(states.getByRole('row')).toHaveCount(2);
  await expect(states).toContainText('ファイルを読み込む前');
  await expectAccessible(page);
  await states.getByRole('button', { name: /この時点に戻す/ }).click();
  await expect(page.getByText('2件の欄を戻しました。「元に戻す」で取り消せます。')).toBeVisible();
  await expect(states).toContainText('以前の状態に戻す前');
  const figure = async () => {
    await open(page, '#/indicators/N8');
    await choose(page, '年度', '令和5年度');
    return page.getByLabel('実績値', { exact: true }).inputValue();
  };
  expect(await figure()).toBe('12.5');
  await go(page, '取組');
  await expect(page.getByText('読み込まれた取組')).toHaveCount(0);
  await page.getByRole('button', { name: '元に戻す' }).click();
  await expect(page.getByText('読み込まれた取組').first()).toBeVisible();
  await page.evaluate(() => (location.hash = '#/indicators/N8'));
  await choose(page, '年度', '令和5年度');
  await expect(page.getByLabel('実績値', { exact: true })).toHaveValue('13.5');
});
