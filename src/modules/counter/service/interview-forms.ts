import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Answers } from '#forms/answers.js';
import { type Journey, type JourneyPage, journey } from '#forms/journey.js';
import { today } from '#kernel/clock.js';
import type { Context } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { type Procedure, type ProcedureApi, withoutAccount } from '#modules/procedure/api.js';
import { type CombinedForm, combine } from '../combine/combine.js';
import { accountOf, type Interview, type InterviewContent } from '../interview.js';
import { TITLES } from '../interview-titles.js';
import { askingOf, statedAnswers } from '../stated.js';
import type { Counters } from './counters.js';

/** Compiling a form costs more than answering with it. */
const MOST_KEPT = 200;

/** An interview with the form that its procedures make, and the way through it. */
export interface OpenInterview {
  interview: Interview;
  procedures: readonly { version: string; procedure: Procedure }[];
  combined: CombinedForm;
  /** The answers, those among them that follow from the guide. */
  answers: Answers;
  way: Journey;
}

export type InterviewForms = ReturnType<typeof createInterviewForms>;

/** What an interview is about: as its content has it, or as a changed one will. */
export interface Matter {
  guide: string;
  /** Whoever began it, for as far as they have an account. */
  holder: string;
  content: Pick<InterviewContent, 'guide' | 'procedures'>;
}

export interface FormsDeps {
  procedures: Pick<ProcedureApi, 'at'>;
  counters: Pick<Counters, 'guide'>;
}

/** The forms of interviews, each combination made once. */
export function createInterviewForms({ procedures, counters }: FormsDeps) {
  const kept = new LRUCache<string, CombinedForm>({ max: MOST_KEPT });

  async function partsOf(tx: Tx, { holder, content }: Matter): Promise<OpenInterview['procedures']> {
    const hasAccount = accountOf(holder) !== null;
    const found = [];
    for (const { id, version } of content.procedures) {
      const procedure = await procedures.at(tx, id, version);
      found.push({ version, procedure: hasAccount ? procedure : withoutAccount(procedure) });
    }
    return found;
  }

  function combined(
    tx: Tx,
    context: Context,
    { guide, holder, content }: Matter,
    parts: OpenInterview['procedures'],
  ): CombinedForm {
    const used = counters.guide(context, guide);
    const forms = parts.map(({ procedure: { id, form, title } }) => ({ id, form, title }));
    const stated = statedAnswers(used, content.guide, today(context.clock), forms);
    const named = parts.map(({ procedure: { id }, version }) => [id, version, stated.get(id) ?? {}]);
    // What was answered does not lie about in a key.
    const key = createHash('sha256')
      .update(JSON.stringify([tx.tenant, guide, accountOf(holder) !== null, named]))
      .digest('base64');
    const known = kept.get(key);
    if (known) return known;
    const made = combine(
      forms.map(({ id, form, title }) => ({ procedure: id, title, form, stated: stated.get(id) ?? {} })),
      TITLES,
      askingOf(used.guide),
    );
    kept.set(key, made);
    return made;
  }

  return {
    combinedOf: async (tx: Tx, context: Context, matter: Matter): Promise<CombinedForm> =>
      combined(tx, context, matter, await partsOf(tx, matter)),

    async open(tx: Tx, context: Context, interview: Interview): Promise<OpenInterview> {
      const parts = await partsOf(tx, interview);
      const form = combined(tx, context, interview, parts);
      const answers = { ...form.stated, ...interview.content.answers };
      const way = asAsked(journey(form.form, answers, factsAt(context)), form.statedPages);
      return { interview, procedures: parts, combined: form, answers, way };
    },
  };
}

/** An interview is for a visit to the counter, wherever it is begun. */
export const factsAt = (context: Context) => ({
  today: today(context.clock),
  channel: 'counter' as const,
});

/** The way from page to page past what is known: that is only opened to change it. */
function asAsked(way: Journey, stated: ReadonlySet<string>): Journey {
  const isPassed = ({ id, isComplete }: JourneyPage) => stated.has(id) && isComplete;
  const passed = (pages: readonly JourneyPage[]) => pages.filter(isPassed).length;
  const pages = way.pages.map((page, index): JourneyPage => {
    const before = way.pages.slice(0, index);
    return {
      ...page,
      previous: before.findLast((one) => !isPassed(one))?.id ?? null,
      next: way.pages.slice(index + 1).find((one) => !isPassed(one))?.id ?? null,
      step: Math.max(1, page.step - passed(before) - Number(isPassed(page))),
    };
  });
  const current = pages.find(({ id }) => id === way.current?.id) ?? null;
  // Those that are still to come will be passed, too.
  const ahead = [...stated].filter((id) => !way.pages.some((page) => page.id === id)).length;
  return {
    ...way,
    pages,
    current,
    total: Math.max(pages.at(-1)?.step ?? 0, way.total - passed(way.pages) - ahead),
  };
}
