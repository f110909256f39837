import { today } from '#kernel/clock.js';
import { type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { ADDRESS_SHEET, splitAddress } from '#kernel/documents/address-sheet.js';
import { AppError, invariant, notFound } from '#kernel/errors.js';
import { type LocalizedText, localize } from '#kernel/i18n/locales.js';
import { append } from '#kernel/journal/journal.js';
import { eraDate } from '#kernel/values/era.js';
import { formatReference, parseReference, type ReferenceNumber } from '#kernel/values/reference-number.js';
import type { Case, HandOver } from '../model.js';
import { MAX_FAILURES, type PickUpCode, parsePickUpCode } from '../pick-up-code.js';
import { findCase } from '../store/cases.js';
import { certificateFile, certificateOf } from '../store/documents.js';
import { findWaiting, markHandedOver, pickUpCodeOf, saveFailures, type Waiting } from '../store/hand-over.js';
import { caseSubject, withPurpose } from '../timeline.js';
import type { ProcedureDeps } from './deps.js';
import { createDesk } from './desk.js';

/** What somebody at a kiosk has typed. */
export interface TypedPickUp {
  number: string;
  code: string;
}

/** Why nothing is handed over. A wrong number and a wrong code look the same from outside. */
export type PickUpFault = 'numberMistyped' | 'codeMistyped' | 'noMatch' | 'locked' | 'revoked' | 'received';

export type PickUp =
  | { kind: 'fault'; fault: PickUpFault }
  | { kind: 'ready'; number: ReferenceNumber; code: PickUpCode; title: LocalizedText };

export type PickedUp = { kind: 'fault'; fault: PickUpFault } | { kind: 'document'; pdf: Uint8Array };

/** A printer may jam: so long after the hand-over the kiosk prints once more. */
const REPRINT = Temporal.Duration.from({ minutes: 10 });

/** Documents on paper find their way: by code at a kiosk or counter, or by post. */
export function createHandOverService({ kernel, definitions }: ProcedureDeps) {
  const { access, database, vault } = kernel;
  const { visible, purposeToday, journalLook } = createDesk({ kernel });

  /** The document for this number and code, or why not. A wrong code counts; the row is held meanwhile. */
  async function match(
    tx: Tx,
    context: Context,
    number: ReferenceNumber,
    code: PickUpCode,
  ): Promise<PickUpFault | Waiting> {
    const waiting = await findWaiting(tx, vault, number);
    if (!waiting) return 'noMatch';
    if (waiting.failures >= MAX_FAILURES) return 'locked';
    if (waiting.code !== code) {
      await saveFailures(tx, waiting.id, waiting.failures + 1);
      return waiting.failures + 1 >= MAX_FAILURES ? 'locked' : 'noMatch';
    }
    if (waiting.failures > 0) await saveFailures(tx, waiting.id, 0);
    if (waiting.revokedAt) return 'revoked';
    const isOver =
      waiting.handedOverAt &&
      Temporal.Instant.compare(waiting.handedOverAt.add(REPRINT), context.clock.now()) < 0;
    return isOver ? 'received' : waiting;
  }

  async function documentTitle(tx: Tx, subject: Case): Promise<LocalizedText> {
    const { output } = await definitions.at(tx, subject.procedure, subject.version);
    invariant(output.kind !== 'none', 'what was issued has a title');
    return output.title;
  }

  async function record(tx: Tx, context: Context, subject: Case, certificate: string, by: HandOver) {
    if (!(await markHandedOver(tx, certificate, by, context.clock.now()))) return false;
    const { procedure, unit } = subject;
    await append(tx, context, {
      type: 'certificate.handedOver',
      subject: caseSubject(subject.id),
      data: { procedure, unit, certificate, by },
    });
    return true;
  }

  function parsed({
    number,
    code,
  }: TypedPickUp): PickUpFault | { number: ReferenceNumber; code: PickUpCode } {
    const reference = parseReference(number);
    if (!reference.ok) return 'numberMistyped';
    const pickUp = parsePickUpCode(code);
    return pickUp.ok ? { number: reference.value, code: pickUp.value } : 'codeMistyped';
  }

  /** Matches what was typed and goes on with the document in the same transaction. */
  async function withMatch<Result>(
    context: Context,
    typed: TypedPickUp,
    goOn: (tx: Tx, waiting: Waiting, subject: Case) => Promise<Result>,
  ): Promise<{ kind: 'fault'; fault: PickUpFault } | Result> {
    const read = parsed(typed);
    if (typeof read === 'string') return { kind: 'fault', fault: read };
    return database.transaction(tenantOf(context), async (tx) => {
      const found = await match(tx, context, read.number, read.code);
      if (typeof found === 'string') return { kind: 'fault', fault: found };
      const subject = await findCase(tx, vault, found.caseId);
      invariant(subject, 'a document belongs to a case');
      return goOn(tx, found, subject);
    });
  }

  async function openedToday(
    tx: Tx,
    context: Context,
    id: string,
  ): Promise<{ found: Case; purpose: string }> {
    const found = await visible(tx, context, id);
    access.require(context, 'case.work', found.unit);
    const purpose = await purposeToday(tx, context, id);
    if (purpose === null)
      throw new AppError('notAllowedNow', 'handing over for a case that was not opened today');
    return { found, purpose };
  }

  return {
    /** The kiosk asks whether this is the document. */
    atKiosk: (context: Context, typed: TypedPickUp): Promise<PickUp> =>
      withMatch(
        context,
        typed,
        async (tx, { code }, subject): Promise<PickUp> => ({
          kind: 'ready',
          number: subject.number,
          code,
          title: await documentTitle(tx, subject),
        }),
      ),

    /** The kiosk prints it; that is the hand-over. */
    print: (context: Context, typed: TypedPickUp): Promise<PickedUp> =>
      withMatch(context, typed, async (tx, { id }, subject): Promise<PickedUp> => {
        const pdf = await certificateFile(tx, vault, id);
        invariant(pdf, 'an issued document has its file');
        await record(tx, context, subject, id, 'kiosk');
        return { kind: 'document', pdf };
      }),

    /** A member of staff hands it over, having seen the code or who the person is; or has posted it. */
    handOver: (
      context: Context,
      id: string,
      by: 'counter' | 'post',
      code: string | null,
    ): Promise<PickUpFault | null> =>
      database.transaction(tenantOf(context), async (tx) => {
        const { found, purpose } = await openedToday(tx, context, id);
        const certificate = await certificateOf(tx, id);
        if (!certificate) throw new AppError('notAllowedNow', `the document of ${id} is not issued`);
        if (certificate.revokedAt) return 'revoked';
        if (code !== null) {
          const typed = parsePickUpCode(code);
          if (!typed.ok) return 'codeMistyped';
          if (typed.value !== (await pickUpCodeOf(tx, vault, certificate.id))) return 'noMatch';
        }
        const isNew = await record(tx, withPurpose(context, purpose), found, certificate.id, by);
        return isNew ? null : 'received';
      }),

    /** The sheet with the address for a window envelope (長形3号). */
    addressSheet: async (context: Context, id: string): Promise<Uint8Array> => {
      const { municipality } = context;
      const { found, title } = await database.transaction(tenantOf(context), async (tx) => {
        const { found, purpose } = await openedToday(tx, context, id);
        if (found.delivery !== 'post') throw notFound(`address sheet of ${id}`);
        await journalLook(tx, context, found, purpose);
        return { found, title: localize(await documentTitle(tx, found), 'ja') };
      });
      const { address = '', name } = found.content.person;
      return kernel.typesetter.renderPdf({
        template: ADDRESS_SHEET,
        data: {
          ...splitAddress(address),
          name,
          honorific: '様',
          numberLabel: '受付番号',
          municipality: localize(municipality.name, 'ja'),
          office: municipality.office,
          unit: municipality.units.find((unit) => unit.id === found.unit)?.name ?? '',
          issuedOn: eraDate(today(context.clock)),
          text: '申請のあった書類ができましたので、お送りします。内容をお確かめください。',
          document: title,
          number: formatReference(found.number),
        },
        meta: { title, author: municipality.head.title, date: today(context.clock) },
      });
    },
  };
}
