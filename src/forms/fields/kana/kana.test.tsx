import { expect, it } from 'vitest';
import { answerOf, codesOf, fieldOf, html, isStorable } from '../fixtures.js';

const field = fieldOf('kana');

it.each([
  ['なら はなこ', 'ナラ　ハナコ'],
  ['ﾅﾗ ﾊﾅｺ', 'ナラ　ハナコ'],
  ['ｶﾞｯｺｳ', 'ガッコウ'],
  ['か\u3099く', 'ガク'],
  ['すーぱー', 'スーパー'],
  ['ス-パ－', 'スーパー'],
  ['マリア・クララ', 'マリア・クララ'],
  ['  ', null],
])('%s → %s', (typed, stored) => {
  expect(answerOf(field, typed)).toBe(stored);
});

it('asks for kana when there is something else', () => {
  expect(answerOf(field, '奈良 花子')).toEqual([
    '答えは、カタカナかひらがなで入力してください。例：ナラ　ハナコ',
  ]);
  expect(codesOf(field, 'Nara')).toEqual(['kana']);
  expect(codesOf(field, 'ア'.repeat(101))).toEqual(['tooLong']);
  expect(html(field, '奈良 花子')).toContain('value="奈良 花子"');
});

it('is stored in full-width katakana only', () => {
  expect(isStorable(field, 'ナラ　ハナコ')).toBe(true);
  expect(isStorable(field, 'なら')).toBe(false);
  expect(isStorable(field, 'ﾅﾗ')).toBe(false);
});
