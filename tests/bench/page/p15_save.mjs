// P15: what saving one edit costs the page's main thread and how much it writes, against writing the whole store.
//
// A save lives in the tasks in which IndexedDB answers: there it compares, cuts, writes and hashes the changed part, and then
// calls `setItem`. So their time is its time, with what the page does there to say 保存しました; only asking for the
// transaction falls into the edit's own task, and is added. The time of the whole edit, with evaluation and painting, is
// printed beside it and has no limit here: P7 and P14 are about it.
import { ok } from 'node:assert';
import { profile } from '../browser.mjs';
import { worked } from '../full.mjs';
import { alternate, median, spread } from '../measure.mjs';
import { row } from '../rows.mjs';

export async function run({ browser, server, samples }) {
  const full = await worked(browser, server, { isFull: true });
  await full.context.addInitScript(written, ANSWERED);
  const page = await full.context.newPage();
  await page.goto(`${server.origin}/ours/#/indicators/N8`);
  await page.getByLabel('実績値', { exact: true }).waitFor();
  // Until all that is stored is open.
  await page.waitForTimeout(3_000);
  const metrics = await page.context().newCDPSession(page);
  await metrics.send('Performance.enable');
  const busy = async () => (await metrics.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration').value * 1_000;
  // The first value differs from the printed one: an edit that changes nothing is not saved.
  let n = 5;
  const units = [];
  const edits = [];
  const edit = async () => {
    n += 1;
    await page.evaluate(() => {
      bench.writes.splice(0);
      bench.asking = 0;
    });
    await browser.startTracing(page, { categories: TRACED });
    const before = await busy();
    await page.evaluate((text) => bench.edit(text), `${10 + (n % 80)}.${n % 10}`);
    edits.push((await busy()) - before);
    const taken = saving(JSON.parse(await browser.stopTracing())) + (await page.evaluate(() => bench.asking));
    const writes = await page.evaluate(() => bench.writes);
    ok(writes.filter(({ slot }) => slot === 'shinchoku:manifest').length === 2, `kept otherwise than twice: ${JSON.stringify(writes)}`);
    units.push(writes.reduce((sum, { units }) => sum + units, 0));
    return taken;
  };
  const other = await profile(browser);
  const plain = await other.context.newPage();
  await plain.goto(`${server.origin}/peers/blank.html`);
  // The same text in one piece: mostly Japanese, of which Chromium keeps two bytes a letter.
  await plain.evaluate((text) => (bench.store = text), await page.evaluate(wholeStore));
  let turn = 0;
  const store = () => {
    turn += 1;
    return plain.evaluate((digit) => {
      // Another text each time, laid down in one piece before the clock starts.
      const text = [digit, bench.store].join('');
      text.charCodeAt(0);
      const begin = performance.now();
      localStorage.setItem('store', text);
      const taken = performance.now() - begin;
      if (localStorage.getItem('store') !== text) throw new Error('not written');
      return taken;
    }, String(turn % 10));
  };
  await edit();
  await store();
  units.splice(0);
  edits.splice(0);
  const [ours, peer] = await alternate([edit, store], samples);
  console.log(spread('saving an edit', ours));
  console.log(spread('an edit with its evaluation, painting and saving, traced', edits));
  console.log(spread('setItem of the whole store', peer));
  await other.close();
  await full.close();
  return [
    row({
      id: 'P15',
      work: 'main thread: saving one edit, 4.5 M units stored',
      unit: 'ms',
      ours: median(ours),
      peer: median(peer),
      peerName: 'setItem of the whole store (its call only)',
      must: 0.05,
    }),
    row({
      id: 'P15',
      work: 'units written for one edit, both storages together',
      unit: 'units',
      ours: median(units),
      peer: full.units,
      peerName: 'the whole store',
      must: 0.05,
    }),
  ];
}

const TRACED = ['blink.user_timing', 'disabled-by-default-devtools.timeline'];

/** In the page: the text of all parts that are kept. */
function wholeStore() {
  const slots = Object.keys(localStorage).filter((slot) => slot.startsWith('shinchoku:part:'));
  return slots.map((slot) => localStorage.getItem(slot)).join('');
}

/** The mark of every answer of IndexedDB. */
const ANSWERED = 'bench: IndexedDB answered';

/** The milliseconds of the tasks of a page's main thread in which IndexedDB answered. */
function saving({ traceEvents }) {
  const answers = traceEvents.filter(({ name }) => name === ANSWERED);
  const tasks = traceEvents.filter(({ name, ph }) => name === 'RunTask' && ph === 'X');
  const holds = (task, answer) =>
    task.pid === answer.pid && task.tid === answer.tid && task.ts <= answer.ts && answer.ts <= task.ts + task.dur;
  const saving = tasks.filter((task) => answers.some((answer) => holds(task, answer)));
  ok(answers.length > 3 && answers.every((answer) => saving.some((task) => holds(task, answer))), 'the trace lacks the tasks of the save');
  return saving.reduce((sum, { dur }) => sum + dur, 0) / 1_000;
}

/** In the page: notes what is written where, marks the answers of IndexedDB, and makes one edit and waits until it is called saved. */
function written(mark) {
  bench.writes = [];
  const note = (slot, text) => bench.writes.push({ slot, units: String(text).length });
  const { setItem } = Storage.prototype;
  Storage.prototype.setItem = function (slot, text) {
    note(slot, text);
    return setItem.call(this, slot, text);
  };
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (text, slot) {
    note(slot, text);
    const request = put.call(this, text, slot);
    // Whether the page waits for it or not, its answer is a task of the save.
    request.addEventListener('success', () => performance.mark(mark));
    return request;
  };
  bench.asking = 0;
  const { transaction } = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = function (...given) {
    const begin = performance.now();
    try {
      return transaction.apply(this, given);
    } finally {
      bench.asking += performance.now() - begin;
    }
  };
  for (const [prototype, name] of [
    [IDBRequest.prototype, 'onsuccess'],
    [IDBTransaction.prototype, 'oncomplete'],
  ]) {
    const { get, set } = Object.getOwnPropertyDescriptor(prototype, name);
    const marking = (handler) =>
      function (event) {
        performance.mark(mark);
        handler.call(this, event);
      };
    Object.defineProperty(prototype, name, {
      get,
      set(handler) {
        set.call(this, handler && marking(handler));
      },
    });
  }
  const field = () => [...document.querySelectorAll('main input')].find((input) => input.labels?.[0]?.textContent.includes('実績値'));
  const hasSaved = () => /保存しました/.test(document.querySelector('.save-sign').textContent);
  bench.edit = async (text) => {
    const input = field();
    input.value = text;
    for (const name of ['input', 'change']) input.dispatchEvent(new Event(name, { bubbles: true }));
    await bench.until(() => !hasSaved());
    await bench.until(hasSaved);
    await bench.painted();
  };
}
