// P11: a CSV of 210,000 rows, in UTF-8 and in Shift_JIS, read and checked: every bad row with its line. In the browser, from the
// bytes of a picked file to typed values, against papaparse and uDSV, each with the shortest check that finds the same rows.
import { deepStrictEqual, ok } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { build } from 'esbuild';
import { profile } from '../browser.mjs';
import { median, spread } from '../measure.mjs';
import { hours } from '../node/hours.mjs';
import { bytes, start } from '../node/ours.mjs';
import { row } from '../rows.mjs';

async function peers() {
  const contents = "import Papa from 'papaparse'; import { inferSchema, initParser } from 'udsv'; globalThis.peers = { Papa, inferSchema, initParser };";
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: import.meta.dirname },
    bundle: true,
    minify: true,
    format: 'iife',
    write: false,
    logLevel: 'warning',
  });
  return outputFiles[0].text;
}

/** In the page. Each side gets the bytes and answers with the lines it refuses and the sum of all good minutes. */
function sides({ wasm, files }) {
  const raw = (base64) => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const ours = window.startOurs(raw(wasm));
  const mailed = Object.fromEntries(Object.entries(files).map(([encoding, file]) => [encoding, raw(file)]));
  const text = (encoding) => new TextDecoder(encoding).decode(mailed[encoding]);
  const checked = (rows) => {
    const refused = [];
    let minutes = 0;
    for (let at = 0; at < rows.length; at += 1) {
      const exact = rows[at]['時間外'] * 60;
      if (typeof rows[at]['時間外'] !== 'number' || Math.abs(exact - Math.round(exact)) > 1e-6 || exact < 0) refused.push(at + 2);
      else minutes += Math.round(exact);
    }
    return { refused, minutes, n: rows.length - refused.length };
  };
  const work = {
    ours: (encoding) => {
      // The page hands over the bytes of the file, whatever their encoding.
      ours.put(mailed[encoding]);
      return ours.exports.take_hours();
    },
    papaparse: (encoding) => checked(peers.Papa.parse(text(encoding), { header: true, dynamicTyping: { 時間外: true }, skipEmptyLines: true }).data),
    uDSV: (encoding) => {
      const csv = text(encoding);
      return checked(peers.initParser(peers.inferSchema(csv)).typedObjs(csv));
    },
  };
  window.run = (side, encoding) => {
    const start = performance.now();
    const answer = work[side](encoding);
    const time = performance.now() - start;
    if (side !== 'ours') return { time, answer };
    const length = ours.exports.refused_lines();
    const place = ours.exports.room(length);
    const lines = new TextDecoder().decode(new Uint8Array(ours.exports.memory.buffer, place, length));
    return { time, answer: { refused: lines.split(',').map(Number), n: answer } };
  };
}

export async function run({ browser, samples }) {
  const { text, rows } = hours({ isDamaged: true });
  const files = {
    'utf-8': Buffer.from(text).toString('base64'),
    shift_jis: execFileSync('iconv', ['-f', 'UTF-8', '-t', 'CP932'], { input: text, maxBuffer: 64e6 }).toString('base64'),
  };
  const { context, close } = await profile(browser);
  const page = await context.newPage();
  await page.addScriptTag({ content: `window.startOurs = ${start};` });
  await page.addScriptTag({ content: await peers() });
  await page.evaluate(sides, { wasm: bytes().toString('base64'), files });
  const refused = rows.flatMap(({ minutes }, at) => (minutes === null ? [at + 2] : []));
  const minutes = rows.reduce((sum, each) => sum + (each.minutes ?? 0), 0);
  const names = ['ours', 'papaparse', 'uDSV'];
  const sample = (side, encoding) => page.evaluate(([side, encoding]) => window.run(side, encoding), [side, encoding]);
  const result = [];
  for (const encoding of ['utf-8', 'shift_jis']) {
    for (const name of names) {
      const { answer } = await sample(name, encoding);
      deepStrictEqual(answer.refused, refused, `${name} refuses other rows`);
      ok(answer.n === rows.length - refused.length && (name === 'ours' || answer.minutes === minutes), `${name} reads other rows`);
    }
    const taken = { ours: [], papaparse: [], uDSV: [] };
    for (let turn = 0; turn < samples; turn += 1) {
      for (const name of names) taken[name].push((await sample(name, encoding)).time);
    }
    for (const name of names) console.log(spread(`P11, ${encoding}, ${name}`, taken[name]));
    const work = `CSV of 210,000 rows in ${encoding === 'utf-8' ? 'UTF-8' : 'Shift_JIS'}, checked, bad rows by line`;
    const common = { id: 'P11', work, unit: 'ms', ours: median(taken.ours) };
    result.push(row({ ...common, peer: median(taken.papaparse), peerName: 'papaparse 5.7.1, typed', must: 0.15 }));
    result.push(row({ ...common, peer: median(taken.uDSV), peerName: 'uDSV 0.7.3, typed', must: 0.7, aim: 0.4 }));
  }
  await close();
  return result;
}
