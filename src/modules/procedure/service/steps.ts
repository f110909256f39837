import { today } from '#kernel/clock.js';
import { actorRef, type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { AppError, invariant } from '#kernel/errors.js';
import { append } from '#kernel/journal/journal.js';
import { fiscalYearOf } from '#kernel/values/fiscal-year.js';
import { uuidv7 } from '#kernel/values/uuid.js';
import type { CounterTaking } from '#modules/payment/api.js';
import type { Procedure } from '../definition.js';
import {
  type Case,
  correctableFields,
  nextStep,
  phaseOf,
  type Revocation,
  requireAction,
  requireRevision,
  type StaffAction,
  stepsLeft,
} from '../model.js';
import { partsLeft } from '../parts/progress.js';
import { newPickUpCode } from '../pick-up-code.js';
import { saveCase } from '../store/cases.js';
import { numberFor } from '../store/document-numbers.js';
import { certificateOf, insertCertificate, insertCorrection, revokeCertificate } from '../store/documents.js';
import { insertMessage } from '../store/messages.js';
import { publishedTemplate } from '../store/templates.js';
import { caseSubject, type EntryType, type Purpose, withPurpose } from '../timeline.js';
import { type Checks, ChecksOpen } from './checks.js';
import type { ProcedureDeps } from './deps.js';
import type { Desk } from './desk.js';
import { renderDocument } from './documents.js';
import { createFees } from './fees.js';
import { MOST_COLLEAGUES } from './inbox.js';
import type { Outcome, StepResult } from './outcome.js';

/** What goes with an approval: the points that are ticked, and why it is given with points open. */
export interface Approval {
  stated?: Purpose | undefined;
  /** As the page sent them; those that were ticked before when absent. */
  checks?: readonly number[] | undefined;
  despite?: string | undefined;
}

export type Steps = ReturnType<typeof createSteps>;

/** The steps that staff take on a case. */
export function createSteps(deps: ProcedureDeps, desk: Desk, checks: Checks, outcome: Outcome) {
  const { kernel, identity, definitions } = deps;
  const fees = createFees(deps);
  const { access, database, vault } = kernel;
  const { visible, actionFor, journalLook, purposeToday, staffId } = desk;

  /**
   * One step of the work: the row is held, the page must be of the present revision, the action must be possible and
   * allowed, and the case must have been opened today with a purpose, or is opened with the one that is stated now.
   * Gives the entry that tells of it.
   */
  async function step(
    context: Context,
    id: string,
    revision: number,
    action: StaffAction,
    decide: (tx: Tx, found: Case, procedure: Procedure) => Promise<StepResult>,
    stated?: Purpose,
  ): Promise<EntryType> {
    return database.transaction(tenantOf(context), async (tx) => {
      const { found, procedure, purpose } = await admitted(tx, context, id, revision, action, stated);
      const { change, entry, data = {} } = await decide(tx, found, procedure);
      await saveCase(tx, vault, id, change, context.clock.now());
      await append(tx, withPurpose(context, purpose), {
        type: entry,
        subject: caseSubject(id),
        data: { procedure: found.procedure, unit: found.unit, ...data },
      });
      return entry;
    });
  }

  async function admitted(
    tx: Tx,
    context: Context,
    id: string,
    revision: number,
    action: StaffAction,
    stated?: Purpose,
  ) {
    const found = await visible(tx, context, id, { lock: true });
    const procedure = await definitions.at(tx, found.procedure, found.version);
    access.require(context, actionFor(action, procedure, found), found.unit);
    requireRevision(found, revision);
    const left =
      action === 'approve'
        ? await partsLeft(tx, vault, found, procedure, { today: today(context.clock) })
        : 0;
    requireAction(found, action, stepsLeft(found, procedure), left);
    if (stated !== undefined) await journalLook(tx, context, found, stated);
    const purpose = stated ?? (await purposeToday(tx, context, id));
    if (purpose === null)
      throw new AppError('notAllowedNow', `${action} on a case that was not opened today`);
    return { found, procedure, purpose };
  }

  /** What the office says about the case for itself; it stands among its notes. */
  async function noteDown(tx: Tx, context: Context, id: string, text: string): Promise<void> {
    const now = context.clock.now();
    const author = actorRef(context.actor);
    await insertMessage(tx, vault, id, { id: uuidv7(now), kind: 'note', author, text, sentAt: now });
  }

  return {
    take: (context: Context, id: string, revision: number, stated?: Purpose) =>
      step(
        context,
        id,
        revision,
        'take',
        async (_tx, found) => {
          const state = found.state === 'submitted' ? 'inReview' : found.state;
          const assignee = staffId(context);
          return {
            change: { state, phase: phaseOf(state, found), assignee },
            entry: 'case.assigned',
            data: { to: assignee },
          };
        },
        stated,
      ),

    /** Gives the case to a colleague who may work on it, or to oneself. */
    assign: (context: Context, id: string, revision: number, assignee: string, stated?: Purpose) =>
      step(
        context,
        id,
        revision,
        'assign',
        async (tx, found) => {
          const known = await identity.staffWho(tx, context, 'case.work', [found.unit], MOST_COLLEAGUES);
          if (!known.some((one) => one.id === assignee))
            throw new AppError('invalidInput', `${assignee} does not work on cases of ${found.unit}`);
          return { change: { assignee }, entry: 'case.assigned', data: { to: assignee } };
        },
        stated,
      ),

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
          throw new AppError(
            'invalidInput',
            `fields to correct: ${fields.join(', ') || 'none'}; not asked: ${unknown.join(', ')}`,
          );
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
          change: {
            state: 'correctionRequested',
            phase: 'waiting',
            stoppedOn: found.stoppedOn ?? today(context.clock),
          },
          entry: 'case.correctionRequested',
          data: { fields: fields.length },
        };
      }),

    /**
     * Signs the next step of the review off; the case goes to the section that does the one after it. False when
     * this member of staff no longer sees it then.
     */
    signOff: async (context: Context, id: string, revision: number, stated?: Purpose): Promise<boolean> => {
      let isHere = true;
      await step(
        context,
        id,
        revision,
        'signOff',
        async (_tx, found, procedure) => {
          const signed = nextStep(found, procedure);
          invariant(signed, 'a step is left where one can be signed off');
          const stepsDone = found.stepsDone + 1;
          const unit = nextStep({ stepsDone }, procedure)?.unit ?? procedure.unit;
          isHere = access.can(context, 'case.read', unit);
          return {
            change: { stepsDone, ...(unit !== found.unit && { unit, assignee: null }) },
            entry: 'case.stepSignedOff',
            data: { step: signed.id, ...(unit !== found.unit && { to: unit }) },
          };
        },
        stated,
      );
      return isHere;
    },

    /** Gives the case to another section, whose colleagues then see it; this one no longer does. */
    handOver: (
      context: Context,
      id: string,
      revision: number,
      { unit, note }: { unit: string; note: string },
    ) =>
      step(context, id, revision, 'handOver', async (tx, found) => {
        if (!context.municipality.units.some((one) => one.id === unit) || unit === found.unit)
          throw new AppError('invalidInput', `cannot hand over from ${found.unit} to ${unit}`);
        await noteDown(tx, context, id, note);
        await fees.handOver(tx, context, found, unit);
        return { change: { unit, assignee: null }, entry: 'case.handedOver', data: { to: unit } };
      }),

    /** Throws ChecksOpen where points of the review are open and no reason is given. */
    approve: (
      context: Context,
      id: string,
      revision: number,
      { stated, checks: ticked, despite = '' }: Approval = {},
    ) =>
      step(
        context,
        id,
        revision,
        'approve',
        async (tx, found, procedure) => {
          const changed = ticked && (await checks.mark(tx, context, found, procedure, ticked));
          const open = await checks.openOf(tx, found, procedure);
          if (open > 0 && despite === '') throw new ChecksOpen(open);
          if (changed) await checks.journalMarks(tx, context, found, changed);
          if (open > 0) await noteDown(tx, context, id, despite);
          const by = { procedure, drafter: staffId(context) };
          const reached = await outcome.reach(tx, context, found, by, { outcome: 'approve' });
          return { ...reached, data: { ...reached.data, ...(open > 0 && { openChecks: open }) } };
        },
        stated,
      ),

    refuse: (context: Context, id: string, revision: number, reason: string) =>
      step(context, id, revision, 'refuse', (tx, found, procedure) =>
        outcome.reach(
          tx,
          context,
          found,
          { procedure, drafter: staffId(context) },
          { outcome: 'refuse', reason },
        ),
      ),

    /** The fee came over the counter. */
    confirmFee: (context: Context, id: string, revision: number, taking: CounterTaking) =>
      step(context, id, revision, 'confirmFee', async (tx, found, procedure) => ({
        change: await fees.takeAtCounter(tx, context, found, procedure, taking),
        entry: 'case.feeConfirmed',
        data: { amount: found.fee },
      })),

    /**
     * Number, typesetting and the step are three: the database waits for no typesetting, and when that fails the case
     * keeps its number for the next attempt.
     */
    issue: async (context: Context, id: string, revision: number) => {
      const edition = await database.transaction(tenantOf(context), async (tx) => {
        const { found, procedure } = await admitted(tx, context, id, revision, 'issue');
        const { output } = procedure;
        const template = output.kind === 'none' ? undefined : await publishedTemplate(tx, output.template);
        return {
          found,
          procedure,
          template,
          number: await numberFor(tx, id, fiscalYearOf(today(context.clock))),
        };
      });
      const { certificate, pdf } = await renderDocument(
        kernel,
        context,
        edition.found,
        edition.procedure,
        edition,
      );
      await step(context, id, revision, 'issue', async (tx, found) => {
        const isPickedUp = found.delivery === 'counter';
        await insertCertificate(
          tx,
          vault,
          {
            ...certificate,
            id: uuidv7(context.clock.now()),
            issuedBy: staffId(context),
            pickUpCode: isPickedUp ? newPickUpCode() : null,
          },
          pdf,
        );
        return {
          change: { state: 'issued', phase: 'closed' },
          entry: 'case.issued',
          data: { channel: found.channel, delivery: found.delivery ?? 'myPage' },
        };
      });
    },

    revoke: (context: Context, id: string, revision: number, revocation: Revocation) =>
      step(context, id, revision, 'revoke', async (tx) => {
        const certificate = await certificateOf(tx, id);
        if (!certificate || certificate.revokedAt)
          throw new AppError('notAllowedNow', `the document of ${id} is not in force`);
        await revokeCertificate(tx, vault, certificate.id, revocation, context.clock.now());
        return {
          change: { state: 'revoked', phase: 'closed' },
          entry: 'certificate.revoked',
          data: { certificate: certificate.id, reason: revocation.reason },
        };
      }),
  };
}
