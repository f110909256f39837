import { today } from '#kernel/clock.js';
import { type Context, staffIdOf, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { AppError, notFound } from '#kernel/errors.js';
import type { LocalizedText } from '#kernel/i18n/locales.js';
import { readEntries } from '#kernel/journal/journal.js';
import { openUnits } from '#kernel/tenancy/municipality.js';
import type { ReferenceNumber } from '#kernel/values/reference-number.js';
import type { PaymentHead } from '#modules/payment/api.js';
import type { TiedRows } from '#modules/register/api.js';
import type { Procedure } from '../definition.js';
import { type IdentityDifference, identityDifferences } from '../identity-differences.js';
import {
  type Case,
  type CaseAction,
  type CaseSummary,
  type Certificate,
  type Correction,
  isCheckable,
  nextActions,
  type Reissue,
  type Revocation,
  type StaffAction,
  stepsLeft,
} from '../model.js';
import { partsLeft } from '../parts/progress.js';
import { type PartStanding, standingOf } from '../parts/service.js';
import { createReissue } from '../reissue/service.js';
import { createRelatedService, type RelatedCases } from '../related/service.js';
import { checkMarksOf } from '../store/checks.js';
import {
  certificateFile,
  certificateOf,
  correctionsOf,
  reissueOf,
  revocationOf,
} from '../store/documents.js';
import { scanFileOf } from '../store/scans.js';
import { publishedTemplate } from '../store/templates.js';
import { caseSubject, type HistoryItem, historyOf, type Purpose } from '../timeline.js';
import { createBulk } from './bulk.js';
import { createChecks, type ReviewCheck } from './checks.js';
import type { ProcedureDeps } from './deps.js';
import { createDesk } from './desk.js';
import { renderDocument } from './documents.js';
import { createFees } from './fees.js';
import { type Colleague, createInbox, MOST_COLLEAGUES } from './inbox.js';
import { createOutcome } from './outcome.js';
import { createStep } from './step.js';
import { createSteps } from './steps.js';

export interface StaffCase {
  case: Case;
  procedure: Procedure;
  purpose: string;
  corrections: Correction[];
  certificate: Certificate | null;
  /** In whose place the document came, and why. */
  reissue: Reissue | null;
  /** Why the certificate was revoked. */
  revocation: Revocation | null;
  history: (HistoryItem & { name: string | null })[];
  assigneeName: string | null;
  /** What is owed for it, or was paid. */
  payment: PaymentHead | null;
  /** The paper form that it came in on, as a file of the case. */
  scanFile: string | null;
  /** Sections of the municipality, to hand it over to. */
  sections: readonly { id: string; name: string }[];
  /** Who works on cases of its section. */
  colleagues: readonly Colleague[];
  /** What this member of staff may do now. */
  actions: StaffAction[];
  /** Draft by which a decision on it is on its way. */
  decision: string | null;
  /** What the review looks at. */
  checks: readonly ReviewCheck[];
  /** Whether this member of staff may tick them now. */
  mayCheck: boolean;
  /** Answers that are not what the identity says. */
  differences: readonly IdentityDifference[];
  /** What third parties complete. */
  parts: PartStanding[];
  /** Cases that belong to it, as far as this member of staff may see them. */
  related: RelatedCases;
  /** Rows of registers that it is about. */
  tied: TiedRows;
}

/** Before the purpose is stated nothing but this is shown. */
export interface ClosedCase {
  id: string;
  number: ReferenceNumber;
  title: LocalizedText;
}

const HISTORY = 200;

const isStaffAction = (action: CaseAction): action is StaffAction =>
  action !== 'correct' && action !== 'withdraw';

/** The work of the town hall on cases. Each member of staff sees and acts on those of their units only. */
export function createWorkService(deps: ProcedureDeps) {
  const { kernel, identity, payments, definitions } = deps;
  const { access, database, vault } = kernel;
  const desk = createDesk(deps);
  const checks = createChecks(deps, desk);
  const outcome = createOutcome(deps, createFees(deps));
  const step = createStep(deps, desk);
  const steps = createSteps(deps, desk, checks, outcome, step);
  const related = createRelatedService(deps);
  const { visible, actionFor, purposeToday, journalLook } = desk;

  const titleOf = async (tx: Tx, { procedure, version }: CaseSummary) =>
    (await definitions.at(tx, procedure, version)).title;

  return {
    ...steps,
    ...createReissue(deps, desk, step),
    recordChecks: checks.record,
    ...createBulk(deps, desk, steps),
    ...createInbox(deps, desk),

    /** The case, when it was already opened today for a purpose; each look is journalled. Else what may be shown before. */
    open: (
      context: Context,
      id: string,
    ): Promise<{ kind: 'open'; data: StaffCase } | { kind: 'closed'; data: ClosedCase }> =>
      database.transaction(tenantOf(context), async (tx) => {
        const found = await visible(tx, context, id);
        const purpose = await purposeToday(tx, context, id);
        if (purpose === null) {
          return { kind: 'closed', data: { id, number: found.number, title: await titleOf(tx, found) } };
        }
        const procedure = await definitions.at(tx, found.procedure, found.version);
        const { entries } = await readEntries(tx, { subject: caseSubject(id) }, { limit: HISTORY });
        const history = historyOf(entries);
        const marks = await checkMarksOf(tx, id);
        const ids = [
          ...history.map(({ actor }) => staffIdOf(actor)),
          ...marks.map(({ by }) => by),
          found.assignee,
        ].filter((one) => one !== null);
        const names = await identity.staffNames(tx, [...new Set(ids)]);
        const nameOf = (staff: string | null) => (staff === null ? null : (names.get(staff) ?? null));
        const left = await partsLeft(tx, vault, found, procedure, { today: today(context.clock) });
        const certificate = (await certificateOf(tx, id)) ?? null;
        const revocation = certificate?.revokedAt ? await revocationOf(tx, vault, certificate.id) : null;
        const data: StaffCase = {
          case: found,
          procedure,
          purpose,
          checks: checks.shown(procedure, found, marks, nameOf),
          mayCheck: isCheckable(found) && access.can(context, 'case.work', found.unit),
          differences: identityDifferences(procedure, found),
          decision: await outcome.underWay(tx, found),
          parts: await standingOf(tx, { kernel }, context, found, procedure),
          related: await related.of(tx, context, found),
          tied: await deps.registers.tiedTo(tx, context, { kind: 'case', id }),
          corrections: await correctionsOf(tx, vault, id),
          certificate,
          reissue: certificate && (await reissueOf(tx, vault, certificate)),
          revocation,
          history: history.map((item) => ({ ...item, name: nameOf(staffIdOf(item.actor)) })),
          assigneeName: nameOf(found.assignee),
          colleagues: await identity.staffWho(tx, context, 'case.work', [found.unit], MOST_COLLEAGUES),
          payment: await payments.paymentFor(tx, caseSubject(id)),
          scanFile: found.channel === 'paper' ? await scanFileOf(tx, id) : null,
          sections: openUnits(context.municipality, today(context.clock)).map((unit) => ({
            id: unit.id,
            name: unit.name,
          })),
          actions: nextActions(found, stepsLeft(found, procedure), left)
            .filter(isStaffAction)
            .filter((action) => access.can(context, actionFor(action, procedure, found), found.unit))
            .filter((action) => action !== 'reissue' || revocation?.reason === 'wrongContent')
            .filter((action) => action !== 'take' || found.assignee !== desk.staffId(context))
            .filter((action) => action !== 'confirmFee' || access.can(context, 'payment.take', found.unit)),
        };
        await journalLook(tx, context, found, purpose);
        return { kind: 'open', data };
      }),

    /** Opens the case for a purpose; it stands for the rest of the day. */
    statePurpose: (context: Context, id: string, purpose: Purpose): Promise<void> =>
      database.transaction(tenantOf(context), async (tx) => {
        await journalLook(tx, context, await visible(tx, context, id), purpose);
      }),

    /** A file that the applicant handed in. A look like any other. */
    file: (context: Context, id: string, file: string) =>
      database.transaction(tenantOf(context), async (tx) => {
        const found = await visible(tx, context, id);
        const purpose = await purposeToday(tx, context, id);
        if (purpose === null)
          throw new AppError('notAllowedNow', 'a file of a case that was not opened today');
        const stored = await kernel.files.read(tx, caseSubject(id), file);
        if (!stored) throw notFound(`file ${file} of case ${id}`);
        await journalLook(tx, context, found, purpose);
        return stored;
      }),

    /** The document as it would be issued, or as it was. A look like any other. */
    preview: async (context: Context, id: string): Promise<Uint8Array> => {
      const ready = await database.transaction(tenantOf(context), async (tx) => {
        const found = await visible(tx, context, id);
        const purpose = await purposeToday(tx, context, id);
        if (purpose === null)
          throw new AppError('notAllowedNow', 'a document of a case that was not opened today');
        const procedure = await definitions.at(tx, found.procedure, found.version);
        if (procedure.output.kind === 'none') throw notFound(`document of case ${id}`);
        const issued = await certificateOf(tx, id);
        const file = issued && (await certificateFile(tx, vault, issued.id));
        const template = await publishedTemplate(tx, procedure.output.template);
        await journalLook(tx, context, found, purpose);
        return { found, procedure, file, template };
      });
      if (ready.file) return ready.file;
      const { found, procedure, template } = ready;
      return (await renderDocument(kernel, context, found, procedure, { number: null, template })).pdf;
    },
  };
}
