import { expect, it } from 'vitest';
import { answerOf, codesOf, fieldOf, html, isStorable } from '../fixtures.js';

const field = fieldOf('email');

it.each([
  ['hanako@example.jp', 'hanako@example.jp'],
  [' ｈａｎａｋｏ＠ｅｘａｍｐｌｅ．ｊｐ ', 'hanako@example.jp'],
  // Addresses of mobile phones from before 2009 may have two dots in a row, against RFC 5321.
  ['hana..ko@docomo.example', 'hana..ko@docomo.example'],
  ['', null],
])('%s → %s', (typed, stored) => {
  expect(answerOf(field, typed)).toBe(stored);
});

it.each(['hanako', 'hanako@', '@example.jp', 'はなこ@example.jp', 'a@b@c', `${'a'.repeat(250)}@example.jp`])(
  'refuses %s',
  (typed) => {
    expect(codesOf(field, typed)).toEqual(['email']);
    expect(isStorable(field, typed)).toBe(false);
  },
);

it('shows what was typed', () => {
  expect(html(field, 'hanako＠')).toContain('value="hanako＠"');
});
