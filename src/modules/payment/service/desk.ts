import { today } from '#kernel/clock.js';
import { type Context, staffIdOf, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { notFound } from '#kernel/errors.js';
import { append } from '#kernel/journal/journal.js';
import type { TimePlace } from '#kernel/values/list-place.js';
import type { ReferenceNumber } from '#kernel/values/reference-number.js';
import {
  type Attempt,
  givenBack,
  type Money,
  type Payment,
  type PaymentHead,
  type PaymentState,
  paymentSubject,
  type Refund,
  receiptCode,
  refundable,
} from '../model.js';
import { attemptsOf } from '../store/attempts.js';
import { moneyOf, refundsOf } from '../store/money.js';
import { findPayment, listPayments } from '../store/payments.js';
import { markPrinted, type Receipt, receiptOf } from '../store/receipts.js';
import type { CounterService, CounterTaking } from './counter.js';
import { type PaymentDeps, unitName } from './deps.js';
import { receiptPdf, slipPdf } from './documents.js';
import type { FollowService } from './follow.js';
import { createRefundDecisions, type RefundDecisionStanding } from './refund-decisions.js';

export interface StaffPayment {
  payment: Payment;
  unit: string;
  attempts: Attempt[];
  money: (Money & { left: number; receipt: Receipt | null })[];
  refunds: (Refund & { askedByName: string | null; decidedByName: string | null })[];
  mayTake: boolean;
  mayDecide: boolean;
  /** staff/… of who looks: nobody decides on what they asked for. */
  me: string;
  /** Where the town asks for a decision on refunds: how far each is. */
  standings: ReadonlyMap<string, RefundDecisionStanding> | null;
}

const PAGE = 50;

/** Payments as the staff of their sections see them. */
export function createDeskService(
  deps: PaymentDeps,
  counter: Pick<CounterService, 'take'>,
  follow: Pick<FollowService, 'closeAll'>,
) {
  const { kernel, identity } = deps;
  const { access, database, vault } = kernel;
  const decisions = createRefundDecisions(deps);

  async function visible(tx: Tx, context: Context, id: string): Promise<Payment> {
    const payment = await findPayment(tx, vault, { id });
    if (!payment || !access.can(context, 'payment.read', payment.unit)) throw notFound(`payment ${id}`);
    return payment;
  }

  return {
    list: (
      context: Context,
      filter: { state?: PaymentState | undefined; number?: ReferenceNumber | undefined },
      after?: TimePlace,
    ): Promise<{ items: PaymentHead[]; next: PaymentHead | null }> => {
      access.requireAnywhere(context, 'payment.read');
      const units = access.unitsFor(context, 'payment.read');
      return database.transaction(tenantOf(context), async (tx) => {
        const found = await listPayments(tx, { units, ...filter }, { after, limit: PAGE + 1 });
        const items = found.slice(0, PAGE);
        return { items, next: found.length > PAGE ? (items.at(-1) ?? null) : null };
      });
    },

    /** A payment with the name of who owes it: each look is journalled, and the person sees it. */
    open: (context: Context, id: string): Promise<StaffPayment> =>
      database.transaction(tenantOf(context), async (tx) => {
        const payment = await visible(tx, context, id);
        const money = await moneyOf(tx, id);
        const refunds = await refundsOf(
          tx,
          vault,
          money.map((one) => one.id),
        );
        const staff = refunds.flatMap(({ askedBy, decidedBy }) => [staffIdOf(askedBy), staffIdOf(decidedBy)]);
        const names = await identity.staffNames(tx, [...new Set(staff.filter((one) => one !== null))]);
        const nameOf = (actor: string | null) => names.get(staffIdOf(actor) ?? '') ?? null;
        const withReceipts = [];
        for (const one of money) {
          const of = refunds.filter(({ transactionId }) => transactionId === one.id);
          const receipt = (await receiptOf(tx, vault, one.id)) ?? null;
          withReceipts.push({ ...one, left: refundable(one, of), receipt });
        }
        const standings = await decisions.standings(
          tx,
          context,
          refunds.map((refund) => refund.id),
        );
        await append(tx, context, {
          type: 'payment.viewed',
          subject: paymentSubject(id),
          data: { unit: payment.unit },
        });
        return {
          payment,
          unit: unitName(context, payment.unit),
          attempts: await attemptsOf(tx, vault, id),
          money: withReceipts,
          refunds: refunds.map((refund) => ({
            ...refund,
            askedByName: nameOf(refund.askedBy),
            decidedByName: nameOf(refund.decidedBy),
          })),
          mayTake: access.can(context, 'payment.take', payment.unit),
          mayDecide: access.can(context, 'payment.refund', payment.unit),
          standings,
          me: context.actor.kind === 'staff' ? `staff/${context.actor.id}` : '',
        };
      }),

    /** Takes the money over the counter; pages of a provider that are open for it are closed. */
    take: async (context: Context, id: string, taking: CounterTaking): Promise<void> => {
      const { open } = await database.transaction(tenantOf(context), (tx) =>
        counter.take(tx, context, { id }, taking),
      );
      await follow.closeAll(context.municipality, open);
    },

    /** The receipt on paper; the second one says that it is a copy. */
    printReceipt: async (context: Context, id: string): Promise<{ pdf: Uint8Array; receipt: Receipt }> => {
      const ready = await database.transaction(tenantOf(context), async (tx) => {
        await visible(tx, context, id);
        const money = (await moneyOf(tx, id)).find(({ purpose }) => purpose === 'settles');
        const receipt = money && (await receiptOf(tx, vault, money.id));
        if (!money || !receipt) throw notFound(`receipt of payment ${id}`);
        const isFirst = await markPrinted(tx, money.id, context.clock.now());
        const back = givenBack(await refundsOf(tx, vault, [money.id]));
        await append(tx, context, {
          type: 'payment.receiptPrinted',
          subject: paymentSubject(id),
          data: { receipt: receiptCode(receipt), copy: !isFirst },
        });
        return { receipt, isCopy: !isFirst, givenBack: back };
      });
      return { receipt: ready.receipt, pdf: await receiptPdf(kernel, context, ready.receipt, ready) };
    },

    /** The slip for somebody who pays with it at the desk. A look like any other. */
    slip: async (context: Context, id: string): Promise<{ pdf: Uint8Array; number: string }> => {
      const payment = await database.transaction(tenantOf(context), async (tx) => {
        const found = await visible(tx, context, id);
        if (found.state !== 'due') throw notFound(`slip of payment ${id}`);
        const data = { unit: found.unit };
        await append(tx, context, { type: 'payment.viewed', subject: paymentSubject(id), data });
        return found;
      });
      return { number: payment.number, pdf: await slipPdf(kernel, context, payment, today(context.clock)) };
    },
  };
}
