// P4: what a full store adds to the start, against reading and parsing the same text and nothing else.
import { deepStrictEqual, ok } from 'node:assert';
import { LAST, worked } from '../full.mjs';
import { alternate, median, spread } from '../measure.mjs';
import { row } from '../rows.mjs';

export async function run({ browser, server, samples }) {
  const full = await worked(browser, server, { isFull: true });
  const begun = await worked(browser, server, { isFull: false });
  for (const { context } of [full, begun]) await context.addInitScript(atHome);
  const start = (side) => async () => {
    const page = await side.context.newPage();
    await page.goto(`${server.origin}/ours/`, { waitUntil: 'commit' });
    const taken = await page.evaluate(() => bench.firstAnswer);
    await page.close();
    return taken;
  };
  const parse = () => parsed(full.context, server);
  const first = await parse();
  ok(first.units > 4_400_000, `the store holds ${first.units} units`);
  const sheet = { place: `#/measures/${LAST.measure}/${LAST.year}`, text: first.text };
  deepStrictEqual(await shown(full.context, server, sheet), await shown(begun.context, server), 'home shows other figures with the sheets');
  const [withAll, without, peer] = await alternate([start(full), start(begun), async () => (await parse()).taken], samples);
  console.log(`  ${first.units.toLocaleString('en-US')} units in ${first.parts} parts`);
  console.log(spread('full store', withAll));
  console.log(spread('first visit just over', without));
  console.log(spread('getItem + JSON.parse', peer));
  await full.close();
  await begun.close();
  return [
    row({
      id: 'P4',
      work: 'what 4.5 M units stored add to the start until home is painted and its first click answered',
      unit: 'ms',
      ours: Math.max(0, median(withAll) - median(without)),
      peer: median(peer),
      peerName: 'getItem + JSON.parse of the same text',
      must: 1.5,
      aim: 0.3,
    }),
  ];
}

/** In the page: presses another year as soon as home is painted. `bench.firstAnswer` is the time since the navigation began. */
function atHome() {
  const years = () => [...document.querySelectorAll('main [role=tab]')];
  const rows = () => document.querySelectorAll('main [role=tabpanel] table tbody tr').length;
  bench.firstAnswer = (async () => {
    await bench.until(() => years().length > 1 && rows() > 0);
    await bench.painted();
    const other = years().find((tab) => tab.getAttribute('aria-selected') !== 'true');
    other.click();
    await bench.until(() => years().some((tab) => tab.textContent === other.textContent && tab.getAttribute('aria-selected') === 'true'));
    return bench.painted();
  })();
}

/** What a person sees at home, and in the last of the sheets where there is one. */
async function shown(context, server, sheet) {
  const page = await context.newPage();
  await page.goto(`${server.origin}/ours/`);
  await page.evaluate(() => bench.firstAnswer);
  const home = await page.locator('main [role=tabpanel]').innerText();
  if (sheet) {
    await page.evaluate((place) => (location.hash = place), sheet.place);
    const has = (text) => document.querySelector('main').innerText.includes(text) || [...document.querySelectorAll('main textarea')].some(({ value }) => value === text);
    await page.waitForFunction(has, sheet.text);
  }
  await page.close();
  return home;
}

/** A page of the same origin that reads every part and parses it. */
async function parsed(context, server) {
  const page = await context.newPage();
  await page.goto(`${server.origin}/peers/blank.html`);
  const found = await page.evaluate((wanted) => {
    const begin = performance.now();
    const texts = [];
    for (let at = 0; at < localStorage.length; at += 1) {
      const key = localStorage.key(at);
      if (key.startsWith('shinchoku:part:')) texts.push(localStorage.getItem(key));
    }
    const read = texts.map((text) => JSON.parse(text));
    const taken = performance.now() - begin;
    const last = read.flatMap(({ cells }) => cells ?? []).find(([kind, , key]) => kind === 'passage' && JSON.stringify(key) === wanted);
    const units = texts.reduce((sum, text) => sum + text.length, 0);
    return { taken, units, parts: texts.length, text: last[3][0].value.text };
  }, JSON.stringify(LAST));
  await page.close();
  return found;
}
