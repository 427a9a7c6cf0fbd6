// P12: 2,500 people, 40 questions, 100 departments: how many gave each answer in each department, and which departments may be shown.
// P17: the same of 100 sections in ten departments by eight classes of an attribute: what may be shown, and the proof of it.
import * as aq from 'arquero';
import { deepStrictEqual, ok } from 'node:assert';
import { alternate, median, spread } from '../measure.mjs';
import { row } from '../rows.mjs';
import { bundle } from './city.mjs';
import { bytes, start } from './ours.mjs';

const PEOPLE = 2_500;
const QUESTIONS = 40;
const CHOICES = 5;
const DEPARTMENTS = 100;
/** Seven that are named, and those who did not say. */
const CLASSES = 8;

/** The same people on every machine: department, class, and the choice to each question. */
function people() {
  let state = 20_261_121;
  const below = (n) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
  // Departments differ in size: those at the front of the list have more people.
  const department = () => Math.min(below(DEPARTMENTS), below(DEPARTMENTS) + (below(4) ? DEPARTMENTS : 0));
  return Array.from({ length: PEOPLE }, () => [department(), below(CLASSES), ...Array.from({ length: QUESTIONS }, () => below(CHOICES))]);
}

const questions = Array.from({ length: QUESTIONS }, (_, n) => `q${String(n).padStart(2, '0')}`);

async function programme({ isTree }) {
  const choices = Array.from({ length: CHOICES }, (_, n) => ({ id: `c${n}`, label: '', sense: n < 2 ? 'favourable' : 'other' }));
  const attribute = { attribute: 'age', choices: Array.from({ length: CLASSES - 1 }, (_, n) => ({ id: `c${n}`, label: '' })) };
  const survey = { year: 2026, version: 1, questions: questions.map((id) => ({ id, choices })), ...(isTree ? { attributes: [attribute] } : {}) };
  const sections = Array.from({ length: DEPARTMENTS }, (_, n) => [`d${n}`, isTree ? { name: `課${n}`, parent: `b${n % 10}` } : { name: `課${n}` }]);
  const departments = Array.from({ length: isTree ? 10 : 0 }, (_, n) => [`b${n}`, { name: `部${n}` }]);
  let dot = 0;
  const cell = (kind, key, value) => [kind, 'bench', key, [{ dot: `0000000000000001:${(dot += 1)}`, value }]];
  const all = [...departments, ...sections].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, value]) => cell('department', id, value));
  return bundle('backup', [...all, cell('survey', 's', survey)]);
}

async function ours(rows, shape) {
  const wasm = start(bytes());
  wasm.put(new TextEncoder().encode(await programme(shape)));
  wasm.exports.open();
  wasm.put(Uint8Array.from(rows.flat()));
  ok(wasm.exports.open_answers() === PEOPLE, 'not all answers were opened');
  return wasm;
}

/** By department, the counts of every choice to every question. */
function arquero(rows) {
  const columns = { department: rows.map(([department]) => department) };
  questions.forEach((name, at) => (columns[name] = rows.map((person) => person[2 + at])));
  const table = aq.table(columns);
  return () => table.fold(questions, { as: ['question', 'choice'] }).groupby('department', 'question', 'choice').count();
}

function sorted(counts) {
  const all = Array.from({ length: DEPARTMENTS }, () => new Array(QUESTIONS * CHOICES).fill(0));
  for (const { department, question, choice, count } of counts.objects()) all[department][questions.indexOf(question) * CHOICES + choice] = count;
  return all;
}

export async function run({ samples }) {
  const rows = people();
  const flat = await ours(rows, { isTree: false });
  const peer = arquero(rows);
  flat.exports.count();
  const own = flat.answer(flat.exports.counts(DEPARTMENTS)).split('\n').map((line) => line.split(',').map(Number));
  deepStrictEqual(own, sorted(peer()), 'the counts differ');
  ok(flat.exports.suppress() > 0, 'nothing is shown');
  const tree = await ours(rows, { isTree: true });
  tree.exports.count();
  ok(tree.exports.suppress() > 0, 'nothing is shown');
  const timed = (work) => () => {
    const from = performance.now();
    work();
    return performance.now() - from;
  };
  const crosstab = () => {
    flat.exports.count();
    flat.exports.suppress();
  };
  const [table, theirs, hiding] = await alternate([timed(crosstab), timed(peer), timed(() => tree.exports.suppress())], samples);
  [['P12, ours', table], ['P12, arquero', theirs], ['P17', hiding]].forEach(([name, times]) => console.log(spread(name, times)));
  const work = 'crosstab 2,500 people × 40 questions × 100 departments; ours also decides what is hidden';
  return [
    row({ id: 'P12', work, unit: 'ms', ours: median(table), peer: median(theirs), peerName: 'arquero 8.0.0, which hides nothing', must: 0.1, aim: 0.02 }),
    row({
      id: 'P17',
      work: 'small groups hidden and proved: 100 sections in 10 departments × 8 classes × 40 questions',
      unit: 'ms',
      ours: median(hiding),
      peer: 500,
      peerName: 'the most it may take',
      must: 1,
      aim: 0.1,
    }),
  ];
}
