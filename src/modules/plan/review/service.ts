import { today } from '#kernel/clock.js';
import { actorRef, type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { AppError, invariant, notFound } from '#kernel/errors.js';
import { append } from '#kernel/journal/journal.js';
import type { Kernel } from '#kernel/kernel.js';
import { type FiscalYear, fiscalYearOf } from '#kernel/values/fiscal-year.js';
import type { ReviewSettings } from '../catalog.js';
import { canonical } from '../changes.js';
import type { Measure } from '../definition.js';
import { mayReport } from '../departments.js';
import type { Rating } from '../model.js';
import { actingAs } from '../service/acting-as.js';
import type { LivingPlans } from '../service/living-plans.js';
import { writeMeasure } from '../service/writing.js';
import {
  type Evidence,
  isLate,
  mayStepRound,
  mayStepTask,
  type Round,
  type RoundStep,
  remindersDue,
  type Task,
  type TaskStep,
} from './model.js';
import { freeze, snapshotHash } from './snapshot.js';
import * as store from './store.js';

export interface ReportDraft {
  round: string;
  /** Version of the measure that the form began with. */
  base: number;
  /** The measure with the reported state, outlook, results and schedule in it. */
  document: Measure;
  evidence: readonly Evidence[];
}

const blocked = (what: string): AppError => new AppError('notAllowedNow', what);

/** Use cases of the yearly review that change something. */
export function createReview(
  kernel: Kernel,
  livingPlans: LivingPlans,
  settings: () => Promise<ReviewSettings>,
) {
  const lockRound = async (tx: Tx, id: string): Promise<Round> => {
    const round = await store.readRound(tx, id, { lock: true });
    if (!round) throw notFound(`round ${id}`);
    return round;
  };

  const lockTask = async (tx: Tx, round: Round, measure: string, step: TaskStep): Promise<Task> => {
    const task = await store.lockTask(tx, round.id, measure);
    if (!task) throw notFound(`task ${measure} of round ${round.id}`);
    if (!mayStepTask(round.state, task.state, step)) {
      throw blocked(`${step} of ${measure}: the round is ${round.state}, the task ${task.state}`);
    }
    return task;
  };

  const planOf = async (context: Context) => {
    const living = await livingPlans.read(context);
    if (!living) throw notFound(`plan of ${context.municipality.slug}`);
    return living;
  };

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
      const { stored } = await planOf(context);
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

    /** A section's report: the measure's next version and the task's submission in one transaction. */
    async submitReport(
      context: Context,
      { round: id, base, document, evidence }: ReportDraft,
    ): Promise<void> {
      const { stored } = await planOf(context);
      const current = stored.measures.find((one) => one.document.number === document.number);
      if (!current) throw notFound(`measure ${document.number}`);
      if (!mayReport(kernel.access, context, current.document.departments)) {
        throw new AppError('forbidden', `not a member of a section of measure ${document.number}`);
      }
      const changedAs = actingAs(context, (acting) =>
        mayReport(kernel.access, acting, current.document.departments),
      );
      await kernel.database.transaction(tenantOf(context), async (tx) => {
        const round = await lockRound(tx, id);
        const task = await lockTask(tx, round, document.number, 'submit');
        const written = await writeMeasure(
          tx,
          context,
          stored.plan.document.id,
          { base, document },
          { change: 'reported', reason: null, changedAs },
        );
        const isSame =
          !written.changed && task.state === 'submitted' && canonical(task.evidence) === canonical(evidence);
        if (isSame) return;
        await store.updateTask(tx, id, document.number, {
          state: 'submitted',
          evidence,
          submitted: { at: context.clock.now(), by: actorRef(context.actor) },
          returnedReason: null,
        });
        await append(tx, context, {
          type: 'plan.resultReported',
          subject: `measure/${document.number}`,
          data: {
            round: id,
            fiscalYear: round.fiscalYear,
            measure: document.number,
            version: written.version,
          },
        });
      });
    },

    /** Back to the section, with what is to be mended. By the plan office or the headquarters. */
    async sendBack(context: Context, id: string, measure: string, reason: string): Promise<void> {
      if (!kernel.access.canAnywhere(context, 'plan.judge'))
        kernel.access.requireAnywhere(context, 'plan.review');
      await kernel.database.transaction(tenantOf(context), async (tx) => {
        const round = await lockRound(tx, id);
        const task = await store.lockTask(tx, id, measure);
        if (task?.state === 'returned' && task.returnedReason === reason) return;
        await lockTask(tx, round, measure, 'sendBack');
        await store.updateTask(tx, id, measure, { state: 'returned', returnedReason: reason });
        await append(tx, context, {
          type: 'plan.reportReturned',
          subject: `measure/${measure}`,
          data: { round: id, fiscalYear: round.fiscalYear, measure },
        });
      });
    },

    /** Ends the time for reports: the headquarters begins. */
    closeReports: (context: Context, id: string): Promise<void> =>
      stepRound(context, id, 'closeReports', 'judging', 'plan.judgingBegan'),

    /** Reports may come again, for instance after a mistake in the date. */
    reopen: (context: Context, id: string): Promise<void> =>
      stepRound(context, id, 'reopen', 'open', 'plan.roundReopened'),

    async judge(
      context: Context,
      id: string,
      measure: string,
      { rating, comment }: { rating: Rating; comment: string | null },
    ): Promise<void> {
      kernel.access.requireAnywhere(context, 'plan.judge');
      await kernel.database.transaction(tenantOf(context), async (tx) => {
        const round = await lockRound(tx, id);
        const task = await lockTask(tx, round, measure, 'judge');
        if (task.state === 'judged' && task.rating === rating && task.comment === comment) return;
        await store.updateTask(tx, id, measure, {
          state: 'judged',
          judged: { rating, comment, at: context.clock.now(), by: actorRef(context.actor) },
        });
        await append(tx, context, {
          type: 'plan.judged',
          subject: `measure/${measure}`,
          data: { round: id, fiscalYear: round.fiscalYear, measure, rating },
        });
      });
    },

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

    /**
     * Asks again for reports that have not come: one entry for each task and reminder day. The entry is the outbox of
     * the notice. Safe to repeat; days that passed unnoticed make one reminder, not several.
     */
    async remind(context: Context): Promise<number> {
      kernel.access.require(context, 'plan.remind', null);
      const { reminders } = await settings();
      const now = today(context.clock);
      return kernel.database.transaction(tenantOf(context), async (tx) => {
        let reminded = 0;
        for (const { id } of (await store.readRounds(tx)).filter(({ state }) => state === 'open')) {
          const round = await lockRound(tx, id);
          const due = remindersDue(reminders, round.dueOn, now);
          const tasks = (await store.readTasks(tx, id)).filter(
            (task) => (task.state === 'requested' || task.state === 'returned') && task.remindedStep < due,
          );
          for (const task of tasks) {
            await store.updateTask(tx, id, task.measure, { remindedStep: due });
            await append(tx, context, {
              type: 'plan.reminded',
              subject: `measure/${task.measure}`,
              data: {
                round: id,
                fiscalYear: round.fiscalYear,
                measure: task.measure,
                day: reminders[due - 1] ?? 0,
                late: isLate(task, round.dueOn, now),
              },
            });
            reminded += 1;
          }
        }
        return reminded;
      });
    },
  };
}

/** Measures that ran in a fiscal year: listed by then, and not ended before it. */
export const isReviewed = (measure: Measure, year: FiscalYear): boolean =>
  !measure.listedOnly &&
  (measure.yearListed === undefined || measure.yearListed <= year) &&
  (measure.stage !== 'ended' || (measure.yearEnded !== undefined && measure.yearEnded >= year));
