import type { FileField } from '#forms/fields/file/definition.js';
import { type ReceivedFiles, receiveFiles, type SentPage } from '#forms/uploads.js';
import { today } from '#kernel/clock.js';
import { actorRef, type Context, tenantOf } from '#kernel/context.js';
import { AppError, notFound } from '#kernel/errors.js';
import { append } from '#kernel/journal/journal.js';
import type { Kernel } from '#kernel/kernel.js';
import type { ReviewSettings } from '../catalog.js';
import { canonical } from '../changes.js';
import type { Measure } from '../definition.js';
import { mayReport } from '../departments.js';
import { evidenceHolder } from '../forms/evidence-files.js';
import type { Rating } from '../model.js';
import { actingAs } from '../service/acting-as.js';
import type { LivingPlans } from '../service/living-plans.js';
import { writeMeasure } from '../service/writing.js';
import { lockRound, lockTask, planOf } from './holding.js';
import { type Evidence, isLate, remindersDue } from './model.js';
import type { Snapshot } from './snapshot.js';
import * as store from './store.js';

interface ReportDraft {
  round: string;
  /** Version of the measure that the form began with. */
  base: number;
  /** The measure with the reported state, outlook, results and schedule in it. */
  document: Measure;
  evidence: readonly Evidence[];
}

interface PublishedEvidence {
  round: string;
  evidence: Snapshot['evidence'];
}

/** Use cases of one measure in a review: its report is sent, sent back, judged, asked for again. */
export function createTasks(
  kernel: Kernel,
  livingPlans: LivingPlans,
  settings: () => Promise<ReviewSettings>,
) {
  const fileOf = (context: Context, round: string, measure: string, file: string) =>
    kernel.database.transaction(tenantOf(context), async (tx) => {
      const found = await kernel.files.read(tx, evidenceHolder(round, measure), file);
      if (!found) throw notFound(`file ${file} of ${measure}`);
      return found;
    });

  return {
    /** Takes in files for a report that may be sent now; they count once the report names them. */
    async receiveEvidence(
      context: Context,
      { round: id, measure, fields }: { round: string; measure: string; fields: readonly FileField[] },
      sent: SentPage,
    ): Promise<ReceivedFiles> {
      const { stored } = await planOf(livingPlans, context);
      const current = stored.measures.find((one) => one.document.number === measure);
      if (!current) throw notFound(`measure ${measure}`);
      if (!mayReport(kernel.access, context, current.document.departments))
        throw new AppError('forbidden', `not a member of a section of measure ${measure}`);
      await kernel.database.transaction(tenantOf(context), async (tx) => {
        await lockTask(tx, await lockRound(tx, id), measure, 'submit');
      });
      return receiveFiles(kernel, context, fields, sent, evidenceHolder(id, measure));
    },

    /** A file of the report on a measure, for those who follow the plan. Throws notFound. */
    async evidenceFile(context: Context, id: string, measure: string, file: string) {
      kernel.access.requireAnywhere(context, 'plan.follow');
      return fileOf(context, id, measure, file);
    },

    /** A file that a published review names. Throws notFound. */
    async publishedFile(context: Context, { round, evidence }: PublishedEvidence, file: string) {
      const named = evidence.find((one) =>
        one.evidence.some(({ files = [] }) => files.some((known) => known.file === file)),
      );
      if (!named) throw notFound(`file ${file} of round ${round}`);
      return fileOf(context, round, named.measure, file);
    },

    /** A section's report: the measure's next version and the task's submission in one transaction. */
    async submitReport(
      context: Context,
      { round: id, base, document, evidence }: ReportDraft,
    ): Promise<void> {
      const { stored } = await planOf(livingPlans, context);
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
