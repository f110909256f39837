import { expect, it } from 'vitest';
import { answerOf, attributesOf, codesOf, fieldOf, html, isStorable, shownAs } from '../fixtures.js';
import { fieldType } from '../registry.js';

const field = fieldOf('choice');
const many = fieldOf('choice', {
  options: Array.from({ length: 47 }, (_, index) => ({ value: `p${index}`, label: `県${index}` })),
});

it('takes an answer that exists', () => {
  expect(answerOf(field, 'b')).toBe('b');
  expect(answerOf(field, '')).toBeNull();
  expect(answerOf(field, {})).toBeNull();
  expect(codesOf(field, 'z')).toEqual(['option']);
  expect(codesOf(field, '__proto__')).toEqual(['option']);
  expect(isStorable(field, 'b')).toBe(true);
  expect(isStorable(field, 'z')).toBe(false);
});

it('is radio buttons with nothing chosen, then with what was chosen', () => {
  expect(attributesOf(html(field), 'input')).toHaveLength(3);
  expect(html(field)).not.toContain('checked');
  expect(attributesOf(html(field, 'b'), 'input').filter((input) => input.includes('checked'))).toEqual([
    expect.stringContaining('value="b"'),
  ]);
});

it('can be taken back when it is optional', () => {
  const optional = html(fieldOf('choice', { optional: true }));
  expect(optional).toContain('選ばない');
  expect(attributesOf(optional, 'input')).toHaveLength(4);
});

it('is a list to open when there are many', () => {
  const markup = html(many, 'p3');
  expect(markup).toContain('<select');
  expect(attributesOf(markup, 'option').filter((option) => option.includes('selected'))).toHaveLength(1);
});

it('is shown in words', () => {
  expect(shownAs(field, 'a')).toBe('aの答え');
  expect(shownAs(field, 'a', 'en')).toBe('answer a');
});

it('names options that are missing or there twice', () => {
  const problems = (options: object[]) => {
    const broken = fieldOf('choice', { options });
    return fieldType(broken)
      .problems?.(broken)
      .map(({ code, ids }) => [code, ids]);
  };
  expect(problems([])).toEqual([['noOptions', ['answer']]]);
  expect(problems(['x', 'y', 'x', 'x'].map((value) => ({ value, label: value })))).toEqual([
    ['duplicateOption', ['x']],
  ]);
});
