import { expect, it } from 'vitest';
import { answerOf, fieldOf, html, isStorable } from '../fixtures.js';

const field = fieldOf('longText', { maxLength: 10, rows: 3 });

it('keeps the lines and drops other control characters', () => {
  expect(answerOf(field, '\r\n一行\r\n\r\n二\u0007行\r\n')).toBe('一行\n\n二 行');
  expect(answerOf(field, '\n　\n')).toBeNull();
});

it('says how long it is and may be', () => {
  expect(answerOf(field, 'あ'.repeat(11))).toEqual([
    '答えは10文字までで入力してください（いま11文字あります）。',
  ]);
  expect(isStorable(field, 'あ'.repeat(11))).toBe(false);
});

it('shows everything that was typed, also beyond the limit', () => {
  const markup = html(field, `${'あ'.repeat(11)}\n</textarea>`);
  expect(markup).toContain(`${'あ'.repeat(11)}\n&lt;/textarea&gt;</textarea>`);
  expect(markup).not.toContain('maxlength');
});
