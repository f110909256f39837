import type { Answers } from '#forms/answers.js';
import {
  afterPage,
  type Destination,
  type Journey,
  type JourneyPage,
  journey,
  reachablePage,
} from '#forms/journey.js';
import { type PageReading, readPage, type SentForm } from '#forms/page-reading.js';
import { today } from '#kernel/clock.js';
import type { Context } from '#kernel/context.js';
import type { Locale } from '#kernel/i18n/locales.js';
import type { Kernel } from '#kernel/kernel.js';
import type { Procedure, ProcedureApi } from '#modules/procedure/api.js';
import { toldIn, toldQuery } from '../guide-answers.js';
import { dueItems, type UsedGuide } from '../model.js';
import { proceduresIn, type ToDo, toDo } from '../todo.js';
import { renderGuideBooklet } from './booklet.js';
import type { Counters } from './counters.js';

export type GuideStep =
  | { kind: 'next'; destination: Destination; answers: Answers }
  | { kind: 'again'; way: Journey; page: JourneyPage; reading: PageReading };

export interface GuideList {
  used: UsedGuide;
  answers: Answers;
  todos: ToDo[];
  /** That have a form here. */
  procedures: Procedure[];
}

export type GuideService = ReturnType<typeof createGuideService>;

/** Questions about an event in life and the list that follows: for everybody, without signing in, nothing kept. */
export function createGuideService(
  kernel: Kernel,
  counters: Counters,
  procedures: Pick<ProcedureApi, 'offered'>,
) {
  const offered = (context: Context) => {
    const current = new Map(procedures.offered(context).map(({ procedure }) => [procedure.id, procedure]));
    return (id: string) => current.get(id);
  };

  /** What these answers lead to; null while a question is open. */
  function list(context: Context, used: UsedGuide, answers: Answers, locale: Locale): GuideList | null {
    const due = dueItems(used, answers, today(context.clock));
    if (!due) return null;
    const known = offered(context);
    return {
      used,
      answers,
      todos: due.map((one) => toDo(one, context, known, locale)),
      procedures: proceduresIn(due, known),
    };
  }

  return {
    list,
    guides: (context: Context): UsedGuide[] => [...(counters.find(context)?.guides.values() ?? [])],
    guide: (context: Context, id: string): UsedGuide => counters.guide(context, id),

    /** Procedures by id, as they are offered now; others are left out. */
    procedures: (context: Context, ids: readonly string[]): Procedure[] =>
      ids.flatMap((id) => offered(context)(id) ?? []),

    way: (context: Context, { form }: UsedGuide, answers: Answers): Journey =>
      journey(form, answers, { today: today(context.clock) }),

    /** What a visitor told before, as the address takes it along. */
    told: (context: Context, used: UsedGuide, query: URLSearchParams) =>
      toldIn(kernel.vault, context, used, query),
    query: (context: Context, used: UsedGuide, answers: Answers): string =>
      toldQuery(kernel.vault, context, used, answers),

    /** Reads one page of questions. */
    answer(
      context: Context,
      used: UsedGuide,
      pageId: string,
      sent: SentForm,
      before: Answers,
    ): GuideStep | null {
      const facts = { today: today(context.clock) };
      const way = journey(used.form, before, facts);
      const page = reachablePage(way, pageId);
      if (!page) return null;
      const reading = readPage(used.form, pageId, sent, before, facts);
      if (!reading.isComplete) return { kind: 'again', way, page, reading };
      const { answers } = reading;
      return { kind: 'next', destination: afterPage(journey(used.form, answers, facts), pageId), answers };
    },

    /** The list on paper. */
    booklet: (context: Context, found: GuideList): Promise<Uint8Array> =>
      renderGuideBooklet(kernel, context, found),
  };
}
