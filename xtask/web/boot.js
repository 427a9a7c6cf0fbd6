// Starts the page, and speaks when it cannot start or has stopped.
//
// A classic script, because module scripts are blocked where a page is opened as a file. It stands after the
// glue script that sets `wasm_bindgen`, and its own tag names the wasm file: data-wasm="./assets/….wasm".
//
// What the page may call: `window.shinchokuPiece(…)` fetches a piece of the program that is not there at the start.
// `window.shinchokuPanic(detail)` covers the page with a message that it has stopped.
// The panic hook calls it, because after a panic the wasm instance is dead and cannot draw anything itself.
(() => {
  'use strict';

  const wasm = document.currentScript.dataset.wasm;

  // In the single file everything lies in the page itself: `#name` is the element that holds it, as base64 of gzip.
  // The page unpacks its second program with it, too.
  const unpack = async (id) => {
    const packed = atob(document.getElementById(id).textContent);
    const bytes = new Uint8Array(packed.length);
    for (let i = 0; i < packed.length; i++) bytes[i] = packed.charCodeAt(i);
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();
  };
  window.shinchokuUnpack = unpack;

  // The parts of the program that come later, each named by an element with the pieces it is of. A part lies down in the
  // memory and the table of what is there, so it comes once; one that did not come may be asked for again.
  const coming = new Map();
  const program = () => glue.initSync();
  const fetched = async (address) => {
    if (address.startsWith('#')) return unpack(address.slice(1));
    const response = await fetch(address);
    if (!response.ok) throw new Error(`${address}: ${response.status}`);
    return response.arrayBuffer();
  };
  const come = (address) => {
    if (!coming.has(address)) {
      const part = fetched(address).then((bytes) => WebAssembly.instantiate(bytes, { __wasm_split: program() }));
      coming.set(address, part);
      part.catch(() => coming.delete(address));
    }
    return coming.get(address);
  };
  // `name` is the program's own for the function, `then` its callback in the table, told whether the piece is here.
  window.shinchokuPiece = async (name, then, told) => {
    const piece = name.replace('__wasm_split_load_', '');
    const parts = [...document.querySelectorAll('meta[name=shinchoku-part]')];
    const needed = parts.filter((part) => part.dataset.pieces.split(' ').includes(piece));
    const isHere = await Promise.all(needed.map((part) => come(part.content))).then(() => true, () => false);
    program().__indirect_function_table.get(then)(told, isHere);
  };

  const glue = typeof wasm_bindgen === 'undefined' ? undefined : wasm_bindgen;
  let stopped = false;

  const element = (name, text, ...children) => {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    made.append(...children);
    return made;
  };

  const reload = () => {
    const button = element('button', '再読み込み');
    button.type = 'button';
    button.addEventListener('click', () => location.reload());
    Object.assign(button.style, {
      font: 'inherit', padding: '.75rem 1.5rem', border: '2px solid', borderRadius: '.5rem',
      background: 'transparent', color: 'inherit', cursor: 'pointer',
    });
    return button;
  };

  const details = (detail) =>
    element('details', '', element('summary', '担当者に伝える内容'), element('pre', String(detail)));

  const notStarted = (reason, advice, detail) => {
    const place = document.getElementById('starting') || document.body;
    const message = element('div', '', element('p', reason), element('p', advice));
    message.setAttribute('role', 'alert');
    place.replaceChildren(message, reload());
    if (detail) place.append(details(detail));
  };

  window.shinchokuPanic = (detail) => {
    if (stopped) return;
    stopped = true;
    const heading = element('h1', '画面が止まりました');
    heading.id = 'stopped-heading';
    const box = element('div', '', heading,
      element('p', '保存済みの内容は残っています。再読み込みしてください。'),
      element('p', '入力の途中だった欄は、もう一度確かめてください。'),
      reload(), details(detail));
    const cover = element('div', '', box);
    cover.setAttribute('role', 'alertdialog');
    cover.setAttribute('aria-modal', 'true');
    cover.setAttribute('aria-labelledby', heading.id);
    Object.assign(cover.style, {
      position: 'fixed', inset: '0', zIndex: '2147483647', overflow: 'auto', padding: '1rem',
      background: 'Canvas', color: 'CanvasText',
    });
    Object.assign(box.style, { maxWidth: '40rem', margin: '3rem auto' });
    // What lies below is dead: neither the keyboard nor a reader should wander into it.
    for (const child of document.body.children) child.inert = true;
    document.body.append(cover);
    box.querySelector('button').focus();
  };

  // A trap or an exhausted stack kills the instance without passing through the panic hook.
  const isDeadly = (error) =>
    error instanceof WebAssembly.RuntimeError ||
    ((error instanceof RangeError || error?.name === 'InternalError') && /wasm/.test(error.stack));
  let started = false;
  addEventListener('error', (event) => {
    if (started && isDeadly(event.error)) window.shinchokuPanic(event.message);
  });
  addEventListener('unhandledrejection', (event) => {
    if (started && isDeadly(event.reason)) window.shinchokuPanic(event.reason);
  });

  if (typeof WebAssembly === 'undefined') {
    notStarted('このブラウザーでは起動できません（WebAssembly が使えません）。',
      'Microsoft Edge、Google Chrome、Firefox のどれかの新しい版で開いてください。設定で止められているときは、情報システムの担当に相談してください。');
    return;
  }
  const failed = (error) =>
    notStarted('起動できませんでした。保存済みの内容は残っています。',
      '通信を確かめて、再読み込みしてください。直らないときは、下の内容を情報システムの担当に伝えてください。',
      `${location.pathname}\n${wasm}\n${error}`);
  if (!glue) {
    failed('glue script missing');
    return;
  }
  const module = wasm.startsWith('#') ? unpack(wasm.slice(1)) : Promise.resolve(wasm);
  // `main` has drawn the page when this is fulfilled.
  module.then((found) => glue({ module_or_path: found })).then(
    () => {
      started = true;
      document.getElementById('starting')?.remove();
    },
    (error) => {
      // A panic while starting has already said so.
      if (!stopped) failed(error);
    },
  );
})();
