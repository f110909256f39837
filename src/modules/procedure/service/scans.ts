import type { FormDefinition } from '#forms/definition.js';
import { withTowns } from '#forms/fields/postalAddress/look-up.js';
import { readForm } from '#forms/form-reading.js';
import type { ErrorsByField, RawByField } from '#forms/page-reading.js';
import type { AnswerProblem } from '#forms/submission.js';
import { filesIn, receiveFiles, type SentPage } from '#forms/uploads.js';
import { today } from '#kernel/clock.js';
import { type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { AppError, notFound } from '#kernel/errors.js';
import type { LocalizedText } from '#kernel/i18n/locales.js';
import { append } from '#kernel/journal/journal.js';
import { partOf } from '#kernel/scans/page-image.js';
import type { ReferenceNumber } from '#kernel/values/reference-number.js';
import type { Procedure } from '../definition.js';
import { ownAnswers, paperForm, personAmong } from '../paper.js';
import type { TimePlace } from '../place.js';
import { placeOfField } from '../scan.js';
import { caseOfKey } from '../store/cases.js';
import { findSheet } from '../store/paper.js';
import {
  closeScan,
  findBatch,
  findScanHead,
  findWaitingScan,
  pageImage,
  type Scan,
  type ScanHead,
  saveScanContent,
  scansOf,
  waitingScans,
} from '../store/scans.js';
import type { ApplyService } from './apply.js';
import type { ProcedureDeps } from './deps.js';
import { takeIn } from './intake.js';
import { createScanIntake, scanHolder } from './scan-intake.js';
import { pagesAsPdf } from './scan-pdf.js';

export interface ScanLine extends ScanHead {
  title: LocalizedText;
}

/** A scan that a clerk reads. */
export interface OpenScan {
  scan: Scan;
  procedure: Procedure;
  form: FormDefinition;
  /** The definition has another version meanwhile; the case keeps the one that was printed. */
  isOldVersion: boolean;
  /** The case that this sheet has become already. */
  known: { caseId: string; number: ReferenceNumber } | null;
  /** Other scans of the same sheet that wait. */
  twins: number;
}

export type OpenedScan = { kind: 'open'; open: OpenScan } | { kind: 'taken'; caseId: string };

export type TypedIn =
  | { kind: 'taken'; caseId: string; mayOpen: boolean }
  /** Wrong, or only changed by a button; what was typed is kept. */
  | { kind: 'again'; open: OpenScan; raw: RawByField; errors: ErrorsByField; isJudged: boolean }
  /** The sheet is a case already, or the time for it is over. */
  | { kind: 'stopped'; open: OpenScan; raw: RawByField; why: 'duplicate' | 'closed' };

const LIST_PAGE = 50;
const PDF = { contents: ['pdf'], maxBytes: 200 * 1024 * 1024 } as const;

/** Thrown inside the transaction, so that nothing of it stays. */
class NotTaken extends Error {
  readonly problems: readonly AnswerProblem[] | null;
  constructor(problems: readonly AnswerProblem[] | null) {
    super('the scan did not become a case');
    this.problems = problems;
  }
}

/** Clerks read what was scanned: what the boxes say, what is written by hand, and what comes of it. */
export function createScanService(
  deps: Pick<ProcedureDeps, 'kernel' | 'places' | 'definitions'>,
  { requireOpen }: Pick<ApplyService, 'requireOpen'>,
) {
  const { kernel, places, definitions } = deps;
  const { access, database, vault, files } = kernel;

  async function waiting(tx: Tx, context: Context, id: string, { lock = false } = {}): Promise<Scan> {
    const scan = await findWaitingScan(tx, vault, id, { lock });
    if (!scan || !access.can(context, 'paper.scan', scan.unit)) throw notFound(`scan ${id}`);
    return scan;
  }

  async function openOf(tx: Tx, context: Context, scan: Scan): Promise<OpenScan> {
    const procedure = await definitions.at(tx, scan.procedure, scan.version);
    const known = await caseOfKey(tx, sheetKey(scan));
    const twins = (await scansOf(tx, scan.sheet)).filter(
      ({ id, state }) => id !== scan.id && state === 'waiting',
    );
    return {
      scan,
      procedure,
      form: paperForm(procedure, { isFilled: scan.content.isFilled }),
      isOldVersion: definitions.current(context, scan.procedure)?.version !== scan.version,
      known: known ? { caseId: known.id, number: known.number } : null,
      twins: twins.length,
    };
  }

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

  /** The scan as one file of the case. */
  async function keepPdf(context: Context, { id, pages, sheet }: Scan): Promise<string> {
    const images = await database.transaction(tenantOf(context), (tx) =>
      Promise.all(pages.map((page) => pageImage(tx, vault, id, page))),
    );
    const bytes = await pagesAsPdf(images.filter((image) => image !== undefined));
    const kept = await files.receive(context, { name: `様式_${sheet}.pdf`, bytes }, PDF, scanHolder(id));
    if (!kept.ok) throw new AppError('internal', `the scan ${id} could not be kept: ${kept.problem}`);
    return kept.stored.file;
  }

  async function becomeCase(
    tx: Tx,
    context: Context,
    id: string,
    sent: { answers: Parameters<typeof ownAnswers>[0]; isCopy: boolean; file: string },
  ): Promise<string> {
    const scan = await waiting(tx, context, id, { lock: true });
    const procedure = await definitions.at(tx, scan.procedure, scan.version);
    const sheet = scan.content.isFilled ? await findSheet(tx, vault, scan.sheet) : undefined;
    const answers = ownAnswers(sent.answers);
    const key = sent.isCopy && !scan.content.isFilled ? `${sheetKey(scan)}/${id}` : sheetKey(scan);
    await files.claim(tx, filesIn(procedure.form, answers), scanHolder(id), key);
    const intake = await takeIn(tx, context, kernel, {
      key,
      procedure,
      version: scan.version,
      channel: 'paper',
      applicant: sheet?.person ?? null,
      person: sheet?.content.person ?? personAmong(procedure, sent.answers),
      answers,
      locale: 'ja',
    });
    if (intake.kind === 'wrong') throw new NotTaken(intake.problems);
    if (intake.kind === 'otherContent' || !intake.isNew) throw new NotTaken(null);
    const { caseId } = intake;
    await files.claim(tx, [sent.file], scanHolder(id), `case/${caseId}`);
    await files.erase(tx, scanHolder(id));
    await closeScan(tx, id, { caseId, file: sent.file }, context.clock.now());
    return caseId;
  }

  return {
    ...createScanIntake(deps),

    /** Scans that this clerk's sections are to read. */
    list: async (
      context: Context,
      after?: TimePlace,
    ): Promise<{ items: ScanLine[]; next: ScanLine | null }> => {
      access.requireAnywhere(context, 'paper.scan');
      return database.transaction(tenantOf(context), async (tx) => {
        const units = access.unitsFor(context, 'paper.scan');
        const found = await waitingScans(tx, units, { after, limit: LIST_PAGE + 1 });
        const items = await Promise.all(
          found.slice(0, LIST_PAGE).map(async (scan) => ({
            ...scan,
            title: (await definitions.at(tx, scan.procedure, scan.version)).title,
          })),
        );
        return { items, next: found.length > LIST_PAGE ? (items.at(-1) ?? null) : null };
      });
    },

    /** What became of an upload: its pages, and of each sheet who is to read it. */
    batch: (context: Context, id: string) =>
      database.transaction(tenantOf(context), async (tx) => {
        access.requireAnywhere(context, 'paper.scan');
        const { actor, municipality } = context;
        const batch = await findBatch(tx, id, 'id' in actor ? `${actor.kind}/${actor.id}` : actor.kind);
        if (!batch) throw notFound(`upload ${id}`);
        const ids = new Set(batch.pages.flatMap((page) => ('scan' in page ? [page.scan] : [])));
        const sheets = new Map<
          string,
          { title: LocalizedText; unit: string; mayRead: boolean; known: boolean }
        >();
        for (const scanId of ids) {
          const head = await findScanHead(tx, scanId);
          if (!head) continue;
          const { title } = await definitions.at(tx, head.procedure, head.version);
          sheets.set(scanId, {
            title,
            unit: municipality.units.find((unit) => unit.id === head.unit)?.name ?? head.unit,
            mayRead: access.can(context, 'paper.scan', head.unit),
            known: (await caseOfKey(tx, sheetKey(head))) !== undefined,
          });
        }
        return { ...batch, sheets };
      }),

    open: (context: Context, id: string): Promise<OpenedScan> =>
      database.transaction(tenantOf(context), async (tx): Promise<OpenedScan> => {
        const head = await findScanHead(tx, id);
        if (head?.caseId && access.can(context, 'paper.scan', head.unit))
          return { kind: 'taken', caseId: head.caseId };
        const scan = await waiting(tx, context, id);
        const open = await openOf(tx, context, scan);
        await append(tx, context, {
          type: 'paper.viewed',
          subject: scanHolder(id),
          data: { procedure: scan.procedure, unit: scan.unit },
        });
        return { kind: 'open', open };
      }),

    /** A part of the sheet on which a field stands, or a whole page of it; JPEG. */
    picture: async (
      context: Context,
      id: string,
      what: { field: string; area: number } | { page: number },
    ): Promise<Uint8Array> => {
      const { image, rect } = await database.transaction(tenantOf(context), async (tx) => {
        const scan = await waiting(tx, context, id);
        const area =
          'page' in what ? null : placeOfField(scan.content.positions, what.field)?.areas[what.area];
        const page = 'page' in what ? what.page : area?.page;
        const found = page === undefined ? undefined : await pageImage(tx, vault, id, page);
        if (!found) throw notFound(`picture of scan ${id}`);
        return { image: found, rect: area };
      });
      return rect ? partOf(image, rect) : image;
    },

    /** A paper that came with the sheet. */
    attached: (context: Context, id: string, file: string) =>
      database.transaction(tenantOf(context), async (tx) => {
        await waiting(tx, context, id);
        const stored = await files.read(tx, scanHolder(id), file);
        if (!stored) throw notFound(`file ${file} of scan ${id}`);
        return stored;
      }),

    /**
     * Reads what the clerk typed, by the rules that hold for everybody, and makes it a case. `isCopy`: the number was
     * used already, by somebody who wrote on another copy of the same empty form.
     */
    async typeIn(context: Context, id: string, page: SentPage, isCopy: boolean): Promise<TypedIn> {
      const open = await database.transaction(tenantOf(context), async (tx) =>
        openOf(tx, context, await waiting(tx, context, id)),
      );
      const { form, procedure, scan } = open;
      const fields = form.pages.flatMap((one) => one.fields);
      const received = await receiveFiles(kernel, context, fields, page, scanHolder(id));
      const { errors: fileErrors } = received;
      const sent = await withTowns(received.sent, (code) => places.townsOf(context, code));
      const facts = { today: today(context.clock) };
      const read = readForm(form, sent, facts);
      const { raw } = read;
      const errors = { ...read.errors, ...fileErrors };
      const isButton = Object.keys(read.answers).length === 0 && Object.keys(read.errors).length === 0;
      await keepTyped(context, id, raw);
      if (!read.isComplete || Object.keys(fileErrors).length > 0)
        return { kind: 'again', open, raw, errors, isJudged: !isButton };
      if (open.known && (!isCopy || scan.content.isFilled))
        return { kind: 'stopped', open, raw, why: 'duplicate' };
      if (!isOpenNow(context, procedure)) return { kind: 'stopped', open, raw, why: 'closed' };
      const file = await keepPdf(context, scan);
      try {
        const caseId = await database.transaction(tenantOf(context), (tx) =>
          becomeCase(tx, context, id, { answers: read.answers, isCopy, file }),
        );
        const mayOpen = access.can(context, 'case.read', procedure.unit);
        return { kind: 'taken', caseId, mayOpen };
      } catch (error) {
        if (!(error instanceof NotTaken)) throw error;
        if (!error.problems) return { kind: 'stopped', open, raw, why: 'duplicate' };
        const wrong = Object.fromEntries(error.problems.map((problem) => [problem.field, [problem.error]]));
        return { kind: 'again', open, raw, errors: wrong, isJudged: true };
      }
    },

    /** A scan that is no application: a test, a sheet scanned twice. */
    discard: (context: Context, id: string): Promise<void> =>
      database.transaction(tenantOf(context), async (tx) => {
        const scan = await waiting(tx, context, id, { lock: true });
        await files.erase(tx, scanHolder(id));
        await closeScan(tx, id, null, context.clock.now());
        await append(tx, context, {
          type: 'paper.discarded',
          subject: scanHolder(id),
          data: { procedure: scan.procedure, unit: scan.unit },
        });
      }),
  };
}
export type ScanService = ReturnType<typeof createScanService>;

const sheetKey = ({ sheet }: Pick<ScanHead, 'sheet'>): string => `paper/${sheet}`;
