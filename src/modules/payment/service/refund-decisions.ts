import type { Context } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { AppError } from '#kernel/errors.js';
import { translatorFor } from '#kernel/i18n/translate.js';
import type { DraftState } from '#modules/decision/api.js';
import type { Payment, Refund } from '../model.js';
import { WHY_WORDS } from '../views/words.js';
import type { PaymentDeps } from './deps.js';

/** Of the table of authority. */
export const DECISION_KIND = 'refund';
/** Drafts for decisions are papers of the office. */
const t = translatorFor('ja');
const subjectOf = (refund: string) => ({ module: 'payment', id: refund });

/** How far the decision on a refund is; null: it was never put up. */
export type RefundDecisionStanding = { draft: string; state: DraftState } | null;

/**
 * Where the town's table of authority asks for a decision on refunds: nobody gives the money back before its route has
 * ended. Money that belongs to no section has no route; two persons are enough there.
 */
export function createRefundDecisions({ decision }: Pick<PaymentDeps, 'decision'>) {
  const standingOf = async (tx: Tx, refund: string): Promise<RefundDecisionStanding> => {
    const last = await decision.lastAbout(tx, subjectOf(refund));
    return last && { draft: last.id, state: last.state };
  };
  const isRequired = (context: Context, payment: Payment | null): payment is Payment =>
    payment !== null && decision.isRequired(context, DECISION_KIND);

  return {
    isRequired,

    async putUp(
      tx: Tx,
      context: Context,
      payment: Payment,
      refund: Pick<Refund, 'id' | 'amount' | 'why' | 'reason'>,
    ) {
      const { actor } = context;
      if (actor.kind !== 'staff') throw new AppError('forbidden', 'staff put refunds up for a decision');
      return decision.putUp(tx, context, {
        kind: DECISION_KIND,
        subject: subjectOf(refund.id),
        unit: payment.unit,
        drafter: actor.id,
        amount: refund.amount,
        content: {
          title: t('refundDecision.draftTitle', { number: payment.number }),
          body: t('refundDecision.draftBody', { amount: t.yen(refund.amount) }),
          reason: refund.reason ?? t(WHY_WORDS[refund.why]),
        },
      });
    },

    /** Throws notAllowedNow while the decision stands out, or is on its way. */
    async requireDecided(
      tx: Tx,
      context: Context,
      payment: Payment | null,
      refund: string,
      what: 'approve' | 'dismiss',
    ) {
      if (!isRequired(context, payment)) return;
      const state = (await standingOf(tx, refund))?.state;
      const isOnItsWay = state === 'underWay' || state === 'returned';
      if (what === 'approve' ? state !== 'decided' : isOnItsWay)
        throw new AppError('notAllowedNow', `refund ${refund} is not decided`, {
          fields: { decision: 'needed' },
        });
    },

    /** For pages: how far each is; null where no decision is asked for. */
    async standings(
      tx: Tx,
      context: Context,
      refunds: readonly string[],
    ): Promise<ReadonlyMap<string, RefundDecisionStanding> | null> {
      if (!decision.isRequired(context, DECISION_KIND)) return null;
      const found = new Map<string, RefundDecisionStanding>();
      for (const refund of refunds) found.set(refund, await standingOf(tx, refund));
      return found;
    },
  };
}
