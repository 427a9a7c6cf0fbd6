// A large city's programme: 200 indicators under five pillars, with figures and targets of ten years.
export const INDICATORS = 200;
export const FIRST_YEAR = 2017;
export const YEARS = 10;
const PILLARS = 5;
const SUBJECTS = ['窓口の待ち時間が短くなった手続の数', '職員一人あたりの月平均時間外勤務', '施設の利用者の満足度', '電子申請で受け付けた件数', '地域活動に参加した市民の割合'];

/** The unit and decimals of an indicator: whole numbers and tenths, rising and falling. */
const kind = (at) => [['件', 0], ['時間', 1], ['%', 1], ['件', 0], ['%', 1]][at % 5];

/** As a file of the programme. */
export function wide() {
  let n = 0;
  const cell = (name, key, value) => [name, 'wide', key, [{ dot: `00000000000c0001:${(n += 1)}`, value }]];
  const at = (number) => `${String(number).padStart(3, '0')}i`;
  const overview = { city: '大進捗市', title: '200指標の計画', first_year: FIRST_YEAR, last_year: FIRST_YEAR + YEARS - 1, document: '計画' };
  const cells = [
    cell('overview', null, overview),
    cell('settings', null, { first_judged_year: FIRST_YEAR + 1, reference: 'previous_year', reporting_deadline: [5, 31], minimum_group: 10 }),
  ];
  for (let pillar = 1; pillar <= PILLARS; pillar += 1) {
    cells.push(cell('pillar', `p${pillar}`, { number: `${pillar}`, name: `柱${pillar}`, summary: '', role: 'pillar' }));
    cells.push(cell('position', { pillar: `p${pillar}` }, { at: at(pillar) }));
  }
  for (let number = 0; number < INDICATORS; number += 1) {
    const [unit, decimals] = kind(number);
    const id = `W${number + 1}`;
    const value = { pillar: `p${1 + Math.floor((number * PILLARS) / INDICATORS)}`, name: `${SUBJECTS[number % 5]}（${number + 1}）`, unit, decimals };
    cells.push(cell('indicator', id, value), cell('position', { indicator: id }, { at: at(number + 1) }));
    for (let year = FIRST_YEAR; year < FIRST_YEAR + YEARS; year += 1) {
      const amount = (100 + ((number * 37 + year * 13) % 400)) / 10 ** decimals;
      const printed = { number: amount.toFixed(decimals), unit };
      const rule = number % 5 === 1 ? 'decrease' : { at_least: { number: (30 / 10 ** decimals).toFixed(decimals), unit } };
      cells.push(cell('figure', { indicator: id, year }, { shown: printed }), cell('target', { indicator: id, slot: year }, { rule }));
    }
  }
  return JSON.stringify({ format: 'shinchoku', version: 1, kind: 'programme', programme: { id: 'wide', title: overview.title }, count: cells.length, cells });
}
