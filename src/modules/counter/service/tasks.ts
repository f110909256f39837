import { today } from '#kernel/clock.js';
import { type Context, tenantOf } from '#kernel/context.js';
import { AppError, notFound } from '#kernel/errors.js';
import type { DayPlace } from '#kernel/values/list-place.js';
import { isOverdue, type Task, type TaskState, type Visit } from '../desk.js';
import type { UsedGuide } from '../model.js';
import { tasksPage } from '../store/tasks.js';
import { findVisit } from '../store/visits.js';
import type { TaskView } from '../task-views.js';
import type { VisitDeps, Visits } from './visits.js';

const PAGE = 50;

export interface OpenTask {
  task: Task;
  used: UsedGuide;
  meetsAt: Temporal.Instant;
  isOverdue: boolean;
  /** Null until this member of staff has opened the names today. */
  visit: Visit | null;
}

/** What each section has to do for a family. */
export function createTaskService({ kernel, counters }: VisitDeps, visits: Visits) {
  const { access, database, vault } = kernel;
  const { change, isAtDesk, isOpenedToday, journalLook, visibleTask } = visits;

  return {
    /** Tasks of the units of this member of staff; of all of them for the desk. */
    list: (context: Context, view: TaskView, after: DayPlace | undefined) => {
      access.requireAnywhere(context, 'counter.task');
      const units = isAtDesk(context) ? null : access.unitsFor(context, 'counter.task');
      const filter = { units, view, today: today(context.clock) };
      return database.transaction(tenantOf(context), (tx) => tasksPage(tx, filter, { after, limit: PAGE }));
    },

    /** Opens the names for the work on a task, for the rest of the day. */
    open: (context: Context, id: string): Promise<void> =>
      database.transaction(tenantOf(context), async (tx) => {
        const visit = await findVisit(tx, vault, (await visibleTask(tx, context, id)).visit);
        if (!visit) throw notFound(`visit of task ${id}`);
        await journalLook(tx, context, visit, 'work');
      }),

    task: (context: Context, id: string): Promise<OpenTask> =>
      database.transaction(tenantOf(context), async (tx) => {
        const task = await visibleTask(tx, context, id);
        const visit = await findVisit(tx, vault, task.visit);
        if (!visit) throw notFound(`visit of task ${id}`);
        const isOpened = await isOpenedToday(tx, context, visit.id);
        return {
          // A note may name somebody, too.
          task: isOpened ? task : { ...task, note: null },
          used: counters.guide(context, visit.guide),
          meetsAt: visit.meetsAt,
          isOverdue: isOverdue(task, today(context.clock)),
          visit: isOpened ? visit : null,
        };
      }),

    change: (
      context: Context,
      id: string,
      revision: number,
      wanted: { state: TaskState; note: string | null },
    ): Promise<void> =>
      database.transaction(tenantOf(context), async (tx) => {
        const task = await visibleTask(tx, context, id, { lock: true });
        const visit = await findVisit(tx, vault, task.visit);
        if (!visit) throw notFound(`visit of task ${id}`);
        if (!(await isOpenedToday(tx, context, visit.id)))
          throw new AppError('notAllowedNow', `visit ${visit.id} was not opened today`);
        if (visit.state === 'closed') throw new AppError('notAllowedNow', `visit ${visit.id} is closed`);
        if (task.revision !== revision) throw new AppError('conflict', `task ${id} was changed meanwhile`);
        await change(tx, context, { task, guide: visit.guide }, wanted);
      }),
  };
}
