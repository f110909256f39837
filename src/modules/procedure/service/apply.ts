import type { Answers } from '#forms/answers.js';
import { withTowns } from '#forms/fields/postalAddress/look-up.js';
import {
  afterPage,
  type Destination,
  type Journey,
  type JourneyPage,
  journey,
  reachablePage,
} from '#forms/journey.js';
import {
  type ErrorsByField,
  type PageReading,
  type RawByField,
  rawAnswers,
  readPage,
} from '#forms/page-reading.js';
import { answerProblems } from '#forms/submission.js';
import { isFileField, receiveFiles, type SentPage, withFileErrors } from '#forms/uploads.js';
import { today } from '#kernel/clock.js';
import { actorRef, type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { AppError, invariant, notFound } from '#kernel/errors.js';
import type { Locale } from '#kernel/i18n/locales.js';
import { uuidv7 } from '#kernel/values/uuid.js';
import { type Channel, isAnonymous, type Procedure } from '../definition.js';
import { isAssured, suitsAudience } from '../model.js';
import { periodState } from '../period.js';
import { proposals } from '../prefill.js';
import { reusableAnswers, reusedAnswers } from '../reuse.js';
import { casesOfApplicant, findCase, type KnownIntake } from '../store/cases.js';
import { type Draft, draftsOf, findDraft, insertDraft, saveDraft, takeDraft } from '../store/drafts.js';
import { withoutAccount } from '../without-account.js';
import { caseOfDraft } from './case-of-draft.js';
import type { ProcedureDeps } from './deps.js';
import { takeIn } from './intake.js';
import { discardDraft } from './left-drafts.js';
import { personData, withPostalCode } from './new-case.js';

/** A draft with its definition and the way through it. */
export interface OpenDraft {
  draft: Draft;
  procedure: Procedure;
  journey: Journey;
}

export interface DraftPage extends OpenDraft {
  page: JourneyPage;
  raw: RawByField;
  errors: ErrorsByField;
}

export type SavedPage =
  | { kind: 'next'; destination: Destination }
  | { kind: 'again'; open: OpenDraft; page: JourneyPage; reading: PageReading };

/** What was sent before. */
export type Sent = { kind: 'case'; caseId: string } | { kind: 'anonymous' };

export type Submission =
  | { kind: 'submitted'; caseId: string; isNew: boolean }
  /** Taken in without a trace of who sent it: nobody has a page for it. */
  | { kind: 'anonymous' }
  /** Something is missing or no longer right: where. */
  | { kind: 'open'; pageId: string };

/** Thrown inside the transaction, so that the draft stays. */
export class StillOpen extends Error {
  readonly pageId: string;
  constructor(pageId: string) {
    super(`page ${pageId} is not complete`);
    this.pageId = pageId;
  }
}

/** So many of a person's latest cases are looked through for answers to propose again. */
const EARLIER_CASES = 10;

/** What staff write for somebody comes as they said at its beginning; everything else from the person's own screen. */
const factsOf = (context: Context, draft: Pick<Draft, 'content'> | null) => ({
  today: today(context.clock),
  channel: draft?.content.entry?.channel ?? ('online' as const),
});

export type ApplyService = ReturnType<typeof createApplyService>;

/** A citizen fills in a procedure: draft, pages, submission. */
export function createApplyService({ kernel, identity, places, definitions, registers }: ProcedureDeps) {
  const { access, database, vault } = kernel;
  /** Who may apply for this; throws forbidden with the words that the person needs. */
  function requireMayApply(context: Context, procedure: Procedure): void {
    requireOpen(context, procedure);
    access.require(context, 'case.submit', null);
    const { actor } = context;
    if (actor.kind === 'visitor') {
      if (procedure.assuranceLevel === 'none') return;
      throw new AppError('unauthenticated', `"${procedure.id}" needs somebody who is signed in`);
    }
    if (actor.kind !== 'resident' && actor.kind !== 'business') {
      throw new AppError('forbidden', `${actor.kind} cannot apply`);
    }
    if (!suitsAudience(actor.kind, procedure.audience)) {
      throw new AppError(
        'forbidden',
        `"${procedure.id}" is for ${procedure.audience}, not for a ${actor.kind}`,
      );
    }
    if (!isAssured(actor.assurance, procedure.assuranceLevel)) {
      throw new AppError(
        'forbidden',
        `"${procedure.id}" needs assurance ${procedure.assuranceLevel}, has ${actor.assurance}`,
      );
    }
  }

  /** Outside its period a procedure is not applied for, by whatever channel. */
  function requireOpen(context: Context, procedure: Procedure): void {
    const { id, period } = procedure;
    if (periodState(procedure, today(context.clock)) !== 'open')
      throw new AppError('notAllowedNow', `"${id}" is open from ${period?.from} until ${period?.until}`);
  }

  /** Staff write the drafts of callers, which they hold in their own name (staff-entry.ts). */
  function requireMayWrite(context: Context): void {
    if (context.actor.kind === 'staff') access.requireAnywhere(context, 'case.enter');
    else access.require(context, 'case.submit', null);
  }

  async function read(tx: Tx, context: Context, draftId: string): Promise<Omit<OpenDraft, 'journey'>> {
    requireMayWrite(context);
    const draft = await findDraft(tx, vault, draftId, actorRef(context.actor));
    if (!draft) throw notFound(`draft ${draftId}`);
    const procedure = await definitions.at(tx, draft.procedure, draft.version);
    return { draft, procedure: draft.content.entry ? withoutAccount(procedure) : procedure };
  }

  async function open(tx: Tx, context: Context, draftId: string): Promise<OpenDraft> {
    const found = await read(tx, context, draftId);
    const way = journey(found.procedure.form, found.draft.content.answers, factsOf(context, found.draft));
    return { ...found, journey: way };
  }

  /** What the person answered before under the same keys, the newest answer of each. */
  async function earlierAnswers(tx: Tx, context: Context, procedure: Procedure): Promise<Answers> {
    const before = await casesOfApplicant(tx, vault, actorRef(context.actor), {
      phases: ['working', 'waiting', 'closed'],
      limit: EARLIER_CASES,
    });
    const found = new Map<string, unknown>();
    for (const { id, procedure: name, version } of before) {
      const earlier = await findCase(tx, vault, id);
      if (!earlier) continue;
      const { form } = await definitions.at(tx, name, version);
      for (const [key, answer] of reusableAnswers(form, earlier.content.answers))
        if (!found.has(key)) found.set(key, answer);
    }
    return reusedAnswers(procedure.form, found);
  }

  /** Files are taken in before the page is read, outside its transaction: looking at them takes its time. */
  async function takeFiles(context: Context, draftId: string, pageId: string, sent: SentPage) {
    const { procedure } = await database.transaction(tenantOf(context), (tx) => read(tx, context, draftId));
    const fields = procedure.form.pages.find(({ id }) => id === pageId)?.fields ?? [];
    return fields.some(isFileField)
      ? receiveFiles(kernel, context, fields, sent, `draft/${draftId}`)
      : { sent, errors: {} };
  }

  return {
    requireMayApply,
    requireOpen,

    /** The drafts of this procedure that the person could go on with. */
    draftsFor: (context: Context, procedureId: string) =>
      database.transaction(tenantOf(context), async (tx) => {
        const drafts = await draftsOf(tx, actorRef(context.actor));
        return drafts.filter(({ procedure }) => procedure === procedureId);
      }),

    /** Begins an application and gives its first page. */
    async start(
      context: Context,
      procedureId: string,
      { answers = {}, withEarlier = false }: { answers?: Answers; withEarlier?: boolean } = {},
    ): Promise<{ draftId: string; pageId: string }> {
      const offered = definitions.current(context, procedureId);
      if (!offered) throw notFound(`procedure ${procedureId}`);
      const { procedure, version } = offered;
      requireMayApply(context, procedure);
      const now = context.clock.now();
      return database.transaction(tenantOf(context), async (tx) => {
        const known = context.actor.kind === 'visitor' ? null : await identity.personOf(tx, context);
        const draftId = uuidv7(now);
        const earlier = withEarlier ? await earlierAnswers(tx, context, procedure) : {};
        const person = await withPostalCode(tx, places, personData(context, known));
        const content = { person, answers, earlier };
        await insertDraft(
          tx,
          vault,
          { id: draftId, person: actorRef(context.actor), procedure: procedureId, version, content },
          now,
        );
        const first = journey(procedure.form, answers, factsOf(context, null)).current;
        return { draftId, pageId: first?.id ?? 'check' };
      });
    },

    discard: (context: Context, draftId: string): Promise<void> =>
      discardDraft({ kernel, definitions }, context, draftId),

    openDraft: (context: Context, draftId: string): Promise<OpenDraft> =>
      database.transaction(tenantOf(context), (tx) => open(tx, context, draftId)),

    /** What the draft of this person has become; undefined when it has not. */
    sentAs: (context: Context, draftId: string): Promise<Sent | undefined> =>
      database.transaction(tenantOf(context), async (tx) =>
        sentBy(tx, context, await caseOfDraft(tx, draftId)),
      ),

    /** A page to fill in, with what is known; notFound for a page that this person cannot be on. */
    page: (context: Context, draftId: string, pageId: string): Promise<DraftPage> =>
      database.transaction(tenantOf(context), async (tx) => {
        const opened = await open(tx, context, draftId);
        const { draft, procedure } = opened;
        const page = reachablePage(opened.journey, pageId);
        if (!page) throw notFound(`page ${pageId} of draft ${draftId}`);
        const { answers, person } = draft.content;
        const raw = {
          ...proposals(page.page.fields, person),
          ...rawAnswers(procedure.form, page.page.fields, draft.content.earlier ?? {}),
          ...rawAnswers(procedure.form, page.page.fields, { ...answers, ...opened.journey.relevant }),
        };
        return { ...opened, page, raw, errors: outdated(opened, page, context) };
      }),

    /** Saves a page as it was sent. What was wrong is given back to be shown again; what was right is kept. */
    savePage: async (
      context: Context,
      draftId: string,
      pageId: string,
      page: SentPage,
      backToCheck = false,
    ): Promise<SavedPage> => {
      const { sent: received, errors } = await takeFiles(context, draftId, pageId, page);
      const sent = await withTowns(received, (code) => places.townsOf(context, code));
      return database.transaction(tenantOf(context), async (tx) => {
        const opened = await open(tx, context, draftId);
        const { draft, procedure } = opened;
        const facts = factsOf(context, draft);
        const page = reachablePage(opened.journey, pageId);
        if (!page) throw notFound(`page ${pageId} of draft ${draftId}`);
        const reading = withFileErrors(
          readPage(procedure.form, pageId, sent, draft.content.answers, facts),
          errors,
        );
        const content = { ...draft.content, answers: reading.answers };
        const isSaved = await saveDraft(
          tx,
          vault,
          draftId,
          actorRef(context.actor),
          content,
          context.clock.now(),
        );
        if (!isSaved) throw notFound(`draft ${draftId}`);
        if (!reading.isComplete) {
          const revealed = reading.fields.filter(({ id }) => reading.revealed.includes(id));
          const raw = { ...proposals(revealed, draft.content.person), ...reading.raw };
          return { kind: 'again', open: opened, page, reading: { ...reading, raw } };
        }
        const way = journey(procedure.form, reading.answers, facts);
        return { kind: 'next', destination: afterPage(way, pageId, { backToCheck }) };
      });
    },

    /**
     * Makes the draft a case. However often and however simultaneously it is asked for, one draft becomes one case:
     * whoever comes second is led to it.
     */
    async submit(
      context: Context,
      draftId: string,
      locale: Locale,
      channel: Channel = 'online',
    ): Promise<Submission> {
      access.require(context, 'case.submit', null);
      try {
        return await database.transaction(tenantOf(context), (tx) =>
          submitOnce(tx, context, draftId, locale, channel),
        );
      } catch (error) {
        if (error instanceof StillOpen) return { kind: 'open', pageId: error.pageId };
        throw error;
      }
    },
  };

  async function submitOnce(
    tx: Tx,
    context: Context,
    draftId: string,
    locale: Locale,
    channel: Channel,
  ): Promise<Submission> {
    const applicant = actorRef(context.actor);
    const key = `draft/${draftId}`;
    const draft = await takeDraft(tx, vault, draftId, applicant);
    if (!draft) {
      const sent = await sentBy(tx, context, await caseOfDraft(tx, draftId));
      if (!sent) throw notFound(`draft ${draftId}`);
      return sent.kind === 'case' ? { kind: 'submitted', caseId: sent.caseId, isNew: false } : sent;
    }
    const procedure = await definitions.at(tx, draft.procedure, draft.version);
    requireMayApply(context, procedure);
    const { person, answers } = draft.content;
    const way = journey(procedure.form, answers, { ...factsOf(context, draft), channel });
    if (way.current) throw new StillOpen(way.current.id);

    const intake = await takeIn(
      tx,
      context,
      { kernel, registers },
      {
        key,
        isKeyUnused: true,
        isLast: true,
        procedure,
        version: draft.version,
        channel,
        applicant,
        person,
        answers,
        way,
        locale,
      },
    );
    invariant(intake.kind !== 'otherContent', 'a draft is submitted without a digest');
    if (intake.kind === 'wrong') throw new StillOpen(pageOf(way, intake.problems[0]?.field ?? ''));
    if (isAnonymous(procedure)) return { kind: 'anonymous' };
    return { kind: 'submitted', caseId: intake.caseId, isNew: intake.isNew };
  }

  /** Only the person is led to a case; of an anonymous answer there is nothing to be led to. */
  async function sentBy(tx: Tx, context: Context, known: KnownIntake | undefined): Promise<Sent | undefined> {
    if (!known) return undefined;
    if (known.applicant === actorRef(context.actor)) return { kind: 'case', caseId: known.id };
    const isUnnamed =
      known.applicant === null && isAnonymous(await definitions.at(tx, known.procedure, known.version));
    return isUnnamed ? { kind: 'anonymous' } : undefined;
  }
}

/** The page on which a field is asked. */
export const pageOf = ({ pages }: Journey, fieldId: string): string =>
  pages.find(({ fields }) => fields.some(({ id }) => id === fieldId))?.id ?? pages[0]?.id ?? 'check';

/** Answers that were right when they were given and are not today: a date that has passed meanwhile. */
function outdated(
  { draft, procedure, journey: way }: OpenDraft,
  page: JourneyPage,
  context: Context,
): ErrorsByField {
  if (!page.isComplete) return {};
  const problems = answerProblems(procedure.form, way.relevant, factsOf(context, draft));
  const here = problems.filter(({ field }) => page.fields.some(({ id }) => id === field));
  return Object.fromEntries(here.map(({ field, error }) => [field, [error]]));
}
