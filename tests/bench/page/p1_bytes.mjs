// P1: everything the page loads until its first screen is there, and before its first chart, against a form stack of SurveyJS.
import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { row } from '../rows.mjs';
import { weighFile } from '../weigh.mjs';

const MODULES = join(import.meta.dirname, '../node_modules');

/** The files a site would link to that takes SurveyJS as it is published. */
const PUBLISHED = ['survey-core/survey.core.min.js', 'survey-js-ui/survey-js-ui.min.js', 'survey-core/survey-core.min.css'];

export async function run({ peers, visit }) {
  const { atStart, beforeChart } = await visit();
  for (const path of beforeChart) {
    const when = atStart.includes(path) ? '  at start' : '';
    console.log(`  ${weighFile(path).toLocaleString('en-US').padStart(8)}  ${path.split('/').pop()}${when}`);
  }
  const sum = (paths) => paths.reduce((total, path) => total + weighFile(path), 0);
  const version = JSON.parse(readFileSync(join(MODULES, 'survey-core/package.json'), 'utf8')).version;
  const bundle = (name) => sum(['html', 'js', 'css'].map((kind) => join(peers, `${name}.${kind}`)));
  const against = { id: 'P1', unit: 'bytes', must: 0.9, aim: 0.6 };
  const works = [
    { ...against, work: 'bytes until the first screen of an empty profile is there, gzip -9', ours: sum(atStart) },
    { ...against, work: 'bytes before the first chart, after every place without one was opened, gzip -9', ours: sum(beforeChart) },
  ];
  return works.flatMap((work) => [
    row({ ...work, peer: sum(PUBLISHED.map((file) => join(MODULES, file))), peerName: `SurveyJS ${version} form stack, files as published` }),
    row({ ...work, peer: bundle('form_stack'), peerName: 'the least SurveyJS page, bundled by esbuild' }),
    row({ ...work, peer: bundle('first_screen'), peerName: 'React 19 + SurveyJS with the same first screen, bundled by esbuild' }),
  ]);
}
