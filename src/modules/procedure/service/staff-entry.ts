import { journey } from '#forms/journey.js';
import type { SentPage } from '#forms/uploads.js';
import { today, ZONE } from '#kernel/clock.js';
import { actorRef, type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { AppError, invariant, notFound } from '#kernel/errors.js';
import { append, readEntries } from '#kernel/journal/journal.js';
import type { EntryType } from '#kernel/module.js';
import { uuidv7 } from '#kernel/values/uuid.js';
import type { Procedure } from '../definition.js';
import { feeDue } from '../fee.js';
import { type Case, dueDate } from '../model.js';
import { personAmong } from '../person-among.js';
import { search } from '../search.js';
import {
  type EntryChannel,
  type EntryPurpose,
  entryChannels,
  type IdentityCheck,
  identityChecks,
} from '../staff-entry.js';
import { caseOfKey, findCase } from '../store/cases.js';
import { type Draft, insertDraft, openDraftsOf, takeDraft } from '../store/drafts.js';
import { caseSubject, withPurpose } from '../timeline.js';
import { withoutAccount } from '../without-account.js';
import {
  type ApplyService,
  type DraftPage,
  type OpenDraft,
  pageOf,
  type SavedPage,
  StillOpen,
} from './apply.js';
import type { ProcedureDeps } from './deps.js';
import { takeIn } from './intake.js';

/** Subject draft/<id> or case/<id>; the purpose stands beside. */
export const STAFF_ENTRY_ENTRIES = {
  'entry.begun': {
    means: 'Staff began an application for somebody who called or came',
    data: ['procedure', 'unit', 'channel'],
  },
  'entry.discarded': { means: 'Staff threw such a draft away', data: ['procedure', 'unit', 'channel'] },
  'entry.submitted': {
    means: 'Staff submitted it, with how it was made sure who it was',
    data: ['procedure', 'unit', 'channel', 'identityCheck'],
  },
} as const satisfies Record<string, EntryType>;

/** An application in the hands of staff. */
export interface Entry extends OpenDraft {
  channel: EntryChannel;
  purpose: EntryPurpose;
}

/** A line in the list of one's own. */
export interface EntryLine {
  id: string;
  title: Procedure['title'];
  channel: EntryChannel;
  /** Of the caller, as far as it is written. */
  name: string;
  updatedAt: Temporal.Instant;
}

export type EntrySubmission = { kind: 'submitted'; caseId: string } | { kind: 'open'; pageId: string };

export interface Entered {
  case: Case;
  procedure: Procedure;
  identityCheck: IdentityCheck | null;
}

/** Staff fill in the same pages for somebody who calls or stands at the counter. */
export function createStaffEntryService(
  { kernel, definitions, registers }: ProcedureDeps,
  {
    openDraft,
    page,
    requireOpen,
    savePage,
  }: Pick<ApplyService, 'openDraft' | 'page' | 'requireOpen' | 'savePage'>,
) {
  const { access, database, files, vault } = kernel;
  const mayEnter = (context: Context, { unit }: Procedure): boolean =>
    access.can(context, 'case.enter', unit);

  const dataOf = ({ id, unit }: Procedure, channel: EntryChannel) => ({ procedure: id, unit, channel });

  const entryOf = ({ id, content }: Draft) => {
    if (!content.entry) throw notFound(`draft ${id} of staff`);
    return content.entry;
  };

  /** The entry with this id; notFound also when staff do not work for its section any more. */
  async function entry(context: Context, draftId: string): Promise<Entry> {
    access.requireAnywhere(context, 'case.enter');
    const open = await openDraft(context, draftId);
    if (!mayEnter(context, open.procedure)) throw notFound(`draft ${draftId}`);
    return { ...open, ...entryOf(open.draft) };
  }

  /** Whether this member of staff has written the case today. */
  async function isEnteredBy(tx: Tx, context: Context, caseId: string): Promise<boolean> {
    const from = today(context.clock).toZonedDateTime(ZONE).toInstant();
    const filter = { type: 'entry.submitted', subject: caseSubject(caseId), from };
    const { entries } = await readEntries(tx, filter, { limit: 1 });
    return entries.some(({ actor }) => actor === actorRef(context.actor));
  }

  async function ownCaseOf(tx: Tx, context: Context, draftId: string): Promise<string | undefined> {
    const known = await caseOfKey(tx, `draft/${draftId}`);
    return known && (await isEnteredBy(tx, context, known.id)) ? known.id : undefined;
  }

  function offered(context: Context, id: string) {
    const found = definitions.current(context, id);
    if (!found || !mayEnter(context, found.procedure)) throw notFound(`procedure ${id}`);
    return found;
  }

  return {
    entry,

    /** What staff may write, as far as it answers the text. */
    procedures: (context: Context, text: string): Procedure[] => {
      const own = definitions
        .offered(context)
        .map(({ procedure }) => procedure)
        .filter((procedure) => mayEnter(context, procedure));
      return text.trim() === '' ? own : search(own, text);
    },

    procedure: (context: Context, id: string): Procedure => offered(context, id).procedure,

    /** One's own drafts, newest first. */
    drafts: (context: Context): Promise<EntryLine[]> => {
      access.requireAnywhere(context, 'case.enter');
      return database.transaction(tenantOf(context), async (tx) => {
        const lines: EntryLine[] = [];
        for (const draft of await openDraftsOf(tx, vault, actorRef(context.actor))) {
          const procedure = await definitions.at(tx, draft.procedure, draft.version);
          const { id, updatedAt, content } = draft;
          if (!content.entry || !mayEnter(context, procedure)) continue;
          const { name } = personAmong(procedure, content.answers);
          lines.push({ id, updatedAt, title: procedure.title, channel: content.entry.channel, name });
        }
        return lines;
      });
    },

    /** Throws invalidInput where the procedure does not take that way. */
    begin: (
      context: Context,
      procedureId: string,
      { channel, purpose }: { channel: EntryChannel; purpose: EntryPurpose },
    ): Promise<{ draftId: string; pageId: string }> => {
      const { procedure, version } = offered(context, procedureId);
      requireOpen(context, procedure);
      if (!entryChannels(procedure).includes(channel))
        throw new AppError('invalidInput', `"${procedureId}" does not come by ${channel}`);
      const now = context.clock.now();
      const id = uuidv7(now);
      return database.transaction(tenantOf(context), async (tx) => {
        const content = { person: { name: '' }, answers: {}, entry: { channel, purpose } };
        const person = actorRef(context.actor);
        await insertDraft(tx, vault, { id, person, procedure: procedureId, version, content }, now);
        await append(tx, withPurpose(context, purpose), {
          type: 'entry.begun',
          subject: `draft/${id}`,
          data: dataOf(procedure, channel),
        });
        const first = journey(
          withoutAccount(procedure).form,
          {},
          { today: today(context.clock), channel },
        ).current;
        return { draftId: id, pageId: first?.id ?? 'check' };
      });
    },

    page: async (context: Context, draftId: string, pageId: string): Promise<DraftPage & Entry> => {
      const found = await entry(context, draftId);
      return { ...found, ...(await page(context, draftId, pageId)) };
    },

    savePage: async (
      context: Context,
      draftId: string,
      pageId: string,
      sent: SentPage,
      backToCheck: boolean,
    ): Promise<SavedPage> => {
      await entry(context, draftId);
      return savePage(context, draftId, pageId, sent, backToCheck);
    },

    /** What a draft of one's own has become today. */
    caseOfDraft: (context: Context, draftId: string): Promise<string | undefined> =>
      database.transaction(tenantOf(context), (tx) => ownCaseOf(tx, context, draftId)),

    /** Fee and last day, to be told before it is sent. */
    terms: (context: Context, { procedure, journey: way }: OpenDraft) => {
      const facts = { today: today(context.clock) };
      return {
        fee: feeDue(procedure, way.relevant, facts),
        dueOn: dueDate(facts.today, procedure.standardProcessingDays),
      };
    },

    /** Makes the draft a case; a second time leads to the same one. */
    submit: async (context: Context, draftId: string, check: IdentityCheck): Promise<EntrySubmission> => {
      access.requireAnywhere(context, 'case.enter');
      try {
        return await database.transaction(tenantOf(context), async (tx) => {
          const draft = await takeDraft(tx, vault, draftId, actorRef(context.actor));
          if (!draft) {
            const before = await ownCaseOf(tx, context, draftId);
            if (before === undefined) throw notFound(`draft ${draftId}`);
            return { kind: 'submitted', caseId: before };
          }
          const procedure = withoutAccount(await definitions.at(tx, draft.procedure, draft.version));
          const { channel, purpose } = entryOf(draft);
          if (!mayEnter(context, procedure)) throw notFound(`draft ${draftId}`);
          requireOpen(context, procedure);
          if (!identityChecks(procedure, channel).includes(check))
            throw new AppError('invalidInput', `"${procedure.id}" by ${channel} is not proved by ${check}`);
          const way = journey(procedure.form, draft.content.answers, {
            today: today(context.clock),
            channel,
          });
          if (way.current) throw new StillOpen(way.current.id);
          const acting = withPurpose(context, purpose);
          const intake = await takeIn(
            tx,
            acting,
            { kernel, registers },
            {
              key: `draft/${draftId}`,
              procedure,
              version: draft.version,
              channel,
              applicant: null,
              person: personAmong(procedure, way.relevant),
              answers: draft.content.answers,
              // What was said was said in Japanese, whatever language the screens of the clerk speak.
              locale: 'ja',
              identityCheck: check,
            },
          );
          invariant(intake.kind !== 'otherContent', 'a draft is submitted without a digest');
          if (intake.kind === 'wrong') throw new StillOpen(pageOf(way, intake.problems[0]?.field ?? ''));
          await append(tx, acting, {
            type: 'entry.submitted',
            subject: caseSubject(intake.caseId),
            data: { ...dataOf(procedure, channel), identityCheck: check },
          });
          return { kind: 'submitted', caseId: intake.caseId };
        });
      } catch (error) {
        if (error instanceof StillOpen) return { kind: 'open', pageId: error.pageId };
        throw error;
      }
    },

    discard: (context: Context, draftId: string): Promise<void> => {
      access.requireAnywhere(context, 'case.enter');
      return database.transaction(tenantOf(context), async (tx) => {
        const draft = await takeDraft(tx, vault, draftId, actorRef(context.actor));
        if (!draft) throw notFound(`draft ${draftId}`);
        const procedure = await definitions.at(tx, draft.procedure, draft.version);
        const { channel, purpose } = entryOf(draft);
        await files.erase(tx, `draft/${draftId}`);
        await append(tx, withPurpose(context, purpose), {
          type: 'entry.discarded',
          subject: `draft/${draftId}`,
          data: dataOf(procedure, channel),
        });
      });
    },

    /** What this member of staff has just written, to be read aloud: today only, afterwards it is a case as any other. */
    entered: (context: Context, caseId: string): Promise<Entered> => {
      access.requireAnywhere(context, 'case.enter');
      return database.transaction(tenantOf(context), async (tx) => {
        const found = await findCase(tx, vault, caseId);
        const isOwn = await isEnteredBy(tx, context, caseId);
        if (!found || !isOwn || !access.can(context, 'case.enter', found.unit))
          throw notFound(`case ${caseId}`);
        const procedure = await definitions.at(tx, found.procedure, found.version);
        return { case: found, procedure, identityCheck: found.content.identityCheck ?? null };
      });
    },
  };
}
