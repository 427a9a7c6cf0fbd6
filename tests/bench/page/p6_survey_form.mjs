// P6: the answer page with a survey of 40 and of 200 questions, against SurveyJS and against DOM written by hand.
import { deepStrictEqual, ok } from 'node:assert';
import { profile } from '../browser.mjs';
import { bundle, survey } from '../data.mjs';
import { alternate, median, spread } from '../measure.mjs';
import { row } from '../rows.mjs';

export async function run(kit) {
  const rows = [];
  for (const n of [40, 200]) rows.push(...(await measure(kit, n)));
  return rows;
}

async function measure({ browser, server, samples }, n) {
  const asked = survey(n);
  const { context, close } = await profile(browser);
  await context.addInitScript(form);
  await prepareOurs(context, server, asked);
  const sides = {
    ours: () => sample(context, `${server.origin}/ours/#/survey`, asked),
    SurveyJS: () => sample(context, `${server.origin}/peers/survey_form.html`, asked),
    'hand-written DOM': () => sample(context, `${server.origin}/peers/hand_form.html`, asked),
  };
  const expected = asked.questions.map(({ text, choices }) => ({ text, choices: choices.map(({ label }) => label) }));
  for (const [name, side] of Object.entries(sides)) {
    const { shown, answer } = await side();
    deepStrictEqual(shown, expected, `${name} shows other questions`);
    deepStrictEqual(answer, [[asked.questions[0].text, asked.questions[0].choices[0].label]], `${name} took another answer`);
  }
  const taken = await alternate(Object.values(sides), samples);
  await close();
  const painted = taken.map((side) => side.map((each) => each.painted));
  const accepted = taken.map((side) => side.map((each) => each.accepted));
  for (const [at, name] of Object.keys(sides).entries()) {
    console.log(spread(`${n} questions, ${name}, painted`, painted[at]));
    console.log(spread(`${n} questions, ${name}, first answer accepted`, accepted[at]));
  }
  const compare = (work, times) => {
    const [ours, surveyJs, byHand] = times.map(median);
    const common = { id: 'P6', work: `${n} questions: ${work}`, unit: 'ms', ours };
    return [
      row({ ...common, peer: surveyJs, peerName: 'SurveyJS', must: 0.35 }),
      row({ ...common, peer: byHand, peerName: 'hand-written DOM', aim: 1.5 }),
    ];
  };
  return [...compare('mount → painted', painted), ...compare('mount → first answer accepted and painted', accepted)];
}

/** Brings the survey into the profile as a person would: by the secretariat's file. */
async function prepareOurs(context, server, asked) {
  const page = await context.newPage();
  const buffer = Buffer.from(bundle(asked));
  await page.goto(`${server.origin}/ours/#/exchange`);
  await page.locator('main input[type=file]').first().setInputFiles({ name: '配布.json', mimeType: 'application/json', buffer });
  await page.getByRole('button', { name: /^選んだ\d+件を読み込む$/ }).click();
  await page.getByText(/件を読み込みました/).waitFor();
  await goTo(page, '#/welcome');
  const programme = page.getByLabel('プログラム').locator('option', { hasText: asked.title });
  await page.getByLabel('プログラム').selectOption(await programme.getAttribute('value'));
  await page.getByRole('button', { name: 'アンケートに答える' }).click();
  await page.getByText(asked.questions.at(-1).text).waitFor();
  await page.getByText(/保存しました/).first().waitFor();
  await page.close();
}

function goTo(page, place) {
  return page.evaluate((hash) => {
    location.hash = hash;
  }, place);
}

/** The first showing after a start, as a person meets it who opens the page to answer. */
async function sample(context, url, asked) {
  const page = await context.newPage();
  await page.goto(url, { waitUntil: 'networkidle' });
  // Ours is on the page before; a peer has loaded its script and waits.
  await page.waitForFunction(() => globalThis.mountForm || document.querySelector('main a[href="#/survey/answer"]'));
  // A person reads the page before; meanwhile the rest of ours comes by itself, as all of a peer came with its script.
  await page.waitForFunction(() => {
    const came = new Set(performance.getEntriesByType('resource').map(({ name }) => name));
    const parts = [...document.querySelectorAll('meta[name=shinchoku-part]')];
    return parts.every(({ content }) => came.has(new URL(content, document.baseURI).href));
  });
  await page.waitForLoadState('networkidle');
  const taken = await page.evaluate((survey) => bench.form(survey), asked);
  await page.close();
  ok(taken.painted > 0 && taken.accepted > taken.painted, 'the clock did not run');
  return taken;
}

/** In the page: mounts the form, answers the first question, and says when each was on the screen. */
function form() {
  bench.form = async (survey) => {
    const n = survey.questions.reduce((sum, { choices }) => sum + choices.length, 0);
    const radios = () => document.querySelectorAll('main input[type=radio]');
    const send = () => [...document.querySelectorAll('main button')].find((button) => button.textContent.includes('回答に封をする'));
    const begin = await bench.painted();
    if (globalThis.mountForm) globalThis.mountForm(survey);
    else location.hash = '#/survey/answer';
    await bench.until(() => radios().length === n);
    const painted = await bench.painted();
    const shown = read(radios());
    const click = performance.now();
    radios()[0].click();
    await bench.until(() => send().disabled === false);
    const accepted = painted + (await bench.painted()) - click;
    const answer = [...radios()].filter((radio) => radio.checked).map((radio) => [title(radio), label(radio)]);
    return { painted: painted - begin, accepted: accepted - begin, shown, answer };
  };

  const text = (element) => element.innerText.replace(/\s+/g, ' ').trim();
  const label = (radio) => text(radio.labels[0]);
  const title = (radio) => {
    const group = radio.closest('fieldset');
    const named = document.getElementById(group.getAttribute('aria-labelledby'));
    const whole = named ?? group.querySelector('legend');
    // Ours says besides which questions may be left out.
    const need = whole.querySelector('.field__need');
    return text(whole).slice(0, need ? -text(need).length : undefined).trim();
  };
  const read = (radios) => {
    const groups = Map.groupBy([...radios], (radio) => radio.name);
    return [...groups.values()].map((group) => ({ text: title(group[0]), choices: group.map(label) }));
  };
}
