// One walk through the page from an empty profile, noting which files it loads on the way to its first chart.
import { profile } from '../browser.mjs';

/** The places of the navigation that show no chart. */
const PLACES = ['#/', '#/survey', '#/indicators', '#/measures', '#/exchange', '#/settings'];

/** The files behind the requests: until the first screen, in all places without a chart, and with the first chart. */
export async function visit({ browser, server }) {
  const { context, close } = await profile(browser);
  const page = await context.newPage();
  const files = new Set();
  const strays = [];
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (['data:', 'blob:'].includes(url.protocol)) return;
    const file = url.origin === server.origin && server.fileOf(url.href);
    if (file) files.add(file);
    else strays.push(url.href);
  });
  await page.goto(`${server.origin}/ours/`, { waitUntil: 'networkidle' });
  const choice = page.getByRole('button', { name: '見るだけ' });
  await choice.waitFor();
  const atStart = [...files];
  await choice.click();
  // The page itself comes with this click: the walk begins when it is there.
  await page.getByRole('heading', { name: '達成状況' }).waitFor();
  for (const place of PLACES) {
    await goTo(page, place);
    await page.waitForLoadState('networkidle');
  }
  const beforeChart = [...files];
  await goTo(page, '#/indicators');
  const indicators = await page.locator('main th a[href^="#/indicators/"]').evaluateAll((links) => links.map((link) => link.hash));
  // An indicator without figures has nothing to draw.
  const picture = page.locator('main figure [role=img]').first();
  for (const place of indicators) {
    await goTo(page, place);
    await page.locator('main figure').first().waitFor();
    if (await picture.isVisible()) break;
  }
  await picture.scrollIntoViewIfNeeded();
  // The mark that ECharts leaves on the element it draws in.
  await page.locator('main figure [_echarts_instance_] svg').first().waitFor();
  const withChart = [...files];
  await close();
  if (strays.length) throw new Error(`requests that leave the page's folder: ${strays.join(' ')}`);
  return { atStart, beforeChart, withChart };
}

async function goTo(page, place) {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, place);
  // The page hears of it in a task of its own; two frames later it has followed.
  await page.evaluate(async () => {
    await bench.painted();
    await bench.painted();
  });
  await page.locator('main h1').waitFor();
}
