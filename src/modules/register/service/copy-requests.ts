import { today } from '#kernel/clock.js';
import { type Context, systemContext, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { AppError, invariant, notFound } from '#kernel/errors.js';
import { translatorFor } from '#kernel/i18n/translate.js';
import { append } from '#kernel/journal/journal.js';
import { placeText, type TimePlace } from '#kernel/values/list-place.js';
import { newReferenceNumber } from '#kernel/values/reference-number.js';
import type { PaymentHead } from '#modules/payment/api.js';
import { type KeptRegister, rowSubject } from '../model.js';
import { findCopy, insertCopy, listCopies, saveCopy } from '../store/copies.js';
import { type CopyRequest, copySubject, MOST_COPIES } from '../viewing.js';
import type { CopyService, GivenCopy } from './copies.js';
import { type RegisterDeps, who } from './deps.js';
import type { ReadingService } from './reading.js';
import type { ViewingService } from './viewing.js';

const PAGE = 50;
const MOST_NUMBER_DRAWS = 5;
const ja = translatorFor('ja');

/** A request as the section sees it. */
export interface CopyLine extends CopyRequest {
  label: string;
  /** What is owed for it; null where it costs nothing. */
  payment: PaymentHead | null;
  /** This reader finds it among the payments of the section. */
  maySeePayment: boolean;
}

const isPaid = (payment: PaymentHead | null): boolean => payment === null || payment.state === 'paid';

/** Copies that visitors ask for on a terminal: paid at the counter, then given out there. */
export function createCopyRequests(
  { kernel, payment }: Pick<RegisterDeps, 'kernel' | 'payment'>,
  reading: ReadingService,
  viewing: ViewingService,
  copies: CopyService,
) {
  const { database } = kernel;

  /** What follows by rule from the definition is no work of the person who asks. */
  const byRule = ({ municipality, clock }: Context): Context =>
    systemContext(municipality, 'register.copies', clock);

  async function insert(
    tx: Tx,
    one: Omit<CopyRequest, 'number'>,
  ): Promise<{ request: CopyRequest; isNew: boolean }> {
    for (let draw = 1; draw <= MOST_NUMBER_DRAWS; draw += 1) {
      const known = await findCopy(tx, one.register, one.id);
      if (known) return { request: known, isNew: false };
      const request = { ...one, number: newReferenceNumber() };
      if (await insertCopy(tx, request)) return { request, isNew: true };
    }
    invariant(false, `a free number within ${MOST_NUMBER_DRAWS} draws`);
  }

  async function lineOf(
    tx: Tx,
    context: Context,
    kept: KeptRegister,
    request: CopyRequest,
  ): Promise<CopyLine> {
    const { label } = await reading.rowNow(tx, context, kept, request.row);
    return {
      ...request,
      label,
      payment: await payment.paymentFor(tx, copySubject(request.id)),
      maySeePayment: kernel.access.can(context, 'payment.read', request.unit),
    };
  }

  async function held(tx: Tx, register: string, id: string): Promise<CopyRequest> {
    const request = await findCopy(tx, register, id, { lock: true });
    if (!request) throw notFound(copySubject(id));
    return request;
  }

  return {
    /** Asks for copies of the row that is open; what they cost follows from the definition. Asked twice it is once. */
    ask: async (context: Context, register: string, visitId: string, wanted: number): Promise<void> => {
      if (!Number.isInteger(wanted) || wanted < 1 || wanted > MOST_COPIES)
        throw new AppError('invalidInput', `${wanted} copies`);
      const kept = viewing.shownTo(context, register);
      const visit = await viewing.going(context, register, visitId);
      const { row: id, request: requestId } = visit;
      if (visit.asked !== null || id === null || requestId === null) return;
      const row = await database.transaction(tenantOf(context), (tx) =>
        reading.rowNow(tx, context, kept, id),
      );
      const sheets = (await copies.make(context, kept, row)).sheets * wanted;
      const { counterCopy } = kept.register;
      invariant(counterCopy, 'what is shown can be copied');
      const fee = (counterCopy.yenPerSheet ?? 0) * sheets;
      const at = context.clock.now();
      const request = await database.transaction(tenantOf(context), async (tx) => {
        const { request: asked, isNew } = await insert(tx, {
          ...{ id: requestId, register, row: id, unit: kept.unit, copies: wanted },
          ...{ sheets, fee, state: 'asked', askedAt: at },
        });
        if (!isNew) return asked;
        if (fee > 0)
          await payment.request(tx, byRule(context), {
            subject: copySubject(asked.id),
            reference: asked.number,
            unit: kept.unit,
            payer: null,
            payerName: ja('viewingDesk.payer'),
            title: counterCopy.title,
            amount: fee,
            ways: ['counter'],
            dueOn: today(context.clock),
          });
        await append(tx, context, {
          type: 'register.copyAsked',
          subject: rowSubject(register, id),
          data: { register, unit: kept.unit, sheets, fee },
        });
        return asked;
      });
      const { number, copies: of } = request;
      await viewing.show(context, register, visitId, {
        ...visit,
        asked: { number, copies: of, sheets, fee },
      });
    },

    /** What was asked for, the newest first. */
    list: async (
      context: Context,
      register: string,
      after?: TimePlace,
    ): Promise<{ kept: KeptRegister; items: CopyLine[]; next: string | null }> => {
      const kept = viewing.shownTo(context, register);
      return database.transaction(tenantOf(context), async (tx) => {
        const found = await listCopies(tx, register, after, PAGE + 1);
        const last = found.length > PAGE ? found[PAGE - 1] : undefined;
        const items: CopyLine[] = [];
        for (const request of found.slice(0, PAGE)) items.push(await lineOf(tx, context, kept, request));
        return { kept, items, next: last ? placeText(last.askedAt, last.id) : null };
      });
    },

    /** The copy, once it is paid; that it was given out is journalled the first time. Throws notAllowedNow. */
    give: async (context: Context, register: string, id: string): Promise<GivenCopy> => {
      const kept = viewing.shownTo(context, register);
      const request = await database.transaction(tenantOf(context), async (tx) => {
        const one = await held(tx, register, id);
        if (one.state === 'cancelled' || !isPaid(await payment.paymentFor(tx, copySubject(id))))
          throw new AppError('notAllowedNow', `${copySubject(id)} is not paid, or called off`);
        return one;
      });
      const { row } = await reading.open(context, register, request.row);
      const copy = await copies.make(context, kept, row);
      await database.transaction(tenantOf(context), async (tx) => {
        // Printed again because the paper jammed it is no second copy.
        if ((await held(tx, register, id)).state === 'given') return;
        await saveCopy(tx, id, 'given', { at: context.clock.now(), by: who(context) });
        await append(tx, context, {
          type: 'register.copyGiven',
          subject: rowSubject(register, request.row),
          data: { register, unit: kept.unit, sheets: request.sheets },
        });
      });
      return copy;
    },

    /** Nothing is owed any more; what is paid is proposed to be given back. Throws notAllowedNow. */
    cancel: async (context: Context, register: string, id: string): Promise<void> => {
      const kept = viewing.shownTo(context, register);
      await database.transaction(tenantOf(context), async (tx) => {
        const request = await held(tx, register, id);
        if (request.state === 'cancelled') return;
        if (request.state === 'given')
          throw new AppError('notAllowedNow', `${copySubject(id)} was given out`);
        await saveCopy(tx, id, 'cancelled', { at: context.clock.now(), by: who(context) });
        await payment.cancel(tx, byRule(context), copySubject(id), { giveBack: 'withdrawn' });
        await append(tx, context, {
          type: 'register.copyCancelled',
          subject: rowSubject(register, request.row),
          data: { register, unit: kept.unit },
        });
      });
    },
  };
}
