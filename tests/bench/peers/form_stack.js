// The least that shows a form with SurveyJS.
import 'survey-core/survey-core.fontless.min.css';
import { Model } from 'survey-core';
import { renderSurvey } from 'survey-js-ui';
import { modelOf } from './model.js';

const place = document.body.appendChild(document.createElement('div'));
renderSurvey(new Model(modelOf(PROGRAMMES.flatMap(({ questions }) => questions))), place);
