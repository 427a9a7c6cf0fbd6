// The table written by hand, as someone would who has only the DOM: a change touches what changes.
import { element } from './form_frame.js';
import { HEADS, NUMBERS, cells, create } from './people.js';

const SVG = 'http://www.w3.org/2000/svg';
const body = element('tbody', 'listing');
let rows = [];

function badge({ className, strokes, label }) {
  const icon = document.createElementNS(SVG, 'svg');
  icon.setAttribute('class', 'icon');
  icon.setAttribute('viewBox', '0 0 24 24');
  icon.setAttribute('aria-hidden', 'true');
  icon.setAttribute('focusable', 'false');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', strokes);
  icon.append(path);
  return element('span', className, icon, label);
}

function drawn(person) {
  const { sign, texts } = cells(person);
  const row = element('tr', 'keep-whole');
  texts.forEach((text, at) => {
    if (at === 0) {
      const head = element('th', '', text);
      head.scope = 'row';
      row.append(head);
    } else if (at === 2) row.append(element('td', '', badge(sign)));
    else row.append(element('td', NUMBERS.includes(at) ? 'number' : '', text));
  });
  return row;
}

globalThis.table = {
  mount() {
    const head = element('tr', 'listing__heads', ...HEADS.map((text) => Object.assign(element('th', '', text), { scope: 'col' })));
    const caption = element('caption', '', element('span', 'table__caption', '職員ごとの残り時間'));
    const table = element('table', 'table table--pinned', caption, element('thead', '', head), body);
    const frame = element('div', 'table-scroll table-scroll--fits', table);
    const main = element('main', 'page', frame);
    main.id = 'main';
    document.body.replaceChildren(main);
  },
  create(count) {
    rows = create(count).map((person) => ({ person, element: drawn(person) }));
    body.replaceChildren(...rows.map((row) => row.element));
  },
  update(step) {
    for (let at = 0; at < rows.length; at += step) {
      const { person, element: row } = rows[at];
      person.hours += 1;
      const { texts } = cells(person);
      for (const place of [3, 4, 6]) row.children[place].firstChild.data = texts[place];
    }
  },
  swap(one, other) {
    const [first, second] = [rows[one].element, rows[other].element];
    const behind = second.nextSibling;
    body.insertBefore(second, first);
    body.insertBefore(first, behind);
    [rows[one], rows[other]] = [rows[other], rows[one]];
  },
  remove(at) {
    rows[at].element.remove();
    rows.splice(at, 1);
  },
  clear() {
    rows = [];
    body.replaceChildren();
  },
};
