import type { DifferenceKind, Money, Refund } from './model.js';
import type { Movement } from './provider.js';

/** Our refunds, with the name of the payment at the provider. */
export type OurRefund = Pick<Refund, 'id' | 'amount' | 'state' | 'reference'> & {
  of: string;
  paymentId: string | null;
};

export interface Ours {
  /** Money of ours by its name at the provider: of that day, and every other that the provider names. */
  money: readonly Pick<Money, 'reference' | 'paymentId' | 'amount' | 'purpose'>[];
  /** References of money and refunds that we date on that day. */
  onDay: ReadonlySet<string>;
  refunds: readonly OurRefund[];
}

export interface Found {
  kind: DifferenceKind;
  reference: string;
  paymentId: string | null;
  theirs: number | null;
  ours: number | null;
}

export interface Verdict {
  /** Payments there that are not in our books at all: to be written down. */
  unrecorded: Movement[];
  /** Refunds there that we have sent, and whose end we had not heard of. */
  finished: { refund: OurRefund; movement: Movement }[];
  /** Refunds there that nobody here has asked for: to be written down. */
  foreign: Movement[];
  found: Found[];
}

/** Compares what a provider lists for a day with what we know, movement by movement. */
export function compare(theirs: readonly Movement[], ours: Ours): Verdict {
  const verdict: Verdict = { unrecorded: [], finished: [], foreign: [], found: [] };
  const money = new Map(ours.money.map((one) => [one.reference, one]));
  const open = new Set(ours.refunds.filter(({ reference }) => reference === null));
  const named = new Map(
    ours.refunds.flatMap((one) => (one.reference === null ? [] : [[one.reference, one] as const])),
  );
  for (const movement of theirs) {
    const { reference, amount } = movement;
    if (movement.kind === 'payment') {
      const known = money.get(reference);
      if (!known) verdict.unrecorded.push(movement);
      else if (known.amount !== amount) {
        const { paymentId } = known;
        verdict.found.push({
          kind: 'amountDiffers',
          reference,
          paymentId,
          theirs: amount,
          ours: known.amount,
        });
      } else if (known.purpose === 'surplus') {
        const { paymentId } = known;
        verdict.found.push({ kind: 'chargedTwice', reference, paymentId, theirs: amount, ours: amount });
      }
      continue;
    }
    const known = named.get(reference);
    if (known) {
      if (known.amount !== amount) {
        const { paymentId } = known;
        verdict.found.push({
          kind: 'amountDiffers',
          reference,
          paymentId,
          theirs: -amount,
          ours: -known.amount,
        });
      }
      if (known.state === 'sent') verdict.finished.push({ refund: known, movement });
      continue;
    }
    const sent = [...open].find(
      (one) => one.state === 'sent' && one.of === movement.of && one.amount === amount,
    );
    if (sent) {
      open.delete(sent);
      verdict.finished.push({ refund: sent, movement });
      continue;
    }
    const paymentId = movement.of === null ? null : (money.get(movement.of)?.paymentId ?? null);
    verdict.foreign.push(movement);
    verdict.found.push({ kind: 'refundedThere', reference, paymentId, theirs: -amount, ours: null });
  }
  const there = new Set(theirs.map(({ reference }) => reference));
  for (const { reference, amount, paymentId } of ours.money) {
    if (ours.onDay.has(reference) && !there.has(reference))
      verdict.found.push({ kind: 'missingThere', reference, paymentId, theirs: null, ours: amount });
  }
  for (const { reference, amount, paymentId } of ours.refunds) {
    if (reference !== null && ours.onDay.has(reference) && !there.has(reference))
      verdict.found.push({ kind: 'refundMissingThere', reference, paymentId, theirs: null, ours: -amount });
  }
  return verdict;
}

/** What the movements of a day come to. */
export const sumOf = (movements: readonly Pick<Movement, 'kind' | 'amount'>[]): number =>
  movements.reduce((sum, { kind, amount }) => sum + (kind === 'payment' ? amount : -amount), 0);
