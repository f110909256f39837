import { expect, it } from 'vitest';
import { answerOf, attributesOf, codesOf, fieldOf, html, shownAs } from '../fixtures.js';

const field = fieldOf('yesNo', { yes: '住んでいる' });

it('is true, false or open', () => {
  expect(answerOf(field, 'true')).toBe(true);
  expect(answerOf(field, 'false')).toBe(false);
  expect(answerOf(field, '')).toBeNull();
  expect(codesOf(field, 'はい')).toEqual(['option']);
});

it('has nothing chosen beforehand, and can be left out when optional', () => {
  expect(html(field)).not.toContain('checked');
  expect(attributesOf(html(field, 'false'), 'input').find((input) => input.includes('checked'))).toContain(
    'value="false"',
  );
  expect(html(fieldOf('yesNo', { optional: true }))).toContain('選ばない');
});

it('is shown in its own words', () => {
  expect(shownAs(field, true)).toBe('住んでいる');
  expect(shownAs(field, false)).toBe('いいえ');
  expect(shownAs(field, false, 'en')).toBe('No');
});
