// The table in React 19, as its manual has it: rows by key, each drawn again only when its person is another.
import { memo, useState } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { HEADS, NUMBERS, cells, create } from './people.js';

const Row = memo(function Row({ person }) {
  const { sign, texts } = cells(person);
  return (
    <tr className="keep-whole">
      {texts.map((text, at) => {
        if (at === 0) return <th key={at} scope="row">{text}</th>;
        if (at === 2) return <td key={at}><Badge {...sign} /></td>;
        return <td key={at} className={NUMBERS.includes(at) ? 'number' : undefined}>{text}</td>;
      })}
    </tr>
  );
});

function Badge({ className, strokes, label }) {
  return (
    <span className={className}>
      <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d={strokes} /></svg>
      {label}
    </span>
  );
}

let change;

function Table() {
  const [people, setPeople] = useState([]);
  change = (how) => flushSync(() => setPeople(how));
  return (
    <main className="page" id="main">
      <div className="table-scroll table-scroll--fits">
        <table className="table table--pinned">
          <caption><span className="table__caption">職員ごとの残り時間</span></caption>
          <thead>
            <tr className="listing__heads">{HEADS.map((head) => <th key={head} scope="col">{head}</th>)}</tr>
          </thead>
          <tbody className="listing">{people.map((person) => <Row key={person.number} person={person} />)}</tbody>
        </table>
      </div>
    </main>
  );
}

globalThis.table = {
  mount() {
    createRoot(document.body.appendChild(document.createElement('div'))).render(<Table />);
  },
  create: (count) => change(() => create(count)),
  update: (step) => change((people) => people.map((person, at) => (at % step ? person : { ...person, hours: person.hours + 1 }))),
  swap: (one, other) => change((people) => people.with(one, people[other]).with(other, people[one])),
  remove: (at) => change((people) => people.toSpliced(at, 1)),
  clear: () => change(() => []),
};
