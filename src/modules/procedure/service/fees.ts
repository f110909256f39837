import { today } from '#kernel/clock.js';
import { type Context, systemContext } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import type { Entry } from '#kernel/journal/entry.js';
import { append } from '#kernel/journal/journal.js';
import { addBusinessDays } from '#kernel/values/business-day.js';
import type { CounterTaking, PaymentHead } from '#modules/payment/api.js';
import type { Procedure } from '../definition.js';
import { type Case, isFeeDue, phaseOf, stateAfterPayment } from '../model.js';
import { type CaseChange, findCase, saveCase } from '../store/cases.js';
import { caseSubject } from '../timeline.js';
import type { ProcedureDeps } from './deps.js';

const DAYS_TO_PAY = 30;

/** Fees of cases: asked for at the approval, told of by the journal when they are paid, dropped when nothing is owed. */
export function createFees({ kernel, payments, definitions }: ProcedureDeps) {
  const { vault } = kernel;

  /** What follows from a decision by rule is no work of the person who decides. */
  const byRule = ({ municipality, clock }: Context): Context =>
    systemContext(municipality, 'procedure.fees', clock);

  function request(tx: Tx, context: Context, found: Case, procedure: Procedure): Promise<PaymentHead> {
    return payments.request(tx, byRule(context), {
      subject: caseSubject(found.id),
      reference: found.number,
      unit: found.unit,
      payer: found.applicant,
      payerName: found.applicantName,
      title: procedure.title,
      amount: found.fee,
      ways: (procedure.fee?.payment ?? []).map(({ way }) => way),
      dueOn: today(context.clock).add({ days: procedure.fee?.withinDays ?? DAYS_TO_PAY }),
    });
  }

  /** What the case becomes once its fee is paid; what is left to do is due on the next business day at the latest. */
  function paidChange(context: Context, found: Case, procedure: Procedure, receipt: string): CaseChange {
    const next = addBusinessDays(today(context.clock), 1);
    const dueOn = Temporal.PlainDate.compare(found.dueOn, next) < 0 ? next : found.dueOn;
    const state = stateAfterPayment(found.state, procedure.output);
    return { state, feeReceipt: receipt, dueOn, phase: phaseOf(state, { ...found, feeReceipt: receipt }) };
  }

  return {
    request,

    /** The payment of a case; asked for now where the case was approved before there were payments. */
    standing: async (
      tx: Tx,
      context: Context,
      found: Case,
      procedure: Procedure,
    ): Promise<PaymentHead | null> =>
      (await payments.paymentFor(tx, caseSubject(found.id))) ??
      (found.state === 'approved' && isFeeDue(found) ? request(tx, context, found, procedure) : null),

    /** Nothing is owed any more; the definition says whether what is paid is given back when the applicant withdraws. */
    cancel: (
      tx: Tx,
      context: Context,
      found: Case,
      procedure: Procedure,
      because: 'withdrawn' | 'refused',
    ) => {
      const isGivenBack = because === 'refused' || procedure.fee?.givenBack === 'whenWithdrawn';
      return payments.cancel(tx, byRule(context), caseSubject(found.id), {
        giveBack: isGivenBack ? because : null,
      });
    },

    /** Another section has the case from now on, and what is paid for it. */
    handOver: (tx: Tx, context: Context, { id }: Case, unit: string): Promise<void> =>
      payments.handOver(tx, context, caseSubject(id), unit),

    /** The fee came over the counter: into the cash book, and the case goes on at once. */
    takeAtCounter: async (
      tx: Tx,
      context: Context,
      found: Case,
      procedure: Procedure,
      taking: CounterTaking,
    ): Promise<CaseChange> => {
      await request(tx, context, found, procedure);
      const receipt = await payments.takeAtCounter(tx, context, caseSubject(found.id), taking);
      return paidChange(context, found, procedure, receipt);
    },

    /** The journal tells that something was paid. What was taken at the counter is known already. */
    paid: async (tx: Tx, context: Context, { data }: Entry): Promise<void> => {
      const [kind, id] = String(data.for ?? '').split('/');
      if (kind !== 'case' || id === undefined) return;
      const found = await findCase(tx, vault, id, { lock: true });
      if (!found || found.feeReceipt !== null) return;
      const procedure = await definitions.at(tx, found.procedure, found.version);
      const change = paidChange(context, found, procedure, String(data.receipt ?? ''));
      await saveCase(tx, vault, id, change, context.clock.now());
      await append(tx, context, {
        type: 'case.feeConfirmed',
        subject: caseSubject(id),
        data: { procedure: found.procedure, unit: found.unit, amount: found.fee },
      });
    },
  };
}
