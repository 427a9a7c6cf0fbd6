// A survey in SurveyJS's own terms: a Likert row per question.
export function modelOf(questions) {
  return {
    showNavigationButtons: false,
    showQuestionNumbers: false,
    elements: questions.map(({ id, text, choices }) => ({
      type: 'radiogroup',
      name: id,
      title: text,
      choices: choices.map(({ id, label }) => ({ value: id, text: label })),
      colCount: choices.length,
    })),
  };
}
