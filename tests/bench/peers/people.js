// The rows of the table bench: made-up people as tests/bench/table makes them, and the words of their cells.
export const HEADS = ['職員番号', '所属', '状況', 'この月', '残り', '効いている上限', '年の累計', '原則を超えた月', '判定保留'];

export function create(count) {
  return Array.from({ length: count }, (_, number) => ({ number, hours: (number * 7) % 40 }));
}

const SIGNS = {
  held: { className: 'badge badge--held', strokes: 'M9 5v14M15 5v14', label: '70%以上（注意）' },
  good: { className: 'badge badge--good', strokes: 'M4.5 12.5l5 5l10-11', label: '余裕あり' },
};

/** The nine cells: what stands in each, and the badge in the third. */
export function cells({ number, hours }) {
  const sign = number % 5 === 0 ? SIGNS.held : SIGNS.good;
  return {
    sign,
    texts: [
      String(number).padStart(5, '0'),
      `第${(number % 100) + 1}課`,
      sign.label,
      `${hours}時間`,
      `あと${Math.max(45 - hours, 0)}時間`,
      '原則：1か月45時間以内',
      `${hours * 6}時間`,
      `${number % 7}回／6回`,
      '',
    ],
  };
}

/** Which cells hold numbers. */
export const NUMBERS = [3, 4, 6, 7];
