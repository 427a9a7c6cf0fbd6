// The whole way of a survey over separate PCs: secretariat → three departments → forty staff → back → published → read.
import { expect, expectAccessible, open, test } from './support';
import { adopt, begin, go, saved, type, written } from './steps';
import type { Page } from '@playwright/test';

const CHOICES = ['そう思う', 'どちらかといえばそう思う', 'どちらともいえない', 'どちらかといえばそう思わない', 'そう思わない'];

/** How many answer at the shared PC and on PCs of their own; 対象者数. */
const DEPARTMENTS = [
  { name: '人事課', shared: 15, own: 1, people: 20 },
  { name: '行政管理課', shared: 13, own: 1, people: 18 },
  { name: '行政DX推進課', shared: 9, own: 1, people: 12 },
] as const;

type File = { name: string; text: string };

/** What the n-th person says to the q-th question: a spread that no rule of the page knows. */
const said = (n: number, q: number) => CHOICES[(n * 3 + q * (n % 4)) % CHOICES.length]!;

async function answer(page: Page, n: number, department: string): Promise<void> {
  await page.getByLabel(/^所属/).selectOption({ label: department });
  const groups = page.getByRole('group').filter({ has: page.getByRole('radio') });
  await expect(groups).toHaveCount(4);
  for (let q = 0; q < 4; q++) await groups.nth(q).getByRole('radio', { name: said(n, q), exact: true }).check();
  await page.getByRole('button', { name: '回答に封をする' }).click();
  await expect(page.getByText('回答に封をしました')).toBeVisible({ timeout: 20_000 });
}

const bundled = (page: Page) => written(page, () => page.getByRole('button', { name: '回答のファイルを書き出す' }).click());

test('forty answers of three departments come back sealed, are counted, published and read', async ({ page, newProfile }) => {
  test.setTimeout(240_000);
  await begin(page, '事務局');
  await go(page, 'アンケート');
  await page.getByRole('button', { name: 'アンケートの鍵を作る' }).click();
  await expect(page.getByText('鍵があります')).toBeVisible({ timeout: 20_000 });
  for (const { name, people } of DEPARTMENTS) await type(page, `${name}の対象者数`, `${people}`);
  await saved(page);
  await go(page, '提出・回収');
  const programme = await written(page, () => page.getByRole('button', { name: '配布ファイルを書き出す' }).click());

  const bundles: File[] = [];
  let person = 0;
  for (const { name, shared, own } of DEPARTMENTS) {
    await test.step(name, async () => {
      const files: File[] = [];
      // The shared PC: one person after the other, and nobody finds anything of the one before.
      const kiosk = await newProfile();
      await begin(kiosk, '職員');
      await adopt(kiosk, [programme]);
      await open(kiosk, '#/survey/answer');
      for (let n = 0; n < shared; n++) {
        if (n > 0) await kiosk.getByRole('button', { name: '次の人が答える' }).click();
        if (n === 1) expect(await kiosk.getByRole('radio', { checked: true }).count()).toBe(0);
        await answer(kiosk, person++, name);
      }
      files.push(await bundled(kiosk));
      await kiosk.context().close();
      for (let n = 0; n < own; n++) {
        const pc = await newProfile();
        await begin(pc, '職員');
        await adopt(pc, [programme]);
        await open(pc, '#/survey/answer');
        await pc.getByRole('checkbox', { name: /途中の回答をこのパソコンに残す/ }).check();
        await answer(pc, person++, name);
        files.push(await bundled(pc));
        await pc.context().close();
      }
      // The department puts the files together, and cannot read them.
      const carrier = await newProfile();
      await begin(carrier, '所属の担当者', '長岡市', name);
      await adopt(carrier, [programme]);
      await adopt(carrier, files);
      await go(carrier, 'アンケート');
      await expect(carrier.getByText(`この端末に、封をした回答が${shared + own}件あります`)).toBeVisible();
      if (bundles.length === 0) await expectAccessible(carrier);
      const bundle = await bundled(carrier);
      expect(JSON.parse(bundle.text).count).toBe(shared + own);
      for (const words of [name, 'agree', 'choices', 'written_at', '"from"', 'AGE-SECRET-KEY']) expect(bundle.text).not.toContain(words);
      bundles.push(bundle);
      await carrier.context().close();
    });
  }
  expect(person).toBe(40);

  // Collected, one bundle twice; opened and tallied.
  await adopt(page, [...bundles, bundles[0]!]);
  await expect(page.getByText('回答40件を開きました。')).toBeVisible();
  await open(page, '#/survey/intake');
  for (const { name, shared, own, people } of DEPARTMENTS) {
    const row = page.getByRole('row', { name });
    await expect(row).toContainText(`${people}人`);
    await expect(row).toContainText(`${shared + own}件`);
  }
  await expectAccessible(page);
  await open(page, '#/survey/results');
  const favourable = [0, 1, 2, 3].map((q) => Array.from({ length: 40 }, (_, n) => said(n, q)).filter((it) => CHOICES.indexOf(it) < 2).length);
  for (const n of favourable) await expect(page.getByText(`（${n}人／40人）`).first()).toBeVisible();
  const publication = await written(page, () => page.getByRole('button', { name: '公表する' }).click());
  await saved(page);

  const staff = await newProfile();
  await begin(staff, '職員');
  await adopt(staff, [publication]);
  await open(staff, '#/survey/results');
  await expect(staff.getByText('第1版')).toBeAttached();
  await expect(staff.getByText('40人', { exact: true }).first()).toBeVisible();
  for (const n of favourable) await expect(staff.getByText(`（${n}人／40人）`).first()).toBeVisible();
  await expectAccessible(staff);
});
