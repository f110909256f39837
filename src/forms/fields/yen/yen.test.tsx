import { expect, it } from 'vitest';
import { answerOf, codesOf, fieldOf, html, isStorable, shownAs } from '../fixtures.js';

const field = fieldOf('yen', { max: 1_000_000 });

it.each([
  ['1200', 1200],
  ['１，２００円', 1200],
  ['￥1,200', 1200],
  ['0', 0],
  ['', null],
])('%s → %s', (typed, stored) => {
  expect(answerOf(field, typed)).toBe(stored);
});

it.each([
  ['千円', 'yen'],
  ['1.5', 'yenWhole'],
  ['-100', 'yenMin'],
  ['1000001', 'yenMax'],
])('%s is refused (%s)', (typed, code) => {
  expect(codesOf(field, typed)).toEqual([code]);
});

it('says its bound as money', () => {
  expect(answerOf(field, '２００００００')).toEqual(['答えは、1,000,000円以下の金額を入力してください。']);
  expect(html(field, '２００００００')).toContain('value="２００００００"');
  expect(shownAs(field, 1200)).toBe('1,200円');
  expect(shownAs(field, 1200, 'en')).toBe('¥1,200');
});

it('is stored as a whole number', () => {
  expect(isStorable(field, 1200)).toBe(true);
  for (const wrong of [-1, 0.5, 1_000_001, '1200']) expect(isStorable(field, wrong)).toBe(false);
});
