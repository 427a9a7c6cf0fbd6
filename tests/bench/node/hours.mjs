// Seven years of attendance: 2,500 people, a row a month, 210,000 rows. The same every time.
export const PEOPLE = 2_500;
export const YEARS = [2017, 2018, 2019, 2020, 2021, 2022, 2023];
const PLACES = Array.from({ length: 100 }, (_, at) => `第${at + 1}課`);

/** Every so many rows one has hours that are no whole minutes. */
const DAMAGE = 1_000;

function* months() {
  let state = 12_345;
  for (let person = 0; person < PEOPLE; person += 1) {
    for (const year of YEARS) {
      for (let place = 0; place < 12; place += 1) {
        state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
        const chance = (state >>> 8) / 2 ** 24;
        // Most months are quiet, a few people are far beyond the limits.
        const scale = person % 50 === 7 ? 150 : person % 10 === 3 ? 80 : 30;
        const quarters = Math.floor(chance * chance * scale * 4);
        yield { person, year, month: ((place + 3) % 12) + 1, calendar: year + (place > 8 ? 1 : 0), hours: quarters / 4 };
      }
    }
  }
}

/** The file, and what is in it. `minutes` of a damaged row is null. */
export function hours({ isDamaged }) {
  const lines = ['職員番号,所属,年月,時間外'];
  const rows = [];
  for (const { person, calendar, month, hours } of months()) {
    const bad = isDamaged && rows.length % DAMAGE === DAMAGE - 1;
    const id = String(person).padStart(5, '0');
    lines.push(`${id},${PLACES[person % PLACES.length]},${calendar}-${String(month).padStart(2, '0')},${bad ? '12.33' : hours}`);
    rows.push({ id, minutes: bad ? null : hours * 60 });
  }
  return { text: `${lines.join('\n')}\n`, rows };
}
