// Starts the page, and speaks when it cannot start or has stopped.
//
// A classic script, because module scripts are blocked where a page is opened as a file. Where nobody has been before, the
// front door comes first, a small program of its own, and the page takes its place; everybody else gets the page at once. The
// script's own tag names the door (data-glue, data-wasm), a meta element the page. In the single file there is no door: the
// page's glue stands before this script, and its tag names the page's wasm.
//
// What they may call: `window.shinchokuOpen()` has the page come. `window.shinchokuPiece(…)` fetches a piece of it that is not
// there at the start.
// `window.shinchokuPanic(detail)` covers the page with a message that it has stopped.
// The panic hook calls it, because after a panic the wasm instance is dead and cannot draw anything itself. There, and where
// the page does not start, what is kept on the device can be written into a file.
(() => {
  'use strict';

  const first = document.currentScript.dataset;

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
  const program = () => wasm_bindgen.initSync();
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

  let stopped = false;

  const element = (name, text, ...children) => {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    made.append(...children);
    return made;
  };

  const press = (label, act) => {
    const button = element('button', label);
    button.type = 'button';
    button.addEventListener('click', act);
    Object.assign(button.style, {
      font: 'inherit', padding: '.75rem 1.5rem', border: '2px solid', borderRadius: '.5rem',
      background: 'transparent', color: 'inherit', cursor: 'pointer', margin: '.75rem 0',
    });
    return button;
  };
  const reload = () => press('再読み込み', () => location.reload());

  // The rescue file: what is kept on this device as it lies there, for the day on which no page of it starts. 提出・回収 reads
  // it (src/store/rescue.rs). What may not leave the device stays out: opened answers, keys, unsealed answers, hours of persons.
  const PART = 'shinchoku:part:';
  const TYPING = 'typing:';

  const inMirror = () => {
    const slots = new Map();
    try {
      for (let i = 0; i < localStorage.length; i++) slots.set(localStorage.key(i), localStorage.getItem(localStorage.key(i)));
    } catch {
      // Blocked: then nothing is kept there.
    }
    return slots;
  };

  const inVault = () => new Promise((resolve) => {
    const slots = new Map();
    const end = () => resolve(slots);
    // One that does not answer is not waited for.
    setTimeout(end, 5000);
    try {
      const opening = indexedDB.open('shinchoku');
      // There is none, and none is to be made.
      opening.onupgradeneeded = () => opening.transaction.abort();
      opening.onerror = (event) => (event.preventDefault(), end());
      opening.onblocked = end;
      opening.onsuccess = () => {
        const database = opening.result;
        const store = database.transaction('slots', 'readonly').objectStore('slots');
        const names = store.getAllKeys();
        const texts = store.getAll();
        texts.onerror = end;
        texts.onsuccess = () => {
          names.result.forEach((name, i) => slots.set(name, texts.result[i]));
          database.close();
          end();
        };
      };
    } catch {
      end();
    }
  });

  const parsed = (text) => {
    try {
      return JSON.parse(text);
    } catch {
      return undefined;
    }
  };

  const rescue = async (typing, at) => {
    const [manifests, drafts, parts] = [[], [], {}];
    for (const slots of [inMirror(), await inVault()]) {
      const manifest = slots.get('shinchoku:manifest');
      if (manifest) manifests.push(manifest);
      const entries = Object.entries(parsed(slots.get('shinchoku:drafts'))?.entries || {});
      drafts.push(JSON.stringify({ entries: Object.fromEntries(entries.filter(([name]) => name.startsWith(TYPING))) }));
      // Of earlier states only where the manifest does not say which parts are the newest.
      const isNewest = parsed(manifest) ? (name) => manifest.includes(name) : () => true;
      for (const [slot, text] of slots) {
        const name = slot.startsWith(PART) ? slot.slice(PART.length) : '';
        if (!name || !isNewest(name) || text.startsWith('{"format":"shinchoku-answers"')) continue;
        parts[name] = [...new Set([...(parts[name] || []), text])];
      }
    }
    // The store may have it already.
    if (typing && !drafts.join('').includes(JSON.stringify(typing))) drafts.push(JSON.stringify({ entries: { [`${TYPING}stopped`]: [1, typing] } }));
    const isEmpty = manifests.length === 0 && Object.keys(parts).length === 0 && !typing;
    return isEmpty ? undefined : JSON.stringify({ format: 'shinchoku-rescue', version: 1, written_at: at, manifests, parts, drafts });
  };

  // What was in the field when the page stopped. Not of places that leave no trace, nor of fields for passphrases.
  const typingNow = () => {
    const field = document.activeElement;
    const isText = field instanceof HTMLTextAreaElement || (field instanceof HTMLInputElement && ['text', 'search'].includes(field.type));
    if (!isText || !field.value.trim() || /^#\/(survey\/answer|overtime|settings\/handover)/.test(location.hash)) return '';
    const label = (field.labels?.[0]?.textContent || '').trim().replaceAll('\n', ' ');
    return `${location.hash.slice(1)}\n${label}\n${field.value}`;
  };

  const rescuing = (typing) => {
    const outcome = element('p');
    outcome.setAttribute('role', 'status');
    const write = async () => {
      const now = new Date();
      const two = (n) => String(n).padStart(2, '0');
      const [day, time] = [[now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())], [two(now.getHours()), two(now.getMinutes())]];
      const text = await rescue(typing, `${day.join('-')}T${time.join(':')}:${two(now.getSeconds())}`);
      if (!text) {
        outcome.textContent = 'この端末に残っている内容はありませんでした。';
        return;
      }
      const link = element('a');
      link.download = `進捗帳_止まったときの控え_${day.join('')}-${time.join('')}.json`;
      link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60000);
      outcome.textContent = `${link.download} をダウンロードのフォルダーに書き出しました。`;
    };
    const place = element('div', '',
      element('p', '再読み込みしても直らないときは、この端末に残っている内容をファイルにできます。別のブラウザーやパソコンの進捗帳の「提出・回収」で読み込めます。アンケートの回答と鍵、職員ごとの時間外勤務は入りません。'),
      press('控えを書き出す', write), outcome);
    place.style.margin = '1.5rem 0';
    return place;
  };

  const details = (detail) =>
    element('details', '', element('summary', '担当者に伝える内容'), element('pre', String(detail)));

  const notStarted = (reason, advice, detail) => {
    const place = document.getElementById('starting') || document.body;
    const message = element('div', '', element('p', reason), element('p', advice));
    message.setAttribute('role', 'alert');
    place.replaceChildren(message, reload(), rescuing(''));
    if (detail) place.append(details(detail));
  };

  window.shinchokuPanic = (detail) => {
    if (stopped) return;
    stopped = true;
    const typing = typingNow();
    const heading = element('h1', '画面が止まりました');
    heading.id = 'stopped-heading';
    const box = element('div', '', heading,
      element('p', '保存済みの内容は残っています。再読み込みしてください。'),
      element('p', '入力の途中だった欄は、もう一度確かめてください。'),
      reload(), rescuing(typing), details(detail));
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
      `${location.pathname}\n${error}`);

  const glues = new Map();
  const glued = (address) => {
    if (!glues.has(address)) {
      const ran = new Promise((resolve, reject) => {
        const script = element('script');
        script.src = address;
        script.onload = resolve;
        script.onerror = () => reject(new Error(`${address} did not come`));
        document.head.append(script);
      });
      glues.set(address, ran);
      ran.catch(() => glues.delete(address));
    }
    return glues.get(address);
  };
  // Fulfilled when the program's `main` has run. Both files are asked for at once; the glue is known when its script has run.
  const begin = async (script, wasm, glue) => {
    const program = wasm.startsWith('#') ? unpack(wasm.slice(1)) : fetch(wasm);
    // Said where it is waited for.
    program.catch(() => {});
    if (script) await glued(script);
    await glue()({ module_or_path: program });
    started = true;
  };
  const page = document.querySelector('meta[name=shinchoku-page]');
  let opening;
  const open = () => {
    if (!opening) {
      opening = begin(page?.content, page ? page.dataset.wasm : first.wasm, () => wasm_bindgen);
      opening.catch(() => (opening = undefined));
    }
    return opening;
  };
  // The door says itself what does not come.
  window.shinchokuOpen = () => open().then(() => true, (error) => {
    if (isDeadly(error)) window.shinchokuPanic(error);
    return false;
  });
  const openAlone = () => open().catch((error) => {
    // A panic while starting has already said so.
    if (!stopped) failed(error);
  });

  const isKept = () => {
    try {
      return Object.keys(localStorage).some((slot) => slot.startsWith('shinchoku:'));
    } catch {
      // Blocked: then nothing is kept there.
      return false;
    }
  };
  const isAtDoor = page && ['', '#', '#/'].includes(location.hash) && !isKept();
  if (!isAtDoor) {
    openAlone();
    return;
  }
  begin(first.glue, first.wasm, () => shinchoku_door).then(() => {
    // A hand that moves is about to press something.
    for (const sign of ['pointermove', 'pointerdown', 'keydown']) addEventListener(sign, window.shinchokuOpen, { once: true });
    // Somebody may have been here whose first storage was lost; not every browser tells.
    Promise.resolve().then(() => indexedDB.databases()).then(
      (all) => all.some(({ name }) => name === 'shinchoku') && window.shinchokuOpen(),
      () => {},
    );
  }, openAlone);
})();
