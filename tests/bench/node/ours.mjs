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
  const { exports } = new WebAssembly.Instance(module, imports);
  const put = (bytes) => new Uint8Array(exports.memory.buffer, exports.room(bytes.length), bytes.length).set(bytes);
  const answer = () => {
    const length = exports.answer();
    return new TextDecoder().decode(new Uint8Array(exports.memory.buffer, exports.room(length), length));
  };
  return { exports, put, answer };
}
