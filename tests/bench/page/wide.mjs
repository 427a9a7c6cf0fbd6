// WIDE: a page of 200 indicators × 10 years: a figure entered → its verdict painted, and the longest task while all of it is scrolled.
import { ok } from 'node:assert';
import { profile } from '../browser.mjs';
import { median, spread } from '../measure.mjs';
import { row } from '../rows.mjs';
import { INDICATORS, wide } from '../wide.mjs';

/** Two frames at sixty a second. */
const TWO_FRAMES = 2_000 / 60;
/** What browsers call a long task. */
const LONG_TASK = 50;
const PAGES = { まとめて入力: '#/indicators/view/entry', 各年度の実績と目標: '#/indicators/view/years' };

export async function run({ browser, server, samples }) {
  const { context, close } = await profile(browser);
  await context.addInitScript(watch);
  const page = await context.newPage();
  await prepare(page, server);
  await goTo(page, PAGES.まとめて入力);
  const fields = page.locator('main td input[type=text]');
  await fields.nth(INDICATORS - 1).waitFor();
  await page.waitForTimeout(1_500);
  const times = [];
  for (let turn = 0; turn < samples + 3; turn += 1) {
    const field = fields.nth((turn * 53) % INDICATORS);
    await field.fill(`${101 + turn}`);
    times.push(await field.evaluate((input) => bench.edit(input)));
    await page.getByText(/^保存しました/).first().waitFor();
  }
  const counted = times.slice(-samples);
  console.log(spread('an edit painted', counted));
  const rows = [row({ id: 'WIDE', work: '200 indicators × 10 years: a figure entered → its verdict painted', unit: 'ms', ours: median(counted), peer: TWO_FRAMES, peerName: 'two frames at 60 a second', must: 1 })];
  for (const [name, place] of Object.entries(PAGES)) {
    await goTo(page, place);
    await page.waitForTimeout(3_000);
    const longest = await scroll(page);
    console.log(`  scrolling ${name}: longest task ${longest.toFixed(1)} ms`);
    rows.push(row({ id: 'WIDE', work: `${name} scrolled from end to end: longest task`, unit: 'ms', ours: longest, peer: LONG_TASK, peerName: 'a long task', must: 1 }));
  }
  await close();
  return rows;
}

/** Brings the programme into the profile by the secretariat's file, and opens it. */
async function prepare(page, server) {
  await page.goto(`${server.origin}/ours/#/exchange`);
  const file = { name: '計画.json', mimeType: 'application/json', buffer: Buffer.from(wide()) };
  await page.locator('main input[type=file]').first().setInputFiles(file);
  await page.getByRole('button', { name: /^選んだ\d+件を読み込む$/ }).click({ timeout: 120_000 });
  await page.getByText(/件を読み込みました/).waitFor({ timeout: 120_000 });
  await goTo(page, '#/welcome');
  const programme = page.getByLabel('プログラム').locator('option', { hasText: '200指標の計画' });
  await page.getByLabel('プログラム').selectOption(await programme.getAttribute('value'));
  await page.getByRole('button', { name: '事務局の仕事をする' }).click();
  await page.getByText(/保存しました/).first().waitFor();
}

function goTo(page, place) {
  return page.evaluate((hash) => {
    location.hash = hash;
  }, place);
}

/** The longest task while the wheel goes down the whole page and up again. */
async function scroll(page) {
  await page.mouse.move(600, 400);
  await page.evaluate(() => bench.tasks.splice(0));
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  ok(height > 3_000, `a page of ${height} px has nothing to scroll`);
  for (const way of [1, -1]) {
    for (let at = 0; at < height; at += 400) {
      await page.mouse.wheel(0, way * 400);
      await page.waitForTimeout(16);
    }
  }
  await page.waitForTimeout(300);
  return page.evaluate(() => Math.max(0, ...bench.tasks));
}

/** In the page: the time from leaving a field to the frame that shows what follows; and every long task. */
function watch() {
  bench.tasks = [];
  new PerformanceObserver((list) => bench.tasks.push(...list.getEntries().map((entry) => entry.duration))).observe({ type: 'longtask' });
  bench.edit = async (input) => {
    const begun = performance.now();
    input.dispatchEvent(new Event('change', { bubbles: true }));
    input.blur();
    return (await bench.painted()) - begun;
  };
}
