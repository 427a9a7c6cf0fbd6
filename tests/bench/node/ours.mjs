// Our merging and reading as WebAssembly, without a page around it: tests/bench/ours, built with the page's own profile.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FILE = join(import.meta.dirname, '../../../target/bench/ours.wasm');

export function bytes() {
  if (!existsSync(FILE)) throw new Error(`${FILE} is missing: run \`cargo xtask bench\``);
  return readFileSync(FILE);
}

/** Also sent to a browser as text, so it uses nothing around it. */
export function start(wasm) {
  const module = new WebAssembly.Module(wasm);
  const imports = {};
  // Nothing of a browser is called by what is measured; whatever else the page imports is never reached.
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    (imports[from] ??= {})[name] = () => {
      throw new Error(`${name} was called`);
    };
  }
  // But for the letters of Shift_JIS, which the page asks its browser for too.
  (imports.around ??= {}).read_shift_jis = (from, n, to) => {
    const { buffer } = exports.memory;
    const text = new TextDecoder('shift_jis').decode(new Uint8Array(buffer, from, n));
    return new TextEncoder().encodeInto(text, new Uint8Array(buffer, to, 3 * n)).written;
  };
  const { exports } = new WebAssembly.Instance(module, imports);
  const put = (bytes) => {
    // Asked for first: it may make the memory larger, which puts another buffer in the place of the old one.
    const place = exports.room(bytes.length);
    new Uint8Array(exports.memory.buffer, place, bytes.length).set(bytes);
  };
  const answer = (length = exports.answer()) => {
    const place = exports.room(length);
    return new TextDecoder().decode(new Uint8Array(exports.memory.buffer, place, length));
  };
  return { exports, put, answer };
}
