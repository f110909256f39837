import { type PageReading, readPage, type SentForm } from '#forms/page-reading.js';
import { filesIn } from '#forms/uploads.js';
import { today } from '#kernel/clock.js';
import { type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { AppError, invariant } from '#kernel/errors.js';
import type { Locale, LocalizedText } from '#kernel/i18n/locales.js';
import { append } from '#kernel/journal/journal.js';
import { formatReference, type ReferenceNumber } from '#kernel/values/reference-number.js';
import { type IdentityCheck, personAmong } from '#modules/procedure/api.js';
import { answersFor } from '../combine/combine.js';
import { CONFIRM_FORM, CONFIRM_PAGE } from '../confirm-form.js';
import { entryCodeHash, parseEntryCode } from '../entry-code.js';
import { accountOf, type CounterPurpose, digestOf, filesHolder, type Signature } from '../interview.js';
import {
  casesOfInterview,
  closeInterview,
  giveToClerk,
  interviewOfCode,
  interviewsOf,
} from '../store/interviews.js';
import type { InterviewDeps, InterviewService } from './interview.js';
import type { OpenInterview } from './interview-forms.js';

export type CodeFault = 'mistyped' | 'unknown';
export type OpenedByCode = { kind: 'fault'; fault: CodeFault } | { kind: 'open'; id: string };

/** Something is missing or no longer right: where; nothing was taken in. */
export interface StillOpen {
  kind: 'open';
  pageId: string;
  procedure: LocalizedText;
}
export type Received = StillOpen | { kind: 'unsigned' } | { kind: 'received' };

/** A case that came out of an interview. */
export interface ReceivedCase {
  caseId: string;
  procedure: string;
  title: LocalizedText;
  number: ReferenceNumber;
  fee: number;
  dueOn: Temporal.PlainDate;
}

/** Thrown inside the transaction, so that none of the procedures is taken in. */
class NotComplete extends Error {
  readonly where: StillOpen;
  constructor(where: StillOpen) {
    super(`page ${where.pageId} is not complete`);
    this.where = where;
  }
}

const MOST_OPEN = 50;
const DAYS_IN_YEAR = 366;

/** The clerk's side: open or begin an interview, let the person confirm, take all of it in at once. */
export function createReceptionService(
  { kernel, procedures, forms, visits }: InterviewDeps,
  interviews: InterviewService,
) {
  const { access, database, files, vault } = kernel;

  const clerkOf = (context: Context): string => {
    access.requireAnywhere(context, 'counter.serve');
    invariant(context.actor.kind === 'staff', 'the counter is served by staff');
    return context.actor.id;
  };

  return {
    /** What the clerk has open. */
    mine: (context: Context) =>
      database.transaction(tenantOf(context), (tx) => interviewsOf(tx, clerkOf(context), MOST_OPEN)),

    /** Opens a pre-entry by the code that the person shows. */
    openByCode: (context: Context, typed: string, purpose: CounterPurpose): Promise<OpenedByCode> => {
      const clerk = clerkOf(context);
      const code = parseEntryCode(typed);
      if (!code.ok) return Promise.resolve({ kind: 'fault', fault: 'mistyped' });
      return database.transaction(tenantOf(context), async (tx): Promise<OpenedByCode> => {
        const now = context.clock.now();
        const found = await interviewOfCode(tx, vault, entryCodeHash(tx.tenant, code.value), now);
        if (!found) return { kind: 'fault', fault: 'unknown' };
        await giveToClerk(tx, found.id, clerk, now);
        await journalOpening(tx, { ...context, purpose }, found.id, found.guide, 'code');
        return { kind: 'open', id: found.id };
      });
    },

    /** Begins for somebody who comes without a phone. */
    start: (context: Context, guide: string, purpose: CounterPurpose, locale: Locale): Promise<string> => {
      const clerk = clerkOf(context);
      return database.transaction(tenantOf(context), async (tx) => {
        const id = await interviews.begin(context, { guide, answers: {}, locale, clerk }, tx);
        await journalOpening(tx, { ...context, purpose }, id, guide, 'fresh');
        return id;
      });
    },

    /** The person has looked at all of it and signs; or what is wrong with the page. */
    confirm: (context: Context, id: string, sent: SentForm): Promise<PageReading | 'incomplete' | 'signed'> =>
      database.transaction(tenantOf(context), async (tx) => {
        clerkOf(context);
        const found = await interviews.changeable(tx, context, id);
        const { way } = await forms.open(tx, context, found);
        if (!way.canSubmit || found.content.procedures.length === 0) return 'incomplete';
        const facts = { today: today(context.clock) };
        const reading = readPage(CONFIRM_FORM, CONFIRM_PAGE, sent, {}, facts);
        if (!reading.isComplete) return reading;
        const signature = reading.answers.signature as Signature;
        const signed = digestOf(found.content.procedures, way.relevant);
        await interviews.save(tx, context, id, { ...found.content, signature, signed });
        await append(tx, context, {
          type: 'counter.confirmed',
          subject: `counter/${id}`,
          data: { event: found.guide, procedures: found.content.procedures.length },
        });
        return 'signed';
      }),

    isSigned: ({ interview: { content }, way }: OpenInterview): boolean =>
      content.signed !== null && content.signed === digestOf(content.procedures, way.relevant),

    /**
     * Makes one case of each procedure, all or none of them, linked with each other. However often it is sent, one interview becomes its cases
     * once.
     */
    async receive(context: Context, id: string, identity: IdentityCheck): Promise<Received> {
      clerkOf(context);
      try {
        return await database.transaction(tenantOf(context), (tx) => receiveOnce(tx, context, id, identity));
      } catch (error) {
        if (error instanceof NotComplete) return error.where;
        throw error;
      }
    },

    /** The cases of an interview that was taken in. */
    received: (context: Context, id: string): Promise<ReceivedCase[]> =>
      database.transaction(tenantOf(context), async (tx) => {
        await interviews.held(tx, context, id);
        return casesIn(tx, id);
      }),
  };

  function journalOpening(tx: Tx, context: Context, id: string, event: string, from: 'code' | 'fresh') {
    return append(tx, context, { type: 'counter.opened', subject: `counter/${id}`, data: { event, from } });
  }

  async function casesIn(tx: Tx, id: string): Promise<ReceivedCase[]> {
    const found: ReceivedCase[] = [];
    for (const { caseId, procedure } of await casesOfInterview(tx, id)) {
      const one = await procedures.askedIn(tx, caseId);
      if (one)
        found.push({
          caseId,
          procedure,
          title: one.title,
          number: one.number,
          fee: one.fee,
          dueOn: one.dueOn,
        });
    }
    return found;
  }

  async function receiveOnce(
    tx: Tx,
    context: Context,
    id: string,
    identity: IdentityCheck,
  ): Promise<Received> {
    const interview = await interviews.held(tx, context, id, { lock: true });
    if (interview.state === 'submitted') return { kind: 'received' };
    const open = await forms.open(tx, context, interview);
    const { content } = interview;
    const { way, combined } = open;
    if (content.procedures.length === 0)
      throw new AppError('notAllowedNow', `interview ${id} has no procedure`);
    const [first] = open.procedures;
    invariant(first, 'an interview with procedures has a first one');
    if (way.current) throw stillOpen(open, way.current.id, first.procedure.title);
    if (content.signed !== digestOf(content.procedures, way.relevant)) return { kind: 'unsigned' };

    const cases: { procedure: string; unit: string; caseId: string }[] = [];
    const numbers = new Map<string, string>();
    const locale = content.locale;
    for (const { procedure, version } of open.procedures) {
      requireOpen(context, procedure);
      const key = `counter/${id}/${procedure.id}`;
      const answers = answersFor(combined, procedure.id, way.relevant);
      await files.claim(tx, filesIn(procedure.form, answers), filesHolder(id), key);
      const intake = await procedures.takeIn(tx, context, {
        key,
        procedure,
        version,
        channel: 'counter',
        applicant: accountOf(interview.holder),
        person: personAmong(procedure, answers),
        answers,
        locale,
        identityCheck: identity,
      });
      invariant(intake.kind !== 'otherContent', 'an interview comes in without a digest');
      if (intake.kind === 'wrong')
        throw stillOpen(open, pageOf(open, procedure.id, intake.problems[0]?.field), procedure.title);
      cases.push({ procedure: procedure.id, unit: procedure.unit, caseId: intake.caseId });
      numbers.set(procedure.id, formatReference(intake.number));
    }
    await procedures.linkTogether(tx, context, cases);
    const years = Math.max(...open.procedures.map(({ procedure }) => procedure.retention.years));
    const now = context.clock.now();
    await closeInterview(tx, vault, id, { ...content, answers: {}, code: null }, cases, {
      now,
      expiresAt: now.add({ hours: 24 * DAYS_IN_YEAR * years }),
    });
    const isOfDesk = await visits.settle(tx, context, id, numbers);
    await append(tx, context, {
      type: 'counter.used',
      subject: `counter/${id}`,
      data: {
        event: interview.guide,
        service: isOfDesk ? 'deskForms' : interview.savedAt === null ? 'guided' : 'preEntry',
        procedures: cases.length,
        identity,
      },
    });
    return { kind: 'received' };
  }

  /** Outside its period a procedure is not applied for, at the counter neither. */
  function requireOpen(
    context: Context,
    { id, period }: OpenInterview['procedures'][number]['procedure'],
  ): void {
    const now = today(context.clock).toString();
    if ((period?.from && now < period.from) || (period?.until && now > period.until))
      throw new AppError('notAllowedNow', `"${id}" is open from ${period.from} until ${period.until}`);
  }
}

const stillOpen = (_open: OpenInterview, pageId: string, procedure: LocalizedText): NotComplete =>
  new NotComplete({ kind: 'open', pageId, procedure });

/** The page on which a question of a procedure was asked. */
function pageOf({ combined, way }: OpenInterview, procedure: string, field: string | undefined): string {
  const source = combined.sources.get(procedure)?.get(field ?? '');
  const ids = source?.kind === 'person' ? [...source.members.values()] : source ? [source.id] : [];
  const page = way.pages.find(({ fields }) => fields.some(({ id }) => ids.includes(id)));
  return page?.id ?? way.pages[0]?.id ?? '';
}
