import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type BookLine,
  CASHLESS,
  expectedCash,
  MONEY_WAYS,
  mayBecome,
  NEXT_ATTEMPT,
  nextState,
  purposeOf,
  refundable,
  takings,
} from './model.js';

describe('money that comes', () => {
  test('settles what is due; what is over is given back', () => {
    expect(purposeOf({ state: 'due', amount: 300 }, 300)).toEqual({ purpose: 'settles', excess: 0 });
    expect(purposeOf({ state: 'due', amount: 300 }, 500)).toEqual({ purpose: 'settles', excess: 200 });
  });

  test.each([
    ['paid', 300, 'paidTwice'],
    ['refunded', 300, 'paidTwice'],
    ['cancelled', 300, 'paidTooLate'],
    ['due', 299, 'otherAmount'],
  ] as const)('when it is %s, %i yen are a surplus: %s', (state, amount, why) => {
    expect(purposeOf({ state, amount: 300 }, amount)).toEqual({ purpose: 'surplus', why });
  });

  test('nothing that is over comes back to be due', () => {
    for (const state of ['paid', 'cancelled', 'refunded'] as const)
      expect(nextState(state, 'moneyComes')).toBeUndefined();
    expect(nextState('paid', 'cancel')).toBeUndefined();
  });

  test('a try that has succeeded stays so, whatever is told afterwards', () => {
    for (const state of Object.keys(NEXT_ATTEMPT) as (keyof typeof NEXT_ATTEMPT)[])
      expect(mayBecome('succeeded', state)).toBe(false);
    expect(mayBecome('expired', 'succeeded')).toBe(true);
  });

  test('each way is cashless or not', () => {
    expect(MONEY_WAYS.filter((way) => CASHLESS[way] === 'yes')).toEqual(['card', 'terminal']);
  });
});

test('never more is given back than came', () => {
  const part = fc.record({
    amount: fc.integer({ min: 1, max: 1000 }),
    state: fc.constantFrom('asked', 'sent', 'done', 'failed', 'dismissed'),
  } as const);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5000 }), fc.array(part), (amount, wishes) => {
      const granted: typeof wishes = [];
      for (const wish of wishes) if (wish.amount <= refundable({ amount }, granted)) granted.push(wish);
      expect(refundable({ amount }, granted)).toBeGreaterThanOrEqual(0);
    }),
  );
});

test('only cash moves the drawer; what is put in and out is no taking', () => {
  const line = (kind: BookLine['kind'], way: BookLine['way'], amount: number) => ({ kind, way, amount });
  const lines = [
    line('taken', 'cash', 300),
    line('taken', 'terminal', 600),
    line('putIn', 'cash', 5000),
    line('takenOut', 'cash', 4000),
    line('refunded', 'cash', 100),
    line('refunded', 'terminal', 600),
  ];
  expect(expectedCash(10_000, lines)).toBe(11_200);
  expect(takings(lines, 'cash')).toBe(200);
  expect(takings(lines, 'terminal')).toBe(0);
});
