import { describe, expect, it } from 'vitest';
import { answerOf, attributesOf, codesOf, fieldOf, html, isStorable, shownAs } from '../fixtures.js';
import { fieldType } from '../registry.js';

const field = fieldOf('choices', { atMost: 2 });

it('stores each answer once, in the order of the definition', () => {
  expect(answerOf(field, ['c', 'a', 'c', ''])).toEqual(['a', 'c']);
  expect(answerOf(field, [])).toBeNull();
});

it('limits how many', () => {
  expect(codesOf(field, ['a', 'z'])).toEqual(['option']);
  expect(answerOf(field, ['a', 'b', 'c'])).toEqual(['答えは、2つまで選べます。']);
  expect(answerOf(fieldOf('choices', { atLeast: 2 }), ['a'])).toEqual(['答えは、2つ以上選んでください。']);
  for (const wrong of [[], ['a', 'a'], ['a', 'b', 'c'], ['z'], 'a'])
    expect(isStorable(field, wrong)).toBe(false);
});

it('ticks again what was ticked', () => {
  const boxes = attributesOf(html(field, ['a', 'b', 'c']), 'input');
  expect(boxes.filter((box) => box.includes('checked'))).toHaveLength(3);
  expect(boxes.every((box) => box.includes('name="answer"'))).toBe(true);
});

it('is shown line by line', () => {
  expect(shownAs(field, ['a', 'c'])).toBe('aの答え\ncの答え');
});

it('names bounds that exclude each other', () => {
  const broken = fieldOf('choices', { atLeast: 3, atMost: 2 });
  expect(
    fieldType(broken)
      .problems?.(broken)
      .map(({ code }) => code),
  ).toEqual(['badRange']);
});

describe('an answer that stands alone', () => {
  const alone = fieldOf('choices', {
    atLeast: 2,
    options: [
      { value: 'a', label: 'a' },
      { value: 'b', label: 'b' },
      { value: 'none', label: 'どれもない', exclusive: true },
    ],
  });

  it('is refused in words beside another one, and enough by itself', () => {
    expect(answerOf(alone, ['a', 'none'])).toEqual([
      '答え：「どれもない」は、ほかの答えといっしょに選べません。',
    ]);
    expect(answerOf(alone, ['none'])).toEqual(['none']);
    expect(answerOf(alone, ['a'])).toEqual(['答えは、2つ以上選んでください。']);
    expect([['none'], ['a', 'b'], ['a', 'none'], ['a']].map((sent) => isStorable(alone, sent))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it('is told to the script, which takes the others back', () => {
    expect(html(alone)).toContain('<choose-alone data-values="none">');
    expect(html(field)).not.toContain('choose-alone');
  });
});
