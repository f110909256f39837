import { actorRef, type Context, systemContext, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { AppError, invariant, notFound } from '#kernel/errors.js';
import { append } from '#kernel/journal/journal.js';
import type { Municipality } from '#kernel/tenancy/municipality.js';
import type { TimePlace } from '#kernel/values/list-place.js';
import {
  COUNTER_WAYS,
  type CounterWay,
  givenBack,
  type Money,
  nextState,
  type Payment,
  PROVIDERS,
  paymentSubject,
  type Refund,
  type RefundState,
  refundable,
} from '../model.js';
import type { PaymentProvider, RefundStanding } from '../provider.js';
import { findMoney, findRefund, lockMoney, refundsOf, saveRefund } from '../store/money.js';
import { findPayment, savePaymentState } from '../store/payments.js';
import { listRefunds, type RefundLine, unfinishedRefunds } from '../store/refund-list.js';
import { askRefund } from './ask-refund.js';
import { holdOpenBook, writeLine } from './book-lines.js';
import type { PaymentDeps } from './deps.js';
import { createRefundDecisions } from './refund-decisions.js';

const PAGE = 50;
const AT_ONCE = 50;

const isCounterWay = (way: string): way is CounterWay => COUNTER_WAYS.some((one) => one === way);

export type RefundService = ReturnType<typeof createRefundService>;

/** Giving money back: one asks with a reason, another decides, the provider or the desk pays. */
export function createRefundService(deps: PaymentDeps) {
  const { kernel, providers } = deps;
  const decisions = createRefundDecisions(deps);
  const { access, clock, database, log, vault } = kernel;
  const asSystem = (municipality: Municipality) => systemContext(municipality, 'payment.refund', clock);

  /** The refund with its money and payment, held in the order payment, money, refund. */
  async function held(tx: Tx, by: { id: string } | { reference: string }) {
    const known = await findRefund(tx, vault, by);
    const money = known && (await findMoney(tx, { id: known.transactionId }));
    if (!known || !money) return undefined;
    const payment =
      money.paymentId === null
        ? null
        : ((await findPayment(tx, vault, { id: money.paymentId }, { lock: true })) ?? null);
    await lockMoney(tx, money.id);
    const refund = await findRefund(tx, vault, { id: known.id }, { lock: true });
    return refund && { refund, money, payment };
  }

  const about = (payment: Payment | null, { amount, why }: Pick<Refund, 'amount' | 'why'>) => ({
    ...(payment && { for: payment.subject, unit: payment.unit }),
    amount,
    why,
  });
  const subjectOf = (payment: Payment | null, money: Money) =>
    payment ? paymentSubject(payment.id) : `provider/${money.provider}`;

  /** The money went out: the payment is refunded when nothing of what settled it is left. */
  async function done(
    tx: Tx,
    context: Context,
    { refund, money, payment }: { refund: Refund; money: Money; payment: Payment | null },
    { reference, at }: { reference: string | null; at: Temporal.Instant },
  ): Promise<void> {
    await saveRefund(tx, refund.id, { state: 'done', reference, doneAt: at });
    const whole = givenBack(await refundsOf(tx, vault, [money.id])) >= money.amount;
    const next = payment && money.purpose === 'settles' && whole && nextState(payment.state, 'allGivenBack');
    if (payment && next) await savePaymentState(tx, payment.id, next, context.clock.now());
    await append(tx, context, {
      type: 'payment.refunded',
      subject: subjectOf(payment, money),
      data: { ...about(payment, refund), provider: money.provider, whole },
    });
  }

  /** Writes down what the provider says of a refund. */
  const apply = (municipality: Municipality, id: string, standing: RefundStanding): Promise<void> =>
    database.transaction(municipality.code, async (tx) => {
      const context = asSystem(municipality);
      const found = await held(tx, { id });
      if (found?.refund.state !== 'sent') return;
      const { refund, money, payment } = found;
      const { reference, state, at } = standing;
      if (state === 'done') return done(tx, context, found, { reference, at });
      await saveRefund(tx, refund.id, { state, reference });
      if (state === 'failed') {
        await append(tx, context, {
          type: 'payment.refundFailed',
          subject: subjectOf(payment, money),
          data: {
            ...(payment && { for: payment.subject, unit: payment.unit }),
            provider: money.provider,
            amount: refund.amount,
          },
        });
      }
    });

  async function send(
    municipality: Municipality,
    {
      id,
      of,
      amount,
      reference,
      provider: name,
    }: {
      id: string;
      of: string;
      amount: number;
      reference: string | null;
      provider: string;
    },
  ): Promise<void> {
    const known = PROVIDERS.find((one) => one === name);
    const provider = known && providers.named(municipality, known);
    if (!provider) throw new AppError('unavailable', `the provider ${name} is not set up`);
    const standing =
      reference === null ? await provider.refund({ id, of, amount }) : await provider.lookAtRefund(reference);
    await apply(municipality, id, standing);
  }

  return {
    list: (context: Context, states: readonly RefundState[], after?: TimePlace): Promise<RefundLine[]> => {
      access.requireAnywhere(context, 'payment.read');
      const units = access.unitsFor(context, 'payment.read');
      return database.transaction(tenantOf(context), (tx) =>
        listRefunds(tx, { units, states, after, limit: PAGE + 1 }),
      );
    },

    /** Asks for giving back a part of what came, or all. Throws invalidInput with the field. */
    ask: (
      context: Context,
      paymentId: string,
      { transactionId, amount, reason }: { transactionId: string; amount: number; reason: string },
    ): Promise<void> =>
      database.transaction(tenantOf(context), async (tx) => {
        const payment = await findPayment(tx, vault, { id: paymentId }, { lock: true });
        if (!payment || !access.can(context, 'payment.read', payment.unit))
          throw notFound(`payment ${paymentId}`);
        access.require(context, 'payment.take', payment.unit);
        const money = await lockMoney(tx, transactionId);
        if (!money || money.paymentId !== payment.id) throw notFound(`money ${transactionId}`);
        const left = refundable(money, await refundsOf(tx, vault, [money.id]));
        if (amount < 1 || amount > left)
          throw new AppError('invalidInput', `${amount} of ${left} yen`, { fields: { amount: 'tooMuch' } });
        const why = 'decision';
        const refund = await askRefund(tx, context, vault, payment, { money, amount, why, reason });
        if (decisions.isRequired(context, payment))
          await decisions.putUp(tx, context, payment, { id: refund, amount, why, reason });
      }),

    standings: (context: Context, refunds: readonly string[]) =>
      database.transaction(tenantOf(context), (tx) => decisions.standings(tx, context, refunds)),

    /** Puts up a refund that the system has asked for, where the table asks for a decision. */
    putUp: (context: Context, id: string): Promise<void> =>
      database.transaction(tenantOf(context), async (tx) => {
        const found = await held(tx, { id });
        if (!found?.payment || !access.can(context, 'payment.read', found.payment.unit))
          throw notFound(`refund ${id}`);
        access.require(context, 'payment.refund', found.payment.unit);
        if (found.refund.state !== 'asked')
          throw new AppError('conflict', `refund ${id} is ${found.refund.state}`);
        await decisions.putUp(tx, context, found.payment, found.refund);
      }),

    /** Decides on a refund that somebody else has asked for; at the desk the money goes out at once. */
    decide: async (context: Context, id: string, decision: 'approve' | 'dismiss'): Promise<void> => {
      const by = actorRef(context.actor);
      const decidedAt = context.clock.now();
      const order = await database.transaction(tenantOf(context), async (tx) => {
        const found = await held(tx, { id });
        const unit = found?.payment?.unit ?? null;
        if (!found || !access.can(context, 'payment.read', unit)) throw notFound(`refund ${id}`);
        access.require(context, 'payment.refund', unit);
        const { refund, money, payment } = found;
        if (refund.state !== 'asked') throw new AppError('conflict', `refund ${id} is ${refund.state}`);
        if (refund.askedBy === by)
          throw new AppError('notAllowedNow', 'who asks for a refund does not decide on it');
        await decisions.requireDecided(tx, context, payment, id, decision);
        const state = decision === 'approve' ? 'sent' : 'dismissed';
        await saveRefund(tx, id, { state, decidedBy: by, decidedAt });
        const way = isCounterWay(money.way) ? money.way : null;
        if (decision === 'approve' && way !== null) {
          invariant(payment, 'money of the desk belongs to a payment');
          const line = {
            kind: 'refunded',
            way,
            amount: refund.amount,
            transactionId: null,
            refundId: id,
          } as const;
          const book = await holdOpenBook(tx, context, kernel, payment.unit);
          await writeLine(tx, context, kernel, book, { ...line, note: null });
        }
        await append(tx, context, {
          type: decision === 'approve' ? 'payment.refundApproved' : 'payment.refundDismissed',
          subject: subjectOf(payment, money),
          data: about(payment, refund),
        });
        if (decision === 'dismiss') return null;
        if (way !== null) {
          await done(tx, context, found, { reference: null, at: decidedAt });
          return null;
        }
        return { id, of: money.reference, amount: refund.amount, reference: null, provider: money.provider };
      });
      if (!order) return;
      try {
        await send(context.municipality, order);
      } catch (error) {
        // It is decided and kept; the job asks the provider again.
        log.warn({ err: error, refund: id }, 'the provider could not be asked for a refund yet');
      }
    },

    /** What the provider's list says of a refund that was sent. */
    finish: (municipality: Municipality, id: string, standing: RefundStanding): Promise<void> =>
      apply(municipality, id, standing),

    /** A provider's notice about a refund. */
    follow: async (
      municipality: Municipality,
      provider: PaymentProvider,
      reference: string,
    ): Promise<void> => {
      const known = await database.transaction(municipality.code, (tx) =>
        findRefund(tx, vault, { reference }),
      );
      // One that is not ours is found, and named, by the reconciliation.
      if (known) await apply(municipality, known.id, await provider.lookAtRefund(reference));
    },

    /** Refunds whose end the provider has not told: asked again under the same key. */
    followOpen: async ({ municipality }: Context): Promise<void> => {
      const open = await database.transaction(municipality.code, (tx) => unfinishedRefunds(tx, AT_ONCE));
      for (const refund of open) {
        try {
          await send(municipality, refund);
        } catch (error) {
          log.warn({ err: error, refund: refund.id }, 'a refund could not be followed');
        }
      }
    },
  };
}
