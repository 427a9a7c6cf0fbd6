// The one data set of every run: a survey of any length, and what the first screen shows of the two programmes.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const SEEDS = join(import.meta.dirname, '../../seeds');

const CHOICES = [
  ['agree', 'そう思う'],
  ['rather_agree', 'どちらかといえばそう思う'],
  ['neither', 'どちらともいえない'],
  ['rather_disagree', 'どちらかといえばそう思わない'],
  ['disagree', 'そう思わない'],
];
const SUBJECTS = ['仕事の進め方', '会議の時間', '資料のつくり方', '休暇の取りやすさ', '上司への相談', '在宅での勤務', '研修の機会', '窓口の混み具合'];
const OPINIONS = ['に満足している', 'は一年前よりよくなった', 'について職場で話し合っている', 'を自分で変えられると感じる', 'は住民のためになっている'];
const DEPARTMENTS = ['総務課', '企画政策課', '税務課', '市民課', '福祉課', '農林課', '建設課'];

/** A survey of `n` questions with the five usual choices each. */
export function survey(n) {
  const questions = Array.from({ length: n }, (_, at) => ({
    id: `q${at + 1}`,
    text: `問${at + 1} ${SUBJECTS[at % SUBJECTS.length]}${OPINIONS[(at * 3 + (at >> 3)) % OPINIONS.length]}`,
    choices: CHOICES.map(([id, label]) => ({ id, label })),
  }));
  return { title: `${n}問のアンケート`, departments: DEPARTMENTS, questions };
}

/** The same survey as a file that the secretariat hands out. */
export function bundle({ title, departments, questions }) {
  const id = `bench${questions.length}`;
  let n = 0;
  const cell = (kind, key, value) => [kind, id, key, [{ dot: `00000000000b0001:${(n += 1)}`, value }]];
  const sense = (choice) => (choice.includes('agree') && !choice.includes('dis') ? 'favourable' : 'other');
  const asked = questions.map((question) => ({
    ...question,
    choices: question.choices.map((choice) => ({ ...choice, sense: sense(choice.id) })),
  }));
  const cells = [
    cell('overview', null, { city: '進捗市', title, first_year: 2023, document: title }),
    cell('settings', null, { first_judged_year: 2023, reference: 'previous_year', reporting_deadline: [5, 31], minimum_group: 10 }),
    ...departments.map((name, at) => cell('department', `d${at + 1}`, { name })),
    cell('survey', '2023', {
      year: 2023,
      title,
      version: 1,
      questions: asked,
      scope: '職員',
      // Nobody has the key: nothing is ever sealed here.
      public_key: 'age1pyqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq8r66x',
    }),
  ];
  return JSON.stringify({ format: 'shinchoku', version: 1, kind: 'programme', programme: { id, title }, count: cells.length, cells });
}

/** Titles, departments and surveys of the two programmes: all that a peer's first screen and its first step need. */
export function programmes() {
  return ['nagaoka', 'ojiya'].map((name) => {
    const { programme, cells } = JSON.parse(readFileSync(join(SEEDS, `${name}.json`), 'utf8'));
    const values = (kind) => cells.filter((each) => each[0] === kind).map(([, , key, [{ value }]]) => ({ key, value }));
    const [{ value: overview }] = values('overview');
    return {
      id: programme.id,
      title: overview.title.startsWith(overview.city) ? overview.title : `${overview.city} ${overview.title}`,
      departments: values('department').map(({ key, value }) => ({ id: key, name: value.name })),
      questions: values('survey').flatMap(({ value }) => value.questions),
    };
  });
}
