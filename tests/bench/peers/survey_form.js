// The answer page with its questions shown by SurveyJS. The bench calls `mountForm`.
import 'survey-core/survey-core.fontless.min.css';
import { Model } from 'survey-core';
import { renderSurvey } from 'survey-js-ui';
import { element, mountFrame } from './form_frame.js';
import { modelOf } from './model.js';

globalThis.mountForm = ({ departments, questions }) => {
  const place = element('div', '');
  const allow = mountFrame(departments, place);
  const model = new Model(modelOf(questions));
  model.onValueChanged.add(() => {
    globalThis.answer = model.data;
    allow();
  });
  renderSurvey(model, place);
};
