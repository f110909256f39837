import { today } from '#kernel/clock.js';
import { type Context, tenantOf } from '#kernel/context.js';
import { notFound } from '#kernel/errors.js';
import type { Kernel } from '#kernel/kernel.js';
import { mayReport } from '../departments.js';
import type { Judged, MeasureView } from '../model.js';
import type { LivingPlans } from '../service/living-plans.js';
import { ruledIn } from '../year-view.js';
import { isLate, isReported, type Round, TASK_STATES, type Task, type TaskState } from './model.js';
import { type Snapshot, thaw } from './snapshot.js';
import * as store from './store.js';

export interface RoundSummary {
  round: Round;
  total: number;
  byState: Record<TaskState, number>;
  /** Measures with a report that was not sent back; one judged without a report is none of them. */
  reported: number;
  late: number;
}

export interface TaskRow {
  round: Round;
  task: Task;
  measure: MeasureView;
  /** What the figures of the round's year say by the rule. */
  byRule: Judged;
  isLate: boolean;
  mayReport: boolean;
}

/** Use cases of the yearly review that read. Published reviews are public, the work on them is for staff. */
export function createReviewReading(kernel: Kernel, livingPlans: LivingPlans) {
  const rowsOf = async (
    context: Context,
    rounds: readonly Round[],
    tasks: readonly (Task & { round: string })[],
  ) => {
    const living = await livingPlans.read(context);
    const measures = new Map(living?.view.measures.map((measure) => [measure.number, measure]));
    const order = new Map([...measures.keys()].map((number, place) => [number, place]));
    const byId = new Map(rounds.map((round) => [round.id, round]));
    const now = today(context.clock);
    return tasks
      .flatMap(({ round: id, ...task }): TaskRow[] => {
        const round = byId.get(id);
        const measure = measures.get(task.measure);
        if (!round || !measure) return [];
        return [
          {
            round,
            task,
            measure,
            byRule: ruledIn(measure, round.fiscalYear),
            isLate: isLate(task, round.dueOn, now),
            mayReport: mayReport(kernel.access, context, measure.departments),
          },
        ];
      })
      .sort((a, b) => (order.get(a.measure.number) ?? 0) - (order.get(b.measure.number) ?? 0));
  };

  const summaryOf = (context: Context, round: Round, tasks: readonly Task[]): RoundSummary => {
    const byState = Object.fromEntries(
      TASK_STATES.map((state) => [state, tasks.filter((task) => task.state === state).length]),
    ) as Record<TaskState, number>;
    const reported = tasks.filter(isReported).length;
    const late = tasks.filter((task) => isLate(task, round.dueOn, today(context.clock))).length;
    return { round, total: tasks.length, byState, reported, late: round.state === 'open' ? late : 0 };
  };

  const readSnapshot = async (context: Context, which: store.WhichSnapshot): Promise<Snapshot> => {
    const stored = await kernel.database.transaction(tenantOf(context), (tx) =>
      store.readSnapshot(tx, which),
    );
    if (!stored) throw notFound(`published review ${JSON.stringify(which)}`);
    return thaw(stored);
  };

  return {
    /** Newest first, with how far each has got. */
    async rounds(context: Context): Promise<RoundSummary[]> {
      kernel.access.requireAnywhere(context, 'plan.follow');
      return kernel.database.transaction(tenantOf(context), async (tx) => {
        const rounds = await store.readRounds(tx);
        const tasks = await store.readTasksOf(
          tx,
          rounds.map(({ id }) => id),
        );
        return rounds.map((round) =>
          summaryOf(
            context,
            round,
            tasks.filter((task) => task.round === round.id),
          ),
        );
      });
    },

    async round(context: Context, id: string): Promise<{ summary: RoundSummary; rows: TaskRow[] }> {
      kernel.access.requireAnywhere(context, 'plan.follow');
      const { round, tasks } = await kernel.database.transaction(tenantOf(context), async (tx) => ({
        round: await store.readRound(tx, id),
        tasks: await store.readTasksOf(tx, [id]),
      }));
      if (!round) throw notFound(`round ${id}`);
      return { summary: summaryOf(context, round, tasks), rows: await rowsOf(context, [round], tasks) };
    },

    /** What the actor's sections owe and have reported in the rounds that are not published yet. */
    async myTasks(context: Context): Promise<TaskRow[]> {
      kernel.access.requireAnywhere(context, 'plan.report');
      const { rounds, tasks } = await kernel.database.transaction(tenantOf(context), async (tx) => {
        const running = (await store.readRounds(tx)).filter(({ state }) => state !== 'published');
        return {
          rounds: running,
          tasks: await store.readTasksOf(
            tx,
            running.map(({ id }) => id),
          ),
        };
      });
      return (await rowsOf(context, rounds, tasks)).filter((row) => row.mayReport);
    },

    /** The tasks of a measure in the rounds that are not published, newest year first. */
    async tasksOf(context: Context, number: string): Promise<TaskRow[]> {
      kernel.access.requireAnywhere(context, 'plan.follow');
      const { rounds, tasks } = await kernel.database.transaction(tenantOf(context), async (tx) => {
        const running = (await store.readRounds(tx)).filter(({ state }) => state !== 'published');
        const all = await store.readTasksOf(
          tx,
          running.map(({ id }) => id),
        );
        return { rounds: running, tasks: all.filter(({ measure }) => measure === number) };
      });
      const rows = await rowsOf(context, rounds, tasks);
      return rows.sort((a, b) => b.round.fiscalYear - a.round.fiscalYear);
    },

    /** Published reviews, newest first. Public. */
    async publishedReviews(context: Context): Promise<Round[]> {
      const rounds = await kernel.database.transaction(tenantOf(context), (tx) => store.readRounds(tx));
      return rounds.filter(({ state }) => state === 'published');
    },

    /** The plan as a review published it, by the id of its round. Public. Throws notFound before publication. */
    snapshot: (context: Context, round: string): Promise<Snapshot> => readSnapshot(context, { round }),

    /** The same, by the fiscal year that was reviewed. */
    snapshotOf: (context: Context, fiscalYear: number): Promise<Snapshot> =>
      readSnapshot(context, { fiscalYear }),
  };
}
