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
import type { AskedQuestion } from '#forms/submission.js';
import { answerProblems, questionsAsAsked } from '#forms/submission.js';
import { filesIn, isFileField, receiveFiles, type SentPage, withFileErrors } from '#forms/uploads.js';
import { today } from '#kernel/clock.js';
import { actorRef, type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { AppError, notFound } from '#kernel/errors.js';
import { type Locale, type LocalizedText, localize } from '#kernel/i18n/locales.js';
import { append } from '#kernel/journal/journal.js';
import type { Procedure } from '../definition.js';
import { type Case, isAssured } from '../model.js';
import { proposals } from '../prefill.js';
import type { ProcedureDeps } from '../service/deps.js';
import { personData, withPostalCode } from '../service/new-case.js';
import { findCase, saveCase } from '../store/cases.js';
import { caseSubject } from '../timeline.js';
import type { ThirdParty } from './definition.js';
import { isLive, type Part, takesParts } from './model.js';
import { recounted } from './progress.js';
import { partHolder } from './service.js';
import { findPart, partOfToken, savePart } from './store.js';

/** What the link shows before it is opened: nothing of the person it is about. */
export interface Invitation {
  definition: ThirdParty;
  procedureTitle: LocalizedText;
  expiresAt: Temporal.Instant;
  /** What keeps this visitor from opening it. */
  obstacle: 'signIn' | 'assurance' | 'staff' | null;
}

/** A part in the hands of who completes it. */
export interface OpenPart {
  part: Part;
  definition: ThirdParty;
  procedureTitle: LocalizedText;
  /** What the applicant answered, as far as the definition shows it. */
  about: AskedQuestion[];
  journey: Journey;
}

export type SavedPart =
  | { kind: 'next'; destination: Destination }
  | { kind: 'again'; open: OpenPart; page: JourneyPage; reading: PageReading };

/** The third party opens the link, fills the part in and sends it. */
export function createFillingService({ kernel, identity, places, definitions }: ProcedureDeps) {
  const { access, database, files, vault } = kernel;
  const factsOf = (context: Context) => ({ today: today(context.clock) });

  /** The part with its case, as long as the link works. Everything else is the same to whoever has the link: gone. */
  async function working(tx: Tx, context: Context, part: Part | undefined) {
    const found = part && (await findCase(tx, vault, part.caseId));
    const isOver = part && Temporal.Instant.compare(part.expiresAt, context.clock.now()) <= 0;
    if (!part || !found || !isLive(part) || isOver || !takesParts(found)) throw notFound('a link to a part');
    const procedure = await definitions.at(tx, found.procedure, found.version);
    const definition = procedure.thirdParties.find(({ id }) => id === part.part);
    if (!definition) throw notFound(`part ${part.part}`);
    return { part, found, procedure, definition };
  }

  function obstacleTo({ actor }: Context, { assuranceLevel }: ThirdParty): Invitation['obstacle'] {
    if (actor.kind === 'staff' || actor.kind === 'system') return 'staff';
    // A program of an organisation is nobody to whom a link was sent.
    if (actor.kind === 'partner') return 'signIn';
    if (assuranceLevel === 'none') return null;
    if (actor.kind === 'anonymous' || actor.kind === 'visitor') return 'signIn';
    return isAssured(actor.assurance, assuranceLevel) ? null : 'assurance';
  }

  /** Only the identity that opened it goes on. */
  async function own(tx: Tx, context: Context, id: string, { lock = false } = {}) {
    access.require(context, 'case.completePart', null);
    const part = await findPart(tx, vault, id, { lock });
    if (part?.openedBy !== actorRef(context.actor)) throw notFound(`part ${id}`);
    return working(tx, context, part);
  }

  const opened = (
    context: Context,
    {
      part,
      found,
      procedure,
      definition,
    }: { part: Part; found: Case; procedure: Procedure; definition: ThirdParty },
  ): OpenPart => ({
    part,
    definition,
    procedureTitle: procedure.title,
    about: (found.content.askedInJapanese ?? found.content.asked).filter(({ field }) =>
      definition.shows.includes(field),
    ),
    journey: journey(definition.form, part.content.answers, factsOf(context)),
  });

  async function known(tx: Tx, context: Context) {
    const isSignedIn = context.actor.kind === 'resident' || context.actor.kind === 'business';
    const person = personData(context, isSignedIn ? await identity.personOf(tx, context) : null);
    return withPostalCode(tx, places, person);
  }

  async function takeFiles(context: Context, id: string, pageId: string, page: SentPage) {
    const { definition } = await database.transaction(tenantOf(context), (tx) => own(tx, context, id));
    const fields = definition.form.pages.find((one) => one.id === pageId)?.fields ?? [];
    return fields.some(isFileField)
      ? receiveFiles(kernel, context, fields, page, partHolder(id))
      : { sent: page, errors: {} };
  }

  return {
    invitation: (context: Context, token: string): Promise<Invitation> =>
      database.transaction(tenantOf(context), async (tx) => {
        const { part, procedure, definition } = await working(
          tx,
          context,
          await partOfToken(tx, vault, token),
        );
        if (part.openedBy !== null && part.openedBy !== actorRef(context.actor)) {
          const mayBeThem = context.actor.kind === 'anonymous' && definition.assuranceLevel !== 'none';
          if (!mayBeThem) throw notFound('a link that another identity opened');
        }
        return {
          definition,
          procedureTitle: procedure.title,
          expiresAt: part.expiresAt,
          obstacle: obstacleTo(context, definition),
        };
      }),

    /** Opens the link for this identity and for nobody else from now on; again for the same one, it leads back in. */
    open: (context: Context, token: string): Promise<string> =>
      database.transaction(tenantOf(context), async (tx) => {
        access.require(context, 'case.completePart', null);
        const seen = await partOfToken(tx, vault, token);
        const locked = seen && (await findPart(tx, vault, seen.id, { lock: true }));
        const { part, found, definition } = await working(tx, context, locked);
        const me = actorRef(context.actor);
        if (obstacleTo(context, definition) !== null || found.applicant === me)
          throw new AppError('forbidden', `${me} cannot complete part ${part.id}`);
        if (part.openedBy === me) return part.id;
        if (part.openedBy !== null) throw notFound('a link that another identity opened');
        await savePart(tx, vault, part.id, { state: 'opened', openedBy: me, openedAt: context.clock.now() });
        await append(tx, context, {
          type: 'case.partOpened',
          subject: caseSubject(found.id),
          data: { procedure: found.procedure, unit: found.unit, part: part.part },
        });
        return part.id;
      }),

    of: (context: Context, id: string): Promise<OpenPart> =>
      database.transaction(tenantOf(context), async (tx) => opened(context, await own(tx, context, id))),

    page: (
      context: Context,
      id: string,
      pageId: string,
    ): Promise<OpenPart & { page: JourneyPage; raw: RawByField; errors: ErrorsByField }> =>
      database.transaction(tenantOf(context), async (tx) => {
        const open = opened(context, await own(tx, context, id));
        const page = reachablePage(open.journey, pageId);
        if (!page) throw notFound(`page ${pageId} of part ${id}`);
        const answers = { ...open.part.content.answers, ...open.journey.relevant };
        const raw = {
          ...proposals(page.page.fields, await known(tx, context)),
          ...rawAnswers(open.definition.form, page.page.fields, answers),
        };
        return { ...open, page, raw, errors: {} };
      }),

    savePage: async (
      context: Context,
      id: string,
      pageId: string,
      sentPage: SentPage,
      backToCheck = false,
    ): Promise<SavedPart> => {
      const { sent: received, errors } = await takeFiles(context, id, pageId, sentPage);
      const sent = await withTowns(received, (code) => places.townsOf(context, code));
      return database.transaction(tenantOf(context), async (tx) => {
        const open = opened(context, await own(tx, context, id, { lock: true }));
        const { part, definition } = open;
        const page = reachablePage(open.journey, pageId);
        if (!page) throw notFound(`page ${pageId} of part ${id}`);
        const reading = withFileErrors(
          readPage(definition.form, pageId, sent, part.content.answers, factsOf(context)),
          errors,
        );
        await savePart(tx, vault, id, { content: { ...part.content, answers: reading.answers } });
        if (!reading.isComplete) {
          const revealed = reading.fields.filter((field) => reading.revealed.includes(field.id));
          const raw = { ...proposals(revealed, await known(tx, context)), ...reading.raw };
          return { kind: 'again', open, page, reading: { ...reading, raw } };
        }
        const way = journey(definition.form, reading.answers, factsOf(context));
        return { kind: 'next', destination: afterPage(way, pageId, { backToCheck }) };
      });
    },

    /** The answers join the case; what is still open is led to. */
    send: (
      context: Context,
      id: string,
      locale: Locale,
    ): Promise<{ kind: 'sent' } | { kind: 'open'; pageId: string }> =>
      database.transaction(tenantOf(context), async (tx) => {
        const caseId = (await findPart(tx, vault, id))?.caseId;
        // The case first, as everybody else does who holds both.
        if (caseId !== undefined) await findCase(tx, vault, caseId, { lock: true });
        const { part, found, procedure, definition } = await own(tx, context, id, { lock: true });
        const facts = factsOf(context);
        const way = journey(definition.form, part.content.answers, facts);
        const [problem] = answerProblems(definition.form, way.relevant, facts);
        const held = await files.heldBy(tx, partHolder(id), filesIn(definition.form, way.relevant));
        const isWhole = held.length === filesIn(definition.form, way.relevant).length;
        if (way.current || problem || !isWhole) {
          const wrong = way.pages.find(({ fields }) => fields.some((field) => field.id === problem?.field));
          const withFiles = way.pages.find(({ fields }) => fields.some(isFileField));
          return { kind: 'open', pageId: (way.current ?? wrong ?? withFiles)?.id ?? 'check' };
        }
        const now = context.clock.now();
        await savePart(tx, vault, id, {
          state: 'sent',
          endedAt: now,
          content: {
            name: (await known(tx, context)).name,
            locale,
            answers: way.relevant,
            asked: questionsAsAsked(way, locale),
            askedInJapanese: locale === 'ja' ? null : questionsAsAsked(way, 'ja'),
            declaration: localize(definition.declaration, locale),
          },
        });
        const change = await recounted(tx, vault, found, procedure, found.content.answers, facts);
        await saveCase(tx, vault, found.id, change, now);
        await append(tx, context, {
          type: 'case.partSent',
          subject: caseSubject(found.id),
          data: { procedure: found.procedure, unit: found.unit, part: part.part },
        });
        return { kind: 'sent' };
      }),
  };
}
