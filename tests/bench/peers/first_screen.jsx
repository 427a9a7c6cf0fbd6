// The first screen in React 19, with SurveyJS behind its first choice: the same words, fields and step as ours.
import { useRef, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import 'survey-core/survey-core.fontless.min.css';
import { Model } from 'survey-core';
import { renderSurvey } from 'survey-js-ui';
import { modelOf } from './model.js';

const PLACES = ['ホーム', 'アンケート', '指標', '取組', '時間外勤務', '提出・回収', '帳票', '設定', 'ヘルプ'];
const CHOICES = [
  ['respondent', 'アンケートに答える', '職員アンケートに匿名で答え、ファイルにして送付します。'],
  ['department', '所属の入力をする', '所属の実績を入力し、事務局へ送付するファイルを作ります。'],
  ['manager', '所属長として確認する', '所属の入力を見て、提出前に確かめます。'],
  ['secretariat', '事務局の仕事をする', '配布、回収、集計、印刷をします。'],
  ['viewer', '見るだけ', '指標と取組の状況を見ます。'],
];

function App() {
  const [programme, setProgramme] = useState(PROGRAMMES[0]);
  const [role, setRole] = useState(null);
  return (
    <>
      <a className="skip-link" href="#main">本文へ</a>
      <Header programme={programme} />
      {role === 'respondent' ? (
        <Answering questions={programme.questions} />
      ) : (
        <Welcome programme={programme} setProgramme={setProgramme} role={role} setRole={setRole} />
      )}
      <footer className="site-footer">
        <p className="small">進捗帳　入力した内容はこのブラウザーの中だけに保存され、ネットワークには送られません。</p>
      </footer>
    </>
  );
}

function Header({ programme }) {
  return (
    <>
      <header className="site-header">
        <div className="site-header__inner">
          <p className="site-name">進捗帳 <span className="site-name__programme">{programme.title}</span></p>
          <div className="site-header__tools">
            <button type="button" className="button button--text button--small" disabled>元に戻す</button>
          </div>
        </div>
      </header>
      <nav className="site-nav" aria-label="主なメニュー">
        <ul>{PLACES.map((name) => <li key={name}><a href={`#/${name}`}>{name}</a></li>)}</ul>
      </nav>
    </>
  );
}

function Welcome({ programme, setProgramme, role, setRole }) {
  const choose = (id) => setProgramme(PROGRAMMES.find((each) => each.id === id));
  return (
    <main className="page page--narrow" id="main">
      <div className="page-head">
        <h1>何をしますか</h1>
        <p className="lead">
          あとから「設定」でいつでも変えられます。入力した内容は、このパソコンのブラウザーの中だけに保存され、ネットワークには送られません。
        </p>
      </div>
      <Field id="programme" label="プログラム" support="事務局から届いた配布ファイルがあるときは、「提出・回収」で読み込むとここに加わります。">
        <select id="programme" className="input" value={programme.id} onChange={(event) => choose(event.target.value)}>
          {PROGRAMMES.map(({ id, title }) => <option key={id} value={id}>{title}</option>)}
        </select>
      </Field>
      <p className="small"><a href="#/exchange">ファイルを読み込む</a></p>
      <ul className="cards">
        {CHOICES.map(([id, title, hint]) => (
          <li key={id}>
            <button type="button" className="card card--link" onClick={() => setRole(id)}>
              <span className="card__title">{title}</span>
              <span>{hint}</span>
            </button>
          </li>
        ))}
      </ul>
      {role !== null && <Department departments={programme.departments} />}
    </main>
  );
}

function Department({ departments }) {
  return (
    <section className="section">
      <h2>あなたの所属</h2>
      <Field id="department" label="所属">
        <select id="department" className="input input--short" defaultValue="">
          <option value="">選んでください</option>
          {departments.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
        </select>
      </Field>
      <Field id="person" label="氏名" support="送付するファイルに、書いた人として入ります（空欄でもかまいません）。">
        <input id="person" className="input input--short" type="text" />
      </Field>
      <div className="actions"><button type="button" className="button button--primary">はじめる</button></div>
    </section>
  );
}

function Field({ id, label, support, children }) {
  return (
    <div className="field">
      <label htmlFor={id} className="field__label">{label}</label>
      {support && <p className="field__support">{support}</p>}
      <div className="field__control">{children}</div>
    </div>
  );
}

function Answering({ questions }) {
  const place = useRef(null);
  useEffect(() => {
    renderSurvey(new Model(modelOf(questions)), place.current);
  }, [questions]);
  return (
    <main className="page page--narrow" id="main">
      <h1>アンケートに答える</h1>
      <div ref={place} />
    </main>
  );
}

createRoot(document.body.appendChild(document.createElement('div'))).render(<App />);
