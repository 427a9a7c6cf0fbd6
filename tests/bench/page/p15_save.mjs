// P15: what saving one edit costs the page's main thread and how much it writes, against writing the whole store.
import { ok } from 'node:assert';
import { profile } from '../browser.mjs';
import { worked } from '../full.mjs';
import { alternate, median, spread } from '../measure.mjs';
import { row } from '../rows.mjs';

export async function run({ browser, server, samples }) {
  const full = await worked(browser, server, { isFull: true });
  await full.context.addInitScript(written);
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
  const edit = async () => {
    n += 1;
    await page.evaluate(() => bench.writes.splice(0));
    const before = await busy();
    await page.evaluate((text) => bench.edit(text), `${10 + (n % 80)}.${n % 10}`);
    const taken = (await busy()) - before;
    const writes = await page.evaluate(() => bench.writes);
    ok(writes.filter(({ slot }) => slot === 'shinchoku:manifest').length === 2, `kept otherwise than twice: ${JSON.stringify(writes)}`);
    units.push(writes.reduce((sum, { units }) => sum + units, 0));
    return taken;
  };
  const other = await profile(browser);
  const plain = await other.context.newPage();
  await plain.goto(`${server.origin}/peers/blank.html`);
  let turn = 0;
  const whole = () => {
    turn += 1;
    return plain.evaluate(([length, turn]) => {
      const text = String(turn % 10).repeat(length);
      const begin = performance.now();
      localStorage.setItem('store', text);
      const taken = performance.now() - begin;
      if (localStorage.getItem('store') !== text) throw new Error('not written');
      return taken;
    }, [full.units, turn]);
  };
  await edit();
  await whole();
  units.splice(0);
  const [ours, peer] = await alternate([edit, whole], samples);
  console.log(spread('an edit with its evaluation, painting and saving', ours));
  console.log(spread('setItem of the whole store', peer));
  await other.close();
  await full.close();
  return [
    row({
      id: 'P15',
      work: 'main thread: one edit, evaluated, painted and saved, 4.5 M units stored',
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

/** In the page: notes what is written where, and makes one edit and waits until it is called saved. */
function written() {
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
    return put.call(this, text, slot);
  };
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
