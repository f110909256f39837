import { expect, it } from 'vitest';
import { answerOf, codesOf, fieldOf, html, isStorable, shownAs } from '../fixtures.js';

const field = fieldOf('text', { maxLength: 5, unit: '号室' });

it('stores one clean line', () => {
  expect(answerOf(field, ' 　が\r\n号\u0000棟 ')).toBe('が 号 棟'.normalize('NFC'));
  expect(answerOf(field, '   ')).toBeNull();
});

it('joins a sound mark that was typed apart (NFC)', () => {
  expect(answerOf(field, 'か\u3099')).toBe('が');
});

it('counts as people do', () => {
  expect(answerOf(field, '辻󠄀葛󠄀👨‍👩‍👧が山')).toBe('辻󠄀葛󠄀👨‍👩‍👧が山');
  expect(answerOf(field, '一二三四五六')).toEqual([
    '答えは5文字までで入力してください（いま6文字あります）。',
  ]);
  expect(codesOf(field, 'あ'.repeat(300_000))).toEqual(['tooLong']);
});

it('drops half characters and marks that turn the direction of writing', () => {
  expect(answerOf(field, '\ud83dA\u202eB')).toBe('\ufffdAB');
});

it('stores nothing that it would not have made itself', () => {
  expect(isStorable(field, '五階')).toBe(true);
  for (const wrong of ['', ' 五階', '一二三四五六', 'a\u0000', 5, null])
    expect(isStorable(field, wrong)).toBe(false);
});

it('shows what was typed, exactly, with the error beside it', () => {
  const markup = html(field, ' 一二三四五六<b> ');
  expect(markup).toContain('value=" 一二三四五六&lt;b&gt; "');
  expect(markup).toContain('aria-invalid="true"');
  expect(markup).toContain('<label class="field-label" for="answer"');
  expect(markup).toContain('号室');
  expect(shownAs(field, '五階')).toBe('五階');
});
