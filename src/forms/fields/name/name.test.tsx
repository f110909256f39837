import { expect, it } from 'vitest';
import { answerOf, codesOf, fieldOf, html, shownAs } from '../fixtures.js';

const field = fieldOf('name', { prefill: 'identity.name' });

it('keeps a name as it is written', () => {
  for (const name of [
    '辻󠄀　花子',
    '葛󠄀城 太郎',
    '髙橋﨑',
    '神\u{FA19}',
    'Nguyễn Thị Hoa',
    'ナガオカキョウシ ｼﾞﾛｳ',
  ]) {
    expect(answerOf(field, name)).toBe(name);
    expect(shownAs(field, name)).toBe(name);
  }
});

it('trims and limits', () => {
  expect(answerOf(field, '　奈良 花子 ')).toBe('奈良 花子');
  expect(codesOf(field, '奈'.repeat(101))).toEqual(['tooLong']);
});

it('offers the browser the name only where people write about themselves', () => {
  expect(html(field)).toContain('autocomplete="name"');
  expect(html(fieldOf('name', { prefill: 'identity.name', of: 'organization' }))).toContain(
    'autocomplete="organization"',
  );
  expect(html(fieldOf('name'))).not.toContain('autocomplete');
});
