// What stands around the questions on the answer page, in plain DOM: the same for both peers.
export function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

/** Puts the page together around `questions`. The returned function allows the answer to be sent. */
export function mountFrame(departments, questions) {
  const options = ['答えない', ...departments].map((name) => element('option', '', name));
  const select = element('select', 'input input--short', ...options);
  select.id = 'department';
  const label = element('label', 'field__label', '所属');
  label.htmlFor = select.id;
  const support = element('p', 'field__support', '回答の少ない所属の結果は表示されません。');
  const field = element('div', 'field', label, support, element('div', 'field__control', select));
  const send = element('button', 'button button--primary', '回答に封をする');
  send.type = 'button';
  send.disabled = true;
  const head = element('div', 'page-head', element('h1', '', 'アンケートに答える'));
  const lead = element('p', '', '回答はこの端末の中で封をします。名前・日時は入りません。答えたくない設問は空けたままでかまいません。');
  const main = element('main', 'page page--narrow', head, lead, field, questions, element('div', 'actions', send));
  document.body.replaceChildren(main);
  return () => {
    send.disabled = false;
  };
}
