import { today, ZONE } from '#kernel/clock.js';
import { actorRef, type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { AppError, notFound } from '#kernel/errors.js';
import { append } from '#kernel/journal/journal.js';
import type { TimePlace } from '#kernel/values/list-place.js';
import { uuidv7 } from '#kernel/values/uuid.js';
import { compare, type Found, sumOf } from '../comparison.js';
import type { ProviderName } from '../model.js';
import type { Movement, PaymentProvider } from '../provider.js';
import { findAttempt, saveAttempt } from '../store/attempts.js';
import { findMoney, insertRefund, moneyBetween, moneyNamed } from '../store/money.js';
import { findPayment } from '../store/payments.js';
import {
  type Comparison,
  type Difference,
  insertDifference,
  listComparisons,
  listDifferences,
  saveComparison,
  settleDifference,
} from '../store/reconciliation.js';
import { refundsAt } from '../store/refund-list.js';
import type { PaymentDeps } from './deps.js';
import { recordMoney, recordUnknown } from './money.js';
import type { RefundService } from './refunds.js';

const PAGE = 50;
const COMPARISONS = 31;

export interface ReconciliationData {
  providers: ProviderName[];
  comparisons: Comparison[];
  differences: Difference[];
  next: Difference | null;
  openCount: number;
}

const subjectOf = (provider: ProviderName): string => `provider/${provider}`;

/** Compares a day with what the provider says of it; every difference gets a name, and no money is lost. */
export function createReconcileService(
  { kernel, providers }: PaymentDeps,
  refunds: Pick<RefundService, 'finish'>,
) {
  const { access, database, log, vault } = kernel;

  /** Money there that we did not know: of a try of ours it counts as if its notice had come. */
  async function recordLate(
    tx: Tx,
    context: Context,
    provider: ProviderName,
    movement: Movement,
  ): Promise<Found> {
    const { reference, way, amount, at } = movement;
    const attempt =
      movement.attemptId === null
        ? undefined
        : await findAttempt(tx, vault, provider, { id: movement.attemptId, reference: '' });
    const payment = attempt && (await findPayment(tx, vault, { id: attempt.paymentId }, { lock: true }));
    const arrival = { provider, reference, attemptId: attempt?.id ?? null, way, amount, at };
    const found = { reference, theirs: amount, ours: null };
    if (!attempt || !payment) {
      await recordUnknown(tx, context, arrival);
      return { ...found, kind: 'unknownHere', paymentId: null };
    }
    await saveAttempt(tx, vault, { ...attempt, state: 'succeeded' }, context.clock.now());
    const recorded = await recordMoney(tx, context, kernel, payment, arrival);
    const kind = recorded?.purpose === 'surplus' ? 'chargedTwice' : 'recordedLate';
    return { ...found, kind, paymentId: payment.id };
  }

  /** A refund that somebody made at the provider's own pages. */
  async function recordForeign(
    tx: Tx,
    context: Context,
    provider: ProviderName,
    movement: Movement,
  ): Promise<string | null> {
    const { amount, at, reference, of } = movement;
    const money = of === null ? undefined : await findMoney(tx, { provider, reference: of });
    if (!money) return null;
    const id = uuidv7(context.clock.now());
    await insertRefund(tx, vault, {
      id,
      transactionId: money.id,
      amount,
      why: 'foundThere',
      reason: null,
      state: 'sent',
      askedBy: actorRef(context.actor),
      askedAt: at,
      decidedBy: null,
      reference,
      doneAt: null,
    });
    return id;
  }

  async function run(context: Context, provider: PaymentProvider, day: Temporal.PlainDate): Promise<void> {
    const { name } = provider;
    const from = day.toZonedDateTime(ZONE).toInstant();
    const to = day.add({ days: 1 }).toZonedDateTime(ZONE).toInstant();
    const listed = await provider.movements(from, to);
    const toFinish = await database.transaction(tenantOf(context), async (tx) => {
      const payments = listed.filter(({ kind }) => kind === 'payment').map(({ reference }) => reference);
      const refunded = listed.flatMap(({ kind, of }) => (kind === 'refund' && of !== null ? [of] : []));
      const ofDay = await moneyBetween(tx, name, from, to);
      const ourRefunds = await refundsAt(tx, name, refunded, from, to);
      const isOnDay = ({ doneAt }: { doneAt: Temporal.Instant | null }) =>
        doneAt !== null &&
        Temporal.Instant.compare(doneAt, from) >= 0 &&
        Temporal.Instant.compare(doneAt, to) < 0;
      const refundsOfDay = ourRefunds.filter(isOnDay);
      const known = new Map(
        [...ofDay, ...(await moneyNamed(tx, name, [...payments, ...refunded]))].map((one) => [
          one.reference,
          one,
        ]),
      );
      const theirs = listed.filter(({ isDoubtful, of }) => !isDoubtful || (of !== null && known.has(of)));
      const verdict = compare(theirs, {
        money: [...known.values()],
        onDay: new Set([...ofDay, ...refundsOfDay].flatMap(({ reference }) => reference ?? [])),
        refunds: ourRefunds,
      });
      const late: Found[] = [];
      for (const movement of verdict.unrecorded) late.push(await recordLate(tx, context, name, movement));
      const finished = verdict.finished.map(({ refund, movement }) => ({ id: refund.id, movement }));
      for (const movement of verdict.foreign) {
        const id = await recordForeign(tx, context, name, movement);
        if (id !== null) finished.push({ id, movement });
      }
      const found = [...late, ...verdict.found];
      const foundAt = context.clock.now();
      const fresh: Found[] = [];
      for (const one of found) {
        const { kind, reference, paymentId, theirs: there, ours } = one;
        const difference = {
          id: uuidv7(foundAt),
          provider: name,
          day,
          kind,
          reference,
          paymentId,
          theirs: there,
          ours,
          foundAt,
        };
        if (await insertDifference(tx, difference)) fresh.push(one);
      }
      await saveComparison(tx, {
        provider: name,
        day,
        ranAt: foundAt,
        ranBy: actorRef(context.actor),
        theirCount: theirs.length,
        theirSum: sumOf(theirs),
        ourCount: ofDay.length + refundsOfDay.length,
        ourSum:
          ofDay.reduce((sum, { amount }) => sum + amount, 0) -
          refundsOfDay.reduce((sum, { amount }) => sum + amount, 0),
      });
      for (const { kind, paymentId } of fresh) {
        await append(tx, context, {
          type: 'payment.differenceFound',
          subject: subjectOf(name),
          data: { provider: name, day: day.toString(), kind, payment: paymentId },
        });
      }
      await append(tx, context, {
        type: 'payment.reconciled',
        subject: subjectOf(name),
        data: { provider: name, day: day.toString(), differences: found.length },
      });
      return finished;
    });
    for (const { id, movement } of toFinish) {
      const { reference, at } = movement;
      await refunds.finish(context.municipality, id, { reference, at, state: 'done' });
    }
  }

  return {
    data: (context: Context, isOpen: boolean, after?: TimePlace): Promise<ReconciliationData> => {
      access.requireAnywhere(context, 'payment.reconcile');
      return database.transaction(tenantOf(context), async (tx) => {
        const found = await listDifferences(tx, vault, { isOpen, after, limit: PAGE + 1 });
        const differences = found.slice(0, PAGE);
        return {
          providers: providers.all(context.municipality).map(({ name }) => name),
          comparisons: await listComparisons(tx, COMPARISONS),
          differences,
          next: found.length > PAGE ? (differences.at(-1) ?? null) : null,
          openCount: isOpen ? found.length : 0,
        };
      });
    },

    /** Compares a day with every provider of the municipality. A day that is not over may be compared again. */
    run: async (context: Context, day: Temporal.PlainDate): Promise<void> => {
      access.requireAnywhere(context, 'payment.reconcile');
      if (Temporal.PlainDate.compare(day, today(context.clock)) > 0)
        throw new AppError('invalidInput', `${day} has not come`, { fields: { day: 'future' } });
      for (const provider of providers.all(context.municipality)) {
        try {
          await run(context, provider, day);
        } catch (cause) {
          if (cause instanceof AppError) throw cause;
          log.warn(
            { err: cause, provider: provider.name },
            'the provider could not be asked for its movements',
          );
          throw new AppError('unavailable', `${provider.name} does not answer`, { cause });
        }
      }
    },

    settle: (context: Context, id: string, note: string): Promise<void> =>
      database.transaction(tenantOf(context), async (tx) => {
        access.requireAnywhere(context, 'payment.reconcile');
        const settling = { note, by: actorRef(context.actor), at: context.clock.now() };
        const settled = await settleDifference(tx, vault, id, settling);
        if (!settled) throw notFound(`open difference ${id}`);
        const { provider, kind } = settled;
        await append(tx, context, {
          type: 'payment.differenceSettled',
          subject: subjectOf(provider),
          data: { provider, kind },
        });
      }),
  };
}
