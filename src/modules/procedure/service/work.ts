import { dateIn, today, ZONE } from '#kernel/clock.js';
import { type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { AppError, invariant, notFound } from '#kernel/errors.js';
import type { LocalizedText } from '#kernel/i18n/locales.js';
import { append, readEntries } from '#kernel/journal/journal.js';
import { addBusinessDays, isBusinessDay } from '#kernel/values/business-day.js';
import type { ReferenceNumber } from '#kernel/values/reference-number.js';
import { uuidv7 } from '#kernel/values/uuid.js';
import type { Procedure } from '../definition.js';
import {
  type Case,
  type CaseAction,
  type CaseSummary,
  type Certificate,
  type Correction,
  type InboxView,
  nextActions,
  phaseOf,
  processingDays,
  requireAction,
  requireRevision,
  resumed,
  type StaffAction,
  stateAfterApproval,
} from '../model.js';
import { type CaseChange, findCase, inboxPage, openCounts, type OpenCounts, saveCase } from '../store/cases.js';
import { certificateFile, certificateOf, correctionsOf, insertCertificate, insertCorrection, revokeCertificate } from '../store/documents.js';
import { caseSubject, type EntryType, type HistoryItem, historyOf, type Purpose, staffIdOf, withPurpose } from '../timeline.js';
import type { ProcedureDeps } from './deps.js';
import { renderDocument } from './documents.js';

export interface InboxQuery {
  view: InboxView;
  procedure?: string | undefined;
  /** `me`, `nobody`, or everybody when absent. */
  who?: 'me' | 'nobody' | undefined;
  number?: ReferenceNumber | undefined;
  after?: string | undefined;
}

export interface InboxLine extends CaseSummary {
  title: LocalizedText;
  assigneeName: string | null;
}

export interface InboxData {
  items: InboxLine[];
  next: string | null;
  counts: OpenCounts;
  procedures: { id: string; title: LocalizedText }[];
}

export interface StaffCase {
  case: Case;
  procedure: Procedure;
  purpose: string;
  corrections: Correction[];
  certificate: Certificate | null;
  history: (HistoryItem & { name: string | null })[];
  assigneeName: string | null;
  /** What this member of staff may do now. */
  actions: StaffAction[];
}

/** Before the purpose is stated nothing but this is shown. */
export interface ClosedCase {
  id: string;
  number: ReferenceNumber;
  title: LocalizedText;
}

const INBOX_PAGE = 50;
const HISTORY = 200;

const isStaffAction = (action: CaseAction): action is StaffAction => action !== 'correct' && action !== 'withdraw';

export type WorkService = ReturnType<typeof createWorkService>;

/** The work of the town hall on cases. Each member of staff sees and acts on those of their units only. */
export function createWorkService({ kernel, identity, definitions, typesetter }: ProcedureDeps) {
  const { access, database, vault } = kernel;

  async function visible(tx: Tx, context: Context, id: string, { lock = false } = {}): Promise<Case> {
    const found = await findCase(tx, vault, id, { lock });
    if (!found || !access.can(context, 'case.read', found.unit)) throw notFound(`case ${id}`);
    return found;
  }

  const actionFor = (action: StaffAction, procedure: Procedure): 'case.work' | 'case.decide' =>
    (action === 'approve' || action === 'refuse' || action === 'revoke') && procedure.review.decidedBy === 'sectionHead'
      ? 'case.decide'
      : 'case.work';

  /** The purpose for which this member of staff opened the case today; null when it is still to be stated. */
  async function purposeToday(tx: Tx, { actor, clock }: Context, id: string): Promise<string | null> {
    if (actor.kind !== 'staff') return null;
    const from = today(clock).toZonedDateTime(ZONE).toInstant();
    const filter = { type: 'case.viewed', subject: caseSubject(id), from };
    const { entries } = await readEntries(tx, filter, { limit: HISTORY });
    return entries.find((entry) => staffIdOf(entry.actor) === actor.id)?.purpose ?? null;
  }

  function journalLook(tx: Tx, context: Context, found: Case, purpose: string) {
    const held = grantFor(context, found.unit);
    return append(tx, withPurpose(context, purpose), {
      type: 'case.viewed',
      subject: caseSubject(found.id),
      data: { procedure: found.procedure, role: held?.role ?? '', unit: held?.unit ?? null },
    });
  }

  /** The grant by which the actor may see it: the one in a unit before one in the whole municipality. */
  function grantFor(context: Context, unit: string) {
    const { actor } = context;
    if (actor.kind !== 'staff') return undefined;
    return [...actor.grants]
      .sort((a, b) => Number(a.unit === null) - Number(b.unit === null))
      .find((grant) => access.can({ ...context, actor: { ...actor, grants: [grant] } }, 'case.read', unit));
  }

  /**
   * One step of the work: the row is held, the page must be of the present revision, the action must be possible and
   * allowed, and the case must have been opened today with a purpose.
   */
  function step(
    context: Context,
    id: string,
    revision: number,
    action: StaffAction,
    decide: (tx: Tx, found: Case, procedure: Procedure) => Promise<{ change: CaseChange; entry: EntryType; data?: Record<string, string | number> }>,
  ): Promise<void> {
    return database.transaction(tenantOf(context), async (tx) => {
      const found = await visible(tx, context, id, { lock: true });
      const procedure = await definitions.at(tx, found.procedure, found.version);
      access.require(context, actionFor(action, procedure), found.unit);
      requireRevision(found, revision);
      requireAction(found, action);
      const purpose = await purposeToday(tx, context, id);
      if (purpose === null) throw new AppError('notAllowedNow', `${action} on a case that was not opened today`);
      const { change, entry, data = {} } = await decide(tx, found, procedure);
      await saveCase(tx, vault, id, change, context.clock.now());
      await append(tx, withPurpose(context, purpose), {
        type: entry,
        subject: caseSubject(id),
        data: { procedure: found.procedure, unit: found.unit, ...data },
      });
    });
  }

  const staffId = ({ actor }: Context): string => {
    invariant(actor.kind === 'staff', 'work on cases is done by staff');
    return actor.id;
  };

  const titleOf = async (tx: Tx, { procedure, version }: CaseSummary) => (await definitions.at(tx, procedure, version)).title;

  return {
    inbox: async (context: Context, { view, procedure, who, number, after }: InboxQuery): Promise<InboxData> => {
      access.requireAnywhere(context, 'case.read');
      const filter = {
        units: access.unitsFor(context, 'case.read'),
        today: today(context.clock),
        procedure,
        assignee: who === undefined ? undefined : who === 'me' ? staffId(context) : null,
        number,
      };
      return database.transaction(tenantOf(context), async (tx) => {
        const { items, next } = await inboxPage(tx, vault, view, filter, { after, limit: INBOX_PAGE });
        const names = await identity.staffNames(tx, assignees(items));
        const lines = items.map(async (item) => ({
          ...item,
          title: await titleOf(tx, item),
          assigneeName: item.assignee === null ? null : (names.get(item.assignee) ?? null),
        }));
        return {
          items: await Promise.all(lines),
          next,
          counts: await openCounts(tx, { ...filter, number: undefined }),
          procedures: definitions.offered(context).map((offered) => ({ id: offered.procedure.id, title: offered.procedure.title })),
        };
      });
    },

    /** The case, when it was already opened today for a purpose; each look is journalled. Else what may be shown before. */
    open: (context: Context, id: string): Promise<{ kind: 'open'; data: StaffCase } | { kind: 'closed'; data: ClosedCase }> =>
      database.transaction(tenantOf(context), async (tx) => {
        const found = await visible(tx, context, id);
        const purpose = await purposeToday(tx, context, id);
        if (purpose === null) {
          return { kind: 'closed', data: { id, number: found.number, title: await titleOf(tx, found) } };
        }
        const procedure = await definitions.at(tx, found.procedure, found.version);
        const { entries } = await readEntries(tx, { subject: caseSubject(id) }, { limit: HISTORY });
        const history = historyOf(entries);
        const ids = [...history.map(({ actor }) => staffIdOf(actor)), found.assignee].filter((one) => one !== null);
        const names = await identity.staffNames(tx, [...new Set(ids)]);
        const nameOf = (staff: string | null) => (staff === null ? null : (names.get(staff) ?? null));
        const data: StaffCase = {
          case: found,
          procedure,
          purpose,
          corrections: await correctionsOf(tx, vault, id),
          certificate: (await certificateOf(tx, id)) ?? null,
          history: history.map((item) => ({ ...item, name: nameOf(staffIdOf(item.actor)) })),
          assigneeName: nameOf(found.assignee),
          actions: nextActions(found)
            .filter(isStaffAction)
            .filter((action) => access.can(context, actionFor(action, procedure), found.unit)),
        };
        await journalLook(tx, context, found, purpose);
        return { kind: 'open', data };
      }),

    /** Opens the case for a purpose; it stands for the rest of the day. */
    statePurpose: (context: Context, id: string, purpose: Purpose): Promise<void> =>
      database.transaction(tenantOf(context), async (tx) => {
        await journalLook(tx, context, await visible(tx, context, id), purpose);
      }),

    take: (context: Context, id: string, revision: number) =>
      step(context, id, revision, 'take', async (_tx, found) => {
        const state = found.state === 'submitted' ? 'inReview' : found.state;
        return { change: { state, phase: phaseOf(state, found), assignee: staffId(context) }, entry: 'case.assigned' };
      }),

    requestCorrection: (
      context: Context,
      id: string,
      revision: number,
      { fields, message, dueOn }: { fields: string[]; message: string; dueOn: Temporal.PlainDate },
    ) =>
      step(context, id, revision, 'requestCorrection', async (tx, found) => {
        const askable = new Set(correctableFields(found));
        const unknown = fields.filter((field) => !askable.has(field));
        if (fields.length === 0 || unknown.length > 0) {
          throw new AppError('invalidInput', `fields to correct: ${fields.join(', ') || 'none'}; not asked: ${unknown.join(', ')}`);
        }
        const now = context.clock.now();
        await insertCorrection(tx, vault, {
          id: uuidv7(now),
          caseId: id,
          fields,
          message,
          askedAt: now,
          askedBy: staffId(context),
          dueOn,
          answeredAt: null,
          before: [],
        });
        return {
          change: { state: 'correctionRequested', phase: 'waiting', stoppedOn: today(context.clock) },
          entry: 'case.correctionRequested',
          data: { fields: fields.length },
        };
      }),

    approve: (context: Context, id: string, revision: number) =>
      step(context, id, revision, 'approve', async (_tx, found, procedure) => {
        const state = stateAfterApproval(procedure.output);
        return {
          change: { state, phase: phaseOf(state, found), ...decided(found, context) },
          entry: 'case.approved',
          data: { channel: found.channel },
        };
      }),

    refuse: (context: Context, id: string, revision: number, reason: string) =>
      step(context, id, revision, 'refuse', async (_tx, found) => ({
        change: { state: 'refused', phase: 'closed', content: { ...found.content, refusal: reason }, ...decided(found, context) },
        entry: 'case.refused',
      })),

    /** The fee was paid; the receipt is the proof. What is left to do is due on the next business day at the latest. */
    confirmFee: (context: Context, id: string, revision: number, receipt: string) =>
      step(context, id, revision, 'confirmFee', async (_tx, found) => {
        const next = addBusinessDays(today(context.clock), 1);
        const dueOn = Temporal.PlainDate.compare(found.dueOn, next) < 0 ? next : found.dueOn;
        return {
          change: { feeReceipt: receipt, dueOn, phase: phaseOf(found.state, { fee: found.fee, feeReceipt: receipt }) },
          entry: 'case.feeConfirmed',
          data: { amount: found.fee },
        };
      }),

    issue: (context: Context, id: string, revision: number) =>
      step(context, id, revision, 'issue', async (tx, found, procedure) => {
        const now = context.clock.now();
        const { certificate, pdf } = await renderDocument({ kernel, typesetter }, context, found, procedure, 'final');
        await insertCertificate(tx, vault, { ...certificate, id: uuidv7(now), issuedBy: staffId(context) }, pdf);
        return {
          change: { state: 'issued', phase: 'closed' },
          entry: 'case.issued',
          data: { channel: found.channel, delivery: found.delivery ?? 'myPage' },
        };
      }),

    revoke: (context: Context, id: string, revision: number) =>
      step(context, id, revision, 'revoke', async (tx) => {
        const certificate = await certificateOf(tx, id);
        if (!certificate || certificate.revokedAt) throw new AppError('notAllowedNow', `the document of ${id} is not in force`);
        await revokeCertificate(tx, certificate.id, context.clock.now());
        return { change: {}, entry: 'certificate.revoked', data: { certificate: certificate.id } };
      }),

    /** The document as it would be issued, or as it was. A look like any other. */
    preview: (context: Context, id: string): Promise<Uint8Array> =>
      database.transaction(tenantOf(context), async (tx) => {
        const found = await visible(tx, context, id);
        const purpose = await purposeToday(tx, context, id);
        if (purpose === null) throw new AppError('notAllowedNow', 'a document of a case that was not opened today');
        const procedure = await definitions.at(tx, found.procedure, found.version);
        if (procedure.output.kind === 'none') throw notFound(`document of case ${id}`);
        const issued = await certificateOf(tx, id);
        const file = issued
          ? await certificateFile(tx, vault, issued.id)
          : (await renderDocument({ kernel, typesetter }, context, found, procedure, 'preview')).pdf;
        invariant(file, 'an issued document has its file');
        await journalLook(tx, context, found, purpose);
        return file;
      }),
  };

  function decided(found: Case, context: Context): CaseChange {
    const decidedOn = today(context.clock);
    const clock = resumed(found, decidedOn);
    return { ...clock, decidedOn, processingDays: processingDays(dateIn(found.submittedAt), decidedOn, clock.stoppedDays) };
  }
}

const assignees = (items: readonly CaseSummary[]): string[] => [
  ...new Set(items.map(({ assignee }) => assignee).filter((id) => id !== null)),
];

/** What was asked and has an answer of its own: consents and statements are given, not corrected. */
export const correctableFields = ({ content }: Case): string[] =>
  content.asked.filter(({ kind }) => kind !== 'statement' && kind !== 'consent').map(({ field }) => field);

/** A day on which a reply is due may not be past; a closed day moves nothing, the person may reply at any time. */
export const isPossibleReplyDay = (day: Temporal.PlainDate, now: Temporal.PlainDate): boolean =>
  Temporal.PlainDate.compare(day, now) > 0;

export const proposedReplyDay = (now: Temporal.PlainDate): Temporal.PlainDate => {
  const day = addBusinessDays(now, 10);
  return isBusinessDay(day) ? day : addBusinessDays(day, 1);
};
