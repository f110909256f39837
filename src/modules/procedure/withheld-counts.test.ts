import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Asked, publishedCounts } from './withheld-counts.js';

const single = (counts: readonly number[]): Asked => ({
  answered: counts.reduce((sum, count) => sum + count, 0),
  most: 1,
  alone: counts.map(() => true),
});

/** One answer of each person: those that stand alone in the first place. */
interface Survey {
  options: number;
  exclusive: number;
  most: number;
  persons: readonly (readonly number[])[];
}

const survey: fc.Arbitrary<Survey> = fc
  .record({
    options: fc.integer({ min: 2, max: 5 }),
    exclusive: fc.nat(5),
    most: fc.integer({ min: 1, max: 5 }),
  })
  .chain(({ options, exclusive, most }) => {
    const last = Math.min(exclusive, options);
    const one = fc.subarray(
      Array.from({ length: options }, (_, index) => index),
      { minLength: 1 },
    );
    const asSent = one.map((chosen) =>
      chosen.some((index) => index < last) ? chosen.slice(0, 1) : chosen.slice(0, most),
    );
    return fc
      .array(asSent, { minLength: 0, maxLength: 26 })
      .map((persons) => ({ options, exclusive: last, most, persons }));
  });

/** Every way in which the hidden cells can be filled so that such persons can have answered so. */
function spansOf(published: readonly (number | null)[], asked: Asked): Map<number, [number, number]> {
  const hidden = published.flatMap((count, index) => (count === null ? [index] : []));
  const spans = new Map<number, [number, number]>();
  const trial = published.map((count) => count ?? 0);
  const isPossible = (): boolean => {
    const alone = trial.filter((_, index) => asked.alone[index]).reduce((sum, count) => sum + count, 0);
    const others = trial.filter((_, index) => !asked.alone[index]);
    const persons = asked.answered - alone;
    const ticks = others.reduce((sum, count) => sum + count, 0);
    return (
      persons >= 0 &&
      others.every((count) => count <= persons) &&
      ticks >= persons &&
      ticks <= persons * asked.most
    );
  };
  const fill = (place: number): void => {
    const index = hidden[place];
    if (index === undefined) {
      if (!isPossible()) return;
      for (const cell of hidden) {
        const value = trial[cell] ?? 0;
        const [least, most] = spans.get(cell) ?? [value, value];
        spans.set(cell, [Math.min(least, value), Math.max(most, value)]);
      }
      return;
    }
    for (let value = 1; value <= asked.answered; value += 1) {
      trial[index] = value;
      fill(place + 1);
    }
  };
  fill(0);
  return spans;
}

describe('published counts', () => {
  it('leave out one to four, and what would tell them', () => {
    expect(publishedCounts([7, 3, 20, 0], single([7, 3, 20, 0]))).toEqual([null, null, 20, 0]);
    expect(publishedCounts([17, 3, 20, 2], single([17, 3, 20, 2]))).toEqual([null, null, 20, null]);
    expect(publishedCounts([17, 4, 20, 4], single([17, 4, 20, 4]))).toEqual([17, null, 20, null]);
    expect(publishedCounts([5, 6], single([5, 6]))).toEqual([5, 6]);
  });

  it('are none where they are few, or all hidden', () => {
    expect(publishedCounts([2, 0, 0], single([2, 0, 0]))).toBeNull();
    expect(publishedCounts([0, 3, 3], single([0, 3, 3]))).toBeNull();
    expect(publishedCounts([57, 3], single([57, 3]))).toBeNull();
    expect(publishedCounts([0, 0], single([0, 0]))).toEqual([0, 0]);
  });

  it('know that several may be chosen, but not beside "none of them"', () => {
    const boxes = { answered: 30, most: 3, alone: [false, false, true] };
    expect(publishedCounts([25, 3, 5], boxes)).toEqual([25, null, 5]);
    // With one answer of each, "none" would be what is missing from thirty.
    expect(publishedCounts([12, 14, 4], { ...boxes, most: 1 })).toEqual([null, 14, null]);
  });

  it('never let a hidden cell be told to less than five apart, and never change one that is shown', () => {
    let hiding = 0;
    fc.assert(
      fc.property(survey, ({ options, exclusive, most, persons }) => {
        const counts = Array.from(
          { length: options },
          (_, index) => persons.filter((chosen) => chosen.includes(index)).length,
        );
        const asked = { answered: persons.length, most, alone: counts.map((_, index) => index < exclusive) };
        const published = publishedCounts(counts, asked);
        if (published === null) return;
        for (const [index, count] of published.entries()) {
          expect([null, counts[index]]).toContain(count);
          if (count !== null && count > 0) expect(count).toBeGreaterThanOrEqual(5);
        }
        if (published.filter((count) => count === null).length > 3) return;
        for (const [least, largest] of spansOf(published, asked).values()) {
          hiding += 1;
          expect(largest - least).toBeGreaterThanOrEqual(5);
        }
      }),
      { numRuns: 2_000 },
    );
    expect(hiding).toBeGreaterThan(50);
  });
});
