// A profile that has been worked in for years: as much as localStorage holds beside its snapshots.
import { profile } from './browser.mjs';

/** UTF-16 units of parts that a full store has. */
const UNITS = 4_500_000;

const PROGRAMME = 'nagaoka';
const YEARS = [2019, 2020, 2021, 2022, 2023, 2024, 2025];
const SECTIONS = ['content', 'effect', 'check', 'action'];
const MEASURES = 920;

/** The key of one of the sheets' last texts. */
export const LAST = { measure: `B${MEASURES - 1}`, year: 2025, section: 'check' };

const SENTENCES = [
  '申請の様式を一つにまとめ、窓口での書き直しを減らした。',
  '関係課と月に一度打ち合わせ、進み具合を確かめた。',
  '計画より二か月遅れたが、年度内に運用を始められる見込みである。',
  '職員への研修を行い、手順書を全庁に配った。',
];

/** The same sheets every time: very many measures with a short sheet in each of seven years, as the secretariat's file. */
export function sheets() {
  const cells = [];
  let n = 0;
  const cell = (kind, key, value) => cells.push([kind, PROGRAMME, key, [{ dot: `00000000000b0002:${(n += 1)}`, value }]]);
  const measures = Array.from({ length: MEASURES }, (_, at) => `B${at}`);
  for (const [at, id] of measures.entries()) cell('measure', id, { pillar: '1', name: `業務の見直し その${at + 1}` });
  for (const year of YEARS) {
    for (const [at, measure] of measures.entries()) {
      for (const [place, section] of SECTIONS.entries()) {
        const text = SENTENCES[(at + place + year) % SENTENCES.length].repeat(place % 2 ? 1 : 2);
        cell('passage', { measure, year, section }, { text });
      }
    }
  }
  const title = '長岡市の管理票';
  return JSON.stringify({ format: 'shinchoku', version: 1, kind: 'programme', programme: { id: PROGRAMME, title }, count: cells.length, cells });
}

/** A profile in which the first visit is over: the secretariat looks at the same programme, with or without the sheets. */
export async function worked(browser, server, { isFull }) {
  const { context, close } = await profile(browser);
  const page = await context.newPage();
  await page.goto(`${server.origin}/ours/`);
  const city = page.getByLabel('プログラム').locator('option', { hasText: '長岡市' });
  await page.getByLabel('プログラム').selectOption(await city.getAttribute('value'));
  await page.getByRole('button', { name: '事務局の仕事をする' }).click();
  await page.getByRole('heading', { name: '達成状況' }).waitFor();
  if (isFull) {
    await page.evaluate(() => (location.hash = '#/exchange'));
    const buffer = Buffer.from(sheets());
    await page.locator('main input[type=file]').first().setInputFiles({ name: '管理票.json', mimeType: 'application/json', buffer });
    await page.getByRole('button', { name: /^選んだ\d+件を読み込む$/ }).click({ timeout: 120_000 });
    await page.getByText(/件を読み込みました/).waitFor({ timeout: 120_000 });
  }
  await page.getByText(/^保存しました/).first().waitFor();
  const held = () => page.evaluate(() => Object.keys(localStorage).reduce((sum, key) => sum + (key.startsWith('shinchoku:part:') ? localStorage[key].length : 0), 0));
  // 保存しました stands there from before: the import is kept when all of it is.
  for (let turn = 0; isFull && (await held()) < 0.95 * UNITS; turn += 1) {
    if (turn === 300) throw new Error(`the store holds ${await held()} units only`);
    await page.waitForTimeout(100);
  }
  const units = await held();
  await page.close();
  return { context, close, units };
}
