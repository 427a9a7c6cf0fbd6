// P14: one figure entered → every dependent result: the indicator in each year, scorecard, far goals, sums, the proposal for its sheet.
import { strictEqual } from 'node:assert';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { median, spread } from '../measure.mjs';
import { row } from '../rows.mjs';
import { bytes, start } from './ours.mjs';

const SEED = join(import.meta.dirname, '../../../seeds/ojiya.json');
const LIMIT = 2;
/** What the same took in a spreadsheet engine (hyperformula 3.5). */
const SPREADSHEET = 0.58;

export async function run({ samples }) {
  const ours = start(bytes());
  ours.put(readFileSync(SEED));
  ours.exports.open();
  ours.exports.begin();
  // 85件以上 is the target: one indicator more or less is achieved.
  strictEqual(ours.exports.edit(85), ours.exports.edit(84) + 1);
  for (let turn = 0; turn < 200; turn += 1) ours.exports.edit(90 + (turn % 2));
  const times = [];
  for (let turn = 0; turn < 10 * samples; turn += 1) {
    const begun = performance.now();
    ours.exports.edit(turn % 2 ? 120 : 60);
    times.push(performance.now() - begun);
  }
  console.log(spread('one edit and all that depends on it', times));
  return [row({ id: 'P14', work: 'one figure entered → every dependent result', unit: 'ms', ours: median(times), peer: LIMIT, peerName: 'the limit of 2 ms', must: 1, aim: SPREADSHEET / LIMIT })];
}
