// P1: everything the page loads before its first chart, against a form stack of SurveyJS.
import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { row } from '../rows.mjs';
import { weighFile } from '../weigh.mjs';

const MODULES = join(import.meta.dirname, '../node_modules');

/** The files a site would link to that takes SurveyJS as it is published. */
const PUBLISHED = ['survey-core/survey.core.min.js', 'survey-js-ui/survey-js-ui.min.js', 'survey-core/survey-core.min.css'];

export async function run({ peers, visit }) {
  const { beforeChart } = await visit();
  for (const path of beforeChart) console.log(`  ${weighFile(path).toLocaleString('en-US').padStart(8)}  ${path.split('/').pop()}`);
  const sum = (paths) => paths.reduce((total, path) => total + weighFile(path), 0);
  const version = JSON.parse(readFileSync(join(MODULES, 'survey-core/package.json'), 'utf8')).version;
  const bundle = (name) => sum(['html', 'js', 'css'].map((kind) => join(peers, `${name}.${kind}`)));
  const against = { id: 'P1', work: 'bytes before the first chart, gzip -9', unit: 'bytes', ours: sum(beforeChart), must: 0.9, aim: 0.6 };
  return [
    row({ ...against, peer: sum(PUBLISHED.map((file) => join(MODULES, file))), peerName: `SurveyJS ${version} form stack, files as published` }),
    row({ ...against, peer: bundle('form_stack'), peerName: 'the least SurveyJS page, bundled by esbuild' }),
    row({ ...against, peer: bundle('first_screen'), peerName: 'React 19 + SurveyJS with the same first screen, bundled by esbuild' }),
  ];
}
