import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compare, type OurRefund, type Ours, sumOf } from './comparison.js';
import type { Movement } from './provider.js';

const at = Temporal.Instant.from('2026-11-20T03:00:00Z');
const paid = (reference: string, amount = 300): Movement => ({
  kind: 'payment',
  reference,
  amount,
  at,
  way: 'card',
  attemptId: null,
  of: null,
  isDoubtful: false,
});
const refunded = (reference: string, of: string, amount = 300): Movement => ({
  ...paid(reference, amount),
  kind: 'refund',
  of,
});
const money = (reference: string, amount = 300, purpose: 'settles' | 'surplus' = 'settles') => ({
  reference,
  paymentId: `payment of ${reference}`,
  amount,
  purpose,
});
const ours = ({ money: known = [], refunds = [], onDay }: Partial<Ours>): Ours => ({
  money: known,
  refunds,
  onDay: onDay ?? new Set(known.map(({ reference }) => reference)),
});
const refund = (more: Partial<OurRefund>): OurRefund => ({
  id: 'r1',
  amount: 300,
  state: 'sent',
  reference: null,
  of: 'a',
  paymentId: 'payment of a',
  ...more,
});

describe('a day compared', () => {
  test('that agrees has nothing to tell', () => {
    const verdict = compare([paid('a'), paid('b', 500)], ours({ money: [money('a'), money('b', 500)] }));
    expect(verdict).toEqual({ unrecorded: [], finished: [], foreign: [], found: [] });
  });

  test('names what is there and not here, and what is here and not there', () => {
    const verdict = compare([paid('a')], ours({ money: [money('b')] }));
    expect(verdict.unrecorded.map(({ reference }) => reference)).toEqual(['a']);
    expect(verdict.found).toEqual([
      { kind: 'missingThere', reference: 'b', paymentId: 'payment of b', theirs: null, ours: 300 },
    ]);
  });

  test('names other amounts and what was charged twice', () => {
    const verdict = compare(
      [paid('a', 310), paid('b')],
      ours({ money: [money('a'), money('b', 300, 'surplus')] }),
    );
    expect(verdict.found.map(({ kind, reference }) => [kind, reference])).toEqual([
      ['amountDiffers', 'a'],
      ['chargedTwice', 'b'],
    ]);
  });

  test('ends refunds that were sent, by name or by what they give back', () => {
    const theirs = [refunded('re1', 'a'), refunded('re2', 'b')];
    const known = [refund({ reference: 're1' }), refund({ id: 'r2', of: 'b' })];
    const verdict = compare(
      theirs,
      ours({ money: [money('a'), money('b')], refunds: known, onDay: new Set() }),
    );
    expect(verdict.finished.map(({ refund: { id }, movement }) => [id, movement.reference])).toEqual([
      ['r1', 're1'],
      ['r2', 're2'],
    ]);
    expect(verdict.found).toEqual([]);
  });

  test('names a refund that nobody here has asked for', () => {
    const verdict = compare([refunded('re9', 'a')], ours({ money: [money('a')], onDay: new Set() }));
    expect(verdict.foreign).toHaveLength(1);
    expect(verdict.found).toEqual([
      { kind: 'refundedThere', reference: 're9', paymentId: 'payment of a', theirs: -300, ours: null },
    ]);
  });

  test('names a refund that is done here and missing there', () => {
    const done = refund({ reference: 're1', state: 'done' });
    const verdict = compare([], ours({ refunds: [done], onDay: new Set(['re1']) }));
    expect(verdict.found.map(({ kind }) => kind)).toEqual(['refundMissingThere']);
  });

  test('whatever is missing on one side is named, and nothing else', () => {
    const names = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 4 }), { maxLength: 20 });
    fc.assert(
      fc.property(names, names, (there, here) => {
        const verdict = compare(
          there.map((name) => paid(name)),
          ours({ money: here.map((name) => money(name)) }),
        );
        expect(new Set(verdict.unrecorded.map(({ reference }) => reference))).toEqual(
          new Set(there.filter((name) => !here.includes(name))),
        );
        expect(new Set(verdict.found.map(({ reference }) => reference))).toEqual(
          new Set(here.filter((name) => !there.includes(name))),
        );
      }),
    );
  });
});

test('refunds are subtracted from what a day comes to', () => {
  expect(sumOf([paid('a', 300), paid('b', 500), refunded('re1', 'a', 100)])).toBe(700);
});
