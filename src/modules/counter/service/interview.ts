import type { Answers } from '#forms/answers.js';
import type { SentForm } from '#forms/page-reading.js';
import { actorRef, type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { AppError, invariant, notFound } from '#kernel/errors.js';
import type { Locale } from '#kernel/i18n/locales.js';
import { append } from '#kernel/journal/journal.js';
import type { Kernel } from '#kernel/kernel.js';
import { uuidv7 } from '#kernel/values/uuid.js';
import type { PlaceApi } from '#modules/place/api.js';
import type { ProcedureApi } from '#modules/procedure/api.js';
import { carried } from '../combine/carry.js';
import { type EntryCode, entryCodeHash, newEntryCode } from '../entry-code.js';
import { filesHolder, type Interview, type InterviewContent, LIFE } from '../interview.js';
import {
  deleteInterview,
  expiredInterviews,
  findInterview,
  giveCode,
  insertInterview,
  saveInterview,
} from '../store/interviews.js';
import { createFilling } from './filling.js';
import type { GuideService, GuideStep } from './guide.js';
import type { InterviewForms, OpenInterview } from './interview-forms.js';
import type { Visits } from './visits.js';

const MAX_CODE_DRAWS = 5;
const SWEEP_AT_ONCE = 200;

export type InterviewService = ReturnType<typeof createInterviewService>;

export interface InterviewDeps {
  kernel: Kernel;
  procedures: ProcedureApi;
  places: Pick<PlaceApi, 'townsOf'>;
  guides: GuideService;
  forms: InterviewForms;
  visits: Visits;
}

/** One interview for several procedures: begun on a phone or by a clerk, filled page by page. */
export function createInterviewService(deps: InterviewDeps) {
  const { kernel, procedures, guides, forms, visits } = deps;
  const { access, database, files, vault } = kernel;

  const newEnd = (context: Context) => ({
    now: context.clock.now(),
    expiresAt: context.clock.now().add(LIFE),
  });

  /** The person's own before the counter has it; staff, what they have open. Everything else is not found. */
  async function held(tx: Tx, context: Context, id: string, { lock = false } = {}): Promise<Interview> {
    const found = await findInterview(tx, vault, id, { lock });
    const { actor } = context;
    const isOver = found && Temporal.Instant.compare(found.expiresAt, context.clock.now()) <= 0;
    if (!found || isOver) throw notFound(`interview ${id}`);
    if (actor.kind === 'staff') {
      access.requireAnywhere(context, 'counter.serve');
      if (found.clerk !== actor.id) throw notFound(`interview ${id} of another clerk`);
      return found;
    }
    if (actor.kind === 'anonymous' || found.holder !== actorRef(actor)) throw notFound(`interview ${id}`);
    return found;
  }

  /** As `held`, while it can still be changed. */
  async function changeable(tx: Tx, context: Context, id: string): Promise<Interview> {
    const found = await held(tx, context, id, { lock: true });
    if (found.state !== 'open') throw new AppError('notAllowedNow', `interview ${id} was submitted`);
    if (found.clerk !== null && context.actor.kind !== 'staff')
      throw new AppError('notAllowedNow', `interview ${id} is at the counter`);
    return found;
  }

  const save = (tx: Tx, context: Context, id: string, content: InterviewContent) =>
    saveInterview(tx, vault, id, content, newEnd(context));

  /** What the list of these answers offers as forms, with the versions of today. */
  function offeredFor(context: Context, guideId: string, answers: Answers): InterviewContent['procedures'] {
    const list = guides.list(context, guides.guide(context, guideId), answers, 'ja');
    const versions = new Map(
      procedures.offered(context).map(({ procedure, version }) => [procedure.id, version]),
    );
    return (list?.procedures ?? []).flatMap(({ id }) => {
      const version = versions.get(id);
      return version === undefined ? [] : [{ id, version }];
    });
  }

  async function begin(
    context: Context,
    {
      guide,
      answers,
      locale,
      clerk,
    }: { guide: string; answers: Answers; locale: Locale; clerk: string | null },
    tx: Tx,
  ): Promise<string> {
    const { now, expiresAt } = newEnd(context);
    const id = uuidv7(now);
    const content: InterviewContent = {
      locale,
      guide: answers,
      procedures: offeredFor(context, guide, answers),
      answers: {},
      signature: null,
      signed: null,
      code: null,
    };
    const holder = actorRef(context.actor);
    await insertInterview(tx, vault, { id, guide, holder, clerk, content, expiresAt }, now);
    return id;
  }

  return {
    held,
    changeable,
    begin,
    save,
    /** Begins on a phone, from the list. */
    preEnter(context: Context, guide: string, answers: Answers, locale: Locale): Promise<string> {
      access.require(context, 'counter.preEnter', null);
      if (offeredFor(context, guide, answers).length === 0)
        throw new AppError('notAllowedNow', `"${guide}" leads to no form`);
      return database.transaction(tenantOf(context), (tx) =>
        begin(context, { guide, answers, locale, clerk: null }, tx),
      );
    },

    open: (context: Context, id: string): Promise<OpenInterview> =>
      database.transaction(tenantOf(context), async (tx) =>
        forms.open(tx, context, await held(tx, context, id)),
      ),

    /** The procedures that could be among them: those of the list. */
    choices: (context: Context, { guide, content }: Interview): string[] =>
      offeredFor(context, guide, content.guide).map(({ id }) => id),

    /** Leaves out what is not wanted today; false when nothing would be left. */
    choose: (context: Context, id: string, wanted: readonly string[]): Promise<boolean> =>
      database.transaction(tenantOf(context), async (tx) => {
        const interview = await changeable(tx, context, id);
        const { guide, content } = interview;
        const before = new Map(content.procedures.map((one) => [one.id, one]));
        const chosen = offeredFor(context, guide, content.guide)
          .filter((one) => wanted.includes(one.id))
          .map((one) => before.get(one.id) ?? one);
        if (chosen.length === 0) return false;
        const after = { ...content, procedures: chosen };
        await save(tx, context, id, await moved(tx, context, interview, after));
        return true;
      }),

    /** Answers to a page of the guide's questions, given at the counter: the procedures follow from them. */
    answerGuide: (context: Context, id: string, pageId: string, sent: SentForm): Promise<GuideStep | null> =>
      database.transaction(tenantOf(context), async (tx) => {
        const interview = await changeable(tx, context, id);
        const { guide, content } = interview;
        const step = guides.answer(context, guides.guide(context, guide), pageId, sent, content.guide);
        if (step?.kind !== 'next') return step;
        const chosen = offeredFor(context, guide, step.answers);
        const after = { ...content, guide: step.answers, procedures: chosen };
        await save(tx, context, id, await moved(tx, context, interview, after));
        await visits.follow(tx, context, id, step.answers);
        return step;
      }),

    ...createFilling(deps, { changeable, save }),

    /** Gives the person the code to show at the counter; the same one when it is asked for again. */
    giveCode: (context: Context, id: string): Promise<EntryCode> =>
      database.transaction(tenantOf(context), async (tx) => {
        const { content, guide } = await changeable(tx, context, id);
        if (content.code !== null) return content.code;
        for (let draw = 1; draw <= MAX_CODE_DRAWS; draw += 1) {
          const code = newEntryCode();
          if (!(await giveCode(tx, id, entryCodeHash(tx.tenant, code), newEnd(context)))) continue;
          await save(tx, context, id, { ...content, code });
          await append(tx, context, {
            type: 'counter.preEntered',
            subject: `counter/${id}`,
            data: { event: guide, procedures: content.procedures.length },
          });
          return code;
        }
        invariant(false, `a free code within ${MAX_CODE_DRAWS} draws`);
      }),

    discard: (context: Context, id: string): Promise<void> =>
      database.transaction(tenantOf(context), async (tx) => {
        const { guide } = await changeable(tx, context, id);
        await files.erase(tx, filesHolder(id));
        await deleteInterview(tx, id);
        await append(tx, context, {
          type: 'counter.discarded',
          subject: `counter/${id}`,
          data: { event: guide },
        });
      }),

    /** Deletes what nobody came for in thirty days, and what was submitted when its cases are gone. */
    async sweep(context: Context): Promise<void> {
      for (let left = SWEEP_AT_ONCE; left === SWEEP_AT_ONCE; ) {
        left = await database.transaction(tenantOf(context), async (tx) => {
          const ids = await expiredInterviews(tx, context.clock.now(), SWEEP_AT_ONCE);
          for (const id of ids) {
            await files.erase(tx, filesHolder(id));
            await deleteInterview(tx, id);
          }
          return ids.length;
        });
      }
    },
  };

  /**
   * Answers go over to the form that other procedures make. What follows from the guide now is not kept from before.
   */
  async function moved(
    tx: Tx,
    context: Context,
    interview: Interview,
    changed: InterviewContent,
  ): Promise<InterviewContent> {
    const { content } = interview;
    const before = await forms.combinedOf(tx, context, interview);
    const after = await forms.combinedOf(tx, context, { ...interview, content: changed });
    const isOtherGuide = changed.guide !== content.guide;
    const answers = carried(
      before,
      after,
      content.answers,
      (question) => !isOtherGuide || !Object.hasOwn(after.stated, question),
    );
    return { ...changed, answers, signature: null, signed: null };
  }
}
