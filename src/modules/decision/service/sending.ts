import type { Context } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { AppError } from '#kernel/errors.js';
import { type AuthorityRule, ruleFor } from '../definition.js';
import type { Draft, Step } from '../model/draft.js';
import { begin, reroute } from '../model/progress.js';
import { type PlannedStep, routeFor } from '../model/route.js';
import { saveState, settledDigests } from '../store/drafts.js';
import { closeRounds, saveSteps } from '../store/steps.js';
import type { Desk, Ground } from './deps.js';

const newStep = (planned: PlannedStep, no: number): Step => ({
  ...planned,
  no,
  state: 'waiting',
  named: null,
  openedAt: null,
  acted: null,
  unconfirmed: false,
  confirmedBy: null,
  confirmedAt: null,
});

/** Steps that are asked from now on know since when. */
export const stamped = (steps: readonly Step[], now: Temporal.Instant): Step[] =>
  steps.map((step) => (step.state === 'open' && step.openedAt === null ? { ...step, openedAt: now } : step));

/** What names a draft in the journal, with what another module put up. */
export const about = (draft: Draft) => ({
  round: draft.round,
  module: draft.subject?.module ?? null,
  subject: draft.subject?.id ?? null,
});

/** Computing routes and setting drafts on their way. */
export function createSending(desk: Desk) {
  /** The rule and the steps that it gives today. */
  function planned(
    context: Context,
    { organization }: Ground,
    draft: Pick<Draft, 'kind' | 'unit' | 'drafter' | 'amount' | 'extra'>,
  ): { rule: AuthorityRule; steps: PlannedStep[] } {
    const kind = desk.kindsOf(context).get(draft.kind);
    if (!kind) throw new AppError('notAllowedNow', `the table of authority has no kind ${draft.kind}`);
    const rule = ruleFor(kind, draft);
    const extra = { ...draft.extra, review: draft.extra.review.slice(0, kind.mostReviewers) };
    return { rule, steps: routeFor(rule, organization, { ...draft, extra }) };
  }

  /** Sends a locked draft on a route of its own, computed from today's table and organisation. */
  async function send(tx: Tx, context: Context, ground: Ground, draft: Draft): Promise<void> {
    const now = context.clock.now();
    const { rule, steps } = planned(context, ground, draft);
    const isUrgent = draft.urgent && (desk.kindsOf(context).get(draft.kind)?.urgent ?? false);
    const sent: Draft = { ...draft, round: draft.round + 1 };
    const begun = stamped(begin(steps.map(newStep), isUrgent), now).map((step) => ({
      ...step,
      unconfirmed: step.state === 'skipped',
    }));
    await closeRounds(tx, draft.id, sent.round);
    await saveSteps(tx, sent, begun);
    await saveState(tx, draft.id, {
      state: 'underWay',
      round: sent.round,
      article: rule.article,
      sent_at: now,
      changed_at: now,
    });
    await desk.record(tx, context, { draft: sent, ground, act: 'sent' });
    await desk.journal(tx, context, 'decision.sent', draft, {
      ...about(sent),
      urgent: isUrgent,
      steps: steps.length,
      digest: (await settledDigests(tx, [draft.id])).get(draft.id) ?? null,
    });
  }

  /** What is left of the route, computed anew; what was answered stays. */
  async function sendAnew(
    tx: Tx,
    context: Context,
    ground: Ground,
    { draft, steps }: { draft: Draft; steps: readonly Step[] },
  ): Promise<void> {
    const now = context.clock.now();
    const { rule, steps: plan } = planned(context, ground, draft);
    const next: Draft = { ...draft, round: draft.round + 1 };
    const anew = stamped(reroute(steps, plan, newStep), now);
    await closeRounds(tx, draft.id, next.round);
    await saveSteps(tx, next, anew);
    await saveState(tx, draft.id, {
      state: 'underWay',
      round: next.round,
      article: rule.article,
      changed_at: now,
    });
    await desk.record(tx, context, { draft: next, ground, act: 'rerouted' });
    await desk.journal(tx, context, 'decision.rerouted', draft, {
      ...about(next),
      steps: anew.length,
      digest: (await settledDigests(tx, [draft.id])).get(draft.id) ?? null,
    });
  }

  return { planned, send, sendAnew };
}
export type Sending = ReturnType<typeof createSending>;
