// P2: the chart code that the page ships against ECharts as it is published.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { row } from '../rows.mjs';
import { weighFile } from '../weigh.mjs';

const FULL = join(import.meta.dirname, '../node_modules/echarts/dist/echarts.min.js');

export async function run({ dist, visit }) {
  const assets = join(dist, 'assets');
  const [file, ...others] = readdirSync(assets).filter((name) => isChartCode(name));
  if (!file || others.length) throw new Error(`one echarts….js is expected in ${assets}`);
  const { atStart, beforeChart, withChart } = await visit();
  if (!withChart.some(isChartCode)) throw new Error('the first chart view was opened and ECharts was not loaded');
  const full = weighFile(FULL);
  const loaded = (files) => files.filter(isChartCode).reduce((sum, path) => sum + weighFile(path), 0);
  const against = { id: 'P2', unit: 'bytes', peer: full, peerName: 'full echarts 5.6.0' };
  return [
    row({ ...against, work: 'chart code loaded at start', ours: loaded(atStart), must: 0 }),
    row({ ...against, work: 'chart code loaded before the first chart view', ours: loaded(beforeChart), must: 0 }),
    row({ ...against, work: 'chart code loaded with the first chart view', ours: weighFile(join(assets, file)), aim: 0.6 }),
  ];
}

export function isChartCode(path) {
  return /(^|\/)echarts[^/]*\.js$/.test(path);
}
