import { expect, it } from 'vitest';
import { answerOf, fieldOf, html, wordsIn } from '../fixtures.js';
import { fieldType } from '../registry.js';

it('says its text and has no control', () => {
  const markup = html(fieldOf('statement', { text: '一つ目\n\n二つ目<b>' }));
  expect(markup).toBe('<p>一つ目</p><p>二つ目&lt;b&gt;</p>');
  expect(answerOf(fieldOf('statement'), 'anything')).toBeNull();
});

it('can stand out', () => {
  expect(wordsIn(html(fieldOf('statement', { tone: 'warning', title: '期限があります' })))).toBe(
    '注意：期限があります お知らせです。',
  );
});

it('needs a title to stand out', () => {
  const field = fieldOf('statement', { tone: 'info' });
  expect(
    fieldType(field)
      .problems?.(field)
      .map(({ code }) => code),
  ).toEqual(['titleMissing']);
});
