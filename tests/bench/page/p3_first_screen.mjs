// P3: from an empty profile to a first screen that answers, against React 19 + SurveyJS showing the same.
import { deepStrictEqual, ok } from 'node:assert';
import { profile } from '../browser.mjs';
import { alternate, median, spread } from '../measure.mjs';
import { row } from '../rows.mjs';

export async function run({ browser, server, samples }) {
  const ours = `${server.origin}/ours/`;
  const peer = `${server.origin}/peers/first_screen.html`;
  const shown = await Promise.all([ours, peer].map((url) => start(browser, url, read)));
  deepStrictEqual(shown[0], shown[1], 'the first screens differ');
  ok(shown[0].choices.length === 5 && shown[0].departments.length > 1, 'the first screen is not whole');
  const sides = [ours, peer].map((url) => () => start(browser, url, (page) => page.evaluate(() => bench.firstAnswer)));
  const times = await alternate(sides, samples);
  console.log(spread('ours', times[0]));
  console.log(spread('React 19 + SurveyJS', times[1]));
  return [
    row({
      id: 'P3',
      work: 'empty profile → first screen painted, and its first click answered and painted',
      unit: 'ms',
      ours: median(times[0]),
      peer: median(times[1]),
      peerName: 'React 19 + SurveyJS, same first screen',
      must: 1,
      aim: 0.6,
    }),
  ];
}

/** Opens the page in an empty profile; `then` asks it something. */
async function start(browser, url, then) {
  const { context, close } = await profile(browser);
  await context.addInitScript(firstVisit);
  const page = await context.newPage();
  await page.goto(url, { waitUntil: 'commit' });
  const answer = await then(page);
  await close();
  return answer;
}

/** In the page: chooses as soon as the five choices are painted. `bench.firstAnswer` is the time since the navigation began. */
function firstVisit() {
  const choices = () => document.querySelectorAll('main li button');
  const hasAnswered = () => [...document.querySelectorAll('main h2')].some((heading) => heading.textContent === 'あなたの所属');
  bench.firstAnswer = (async () => {
    await bench.until(() => choices().length === 5);
    await bench.painted();
    [...choices()].find((choice) => choice.textContent.includes('所属の入力をする')).click();
    await bench.until(hasAnswered);
    return bench.painted();
  })();
}

/** What a person sees after the first click. */
async function read(page) {
  await page.evaluate(() => bench.firstAnswer);
  return page.evaluate(() => {
    const text = (element) => element.innerText.replace(/\s+/g, ' ').trim();
    const options = (label) => {
      const select = [...document.querySelectorAll('label')].find((each) => text(each) === label).control;
      return [...select.options].map((option) => option.text.trim()).sort();
    };
    return {
      headings: [...document.querySelectorAll('main :is(h1, h2)')].map(text),
      lead: text(document.querySelector('main .lead')),
      choices: [...document.querySelectorAll('main li button')].map(text),
      programmes: options('プログラム'),
      departments: options('所属'),
      places: [...document.querySelectorAll('nav a')].map(text),
    };
  });
}
