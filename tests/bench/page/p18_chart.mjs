// P18: a chart drawn through charming against the same option handed to ECharts as it is. Ours counts from the call
// of `init` until `setOption` returns: in between the option that charming holds becomes a plain object.
import { ok } from 'node:assert';
import { profile } from '../browser.mjs';
import { median, spread } from '../measure.mjs';
import { row } from '../rows.mjs';

/** Draws a chart of our page so many times before any is counted: the first ones compile. */
const WARM_UP = 5;

export async function run({ browser, server, samples }) {
  const { context, close } = await profile(browser);
  const page = await context.newPage();
  await page.goto(`${server.origin}/ours/`, { waitUntil: 'networkidle' });
  await page.getByRole('button', { name: '見るだけ' }).click();
  await showChart(page);
  await page.evaluate(watch);
  for (let turn = 0; turn < WARM_UP + samples; turn += 1) {
    await showChart(page);
  }
  const drawn = await page.evaluate(() => bench.charts);
  await close();
  const counted = drawn.slice(-samples);
  ok(counted.length === samples, `${drawn.length} charts were drawn`);
  ok(counted.every(({ marks }) => marks > 0), 'the peer drew nothing');
  const [ours, peer] = [counted.map((each) => each.ours), counted.map((each) => each.peer)];
  console.log(spread('through charming', ours));
  console.log(spread('the option to ECharts', peer));
  const [work, peerName] = ['a trend chart of four years drawn', 'the same option handed to ECharts'];
  return [row({ id: 'P18', work, unit: 'ms', ours: median(ours), peer: median(peer), peerName, must: 1.15, aim: 1.02 })];
}

/** Leaves the indicator and comes back, so that its chart is made anew. */
async function showChart(page) {
  await page.evaluate(() => (location.hash = '#/settings'));
  await page.getByRole('heading', { level: 1, name: '設定' }).waitFor();
  await page.evaluate(() => (location.hash = '#/indicators/N8'));
  const picture = page.locator('main figure [role=img]').first();
  await picture.scrollIntoViewIfNeeded();
  await page.locator('main figure svg path[stroke]').last().waitFor({ state: 'attached' });
  await page.locator('main figure .chart__plot svg').first().waitFor();
}

/** In the page: times every chart, and the same option again in a place of the same size. */
function watch() {
  const real = globalThis.echarts;
  bench.charts = [];
  // Who comes second finds everything warm: every other time that is ours. The chart is the same each time.
  let last;
  globalThis.echarts = {
    ...real,
    init(place, theme, size) {
      const before = last && bench.charts.length % 2 === 1 ? again(place, theme, last, true) : undefined;
      // The page around it is laid out before either clock starts: that is neither's work.
      void place.clientWidth;
      const begun = performance.now();
      const chart = real.init(place, theme, size);
      return {
        setOption(option, notMerge) {
          chart.setOption(option, notMerge);
          const ours = performance.now() - begun;
          last = structuredClone(option);
          bench.charts.push({ ours, ...(before ?? again(place, theme, option, notMerge)) });
        },
        resize: () => chart.resize(),
        dispose: () => chart.dispose(),
      };
    },
  };

  function again(beside, theme, option, notMerge) {
    const place = document.createElement('div');
    place.style.cssText = `position:absolute;width:${beside.clientWidth}px;height:${beside.clientHeight}px`;
    document.body.append(place);
    // Not the object that ECharts has just worked on.
    const copy = structuredClone(option);
    void place.clientWidth;
    const begun = performance.now();
    const chart = real.init(place, theme);
    chart.setOption(copy, notMerge);
    const peer = performance.now() - begun;
    const marks = place.querySelectorAll('path').length;
    chart.dispose();
    place.remove();
    return { peer, marks };
  }
}
