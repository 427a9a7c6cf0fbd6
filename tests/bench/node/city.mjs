// What a hundred departments send in a month: 1,000 sheets are open at the secretariat, and 100 files with 12 edits each come back.
// Every department wrote without having seen the others.
const PROGRAMME = 'bench';
const BASE_WRITER = '0000000000000001';
export const SHEETS = 1_000;
export const FILES = 100;
export const EDITS = 12;

const WORDS = '窓口の待ち時間を見直し、会議は三十分までとした。資料は前日までに配り、押印は廃止した。相談の記録を残し、翌月に振り返る。'.split('、');

export const sheet = (at) => `m${at}`;

/** About as long as a paragraph of a real sheet, and another one for every writer. */
function paragraph(seed) {
  const words = Array.from({ length: 6 }, (_, at) => WORDS[(seed * 7 + at * 3) % WORDS.length]);
  return `${words.join('、')}（${seed}）`;
}

/** The edits of each department: [sheet, text]. 200 of the 1,200 meet an edit of somebody else. */
export function edits() {
  return Array.from({ length: FILES }, (_, file) =>
    Array.from({ length: EDITS }, (_, at) => [sheet((file * 10 + at) % SHEETS), paragraph(10_000 + file * EDITS + at)]),
  );
}

export const base = () => Array.from({ length: SHEETS }, (_, at) => [sheet(at), paragraph(at)]);

/** What every peer must show at the end: per sheet every text that nobody has replaced. */
export function expected() {
  const shown = new Map(base().map(([id]) => [id, new Set()]));
  for (const [id, text] of edits().flat()) shown.get(id).add(text);
  for (const [id, text] of base()) if (!shown.get(id).size) shown.get(id).add(text);
  return sorted(shown);
}

export const sorted = (shown) => [...shown].map(([id, texts]) => [id, [...texts].sort()]).sort(([a], [b]) => (a < b ? -1 : 1));

// Our files ----------------------------------------------------------------------------------------------------------------

const key = (id) => ({ measure: id, year: 2023, section: 'content' });

export async function ourBase() {
  return bundle('backup', base().map(([id, text], at) => ['passage', PROGRAMME, key(id), [{ dot: `${BASE_WRITER}:${at + 1}`, value: { text } }]]));
}

export async function ourFiles() {
  const before = new Map(base().map(([id, text], at) => [id, { n: at + 1, text }]));
  const file = (own, at) => {
    const writer = (0xb0000 + at).toString(16).padStart(16, '0');
    const cells = own.map(([id, text], n) => {
      const sibling = { dot: `${writer}:${n + 1}`, value: { text }, before: { text: before.get(id).text }, at: '2026-11-21T09:30:00' };
      return ['passage', PROGRAMME, key(id), [sibling], { [BASE_WRITER]: before.get(id).n }];
    });
    return bundle('report', cells);
  };
  return Promise.all(edits().map(file));
}

const COLUMNS = ['plan', 'first_half', 'second_half'];

/** The order in which the page writes the cells of a kind: that of their keys. */
function order([, , one], [, , other]) {
  const parts = ({ measure, year, row = '', column }) => [measure, year, row, COLUMNS.indexOf(column)];
  const [left, right] = [parts(one), parts(other)];
  const at = left.findIndex((part, at) => part !== right[at]);
  return at < 0 ? 0 : left[at] < right[at] ? -1 : 1;
}

/** A file of these cells as the page writes it, with count and digest. */
export async function bundle(kind, cells) {
  const lines = cells.toSorted(order).map((cell) => JSON.stringify(cell));
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(lines.join('\n')));
  const digest = { [cells[0][0]]: Buffer.from(hash).toString('hex') };
  const head = JSON.stringify({ format: 'shinchoku', version: 1, kind, programme: { id: PROGRAMME, title: '' }, count: cells.length, digest });
  return `${head.slice(0, -1)},\n"writers":[\n],\n"cells":[\n${lines.join(',\n')}\n]}\n`;
}

/** The texts of a file of ours. */
export function textsOf(file) {
  const { cells } = JSON.parse(file);
  return sorted(cells.map(([, , { measure }, siblings]) => [measure, new Set(siblings.map(({ value }) => value.text))]));
}
