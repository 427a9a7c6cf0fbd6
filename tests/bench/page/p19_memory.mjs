// P19: what the page holds in memory after a hundred imports and fifty changes of the place, against what it held at its start:
// when all that comes by itself is there, the pieces behind the first screen included, and before anybody has done anything.
import { ok } from 'node:assert';
import { profile } from '../browser.mjs';
import { row } from '../rows.mjs';

const IMPORTS = 100;
const EDITS = 12;
const SWITCHES = 50;
const PLACES = ['#/', '#/indicators', '#/indicators/N8', '#/measures', '#/settings', '#/exchange'];

export async function run({ browser, server }) {
  const { context, close } = await profile(browser);
  const page = await context.newPage();
  await page.goto(`${server.origin}/ours/`);
  await page.getByRole('button', { name: '事務局の仕事をする' }).click();
  await page.getByRole('heading', { name: '達成状況' }).waitFor();
  await page.getByText(/^保存しました/).first().waitFor();
  await settled(page);
  const memory = await gauge(page);
  const before = await memory();
  await goTo(page, '#/exchange');
  for (let n = 0; n < IMPORTS; n += 1) {
    await page.locator('main input[type=file]').first().setInputFiles({ name: `報告${n}.json`, mimeType: 'application/json', buffer: Buffer.from(report(n)) });
    await page.getByRole('button', { name: new RegExp(`^選んだ${EDITS}件を読み込む$`) }).click();
    await page.getByText(`${EDITS}件を読み込みました`).first().waitFor();
  }
  for (let n = 0; n < SWITCHES; n += 1) await goTo(page, PLACES[n % PLACES.length]);
  await goTo(page, '#/measures');
  const listed = await page.locator('main').innerText();
  ok(listed.includes(`報告${IMPORTS - 1}の0`), 'the last import is not on the page');
  await goTo(page, '#/');
  await page.getByText(/^保存しました/).first().waitFor();
  const after = await memory();
  await close();
  const megabytes = (bytes) => bytes / 1_000_000;
  for (const part of ['heap', 'wasm']) console.log(`  ${part}: ${megabytes(before[part]).toFixed(1)} → ${megabytes(after[part]).toFixed(1)} MB`);
  const sum = ({ heap, wasm }) => megabytes(heap + wasm);
  const work = `memory after ${IMPORTS} imports of ${EDITS} edits, each of which can be taken back, and ${SWITCHES} page switches (one run)`;
  return [row({ id: 'P19', work, unit: 'MB', ours: sum(after), peer: sum(before), peerName: 'the same page at its start', must: 1.3, aim: 1.05 })];
}

/** Waits until the page has fetched nothing for two seconds. */
async function settled(page) {
  const fetched = () => page.evaluate(() => performance.getEntriesByType('resource').length);
  for (let [before, now] = [-1, await fetched()]; now !== before; [before, now] = [now, await fetched()]) await page.waitForTimeout(2_000);
}

/** Gives what the page's script heap uses after a collection, and the size of the wasm memory, which never shrinks. */
async function gauge(page) {
  const session = await page.context().newCDPSession(page);
  return async () => {
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    const wasm = await page.evaluate(async () => (await wasm_bindgen()).memory.buffer.byteLength);
    return { heap: usedSize, wasm };
  };
}

async function goTo(page, place) {
  await page.evaluate((hash) => (location.hash = hash), place);
  await page.evaluate(async () => {
    await bench.painted();
    await bench.painted();
  });
  await page.locator('main h1').waitFor();
}

/** A department's report: the same twelve measures, named anew each time. */
function report(n) {
  const cell = (at) => ['measure', 'nagaoka', `R${at}`, [{ dot: `00000000000b0003:${n * EDITS + at + 1}`, value: { pillar: '1', name: `報告${n}の${at}` } }]];
  const cells = Array.from({ length: EDITS }, (_, at) => cell(at));
  return JSON.stringify({ format: 'shinchoku', version: 1, kind: 'programme', programme: { id: 'nagaoka', title: '長岡市' }, count: cells.length, cells });
}
