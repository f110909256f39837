import { expect, it } from 'vitest';
import { answerOf, codesOf, fieldOf, html, isStorable } from '../fixtures.js';

const field = fieldOf('phone', { prefill: 'identity.phone' });

it.each([
  ['0742-34-1111', '0742-34-1111'],
  ['０７４２（３４）１１１１', '0742-34-1111'],
  ['(0742) 34-1111', '0742-34-1111'],
  ['0742ー34―1111', '0742-34-1111'],
  ['0742341111', '0742341111'],
  ['09012345678', '090-1234-5678'],
  ['+82-2-1234-5678', '+82-2-1234-5678'],
  ['', null],
])('%s → %s', (typed, stored) => {
  expect(answerOf(field, typed)).toBe(stored);
});

it('tells digits from other things', () => {
  expect(codesOf(field, '自宅')).toEqual(['phone']);
  expect(codesOf(field, '34-1111')).toEqual(['phoneDigits']);
  expect(codesOf(field, '0742-34-11112222')).toEqual(['phoneDigits']);
  expect(codesOf(field, '119')).toEqual(['phoneDigits']);
});

it('opens the keys for a telephone and shows what was typed', () => {
  const markup = html(field, '３４-１１１１');
  expect(markup).toContain('type="tel"');
  expect(markup).toContain('autocomplete="tel"');
  expect(markup).toContain('value="３４-１１１１"');
});

it('is stored plainly', () => {
  expect(isStorable(field, '0742-34-1111')).toBe(true);
  for (const wrong of ['０７４２-34-1111', '09012345678', '0742--34-1111', '12'])
    expect(isStorable(field, wrong)).toBe(false);
});
