// P8: 100 files of 12 edits each are merged into 1,000 sheets, and every losing text is kept. P9: the same files again.
// Everybody begins with the bytes that came by mail, and ends with what a person could be shown.
import * as Automerge from '@automerge/automerge';
import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import PouchDB from 'pouchdb-core';
import memory from 'pouchdb-adapter-memory';
import * as Y from 'yjs';
import { alternate, median, spread } from '../measure.mjs';
import { row } from '../rows.mjs';
import { base, edits, expected, ourBase, ourFiles, sheet, sorted, textsOf } from './city.mjs';
import { bytes, start } from './ours.mjs';

PouchDB.plugin(memory);

const utf8 = (text) => new TextEncoder().encode(text);

async function ours() {
  const wasm = start(bytes());
  wasm.put(utf8(await ourBase()));
  wasm.exports.open();
  const files = (await ourFiles()).map(utf8);
  const take = () => {
    for (const file of files) {
      wasm.put(file);
      ok(wasm.exports.merge() === 0);
    }
  };
  return {
    begin: () => wasm.exports.begin(),
    take,
    shown: () => textsOf(wasm.answer()),
    again: () => {
      wasm.exports.remember();
      return { time: timed(take), check: () => strictEqual(wasm.exports.changed(), 0) };
    },
  };
}

function pouch() {
  const rev = (text) => [...text].reduce((hash, character) => (hash * 31 + character.codePointAt(0)) >>> 0, 7).toString(16).padStart(32, '0');
  const first = new Map(base().map(([id, text]) => [id, rev(text)]));
  const started = base().map(([id, text]) => ({ _id: id, _rev: `1-${first.get(id)}`, text }));
  const files = edits().map((own) =>
    JSON.stringify(own.map(([id, text]) => ({ _id: id, _rev: `2-${rev(text)}`, _revisions: { start: 2, ids: [rev(text), first.get(id)] }, text }))),
  );
  let db;
  let n = 0;
  // One call with everything is what it is quickest at.
  const take = () => db.bulkDocs(files.flatMap((file) => JSON.parse(file)), { new_edits: false });
  return {
    begin: async () => {
      await db?.destroy();
      db = new PouchDB(`bench${(n += 1)}`, { adapter: 'memory' });
      await db.bulkDocs(started, { new_edits: false });
    },
    take,
    shown: async () => {
      const { rows } = await db.allDocs({ include_docs: true, conflicts: true });
      const texts = rows.map(async ({ id, doc }) => {
        const losers = await Promise.all((doc._conflicts ?? []).map((rev) => db.get(id, { rev })));
        return [id, new Set([doc, ...losers].map(({ text }) => text))];
      });
      return sorted(await Promise.all(texts));
    },
    again: async () => {
      const before = (await db.info()).update_seq;
      return { time: await timed(take), check: async () => strictEqual((await db.info()).update_seq, before) };
    },
  };
}

/** Files come one by one; `take` says whether they are taken so, or all in the one call that Automerge is quickest at. */
function automerge(how) {
  const text = (value) => new Automerge.ImmutableString(value);
  const started = Automerge.from({ sheets: Object.fromEntries(base().map(([id, value]) => [id, text(value)])) });
  const files = edits().map((own) => {
    const theirs = Automerge.change(Automerge.clone(started), (doc) => {
      for (const [id, value] of own) doc.sheets[id] = text(value);
    });
    return Automerge.getChanges(started, theirs);
  });
  let doc;
  const batches = how === 'one by one' ? files : [files.flat()];
  const take = () => {
    for (const changes of batches) [doc] = Automerge.applyChanges(doc, changes);
  };
  return {
    begin: () => {
      doc = Automerge.clone(started);
    },
    take,
    shown: () => {
      const texts = base().map(([id]) => {
        const all = Object.values(Automerge.getConflicts(doc.sheets, id) ?? { only: doc.sheets[id] });
        return [id, new Set(all.map((value) => value.toString()))];
      });
      return sorted(texts);
    },
    again: () => {
      const before = Automerge.getHeads(doc);
      return { time: timed(take), check: () => deepStrictEqual(Automerge.getHeads(doc), before) };
    },
  };
}

/** Keeps one text of each sheet and forgets the others: what less work would cost. */
function yjs() {
  const origin = new Y.Doc();
  origin.clientID = 1;
  origin.transact(() => base().forEach(([id, text]) => origin.getMap('sheets').set(id, text)));
  const started = Y.encodeStateAsUpdate(origin);
  const files = edits().map((own, at) => {
    const theirs = new Y.Doc();
    theirs.clientID = at + 2;
    Y.applyUpdate(theirs, started);
    const seen = Y.encodeStateVector(theirs);
    theirs.transact(() => own.forEach(([id, text]) => theirs.getMap('sheets').set(id, text)));
    return Y.encodeStateAsUpdate(theirs, seen);
  });
  let doc;
  const take = () => files.forEach((file) => Y.applyUpdate(doc, file));
  return {
    begin: () => {
      doc = new Y.Doc();
      Y.applyUpdate(doc, started);
    },
    take,
    shown: () => sorted(base().map(([id]) => [id, new Set([doc.getMap('sheets').get(id)])])),
    again: () => {
      const before = Y.encodeStateVector(doc);
      return { time: timed(take), check: () => deepStrictEqual(Y.encodeStateVector(doc), before) };
    },
  };
}

function timed(work) {
  const start = performance.now();
  const result = work();
  const end = () => performance.now() - start;
  return result instanceof Promise ? result.then(end) : end();
}

export async function run({ samples }) {
  const sides = { ours: await ours(), PouchDB: pouch(), Automerge: automerge('one by one'), yjs: yjs(), 'Automerge, all at once': automerge('at once') };
  const all = expected();
  for (const [name, side] of Object.entries(sides)) {
    await side.begin();
    await side.take();
    const shown = await side.shown();
    if (name === 'yjs') {
      strictEqual(shown.length, all.length);
      shown.forEach(([id, [text]], at) => ok(all[at][0] === id && all[at][1].includes(text), `${name} shows ${text} in ${id}`));
    } else {
      deepStrictEqual(shown, all, `${name} shows other texts`);
    }
  }
  ok(all.some(([id, texts]) => id === sheet(10) && texts.length === 2));
  const sample = (side) => async () => {
    await side.begin();
    const first = await timed(side.take);
    const { time, check } = await side.again();
    await check();
    return { first, second: time };
  };
  const taken = await alternate(Object.values(sides).map(sample), samples);
  const rows = [];
  for (const [id, which, work, limits] of [
    ['P8', 'first', 'merge 100 files × 12 edits into 1,000 sheets, every loser kept', [{ must: 0.5 }, { must: 0.05 }, { aim: 1 }, {}]],
    ['P9', 'second', 'the same 100 files again, nothing written', [{ must: 0.5, aim: 0.1 }, {}, {}, {}]],
  ]) {
    const [own, ...peers] = taken.map((side) => side.map((each) => each[which]));
    Object.keys(sides).forEach((name, at) => console.log(spread(`${id}, ${name}`, [own, ...peers][at])));
    const names = ['PouchDB 9.0.0, in memory', 'Automerge 3.5.0', 'yjs 13.6.33, which keeps no loser'];
    peers.forEach((times, at) => {
      // The others are printed above, and no limit was set against them.
      if (Object.keys(limits[at]).length) rows.push(row({ id, work, unit: 'ms', ours: median(own), peer: median(times), peerName: names[at], ...limits[at] }));
    });
  }
  return rows;
}
