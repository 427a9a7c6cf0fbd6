// One row of results.json, the table of all rows, and the file they are kept in.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FILE = join(import.meta.dirname, 'results.json');

/**
 * A comparison. `must` and `aim` are the largest ratios ours ÷ peer; null where there is none.
 * `holds` is about `must`, and about `aim` where there is no `must`.
 */
export function row({ id, work, unit, ours, peer, peerName, must = null, aim = null }) {
  const [left, right] = [rounded(ours), rounded(peer)];
  const ratio = rounded(left / right, 3);
  return { id, work, unit, ours: left, peer: right, peer_name: peerName, ratio, must, aim, holds: ratio <= (must ?? aim) };
}

function rounded(number, digits = 1) {
  return Number(number.toFixed(digits));
}

export function load() {
  return existsSync(FILE) ? JSON.parse(readFileSync(FILE, 'utf8')) : [];
}

/** Keeps the rows of earlier runs, except those of the ids that were measured now. */
export function save(measured) {
  const now = new Set(measured.map(({ id }) => id));
  const rows = [...load().filter(({ id }) => !now.has(id)), ...measured];
  rows.sort((a, b) => number(a) - number(b));
  writeFileSync(FILE, `[\n${rows.map((each) => `  ${JSON.stringify(each)}`).join(',\n')}\n]\n`);
}

function number({ id }) {
  return Number(id.slice(1));
}

/** The table as Markdown. */
export function table(rows) {
  const head = ['#', 'work', 'ours', 'peer', 'against', 'ratio', 'must', 'aim', 'holds'];
  const ratios = ['ratio', 'must', 'aim'];
  const lines = rows.map((each) => [
    each.id,
    each.work,
    measure(each.ours, each.unit),
    measure(each.peer, each.unit),
    each.peer_name,
    ...ratios.map((name) => limit(each[name], name)),
    verdict(each),
  ]);
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...lines.map(line)].join('\n');
}

function measure(number, unit) {
  return `${number.toLocaleString('en-US')} ${unit}`;
}

function limit(ratio, name) {
  if (ratio === null) return '–';
  return name === 'ratio' ? `${ratio.toFixed(2)} ×` : `≤ ${ratio.toFixed(2)} ×`;
}

function verdict({ ratio, must, aim, holds }) {
  if (!holds) return '**no**';
  return must !== null && aim !== null && ratio > aim ? 'yes, not the aim' : 'yes';
}
