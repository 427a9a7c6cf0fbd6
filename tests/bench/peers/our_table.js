// Starts our table: the program of tests/bench/table, beside this script.
const script = document.createElement('script');
script.src = './table.js';
script.onload = async () => {
  await wasm_bindgen({ module_or_path: './table_bg.wasm' });
  globalThis.table = wasm_bindgen;
};
script.onerror = () => {
  throw new Error('table.js is missing: run `cargo xtask bench`');
};
document.head.append(script);
