// P10: a file of 5 MB is read, checked and compared with what is open, in the browser, against JSON.parse of its text alone.
import { strictEqual } from 'node:assert';
import { profile } from '../browser.mjs';
import { median, spread } from '../measure.mjs';
import { bundle } from '../node/city.mjs';
import { bytes, start } from '../node/ours.mjs';
import { row } from '../rows.mjs';

const SIZE = 5_000_000;
const TEXT = '窓口の待ち時間を見直し、会議は三十分までとした。資料は前日までに配り、押印は廃止した。';

/** The file, what is open when it comes, and how many cells of it are news: every third is open already, every other third older. */
async function files() {
  const cells = [];
  const open = [];
  let news = 0;
  for (let at = 0, size = 0; size < SIZE; at += 1) {
    const key = { measure: `m${at % 500}`, year: 2020 + (at % 7), row: `r${at}`, column: ['plan', 'first_half', 'second_half'][at % 3] };
    const value = { text: `${TEXT.repeat(1 + (at % 3))}${at}` };
    const before = { text: `${TEXT}${at}` };
    const [old, now] = [`00000000000000a1:${at + 1}`, `00000000000000b1:${at + 1}`];
    const cell = ['plan', 'bench', key, [{ dot: now, value, before, at: '2026-11-21T09:30:00' }], { '00000000000000a1': at + 1 }];
    cells.push(cell);
    size += Buffer.byteLength(JSON.stringify(cell)) + 2;
    if (at % 3 === 0) open.push(cell);
    else news += 1;
    if (at % 3 === 1) open.push(['plan', 'bench', key, [{ dot: old, value: before }]]);
  }
  return { file: await bundle('backup', cells), open: await bundle('backup', open), n: cells.length, news };
}

export async function run({ browser, samples }) {
  const { file, open, n, news } = await files();
  const { context, close } = await profile(browser);
  const page = await context.newPage();
  await page.addScriptTag({ content: `window.startOurs = ${start};` });
  await page.evaluate(
    ({ wasm, file, open }) => {
      const ours = window.startOurs(Uint8Array.from(atob(wasm), (character) => character.charCodeAt(0)));
      const encoder = new TextEncoder();
      ours.put(encoder.encode(open));
      ours.exports.open();
      // A picked file is bytes; JSON.parse is given the text it wants.
      const mailed = encoder.encode(file);
      const timed = (work) => {
        const start = performance.now();
        const answer = work();
        return { answer, time: performance.now() - start };
      };
      window.sides = {
        ours: () =>
          timed(() => {
            ours.put(mailed);
            return ours.exports.compare();
          }),
        parse: () => timed(() => JSON.parse(file).cells.length),
      };
    },
    { wasm: bytes().toString('base64'), file, open },
  );
  const sample = (side) => page.evaluate((side) => window.sides[side](), side);
  strictEqual((await sample('ours')).answer, news, 'ours finds other news');
  strictEqual((await sample('parse')).answer, n);
  const taken = { ours: [], parse: [] };
  for (let turn = 0; turn < samples; turn += 1) {
    for (const side of ['ours', 'parse']) taken[side].push((await sample(side)).time);
  }
  await close();
  console.log(spread('P10, ours', taken.ours));
  console.log(spread('P10, JSON.parse', taken.parse));
  const work = `a file of ${(Buffer.byteLength(file) / 1e6).toFixed(1)} MB: read, check digests, compare with what is open`;
  return [row({ id: 'P10', work, unit: 'ms', ours: median(taken.ours), peer: median(taken.parse), peerName: 'JSON.parse of its text', must: 4, aim: 2 })];
}
