// The answer page written by hand, as someone would who has only the DOM. The bench calls `mountForm`.
import { element, mountFrame } from './form_frame.js';

globalThis.mountForm = ({ departments, questions }) => {
  const answer = {};
  const place = element('div', '', ...questions.map(field));
  const allow = mountFrame(departments, place);
  place.addEventListener('change', ({ target }) => {
    answer[target.name] = target.value;
    globalThis.answer = answer;
    allow();
  });
};

function field({ id, text, choices }) {
  const row = element('div', 'choices choices--row', ...choices.map((choice) => radio(id, choice)));
  return element('fieldset', 'field', element('legend', 'field__label', text), row);
}

function radio(name, { id, label }) {
  const input = document.createElement('input');
  input.type = 'radio';
  input.name = name;
  input.value = id;
  const text = element('span', 'choice__text', element('span', '', label));
  return element('label', 'choice', input, text);
}
