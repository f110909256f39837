import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { publishedCounts } from './public-answers.js';

describe('published counts', () => {
  it('leave out one to four, and with a single one the next smallest', () => {
    expect(publishedCounts([7, 3, 20, 0], false)).toEqual([null, null, 20, 0]);
    expect(publishedCounts([7, 3, 20, 2], false)).toEqual([7, null, 20, null]);
    expect(publishedCounts([7, 3, 20, 0], true)).toEqual([7, null, 20, 0]);
    expect(publishedCounts([0, 3], false)).toEqual([0, null]);
    expect(publishedCounts([5, 6], false)).toEqual([5, 6]);
  });

  it('never tell a small cell by taking the others from the sum', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(30), { minLength: 2, maxLength: 8 }), (counts) => {
        const published = publishedCounts(counts, false);
        const hidden = counts.filter((_, index) => published[index] === null);
        const sum = counts.reduce((total, count) => total + count, 0);
        for (const [index, count] of published.entries()) expect([null, counts[index]]).toContain(count);
        // With fewer than five answers in all, nothing of the question is published.
        if (sum >= 5) expect(hidden).not.toHaveLength(1);
      }),
    );
  });
});
