import { describe, expect, it } from 'vitest';
import { answerOf, codesOf, fieldOf, shownAs } from '../fixtures.js';

describe('age', () => {
  const field = fieldOf('age', { min: 18, max: 120 });

  it('is read as people write it', () => {
    for (const text of ['65', '６５', '満65歳', '65才']) expect(answerOf(field, text)).toBe(65);
    expect(answerOf(field, '')).toBe(null);
    expect(shownAs(field, 65)).toBe('65歳');
  });

  it('names what is wrong', () => {
    expect(codesOf(field, '六十五')).toEqual(['age']);
    expect(codesOf(field, '17')).toEqual(['ageRange']);
    expect(codesOf(field, '6.5')).toEqual(['age']);
  });
});
