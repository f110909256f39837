import { expect, test } from 'vitest';
import { csvText } from './write-csv.js';

test('is UTF-8 with a byte order mark, lines ended as RFC 4180 says', () => {
  expect(
    csvText([
      ['年度', '値'],
      [2026, 12.5],
      [null, ''],
    ]),
  ).toBe('\uFEFF年度,値\r\n2026,12.5\r\n,\r\n');
});

test('quotes what must be quoted', () => {
  expect(csvText([['一,二', '彼は"はい"と言った', '一行目\n二行目']])).toBe(
    '\uFEFF"一,二","彼は""はい""と言った","一行目\n二行目"\r\n',
  );
});

test.each([['=1+1'], ['+81'], ['-5'], ['@SUM(A1)'], ['\t=1'], ['＝1'], ['=HYPERLINK("x","y")']])(
  'makes %j harmless, and leaves negative numbers as they are',
  (text) => {
    const [line] = csvText([[text, -5]])
      .slice(1)
      .split('\r\n');
    expect(line).toMatch(/^"?'/);
    expect(line).toMatch(/,-5$/);
  },
);
