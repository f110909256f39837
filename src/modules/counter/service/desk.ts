import type { Answers } from '#forms/answers.js';
import { today } from '#kernel/clock.js';
import { type Context, tenantOf } from '#kernel/context.js';
import { AppError, notFound } from '#kernel/errors.js';
import type { Locale } from '#kernel/i18n/locales.js';
import { append } from '#kernel/journal/journal.js';
import type { TimePlace } from '#kernel/values/list-place.js';
import { progressOf, type Task, type Visit } from '../desk.js';
import type { CounterPurpose } from '../interview.js';
import type { UsedGuide } from '../model.js';
import { giveToClerk } from '../store/interviews.js';
import { tasksOf } from '../store/tasks.js';
import { closeVisit, deleteExpiredVisits, visitIdOf, visitsPage } from '../store/visits.js';
import type { InterviewService } from './interview.js';
import { type NewVisit, type VisitDeps, type Visits, visitSubject } from './visits.js';

const PAGE = 50;

export interface OpenVisit {
  used: UsedGuide;
  visit: Visit;
  tasks: Task[];
  progress: ReturnType<typeof progressOf>;
}

/** Of a family whose names this member of staff did not open today. */
export interface ClosedVisit {
  used: UsedGuide;
  id: string;
  meetsAt: Temporal.Instant;
}

/** A desk for an event (おくやみコーナー): receives the family, hands every section its task, sees how far each is. */
export function createDeskService(
  { kernel, counters }: VisitDeps,
  visits: Visits,
  interviews: Pick<InterviewService, 'begin' | 'changeable'>,
) {
  const { database, vault } = kernel;
  const { byOf, isAtDesk, isOpenedToday, journalLook, requireDesk, visible } = visits;

  return {
    isAtDesk,

    /** The events for which there is a desk. */
    guides: (context: Context): UsedGuide[] =>
      [...(counters.find(context)?.guides.values() ?? [])].filter(({ guide }) => guide.hasDesk),

    /** Enters a family, with the interview that it brought or a new one. */
    make: (
      context: Context,
      of: { interview: string } | { guide: string; locale: Locale },
      visit: NewVisit,
    ): Promise<{ visit: string; interview: string }> => {
      requireDesk(context);
      return database.transaction(tenantOf(context), async (tx) => {
        if ('interview' in of) {
          const { guide, content } = await interviews.changeable(tx, context, of.interview);
          const answers: Answers = content.guide;
          const id = await visits.make(tx, context, { guide, interview: of.interview, answers }, visit);
          return { visit: id, interview: of.interview };
        }
        const clerk = byOf(context);
        const interview = await interviews.begin(context, { ...of, answers: {}, clerk }, tx);
        const id = await visits.make(tx, context, { guide: of.guide, interview, answers: {} }, visit);
        return { visit: id, interview };
      });
    },

    /** Visit that an interview belongs to. */
    visitOf: (context: Context, interview: string): Promise<string | null> =>
      database.transaction(tenantOf(context), (tx) => visitIdOf(tx, interview)),

    list: (context: Context, state: Visit['state'], after: TimePlace | undefined) => {
      requireDesk(context);
      const filter = { state, today: today(context.clock) };
      return database.transaction(tenantOf(context), (tx) => visitsPage(tx, filter, { after, limit: PAGE }));
    },

    open: (
      context: Context,
      id: string,
    ): Promise<{ kind: 'open'; data: OpenVisit } | { kind: 'closed'; data: ClosedVisit }> =>
      database.transaction(tenantOf(context), async (tx) => {
        const visit = await visible(tx, context, id);
        const used = counters.guide(context, visit.guide);
        if (!(await isOpenedToday(tx, context, id)))
          return { kind: 'closed', data: { used, id, meetsAt: visit.meetsAt } };
        const tasks = await tasksOf(tx, vault, id);
        const progress = progressOf(tasks, today(context.clock));
        return { kind: 'open', data: { used, visit, tasks, progress } };
      }),

    /** Opens the names of a visit for a purpose, for the rest of the day. */
    statePurpose: (context: Context, id: string, purpose: CounterPurpose): Promise<void> =>
      database.transaction(tenantOf(context), async (tx) => {
        await journalLook(tx, context, await visible(tx, context, id), purpose);
      }),

    /** Another member of the desk goes on with the forms of a family. */
    takeOver: (context: Context, id: string): Promise<string> =>
      database.transaction(tenantOf(context), async (tx) => {
        const visit = await visible(tx, context, id);
        if (visit.interview === null) throw notFound(`interview of visit ${id}`);
        await giveToClerk(tx, visit.interview, byOf(context), context.clock.now());
        await append(
          tx,
          { ...context, purpose: 'reception' },
          {
            type: 'counter.opened',
            subject: `counter/${visit.interview}`,
            data: { event: visit.guide, from: 'visit' },
          },
        );
        return visit.interview;
      }),

    close: (context: Context, id: string): Promise<void> =>
      database.transaction(tenantOf(context), async (tx) => {
        const visit = await visible(tx, context, id, { lock: true });
        if (visit.state === 'closed') return;
        const tasks = await tasksOf(tx, vault, id);
        if (progressOf(tasks, today(context.clock)).open > 0)
          throw new AppError('notAllowedNow', `visit ${id} has open tasks`);
        await closeVisit(tx, id, context.clock.now());
        await append(tx, context, {
          type: 'counter.visitClosed',
          subject: visitSubject(id),
          data: { event: visit.guide, tasks: tasks.length },
        });
      }),

    sweep: (context: Context): Promise<void> =>
      database.transaction(tenantOf(context), (tx) => deleteExpiredVisits(tx, context.clock.now())),
  };
}
