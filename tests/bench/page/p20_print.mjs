// P20: a hundred filled-in sheets, from the press of the button to the PDF, against the same rows as plain HTML tables.
import { strictEqual } from 'node:assert';
import { profile } from '../browser.mjs';
import { alternate, median, spread } from '../measure.mjs';
import { row } from '../rows.mjs';

const SHEETS = 100;
const TEXT = '窓口の待ち時間を見直し、会議は三十分までとした。資料は前日までに配り、押印は廃止した。相談の記録を残し、翌月に振り返る。';

/** Measures with texts in every place of their sheet, as the secretariat's file. */
function sheets() {
  const cells = [];
  let n = 0;
  const cell = (kind, key, value) => cells.push([kind, 'ojiya', key, [{ dot: `00000000000b0003:${(n += 1)}`, value }]]);
  const measures = Array.from({ length: SHEETS }, (_, at) => `B${at}`);
  for (const [at, id] of measures.entries()) cell('measure', id, { pillar: '3', number: `${at + 8}`, name: `業務の見直し その${at + 1}` });
  for (const [at, measure] of measures.entries()) {
    for (const section of ['content', 'effect', 'check', 'action']) {
      cell('passage', { measure, year: 2023, section }, { text: `${TEXT.repeat(1 + (at % 3))}${at}` });
    }
  }
  for (const [at, measure] of measures.entries()) {
    for (const line of ['p1', 'p2', 'p3', 'p4']) {
      for (const column of ['plan', 'first_half', 'second_half']) cell('plan', { measure, year: 2023, row: line, column }, { text: `${TEXT}${at}` });
    }
  }
  return JSON.stringify({ format: 'shinchoku', version: 1, kind: 'programme', programme: { id: 'ojiya', title: '' }, count: cells.length, cells });
}

async function opened(browser, server) {
  const { context, close } = await profile(browser);
  const page = await context.newPage();
  await page.goto(`${server.origin}/ours/`);
  const city = page.getByLabel('プログラム').locator('option', { hasText: '小千谷市' });
  await page.getByLabel('プログラム').selectOption(await city.getAttribute('value'));
  await page.getByRole('button', { name: '事務局の仕事をする' }).click();
  await page.evaluate(() => (location.hash = '#/exchange'));
  const buffer = Buffer.from(sheets());
  await page.locator('main input[type=file]').first().setInputFiles({ name: '管理票.json', mimeType: 'application/json', buffer });
  await page.getByRole('button', { name: /^選んだ\d+件を読み込む$/ }).click({ timeout: 120_000 });
  await page.getByText(/件を読み込みました/).waitFor({ timeout: 120_000 });
  await page.evaluate(() => (location.hash = '#/reports'));
  await page.getByRole('button', { name: '画面に表示する' }).waitFor();
  return { context, page, close };
}

/** Takes the pages off the screen, as every other choice of a form does: elements that stand there would be used again. */
async function clear(page) {
  const edition = page.getByLabel('版', { exact: true });
  for (const label of ['公表版', '庁内版']) await edition.selectOption({ label });
  await page.waitForFunction(() => !document.querySelector('.form-page'));
}

/** Makes the pages and waits until they stand there. */
async function show(page) {
  await page.getByRole('button', { name: '画面に表示する' }).click();
  await page.waitForFunction((n) => document.querySelectorAll('.form-page').length > n, SHEETS, { timeout: 120_000 });
}

const print = (page) => page.pdf({ preferCSSPageSize: true, printBackground: true });
const letters = (page, place) => page.locator(place).evaluate((element) => element.textContent.replace(/\s/g, '').length);

export async function run({ browser, server, samples }) {
  const { context, page, close } = await opened(browser, server);
  await show(page);
  // The same cells with the same spans, and nothing of our style.
  const html = await page.locator('.form-pages').evaluate((forms) => {
    const plain = forms.cloneNode(true);
    for (const element of plain.querySelectorAll('*')) for (const { name } of [...element.attributes]) if (!name.endsWith('span')) element.removeAttribute(name);
    plain.querySelectorAll('table').forEach((table) => table.setAttribute('border', '1'));
    return `<!doctype html><meta charset="utf-8"><div id="plain">${plain.innerHTML}</div>`;
  });
  const other = await context.newPage();
  const timed = async (work) => {
    const start = performance.now();
    const pdf = await work();
    return { pdf, time: performance.now() - start };
  };
  const ours = async () => {
    await clear(page);
    return timed(async () => (await show(page), print(page)));
  };
  const plain = () => timed(async () => (await other.setContent(html), print(other)));
  await plain();
  strictEqual(await letters(other, '#plain'), await letters(page, '.form-pages'), 'both print the same letters');
  const taken = await alternate([async () => (await ours()).time, async () => (await plain()).time], samples);
  await close();
  console.log(spread('P20, ours', taken[0]));
  console.log(spread('P20, plain HTML', taken[1]));
  const work = `${SHEETS} filled-in sheets: made, shown and printed to PDF`;
  return [row({ id: 'P20', work, unit: 'ms', ours: median(taken[0]), peer: median(taken[1]), peerName: 'the same rows as plain HTML', must: 1.5 })];
}
