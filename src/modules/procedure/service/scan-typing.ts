import type { Answers } from '#forms/answers.js';
import { withTowns } from '#forms/fields/postalAddress/look-up.js';
import { readForm } from '#forms/form-reading.js';
import type { ErrorsByField, RawByField } from '#forms/page-reading.js';
import type { AnswerProblem } from '#forms/submission.js';
import { filesIn, receiveFiles, type SentPage } from '#forms/uploads.js';
import { today } from '#kernel/clock.js';
import { type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { AppError } from '#kernel/errors.js';
import type { Procedure } from '../definition.js';
import { ownAnswers, paperForm } from '../paper.js';
import { personAmong } from '../person-among.js';
import { findDraft, takeDraft } from '../store/drafts.js';
import { findSheet, type Sheet } from '../store/paper.js';
import { closeScan, pageImage, type Scan, saveScanContent } from '../store/scans.js';
import type { ApplyService } from './apply.js';
import { sheetKey } from './case-of-draft.js';
import type { ProcedureDeps } from './deps.js';
import { takeIn } from './intake.js';
import { caseOfSheet, type OpenScan, type ScanDesk, scanHolder } from './open-scan.js';
import { handedInAsPdf } from './scan-pdf.js';

export type TypedIn =
  | { kind: 'taken'; caseId: string; mayOpen: boolean }
  /** Wrong, or only changed by a button; what was typed is kept. */
  | { kind: 'again'; open: OpenScan; raw: RawByField; errors: ErrorsByField }
  /** The sheet is a case already, the time for it is over, or the scan cannot be kept with a case now. */
  | { kind: 'stopped'; open: OpenScan; raw: RawByField; why: 'duplicate' | 'closed' | 'notKept' };

const PDF = { contents: ['pdf'], maxBytes: 200 * 1024 * 1024 } as const;

/** Thrown inside the transaction, so that nothing of it stays. */
class NotTaken extends Error {
  readonly problems: readonly AnswerProblem[] | null;
  constructor(problems: readonly AnswerProblem[] | null) {
    super('the scan did not become a case');
    this.problems = problems;
  }
}

/** What a clerk types beside the pictures becomes a case. */
export function createScanTyping(
  {
    kernel,
    places,
    definitions,
    registers,
  }: Pick<ProcedureDeps, 'kernel' | 'places' | 'definitions' | 'registers'>,
  { openOf, waiting }: ScanDesk,
  { requireOpen }: Pick<ApplyService, 'requireOpen'>,
) {
  const { access, database, vault, files } = kernel;

  /** What was typed stays, also when the clerk goes away. */
  const keepTyped = (context: Context, id: string, raw: RawByField) =>
    database.transaction(tenantOf(context), async (tx) => {
      const scan = await waiting(tx, context, id, { lock: true });
      await saveScanContent(tx, vault, id, { ...scan.content, raw });
    });

  const isOpenNow = (context: Context, procedure: Procedure): boolean => {
    try {
      requireOpen(context, procedure);
      return true;
    } catch (error) {
      if (error instanceof AppError && error.code === 'notAllowedNow') return false;
      throw error;
    }
  };

  /** All that was handed in, as one file of the case; null when it cannot be kept now. */
  async function keepPdf(context: Context, { id, pages, sheet, content }: Scan): Promise<string | null> {
    const holder = scanHolder(id);
    const { images, papers } = await database.transaction(tenantOf(context), async (tx) => ({
      images: await Promise.all(pages.map((page) => pageImage(tx, vault, id, page))),
      papers: await Promise.all(content.attached.map(({ file }) => files.read(tx, holder, file))),
    }));
    const bytes = await handedInAsPdf(
      images.filter((image) => image !== undefined),
      papers.flatMap((paper) => (paper ? [paper.bytes] : [])),
    );
    const kept = await files.receive(context, { name: `様式_${sheet}.pdf`, bytes }, PDF, holder);
    return kept.ok ? kept.stored.file : null;
  }

  /** The draft has come in on paper; one that was changed since it was printed is something else. */
  async function endDraft(tx: Tx, { draft, person, madeAt }: Sheet): Promise<void> {
    const left = draft === null ? undefined : await findDraft(tx, vault, draft, person);
    if (!left || Temporal.Instant.compare(left.updatedAt, madeAt) > 0) return;
    await takeDraft(tx, vault, left.id, person);
    await files.erase(tx, `draft/${left.id}`);
  }

  async function becomeCase(
    tx: Tx,
    context: Context,
    id: string,
    sent: { answers: Answers; isCopy: boolean; file: string },
  ): Promise<string> {
    const scan = await waiting(tx, context, id, { lock: true });
    const procedure = await definitions.at(tx, scan.procedure, scan.version);
    const sheet = scan.content.isFilled ? await findSheet(tx, vault, scan.sheet) : undefined;
    if (sheet) await endDraft(tx, sheet);
    const isCopy = sent.isCopy && !scan.content.isFilled;
    // Somebody may have been faster, with another scan of it or online.
    if (!isCopy && (await caseOfSheet(tx, scan.sheet))) throw new NotTaken(null);
    const answers = ownAnswers(sent.answers);
    const key = isCopy ? `${sheetKey(scan.sheet)}/${id}` : sheetKey(scan.sheet);
    await files.claim(tx, filesIn(procedure.form, answers), scanHolder(id), key);
    const intake = await takeIn(
      tx,
      context,
      { kernel, registers },
      {
        key,
        procedure,
        version: scan.version,
        channel: 'paper',
        applicant: sheet?.person ?? null,
        person: sheet?.content.person ?? personAmong({ form: paperForm(procedure) }, sent.answers),
        answers,
        locale: 'ja',
      },
    );
    if (intake.kind === 'wrong') throw new NotTaken(intake.problems);
    if (intake.kind === 'otherContent' || !intake.isNew) throw new NotTaken(null);
    const { caseId } = intake;
    await files.claim(tx, [sent.file], scanHolder(id), `case/${caseId}`);
    await files.erase(tx, scanHolder(id));
    await closeScan(tx, id, { caseId, file: sent.file }, context.clock.now());
    return caseId;
  }

  return {
    /**
     * Reads what the clerk typed, by the rules that hold for everybody, and makes it a case. `isCopy`: the number was
     * used already, by somebody who wrote on another copy of the same empty form.
     */
    async typeIn(context: Context, id: string, page: SentPage, isCopy: boolean): Promise<TypedIn> {
      const reopened = () =>
        database.transaction(tenantOf(context), async (tx) =>
          openOf(tx, context, await waiting(tx, context, id)),
        );
      const open = await reopened();
      const { form, procedure, scan } = open;
      const fields = form.pages.flatMap((one) => one.fields);
      const received = await receiveFiles(kernel, context, fields, page, scanHolder(id));
      const { errors: fileErrors } = received;
      const sent = await withTowns(received.sent, (code) => places.townsOf(context, code));
      const { raw, errors, answers, isComplete } = readForm(form, sent, { today: today(context.clock) });
      await keepTyped(context, id, raw);
      if (!isComplete || Object.keys(fileErrors).length > 0)
        return { kind: 'again', open, raw, errors: { ...errors, ...fileErrors } };
      if (open.known && (!isCopy || scan.content.isFilled))
        return { kind: 'stopped', open, raw, why: 'duplicate' };
      if (!isOpenNow(context, procedure)) return { kind: 'stopped', open, raw, why: 'closed' };
      const file = await keepPdf(context, scan);
      if (file === null) return { kind: 'stopped', open, raw, why: 'notKept' };
      try {
        const caseId = await database.transaction(tenantOf(context), (tx) =>
          becomeCase(tx, context, id, { answers, isCopy, file }),
        );
        return { kind: 'taken', caseId, mayOpen: access.can(context, 'case.read', procedure.unit) };
      } catch (error) {
        if (!(error instanceof NotTaken)) throw error;
        if (!error.problems) return { kind: 'stopped', open: await reopened(), raw, why: 'duplicate' };
        const wrong = Object.fromEntries(error.problems.map((problem) => [problem.field, [problem.error]]));
        return { kind: 'again', open, raw, errors: wrong };
      }
    },
  };
}
