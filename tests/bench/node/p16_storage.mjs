// P16: what seven years of a city take of localStorage: 7,000 short sheets and 7 surveys of 2,500 opened answers. The hours of its
// 2,500 people are there only where somebody sealed them, and then in IndexedDB, which has room of its own: their size is told
// beside it and not counted (store::Store::keep_sealed).
import { ok } from 'node:assert';
import { row } from '../rows.mjs';
import { bundle } from './city.mjs';
import { PEOPLE, YEARS, hours } from './hours.mjs';
import { bytes, start } from './ours.mjs';

/** UTF-16 units of localStorage in Chromium, keys included. */
const ROOM = 5_242_880;
const MEASURES = 1_000;
const QUESTIONS = 10;
const SENTENCES = ['計画どおり進んだ。', '関係課と月に一度打ち合わせた。', '計画より二か月遅れた。', '研修を行い、手順書を配った。'];

/** A short sheet: its grade, and a sentence for what was done and for what comes next. */
function sheets() {
  const cells = [];
  let n = 0;
  const cell = (kind, key, value) => cells.push([kind, 'bench', key, [{ dot: `00000000000b0002:${(n += 1)}`, value }]]);
  for (let at = 0; at < MEASURES; at += 1) {
    for (const year of YEARS) {
      for (const [place, section] of ['check', 'action'].entries()) {
        cell('passage', { measure: `m${at}`, year, section }, { text: SENTENCES[(at + place + year) % SENTENCES.length] });
      }
    }
  }
  return cells;
}

export async function run() {
  const wasm = start(bytes());
  const utf8 = (text) => new TextEncoder().encode(text);
  wasm.put(utf8(await bundle('backup', sheets())));
  wasm.exports.open();
  const kept = wasm.exports.units_kept(YEARS.length, PEOPLE, QUESTIONS);
  wasm.put(utf8(hours({ isDamaged: false }).text));
  ok(wasm.exports.take_hours() === PEOPLE * YEARS.length * 12);
  // age adds 16 bytes to each 64 KiB and a header of some 200; base64 makes four letters of three bytes.
  const plain = wasm.exports.desk_text();
  const sealed = Math.ceil((plain + Math.ceil(plain / 65_536) * 16 + 200) / 3) * 4;
  console.log(`  P16: sheets and answers ${kept.toLocaleString('en-US')} units of localStorage`);
  console.log(`  P16: hours of 2,500 people, sealed: ${sealed.toLocaleString('en-US')} letters of IndexedDB, not counted`);
  const work = '7 years: 7,000 short sheets, 7 surveys × 2,500 answers × 10 questions (sealed hours lie in IndexedDB)';
  return [row({ id: 'P16', work, unit: 'units', ours: kept, peer: ROOM, peerName: 'localStorage', must: 0.7, aim: 0.45 })];
}
