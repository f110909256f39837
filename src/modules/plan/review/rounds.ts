import { today } from '#kernel/clock.js';
import { actorRef, type Context, tenantOf } from '#kernel/context.js';
import { AppError, invariant } from '#kernel/errors.js';
import { append } from '#kernel/journal/journal.js';
import type { Kernel } from '#kernel/kernel.js';
import { type FiscalYear, fiscalYearOf } from '#kernel/values/fiscal-year.js';
import type { Measure } from '../definition.js';
import type { LivingPlans } from '../service/living-plans.js';
import { blocked, lockRound, planOf } from './holding.js';
import { mayStepRound, type RoundStep } from './model.js';
import { freeze, snapshotHash } from './snapshot.js';
import * as store from './store.js';

/** Use cases of a review as a whole: it opens, its reports are closed, it is published. */
export function createRounds(kernel: Kernel, livingPlans: LivingPlans) {
  /** Moves a round on; the same step twice is one step. */
  const stepRound = async (
    context: Context,
    id: string,
    step: Exclude<RoundStep, 'publish'>,
    to: 'judging' | 'open',
    entry: string,
  ): Promise<void> => {
    kernel.access.requireAnywhere(context, 'plan.review');
    await kernel.database.transaction(tenantOf(context), async (tx) => {
      const round = await lockRound(tx, id);
      if (round.state === to) return;
      if (!mayStepRound(round.state, step)) throw blocked(`${step}: the round is ${round.state}`);
      await store.updateRound(tx, id, { state: to, publishedAt: null });
      await append(tx, context, {
        type: entry,
        subject: `round/${id}`,
        data: { round: id, fiscalYear: round.fiscalYear },
      });
    });
  };

  return {
    /**
     * Opens the review of a fiscal year and asks every section whose measures run. The id comes with the form: the
     * same form sent twice opens one round. Throws conflict when the year has a round already.
     */
    async openRound(
      context: Context,
      { id, fiscalYear, dueOn }: { id: string; fiscalYear: FiscalYear; dueOn: Temporal.PlainDate },
    ): Promise<void> {
      kernel.access.requireAnywhere(context, 'plan.review');
      const { stored } = await planOf(livingPlans, context);
      const now = today(context.clock);
      if (fiscalYear > fiscalYearOf(now)) {
        throw new AppError('invalidInput', `fiscal year ${fiscalYear} has not begun`, {
          fields: { fiscalYear: 'review.error.yearNotBegun' },
        });
      }
      if (Temporal.PlainDate.compare(dueOn, now) < 0) {
        throw new AppError('invalidInput', `${dueOn} is over`, { fields: { dueOn: 'review.error.dueOver' } });
      }
      const measures = stored.measures
        .map(({ document }) => document)
        .filter((measure) => isReviewed(measure, fiscalYear))
        .map(({ number }) => number);
      await kernel.database.transaction(tenantOf(context), async (tx) => {
        const plan = stored.plan.document.id;
        const opened = await store.insertRound(
          tx,
          { id, plan, fiscalYear, dueOn, openedAt: context.clock.now(), openedBy: actorRef(context.actor) },
          measures,
        );
        if (!opened) {
          if (await store.readRound(tx, id)) return;
          throw new AppError('conflict', `fiscal year ${fiscalYear} has a round already`, {
            fields: { fiscalYear: 'review.error.yearTaken' },
          });
        }
        await append(tx, context, {
          type: 'plan.roundOpened',
          subject: `round/${id}`,
          data: { round: id, fiscalYear, dueOn: dueOn.toString(), measures: measures.length },
        });
      });
    },

    /** Ends the time for reports: the headquarters begins. */
    closeReports: (context: Context, id: string): Promise<void> =>
      stepRound(context, id, 'closeReports', 'judging', 'plan.judgingBegan'),

    /** Reports may come again, for instance after a mistake in the date. */
    reopen: (context: Context, id: string): Promise<void> =>
      stepRound(context, id, 'reopen', 'open', 'plan.roundReopened'),

    /**
     * Publishes a round in which every measure is judged, and freezes the plan as it is at this moment, with its
     * counted figures. Twice is once.
     */
    async publish(context: Context, id: string): Promise<void> {
      kernel.access.requireAnywhere(context, 'plan.review');
      const rule = await livingPlans.rule();
      await kernel.database.transaction(tenantOf(context), async (tx) => {
        const round = await lockRound(tx, id);
        if (round.state === 'published') return;
        if (!mayStepRound(round.state, 'publish')) throw blocked(`publish: the round is ${round.state}`);
        const tasks = await store.readTasks(tx, id);
        const waiting = tasks.filter(({ state }) => state !== 'judged');
        if (waiting.length > 0) throw blocked(`publish: ${waiting.length} measures are not judged`);
        const publishedAt = Temporal.Instant.fromEpochMilliseconds(context.clock.now().epochMilliseconds);
        await store.updateRound(tx, id, { state: 'published', publishedAt });
        const living = await livingPlans.readNow(tx, context);
        invariant(living, 'a plan with a round exists');
        const content = freeze(round, living.view, tasks, rule);
        const hash = snapshotHash(content);
        await store.insertSnapshot(tx, {
          round: id,
          fiscalYear: round.fiscalYear,
          publishedAt,
          content,
          hash,
        });
        await append(tx, context, {
          type: 'plan.published',
          subject: `round/${id}`,
          data: {
            round: id,
            fiscalYear: round.fiscalYear,
            measures: tasks.length,
            sha256: hash.toString('hex'),
          },
        });
      });
    },
  };
}

/** Measures that ran in a fiscal year: listed by then, and not ended before it. */
const isReviewed = (measure: Measure, year: FiscalYear): boolean =>
  !measure.listedOnly &&
  (measure.yearListed === undefined || measure.yearListed <= year) &&
  (measure.stage !== 'ended' || (measure.yearEnded !== undefined && measure.yearEnded >= year));
