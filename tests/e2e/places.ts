// Every place of the page, for what must hold in all of them; indicators and measures are 小千谷市's.
import type { Page } from '@playwright/test';
import { expect } from './support';

export const PLACES = [
  '#/', '#/welcome', '#/survey', '#/survey/questions', '#/survey/form', '#/survey/intake', '#/survey/paper', '#/survey/results', '#/survey/protection',
  '#/indicators', '#/indicators/O1-3', '#/indicators/view/entry', '#/indicators/view/import', '#/indicators/view/years', '#/indicators/view/charts',
  '#/indicators/view/summary', '#/indicators/view/sums', '#/indicators/view/owners', '#/measures', '#/measures/O1/2023', '#/measures/view/filled',
  '#/measures/view/ratings', '#/measures/view/reports', '#/measures/view/good-practices', '#/measures/view/cycle', '#/overtime', '#/overtime/people',
  '#/overtime/breaches', '#/overtime/interviews', '#/overtime/plan', '#/overtime/leave', '#/overtime/days', '#/overtime/presence', '#/overtime/keeping',
  '#/overtime/rules', '#/exchange', '#/exchange/conflicts', '#/exchange/submissions', '#/exchange/history', '#/reports', '#/settings',
  '#/settings/handover', '#/settings/programme', '#/settings/programme/new', '#/settings/programme/departments', '#/settings/programme/pillars',
  '#/settings/programme/measures', '#/settings/programme/indicators', '#/settings/programme/targets', '#/settings/programme/scale',
  '#/settings/programme/judging', '#/settings/programme/years', '#/help',
];

/** Goes there, and waits until it is drawn. */
export async function visit(page: Page, place: string): Promise<void> {
  await page.evaluate((place) => (location.hash = place), place);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}
