import { expect, it } from 'vitest';
import { answerOf, codesOf, fieldOf, html, isStorable, shownAs } from '../fixtures.js';

const field = fieldOf('consent', { text: '所得を調べます。\n\n結果は\n通知します。' });

it('is given or not given, never refused in writing', () => {
  expect(answerOf(field, 'true')).toBe(true);
  expect(answerOf(field, {})).toBeNull();
  expect(codesOf(field, 'false')).toEqual(['option']);
  expect(isStorable(field, false)).toBe(false);
});

it('shows what is agreed to, and is not ticked beforehand', () => {
  const markup = html(field);
  expect(markup).toContain('<p>所得を調べます。</p><p>結果は<br/>通知します。</p>');
  expect(markup).not.toContain('checked');
  expect(html(field, 'true')).toContain('checked');
  expect(shownAs(field, true)).toBe('同意した');
});
