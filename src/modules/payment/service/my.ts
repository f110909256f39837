import { today } from '#kernel/clock.js';
import { actorRef, type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { AppError, notFound } from '#kernel/errors.js';
import { localize } from '#kernel/i18n/locales.js';
import { append, readEntries } from '#kernel/journal/journal.js';
import type { TimePlace } from '#kernel/values/list-place.js';
import { uuidv7 } from '#kernel/values/uuid.js';
import {
  type Attempt,
  givenBack,
  isOpen,
  type Money,
  type OnlineWay,
  type Payment,
  type PaymentHead,
  paymentSubject,
  type Refund,
} from '../model.js';
import type { Standing } from '../provider.js';
import { attemptsOf, insertAttempt } from '../store/attempts.js';
import { moneyOf, refundsOf } from '../store/money.js';
import { findPayment, listPayments } from '../store/payments.js';
import { type Receipt, receiptOf } from '../store/receipts.js';
import type { PaymentDeps } from './deps.js';
import { receiptPdf, slipPdf } from './documents.js';
import type { FollowService } from './follow.js';

export interface MyPayment {
  payment: Payment;
  /** Online ways that can be used for it now. */
  online: readonly OnlineWay[];
  /** The try that waits for the shop. */
  waiting: Attempt | null;
  /** The last try, when it came to nothing. */
  failed: Attempt | null;
  money: Money[];
  refunds: Refund[];
  receipt: Receipt | null;
  /** When staff looked at it, newest first. */
  looks: { at: Temporal.Instant; unit: string }[];
}

const PAGE = 20;
const LOOKS = 5;

/** What a person owes and has paid. Everybody else's payments do not exist here. */
export function createMyService({ kernel, providers }: PaymentDeps, follow: FollowService) {
  const { access, database, log, vault } = kernel;

  async function own(tx: Tx, context: Context, id: string, { lock = false } = {}): Promise<Payment> {
    access.require(context, 'payment.payOwn', null);
    const payment = await findPayment(tx, vault, { id }, { lock });
    if (!payment || payment.payer !== actorRef(context.actor)) throw notFound(`payment ${id}`);
    return payment;
  }

  const settled = (money: readonly Money[]) => money.find(({ purpose }) => purpose === 'settles');

  async function receiptWith(tx: Tx, payment: Payment) {
    const money = settled(await moneyOf(tx, payment.id));
    const receipt = money && (await receiptOf(tx, vault, money.id));
    if (!money || !receipt) throw notFound(`receipt of payment ${payment.id}`);
    return { receipt, back: givenBack(await refundsOf(tx, vault, [money.id])) };
  }

  return {
    list: (
      context: Context,
      after?: TimePlace,
    ): Promise<{ items: PaymentHead[]; next: PaymentHead | null }> => {
      access.require(context, 'payment.payOwn', null);
      const payer = actorRef(context.actor);
      return database.transaction(tenantOf(context), async (tx) => {
        const found = await listPayments(tx, { payer }, { after, limit: PAGE + 1 });
        const items = found.slice(0, PAGE);
        return { items, next: found.length > PAGE ? (items.at(-1) ?? null) : null };
      });
    },

    open: (context: Context, id: string): Promise<MyPayment> =>
      database.transaction(tenantOf(context), async (tx) => {
        const payment = await own(tx, context, id);
        const attempts = await attemptsOf(tx, vault, id);
        const money = await moneyOf(tx, id);
        const paid = settled(money);
        const isDue = payment.state === 'due';
        const provider = providers.chosen(context.municipality);
        const waiting = isDue ? (attempts.find(({ state }) => state === 'waiting') ?? null) : null;
        const ways = isDue && payment.ways.includes('online') ? (provider?.ways(payment.amount) ?? []) : [];
        const filter = { type: 'payment.viewed', subject: paymentSubject(id) };
        const { entries } = await readEntries(tx, filter, { limit: LOOKS });
        return {
          payment,
          online: ways.filter((way) => way !== waiting?.way),
          waiting,
          failed: isDue && attempts[0]?.state === 'failed' ? attempts[0] : null,
          money,
          refunds: await refundsOf(
            tx,
            vault,
            money.map((one) => one.id),
          ),
          receipt: paid ? ((await receiptOf(tx, vault, paid.id)) ?? null) : null,
          looks: entries.map(({ at, data }) => ({ at, unit: String(data.unit ?? '') })),
        };
      }),

    /**
     * Begins paying online and gives the address of the provider's page. Asked for again while a page is open, it is
     * that page. `returnTo`: where the person comes back to. Throws unavailable when the provider does not answer.
     */
    begin: async (context: Context, id: string, way: OnlineWay, returnTo: string): Promise<string> => {
      const provider = providers.chosen(context.municipality);
      const { municipality } = context;
      const { payment, attempt } = await database.transaction(tenantOf(context), async (tx) => {
        const found = await own(tx, context, id, { lock: true });
        if (
          found.state !== 'due' ||
          !found.ways.includes('online') ||
          !provider?.ways(found.amount).includes(way)
        )
          throw new AppError('notAllowedNow', `payment ${id} cannot be paid by ${way}`);
        const now = context.clock.now();
        const isUsable = (one: Attempt) =>
          isOpen(one) &&
          one.way === way &&
          one.provider === provider.name &&
          (one.until === null || Temporal.Instant.compare(one.until, now) > 0);
        const known = (await attemptsOf(tx, vault, id)).find(isUsable);
        if (known?.state === 'waiting')
          throw new AppError('notAllowedNow', `the shop has a number for payment ${id}`);
        if (known) return { payment: found, attempt: known };
        const fresh: Attempt = {
          id: uuidv7(now),
          paymentId: id,
          provider: provider.name,
          way,
          amount: found.amount,
          reference: null,
          state: 'begun',
          until: null,
          begunAt: now,
          address: null,
          voucher: null,
        };
        await insertAttempt(tx, fresh);
        await append(tx, context, {
          type: 'payment.begun',
          subject: paymentSubject(id),
          data: { for: found.subject, unit: found.unit, provider: provider.name, way },
        });
        return { payment: found, attempt: fresh };
      });
      if (attempt.address !== null) return attempt.address;
      if (!provider) throw new AppError('unavailable', 'nothing can be paid online here');
      let standing: Standing;
      try {
        standing = await provider.begin({
          attemptId: attempt.id,
          way,
          amount: attempt.amount,
          title: localize(payment.title, 'ja'),
          number: payment.number,
          returnTo,
          dueOn: payment.dueOn,
        });
      } catch (cause) {
        log.warn({ err: cause, attempt: attempt.id }, 'the payment provider did not answer');
        throw new AppError('unavailable', 'the payment provider did not answer', { cause });
      }
      await follow.apply(municipality, provider.name, standing);
      if (standing.address === null) throw new AppError('unavailable', 'the provider has no page to pay on');
      return standing.address;
    },

    /** The provider's page that is open for it; null when there is none. */
    pageOf: (context: Context, id: string, way: OnlineWay): Promise<string | null> =>
      database.transaction(tenantOf(context), async (tx) => {
        const { state } = await own(tx, context, id);
        const open = (await attemptsOf(tx, vault, id)).find((one) => one.way === way && isOpen(one));
        return state === 'due' ? (open?.address ?? null) : null;
      }),

    /** The person is back from the provider, whatever happened there: asks how the tries stand. */
    comeBack: async (context: Context, id: string): Promise<void> => {
      const open = await database.transaction(tenantOf(context), async (tx) => {
        await own(tx, context, id);
        return (await attemptsOf(tx, vault, id)).filter(isOpen);
      });
      for (const { provider: name, reference } of open) {
        const provider = providers.named(context.municipality, name);
        if (!provider || reference === null) continue;
        try {
          await follow.follow(context.municipality, provider, reference);
        } catch (error) {
          // The notice, or the job that looks again, will tell.
          log.warn({ err: error, payment: id }, 'the provider could not be asked when the person came back');
        }
      }
    },

    receipt: async (context: Context, id: string): Promise<{ pdf: Uint8Array; receipt: Receipt }> => {
      const { receipt, back } = await database.transaction(tenantOf(context), async (tx) =>
        receiptWith(tx, await own(tx, context, id)),
      );
      return { receipt, pdf: await receiptPdf(kernel, context, receipt, { isCopy: false, givenBack: back }) };
    },

    slip: async (context: Context, id: string): Promise<{ pdf: Uint8Array; number: string }> => {
      const payment = await database.transaction(tenantOf(context), (tx) => own(tx, context, id));
      if (payment.state !== 'due' || !payment.ways.includes('paymentSlip'))
        throw notFound(`slip of payment ${id}`);
      return { number: payment.number, pdf: await slipPdf(kernel, context, payment, today(context.clock)) };
    },
  };
}
