import type { Answers } from '#forms/answers.js';
import { today, ZONE } from '#kernel/clock.js';
import { actorRef, type Context } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { invariant, notFound } from '#kernel/errors.js';
import { append, readEntries } from '#kernel/journal/journal.js';
import type { Kernel } from '#kernel/kernel.js';
import { uuidv7 } from '#kernel/values/uuid.js';
import type { ProcedureApi } from '#modules/procedure/api.js';
import type { Task, TaskState, TaskSubject, Visit, VisitContent } from '../desk.js';
import type { CounterPurpose } from '../interview.js';
import { dueItems } from '../model.js';
import { findTask, insertTasks, saveTask, tasksOf } from '../store/tasks.js';
import { findVisit, insertVisit, saveVisit, visitIdOf } from '../store/visits.js';
import type { Counters } from './counters.js';

/** What the family told is kept for a year: the last terms that a section follows end with it. */
const LIFE = Temporal.Duration.from({ hours: 366 * 24 });
const LOOKS = 200;

export type NewVisit = Omit<VisitContent, 'answers'> & { meetsAt: Temporal.Instant };

/** For what staff look at the names of a family: the desk, or the section that has a task. */
export type VisitPurpose = CounterPurpose | 'work';

export interface VisitDeps {
  kernel: Kernel;
  counters: Counters;
  procedures: Pick<ProcedureApi, 'offered'>;
}

export type Visits = ReturnType<typeof createVisits>;

export const visitSubject = (id: string): string => `visit/${id}`;

/** What happens to visits within other people's transactions, and who may see them. */
export function createVisits({ kernel, counters, procedures }: VisitDeps) {
  const { access, vault } = kernel;

  const isAtDesk = (context: Context): boolean => {
    const counter = counters.find(context);
    return counter !== null && access.can(context, 'counter.serve', counter.desk);
  };
  const requireDesk = (context: Context): void => {
    access.requireAnywhere(context, 'counter.serve');
    if (!isAtDesk(context)) throw notFound('desk of another unit');
  };
  const byOf = (context: Context): string => {
    invariant(context.actor.kind === 'staff', 'the desk is served by staff');
    return context.actor.id;
  };

  async function visible(tx: Tx, context: Context, id: string, { lock = false } = {}): Promise<Visit> {
    requireDesk(context);
    const found = await findVisit(tx, vault, id, { lock });
    if (!found) throw notFound(`visit ${id}`);
    return found;
  }

  /** Tasks are seen by the desk and by the section that has them. */
  async function visibleTask(tx: Tx, context: Context, id: string, { lock = false } = {}): Promise<Task> {
    const found = await findTask(tx, vault, id, { lock });
    if (!found || !(isAtDesk(context) || access.can(context, 'counter.task', found.unit)))
      throw notFound(`task ${id}`);
    return found;
  }

  async function isOpenedToday(tx: Tx, { actor, clock }: Context, id: string): Promise<boolean> {
    const from = today(clock).toZonedDateTime(ZONE).toInstant();
    const filter = { type: 'counter.visitViewed', subject: visitSubject(id), from };
    const { entries } = await readEntries(tx, filter, { limit: LOOKS });
    return entries.some((entry) => entry.actor === actorRef(actor));
  }

  const journalLook = (tx: Tx, context: Context, { id, guide }: Visit, purpose: VisitPurpose) =>
    append(
      tx,
      { ...context, purpose },
      {
        type: 'counter.visitViewed',
        subject: visitSubject(id),
        data: { event: guide },
      },
    );

  /** Who receives a form does its work. */
  function unitOf(context: Context, procedure: string | undefined, unit: string | null): string | null {
    const offered = procedures.offered(context).find((one) => one.procedure.id === procedure);
    return offered?.procedure.unit ?? unit;
  }

  /** Every section gets its task; tasks that there were stay as they are. */
  async function handOut(tx: Tx, context: Context, visit: Visit, answers: Answers): Promise<number> {
    const due = dueItems(counters.guide(context, visit.guide), answers, today(context.clock)) ?? [];
    await insertTasks(
      tx,
      visit.id,
      due.map(({ item, unit, dueOn }, position) => {
        const about: TaskSubject = {
          title: item.title,
          why: item.why,
          bring: item.bring,
          deadline: item.deadline?.text ?? null,
          procedure: item.procedure ?? null,
        };
        return {
          id: uuidv7(context.clock.now()),
          item: item.id,
          unit: unitOf(context, item.procedure, unit),
          subject: about,
          dueOn,
          position,
        };
      }),
    );
    return due.length;
  }

  async function change(
    tx: Tx,
    context: Context,
    { task, guide }: { task: Task; guide: string },
    { state, note }: { state: TaskState; note: string | null },
  ): Promise<void> {
    await saveTask(tx, vault, { id: task.id, state, note }, { by: byOf(context), at: context.clock.now() });
    await append(tx, context, {
      type: 'counter.taskChanged',
      subject: visitSubject(task.visit),
      data: { event: guide, item: task.item, unit: task.unit, state },
    });
  }

  return {
    byOf,
    change,
    isAtDesk,
    isOpenedToday,
    journalLook,
    make: makeVisit,
    requireDesk,
    visible,
    visibleTask,

    /** After an answer to the questions of the event: sections that it concerns hear of it. */
    follow: async (tx: Tx, context: Context, interview: string, answers: Answers): Promise<void> => {
      const id = await visitIdOf(tx, interview);
      const visit = id === null ? undefined : await findVisit(tx, vault, id, { lock: true });
      if (!visit) return;
      await saveVisit(tx, vault, { ...visit, content: { ...visit.content, answers } });
      await handOut(tx, context, visit, answers);
    },

    /** What was taken in needs nothing more from the family: its tasks are done, with the number. False without a visit. */
    settle: async (
      tx: Tx,
      context: Context,
      interview: string,
      numberOf: ReadonlyMap<string, string>,
    ): Promise<boolean> => {
      const visit = await visitIdOf(tx, interview);
      if (visit === null) return false;
      const found = await findVisit(tx, vault, visit, { lock: true });
      for (const task of await tasksOf(tx, vault, visit)) {
        const number = numberOf.get(task.subject.procedure ?? '');
        if (number === undefined || task.state !== 'open' || !found) continue;
        await change(tx, context, { task, guide: found.guide }, { state: 'done', note: number });
      }
      return true;
    },
  };

  /** Enters a family that comes, or has called to say when; `interview` fills their forms. */
  async function makeVisit(
    tx: Tx,
    context: Context,
    { guide, interview, answers }: { guide: string; interview: string; answers: Answers },
    { meetsAt, ...content }: NewVisit,
  ): Promise<string> {
    const used = counters.guide(context, guide);
    if (!used.guide.hasDesk) throw notFound(`desk for ${guide}`);
    const before = await visitIdOf(tx, interview);
    if (before !== null) return before;
    const now = context.clock.now();
    const visit: Visit = {
      id: uuidv7(now),
      guide,
      state: 'open',
      meetsAt,
      interview,
      createdAt: now,
      content: { ...content, answers },
    };
    await insertVisit(tx, vault, visit, { by: byOf(context), expiresAt: meetsAt.add(LIFE) });
    const tasks = await handOut(tx, context, visit, answers);
    await append(tx, context, {
      type: 'counter.visitMade',
      subject: visitSubject(visit.id),
      data: { event: guide, tasks },
    });
    await append(tx, context, {
      type: 'counter.used',
      subject: visitSubject(visit.id),
      data: { event: guide, service: 'desk' },
    });
    // Whoever wrote the names has seen them.
    await journalLook(tx, context, visit, 'reception');
    return visit.id;
  }
}
