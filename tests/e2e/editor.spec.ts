// プログラムの編集: a third city's programme entered through the page, judged, changed with its effects shown, handed on.
import { expect, expectAccessible, open, test } from './support';
import { adopt, begin, choose, expectFits, go, saved, type, written } from './steps';
import type { Page } from '@playwright/test';

const VIEWS = ['', 'departments', 'pillars', 'measures', 'indicators', 'targets', 'scale', 'judging', 'years', 'new'] as const;

const DEPARTMENTS = [
  '総務部', '　総務課', '　人事課', '　財政課', '　契約管財課', '　情報政策課',
  '企画部', '　企画政策課', '　広報課', '　地域振興課',
  '市民部', '　市民課', '　税務課', '　収納課', '　環境課', '　保険年金課',
  '福祉部', '　福祉課', '　子育て支援課', '　介護保険課', '　健康課',
  '建設部', '　土木課', '　都市計画課', '　建築課', '　上下水道課',
  '教育委員会', '　学校教育課', '　生涯学習課', '　図書館',
];

/** One view of the editor of the programme that is open. */
async function edit(page: Page, view: string): Promise<void> {
  await open(page, `#/settings/programme${view && '/'}${view}`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}

/** A programme of five years with nothing in it yet. */
async function begun(page: Page): Promise<void> {
  await begin(page, '事務局');
  await go(page, '設定');
  await page.getByRole('link', { name: '新しいプログラムを作る' }).click();
  const section = page.locator('section', { has: page.getByRole('heading', { name: 'はじめから作る' }) });
  await section.getByLabel('市町村名').fill('架空市');
  await section.getByLabel('計画の名前').fill('第2次行政改革実施計画');
  await section.getByLabel('最初の年度').selectOption({ label: '令和5年度（2023）' });
  await section.getByLabel('最後の年度').selectOption({ label: '令和9年度（2027）' });
  await page.getByRole('button', { name: '作る', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'プログラムの編集' })).toBeVisible();
}

async function add(page: Page, view: string, label: string, names: string, button: string, before?: () => Promise<void>): Promise<void> {
  await edit(page, view);
  await before?.();
  await page.getByLabel(label, { exact: true }).fill(names);
  await page.getByRole('button', { name: button, exact: true }).click();
}

for (const programme of ['長岡市', '小千谷市'] as const) {
  test(`every view of the editor of ${programme} is accessible, on a phone too, and whole on paper`, async ({ page }) => {
    test.setTimeout(180_000);
    await begin(page, '事務局', programme);
    for (const view of VIEWS) {
      await edit(page, view);
      await expectFits(page);
    }
  });
}

test('a third programme is entered through the page, judged, changed and handed on', async ({ page, newProfile }) => {
  test.setTimeout(300_000);
  await begun(page);

  // Thirty departments in one paste.
  await add(page, 'departments', '所属の一覧', DEPARTMENTS.join('\n'), '所属を加える');
  await expect(page.getByText('30件', { exact: true })).toBeVisible();
  await expect(page.getByRole('row')).toHaveCount(31);

  await add(page, 'pillars', '柱の名前', '効率的な行政運営\n健全な財政運営', '柱を加える');
  await expect(page.getByRole('row')).toHaveCount(3);
  await add(page, 'measures', '取組の名前', '行政手続のオンライン化\n公共施設の見直し', '取組を加える', () =>
    choose(page, '加える先の柱', '効率的な行政運営'),
  );
  await expect(page.getByRole('link', { name: '公共施設の見直し' })).toBeVisible();
  await add(page, 'indicators', '指標の名前', 'オンライン申請数\n窓口の満足度', '指標を加える', async () => {
    await choose(page, '加える先の柱', '効率的な行政運営');
    await choose(page, '加える先の取組', '行政手続のオンライン化');
    await page.getByLabel('加える指標の単位').fill('件');
  });
  await expect(page.getByText(/確かめること：\d+件/).first()).toBeVisible();

  // Targets, typed as documents print them.
  await edit(page, 'targets');
  await type(page, 'オンライン申請数　毎年度の目標', '前年度以上');
  await type(page, 'オンライン申請数　R6の目標', '１２０以上');
  await expect(page.getByLabel('オンライン申請数　R6の目標', { exact: true })).toHaveValue('120件以上');
  // A condition over years is said to be beyond judging, and kept as words.
  await type(page, '窓口の満足度　めざす水準（期限なし）の目標', '3年連続達成');
  await expect(page.getByText('いくつもの年度にまたがる条件は', { exact: false }).first()).toBeVisible();
  await page.getByRole('button', { name: '言葉として残す' }).click();
  await expect(page.getByText('備考：3年連続達成（自動では判定しません）')).toBeVisible();
  await type(page, '窓口の満足度　毎年度の目標', 'がんばる');
  await expect(page.getByText('目標として読み取れません', { exact: false }).first()).toBeVisible();
  await type(page, '窓口の満足度　毎年度の目標', '100');
  await expect(page.getByLabel('窓口の満足度　毎年度の目標', { exact: true })).toHaveValue('100件以上');

  // The rating scale S/A/B/C/−.
  await edit(page, 'scale');
  await page.getByRole('button', { name: 'S・A・B・C・−' }).click();
  await expect(page.getByRole('row')).toHaveCount(6);
  await expect(page.getByText('確かめることはありません').first()).toBeVisible();
  await page.getByRole('row').nth(3).getByLabel('達成割合（％以上）').fill('100');
  await page.getByRole('row').nth(3).getByLabel('達成割合（％以上）').blur();
  await expect(page.getByText('上の区分以上になっています', { exact: false })).toHaveCount(1);
  await page.getByRole('row').nth(3).getByLabel('達成割合（％以上）').fill('80');
  await page.getByRole('row').nth(3).getByLabel('達成割合（％以上）').blur();
  await expect(page.getByText('確かめることはありません').first()).toBeVisible();

  // Figures, and their verdicts against the year before.
  await open(page, '#/indicators/view/entry');
  const enter = async (year: string, value: string) => {
    await choose(page, '年度', year);
    const row = page.getByRole('row', { name: /オンライン申請数/ });
    await row.getByRole('textbox').fill(value);
    await row.getByRole('textbox').blur();
    return row;
  };
  await enter('令和6年度', '120');
  await expect(page.getByRole('row', { name: /オンライン申請数/ }).getByText('達成', { exact: true })).toBeVisible();
  const seventh = await enter('令和7年度', '119');
  await expect(seventh.getByText('未達成', { exact: true })).toBeVisible();
  await seventh.getByRole('textbox').fill('120');
  await seventh.getByRole('textbox').blur();
  await expect(seventh.getByText('達成', { exact: true })).toBeVisible();
  await saved(page);

  // A change that matters shows what it would do; やめる leaves everything, 変更する does it, undo takes it back.
  await edit(page, 'targets');
  await type(page, 'オンライン申請数　R6の目標', '150');
  const dialog = page.getByRole('dialog', { name: 'この変更の影響' });
  await expect(dialog).toBeVisible();
  await expect(dialog.getByRole('row', { name: /オンライン申請数.*R6/ })).toContainText('達成未達成');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'やめる' }).click();
  await expect(page.getByLabel('オンライン申請数　R6の目標', { exact: true })).toHaveValue('120件以上');
  await type(page, 'オンライン申請数　R6の目標', '150');
  await dialog.getByRole('button', { name: '変更する' }).click();
  await expect(page.getByLabel('オンライン申請数　R6の目標', { exact: true })).toHaveValue('150件以上');
  await page.getByRole('button', { name: '元に戻す' }).click();
  await expect(page.getByLabel('オンライン申請数　R6の目標', { exact: true })).toHaveValue('120件以上');

  // A unit is renamed from R7 on: its earlier years stay its own.
  await edit(page, 'departments');
  await choose(page, 'もとの所属を選ぶ', '企画政策課');
  await choose(page, '改編の年度', '令和7年度');
  await page.getByLabel('新しい所属の名前').fill('未来創造課');
  await page.getByRole('button', { name: '改編を記録する' }).click();
  await expect(page.getByRole('row', { name: /企画政策課/ })).toContainText('令和6年度まで未来創造課');
  await choose(page, '表示する年度', '令和7年度');
  await expect(page.getByRole('row', { name: /未来創造課/ })).toBeVisible();
  await expect(page.getByRole('row', { name: /企画政策課/ })).toHaveCount(0);

  // One more year.
  await edit(page, 'years');
  await page.getByRole('button', { name: '令和10年度（2028）を加える' }).click();
  await expect(page.getByRole('row', { name: '令和10年度（2028）' })).toBeVisible();
  await saved(page);

  // Handed to another profile, the programme is the same there.
  await go(page, '提出・回収');
  const file = await written(page, () => page.getByRole('button', { name: /配布ファイルを(書き出す|作る)/ }).first().click());
  const other = await newProfile();
  await begin(other, '事務局');
  await adopt(other, [file]);
  await open(other, '#/settings');
  await choose(other, 'プログラム', '架空市');
  await open(other, '#/indicators/view/years');
  const row = other.getByRole('row', { name: /オンライン申請数/ });
  await expect(row).toContainText('120件');
  await expect(row).toContainText('前年度以上');
  await edit(other, 'scale');
  await expect(other.getByRole('row')).toHaveCount(6);
  await edit(other, 'departments');
  await expect(other.getByRole('row', { name: /企画政策課/ })).toContainText('令和6年度まで未来創造課');
});

test('the order changes by buttons that keep the focus, and what was removed comes back', async ({ page }) => {
  await begun(page);
  await add(page, 'pillars', '柱の名前', '甲\n乙\n丙', '柱を加える');
  const names = () => page.getByRole('row').locator('td:nth-child(2) input').evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value));
  await expect.poll(names).toEqual(['甲', '乙', '丙']);
  await page.getByRole('button', { name: '3 丙を上へ' }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(names).toEqual(['甲', '丙', '乙']);
  await expect(page.getByRole('button', { name: '3 丙を上へ' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect.poll(names).toEqual(['丙', '甲', '乙']);
  await page.getByRole('button', { name: '1 甲を削除' }).click();
  await expect.poll(names).toEqual(['丙', '乙']);
  await page.getByText('削除したもの：1件').click();
  await page.getByRole('button', { name: '1 甲を戻す' }).click();
  await expect.poll(names).toEqual(['丙', '甲', '乙']);
  await page.getByRole('button', { name: '元に戻す' }).click();
  await expect.poll(names).toEqual(['丙', '乙']);
});

test("Nagaoka's programme is copied without its figures, or with them, and one undo takes the copy away", async ({ page }) => {
  await begin(page, '事務局');
  const copy = async (what: string, title: string) => {
    await open(page, '#/settings/programme/new');
    await choose(page, '写すプログラム', '実行プログラム');
    await page.getByLabel(what).check();
    await type(page, /^新しい計画の名前/, title);
    await page.getByRole('button', { name: '写して作る' }).click();
    await expect(page.getByLabel('計画の名前', { exact: true })).toHaveValue(title);
  };
  await copy('定義だけ', '次期プログラム');
  await expect(page.getByText(/長岡市「.*」の定義を写して作成。/)).toBeVisible();
  await open(page, '#/indicators/view/years');
  await expect(page.getByRole('row', { name: /オンライン手続き・申請数/ }).first()).toContainText('増加させる');
  await expect(page.getByText('326件')).toHaveCount(0);
  await copy('実績も', '写し');
  await open(page, '#/indicators/view/years');
  await expect(page.getByText('326件').first()).toBeVisible();
  await page.getByRole('button', { name: '元に戻す' }).click();
  await open(page, '#/settings');
  await expect(page.getByLabel('プログラム', { exact: true }).locator('option', { hasText: '写し' })).toHaveCount(0);
  await expect(page.getByLabel('プログラム', { exact: true }).locator('option', { hasText: '次期プログラム' })).toHaveCount(1);
});

test('a department keeps a name, and its removal is asked about by name', async ({ page }) => {
  await begin(page, '事務局', '小千谷市');
  await open(page, '#/settings/programme/departments');
  await page.getByRole('button', { name: '総務課を直す' }).click();
  const editing = page.getByRole('dialog', { name: '所属を直す' });
  await expect(editing.getByRole('button', { name: '閉じる' })).toHaveCount(1);
  await type(page, '名前', '');
  await expect(editing.getByText('名前を入力してください。')).toBeVisible();
  await expectAccessible(page);
  await type(page, '名前', '総務課');
  await expect(editing.getByText('名前を入力してください。')).toHaveCount(0);
  await editing.getByRole('button', { name: '閉じる' }).click();
  await page.getByRole('button', { name: '総務課を削除' }).click();
  const asked = page.getByRole('dialog', { name: '所属「総務課」の削除' });
  await expect(asked).toContainText('この所属が担当');
  await expectAccessible(page);
  await asked.getByRole('button', { name: 'やめる' }).click();
  await expect(page.getByRole('button', { name: '総務課を削除' })).toBeVisible();
  await page.getByRole('button', { name: '総務課を削除' }).click();
  await asked.getByRole('button', { name: '削除する' }).click();
  await expect(page.getByRole('button', { name: '総務課を削除' })).toHaveCount(0);
  await page.getByText('削除したもの：1件').click();
  await expect(page.getByRole('button', { name: '総務課を戻す' })).toBeVisible();
});
