// P5: a table of 1,000 people with nine cells: created, every tenth row changed, two rows swapped, one removed, all cleared; and
// of 2,500 people, the frames while it is scrolled.
// Ours is the part that the page draws its lists with, from the call to the painted frame; the peers draw the same cells under
// the same style sheet. Ours lie in several bodies of one table, and a browser lays out those that are near the screen; the peers'
// lie in one, as tables mostly do. With all three every row is in the page, and found there by the browser's own search.
import { deepStrictEqual, ok } from 'node:assert';
import { profile } from '../browser.mjs';
import { alternate, median, spread } from '../measure.mjs';
import { row } from '../rows.mjs';

const COUNT = 1_000;
const MOST = 2_500;
const STEPS = [
  { name: 'create', work: 'create', arguments: [COUNT] },
  { name: 'update', work: 'update every 10th', arguments: [10] },
  { name: 'swap', work: 'swap', arguments: [1, 998] },
  { name: 'remove', work: 'remove', arguments: [499] },
  { name: 'clear', work: 'clear', arguments: [] },
];

export async function run({ browser, server, samples }) {
  const { context, close } = await profile(browser);
  await context.addInitScript(steps);
  const pages = {
    ours: await opened(context, `${server.origin}/peers/our_table.html`),
    'hand-written DOM': await opened(context, `${server.origin}/peers/hand_table.html`),
    'React 19': await opened(context, `${server.origin}/peers/react_table.html`),
  };
  // A page behind another may be given no frames.
  const ask = async (page, what, about) => {
    await page.bringToFront();
    return page.evaluate(what, about);
  };
  const sides = Object.values(pages).map((page) => () => ask(page, (steps) => bench.table(steps), STEPS));
  const shown = [];
  // Twice: what runs for the first time is compiled.
  for (let turn = 0; turn < 2; turn += 1) {
    for (const [at, side] of sides.entries()) shown[at] = (await side()).shown;
  }
  for (const [at, name] of Object.keys(pages).entries()) {
    ok(shown[at][0].length === COUNT && shown[at].at(-1).length === 0, `${name} shows another number of rows`);
    deepStrictEqual(shown[at], shown[0], `${name} shows other rows`);
  }
  const taken = await alternate(sides, samples);
  const scrolls = Object.values(pages).slice(0, 2).map((page) => () => ask(page, (count) => bench.scrolled(count), MOST));
  const frames = (await alternate(scrolls, samples)).map((side) => side.flat());
  await close();
  const rows = [];
  for (const { name, work } of STEPS) {
    const times = taken.map((side) => side.map((each) => each.times[name]));
    Object.keys(pages).forEach((side, at) => console.log(spread(`P5, ${work}, ${side}`, times[at])));
    const [mine, byHand, react] = times.map(median);
    const common = { id: 'P5', work: `table of 1,000 rows: ${work}`, unit: 'ms', ours: mine };
    rows.push(row({ ...common, peer: byHand, peerName: 'hand-written DOM', must: 1.35, aim: 1.15 }));
    rows.push(row({ ...common, peer: react, peerName: 'React 19', must: 0.95 }));
  }
  ['ours', 'hand-written DOM'].forEach((side, at) => console.log(spread(`P5, a frame of 2,500 rows scrolled, ${side}`, frames[at])));
  const [mine, byHand] = frames.map(median);
  const work = 'a frame while 2,500 rows are scrolled';
  rows.push(row({ id: 'P5', work, unit: 'ms', ours: mine, peer: byHand, peerName: 'hand-written DOM', aim: 1.15 }));
  return rows;
}

async function opened(context, url) {
  const page = await context.newPage();
  await page.goto(url);
  await page.waitForFunction(() => globalThis.table);
  await page.evaluate(async () => {
    table.mount();
    await bench.until(() => document.querySelector('thead'));
  });
  return page;
}

/** In the page: every step and every frame. A step is measured from its call to the frame that shows it, with what stands in the table behind it. */
function steps() {
  const rows = () => Array.from(document.querySelector('table').tBodies).flatMap((body) => Array.from(body.rows));
  const count = () => document.querySelectorAll('tbody > tr').length;

  // Frames come as fast as they are made (see browser.mjs), so that the time between two is what one costs.
  bench.scrolled = async (wanted) => {
    table.create(wanted);
    await bench.until(() => count() === wanted);
    const times = [];
    scrollTo(0, 0);
    for (let last = await bench.painted(), at = 0; at < 60; at += 1) {
      scrollBy(0, 300);
      const now = await bench.painted();
      times.push(now - last);
      last = now;
    }
    table.clear();
    await bench.until(() => count() === 0);
    return times;
  };

  bench.table = async (steps) => {
    const [times, shown] = [{}, []];
    const text = (at, cell) => rows()[at]?.cells[cell].textContent;
    const before = { update: () => text(990, 3), swap: () => text(998, 0) };
    const is = {
      create: () => count() === steps[0].arguments[0],
      update: (old) => text(990, 3) !== old,
      swap: (old) => text(998, 0) !== old,
      remove: () => count() === steps[0].arguments[0] - 1,
      clear: () => count() === 0,
    };
    for (const { name, arguments: values } of steps) {
      await bench.painted();
      const old = before[name]?.();
      const start = performance.now();
      table[name](...values);
      await bench.until(() => is[name](old));
      times[name] = (await bench.painted()) - start;
      shown.push(rows().map((row) => Array.from(row.cells, (cell) => cell.textContent)));
    }
    return { times, shown };
  };
}
