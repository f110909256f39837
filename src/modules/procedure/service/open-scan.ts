import type { FormDefinition } from '#forms/definition.js';
import type { Context } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { notFound } from '#kernel/errors.js';
import type { ReferenceNumber } from '#kernel/values/reference-number.js';
import type { Procedure } from '../definition.js';
import { paperForm } from '../paper.js';
import { caseOfKey } from '../store/cases.js';
import { draftOfSheet } from '../store/paper.js';
import { findWaitingScan, type Scan, scansOf } from '../store/scans.js';
import { caseOfDraft, sheetKey } from './case-of-draft.js';
import type { ProcedureDeps } from './deps.js';

/** The case that a sheet has become already. */
export interface SheetCase {
  caseId: string;
  number: ReferenceNumber;
}

/** A scan that a clerk reads. */
export interface OpenScan {
  scan: Scan;
  procedure: Procedure;
  form: FormDefinition;
  /** The definition has another version meanwhile; the case keeps the one that was printed. */
  isOldVersion: boolean;
  known: SheetCase | null;
  /** Other scans of the same sheet that wait. */
  twins: number;
}

export const scanHolder = (id: string): string => `scan/${id}`;

/** The case of this sheet, of another print of the same draft, or of the draft itself, sent online after all. */
export async function caseOfSheet(tx: Tx, sheet: string): Promise<SheetCase | null> {
  const draft = await draftOfSheet(tx, sheet);
  const known = draft === null ? await caseOfKey(tx, sheetKey(sheet)) : await caseOfDraft(tx, draft);
  return known ? { caseId: known.id, number: known.number } : null;
}

/** What the use cases of scans share: finding one that waits, and what is to be known of it. */
export function createScanDesk({ kernel, definitions }: Pick<ProcedureDeps, 'kernel' | 'definitions'>) {
  const { access, vault } = kernel;
  return {
    /** One that waits for this clerk's sections; any other is not found. */
    async waiting(tx: Tx, context: Context, id: string, { lock = false } = {}): Promise<Scan> {
      const scan = await findWaitingScan(tx, vault, id, { lock });
      if (!scan || !access.can(context, 'paper.scan', scan.unit)) throw notFound(`scan ${id}`);
      return scan;
    },

    async openOf(tx: Tx, context: Context, scan: Scan): Promise<OpenScan> {
      const procedure = await definitions.at(tx, scan.procedure, scan.version);
      const twins = (await scansOf(tx, scan.sheet)).filter(
        ({ id, state }) => id !== scan.id && state === 'waiting',
      );
      return {
        scan,
        procedure,
        form: paperForm(procedure, { isFilled: scan.content.isFilled }),
        isOldVersion: definitions.current(context, scan.procedure)?.version !== scan.version,
        known: await caseOfSheet(tx, scan.sheet),
        twins: twins.length,
      };
    },
  };
}
export type ScanDesk = ReturnType<typeof createScanDesk>;
