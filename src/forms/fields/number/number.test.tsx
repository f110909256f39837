import { expect, it } from 'vitest';
import { answerOf, codesOf, fieldOf, html, isStorable, shownAs } from '../fixtures.js';

const people = fieldOf('number', { unit: '人', min: 1, max: 2000 });
const area = fieldOf('number', { unit: { ja: '㎡', en: 'm²' }, decimals: 2 });

it.each([
  [people, '3', 3],
  [people, '３', 3],
  [people, ' 1,200 ', 1200],
  [people, '１，２００人', 1200],
  [area, '12.5', 12.5],
  [area, '12.5㎡', 12.5],
  [area, '−3.25', -3.25],
  [area, '-0', 0],
  [area, '', null],
])('%#: %s', (field, typed, stored) => {
  expect(answerOf(field, typed)).toBe(stored);
});

it.each([
  [people, '三', 'number'],
  [people, '1,20', 'number'],
  [people, '1e3', 'number'],
  [people, 'Infinity', 'number'],
  [people, '9999999999999999', 'number'],
  [people, '1.5', 'numberWhole'],
  [people, '0', 'numberMin'],
  [people, '2001', 'numberMax'],
  [area, '1.234', 'numberDecimals'],
])('%#: %s is refused (%s)', (field, typed, code) => {
  expect(codesOf(field, typed)).toEqual([code]);
});

it('names the bounds', () => {
  expect(answerOf(people, '2,001')).toEqual(['答えは、2,000以下の数で入力してください。']);
  expect(html(people, '2,001')).toContain('value="2,001"');
});

it('stores numbers within the bounds', () => {
  expect(isStorable(area, 0.29)).toBe(true);
  for (const wrong of [0.291, '1', Number.NaN, null]) expect(isStorable(area, wrong)).toBe(false);
  expect(isStorable(people, 1.5)).toBe(false);
  expect(isStorable(people, 0)).toBe(false);
});

it('is shown with its unit', () => {
  expect(shownAs(people, 1200)).toBe('1,200人');
  expect(shownAs(area, 12.5, 'en')).toBe('12.5 m²');
});
