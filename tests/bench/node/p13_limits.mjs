// P13: 210,000 months of people: sums, means and every limit, against arquero, which sums by person and year and rolls the means,
// and knows no limit, no reason and no unknown month.
import * as aq from 'arquero';
import { deepStrictEqual, ok } from 'node:assert';
import { alternate, median, spread } from '../measure.mjs';
import { row } from '../rows.mjs';
import { PEOPLE, YEARS, hours } from './hours.mjs';
import { bytes, start } from './ours.mjs';

const WINDOWS = [2, 3, 4, 5, 6];

function ours(text) {
  const wasm = start(bytes());
  wasm.put(new TextEncoder().encode(text));
  ok(wasm.exports.take_hours() === PEOPLE * YEARS.length * 12);
  return () => {
    const length = wasm.exports.judge();
    const place = wasm.exports.room(length);
    return new TextDecoder().decode(new Uint8Array(wasm.exports.memory.buffer, place, length)).split(' ').map(Number);
  };
}

/** The same numbers, as somebody counts them who has arquero. */
function arquero(rows) {
  const months = rows.length;
  const perPerson = YEARS.length * 12;
  const table = aq.table({
    person: Int32Array.from({ length: months }, (_, at) => Math.floor(at / perPerson)),
    year: Int32Array.from({ length: months }, (_, at) => YEARS[Math.floor((at % perPerson) / 12)]),
    minutes: Int32Array.from(rows, ({ minutes }) => minutes),
  });
  return () => {
    const years = table.groupby('person', 'year').rollup({ total: aq.op.sum('minutes') });
    const rolled = Object.fromEntries(WINDOWS.map((n) => [`w${n}`, aq.rolling((d) => aq.op.sum(d.minutes), [1 - n, 0])]));
    const means = table.groupby('person').derive(rolled);
    const minutes = table.rollup({ all: aq.op.sum('minutes') }).get('all', 0);
    const above = (limit) => years.params({ limit }).filter((d, $) => d.total > $.limit).numRows();
    const over = WINDOWS.map((n) => means.params({ limit: n * 80 * 60 }).filter(`d => d.w${n} > ${n * 80 * 60}`).numRows());
    return { minutes, above360: above(360 * 60), above720: above(720 * 60), over };
  };
}

export async function run({ samples }) {
  const { text, rows } = hours({ isDamaged: false });
  const sides = { ours: ours(text), arquero: arquero(rows) };
  // In the order of the rules: month_45 year_360 month_100 year_720 mean_2 … mean_6 months_over_45.
  const [minutes, above360, above720, , , , breach720, ...rest] = sides.ours();
  const theirs = sides.arquero();
  deepStrictEqual({ minutes, above360, above720, over: rest.slice(0, 5) }, theirs, 'arquero counts otherwise');
  ok(breach720 === above720 && theirs.over.every((n) => n > 0) && above720 > 0);
  const taken = await alternate(Object.values(sides).map((side) => () => timed(side)), samples);
  Object.keys(sides).forEach((name, at) => console.log(spread(`P13, ${name}`, taken[at])));
  const work = '210,000 months of people: sums, means, all limits (arquero: sums and means only)';
  return [row({ id: 'P13', work, unit: 'ms', ours: median(taken[0]), peer: median(taken[1]), peerName: 'arquero 8.0.0', must: 0.05, aim: 0.01 })];
}

function timed(work) {
  const start = performance.now();
  work();
  return performance.now() - start;
}
