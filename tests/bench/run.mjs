// The benches: what the built page costs against what someone would take instead.
//
//   node run.mjs [--dist PATH] [--samples N] [P1 P3 …]    measures all rows or those named, writes results.json
//   node run.mjs --table                                  prints the table of results.json as Markdown
//
// `cargo xtask bench` installs what is needed, builds dist/ and calls this. It fails when answers differ or something
// cannot be measured, never because something is slow. Each row's file says what it measures: node/ needs no clock in
// a browser, page/ does; peers/ holds what is measured against.
import { existsSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { launch } from './browser.mjs';
import { LEAST_SAMPLES } from './measure.mjs';
import * as chartCode from './node/p2_chart_code.mjs';
import * as limits from './node/p13_limits.mjs';
import * as storage from './node/p16_storage.mjs';
import * as merging from './node/p8_merge.mjs';
import * as edit from './node/p14_edit.mjs';
import * as crosstab from './node/p12_crosstab.mjs';
import * as attendance from './page/p11_attendance.mjs';
import * as bytes from './page/p1_bytes.mjs';
import * as chart from './page/p18_chart.mjs';
import * as firstScreen from './page/p3_first_screen.mjs';
import * as fullStart from './page/p4_full_start.mjs';
import * as peopleTable from './page/p5_table.mjs';
import * as surveyForm from './page/p6_survey_form.mjs';
import * as importing from './page/p10_import.mjs';
import * as keyPress from './page/p7_key_press.mjs';
import * as saving from './page/p15_save.mjs';
import * as memory from './page/p19_memory.mjs';
import * as printing from './page/p20_print.mjs';
import * as wide from './page/wide.mjs';
import { visit } from './page/visit.mjs';
import { buildPeers } from './peers.mjs';
import { load, save, table } from './rows.mjs';
import { serve } from './serve.mjs';

// P9 is measured with P8: it is the same files a second time. P17 is measured with P12.
const BENCHES = {
  P1: bytes,
  P2: chartCode,
  P3: firstScreen,
  P4: fullStart,
  P5: peopleTable,
  P6: surveyForm,
  P7: keyPress,
  P8: merging,
  P10: importing,
  P11: attendance,
  P12: crosstab,
  P13: limits,
  P14: edit,
  P15: saving,
  P16: storage,
  P18: chart,
  P19: memory,
  P20: printing,
  WIDE: wide,
};

class Misuse extends Error {}

function options() {
  const spec = { dist: { type: 'string' }, samples: { type: 'string' }, table: { type: 'boolean' } };
  let parsed;
  try {
    parsed = parseArgs({ options: spec, allowPositionals: true });
  } catch (error) {
    throw new Misuse(error.message);
  }
  const { values, positionals } = parsed;
  const unknown = positionals.find((name) => !Object.hasOwn(BENCHES, name));
  if (unknown) throw new Misuse(`there is no bench ${unknown}: choose from ${Object.keys(BENCHES).join(' ')}`);
  const samples = Number(values.samples ?? 15);
  if (!(samples >= LEAST_SAMPLES)) throw new Misuse(`--samples must be at least ${LEAST_SAMPLES}`);
  const dist = values.dist ? resolve(values.dist) : join(import.meta.dirname, '../../dist');
  return { names: positionals.length ? positionals : Object.keys(BENCHES), samples, dist, isTable: values.table };
}

async function measure({ names, samples, dist }) {
  if (!existsSync(join(dist, 'index.html'))) throw new Misuse(`${dist} holds no built page: run \`cargo xtask dist\` first`);
  const peers = await buildPeers(dist);
  const server = await serve({ ours: dist, peers });
  const browser = await launch();
  try {
    console.log(`Chromium ${browser.version()}, ${cpus().length} cores, load ${loadavg()[0].toFixed(1)} at the start, ${samples} samples`);
    const kit = { browser, server, samples, dist, peers };
    let walked;
    kit.visit = () => (walked ??= visit(kit));
    const rows = [];
    for (const name of names) {
      console.log(`${name} …`);
      rows.push(...(await BENCHES[name].run(kit)));
    }
    console.log(`load ${loadavg()[0].toFixed(1)} at the end\n`);
    return rows;
  } finally {
    await browser.close();
    server.close();
  }
}

try {
  const chosen = options();
  if (!chosen.isTable) {
    const rows = await measure(chosen);
    save(rows);
    console.log(table(rows));
  } else {
    console.log(table(load()));
  }
} catch (error) {
  console.error(error instanceof Misuse ? error.message : error);
  process.exitCode = error instanceof Misuse ? 2 : 1;
}
