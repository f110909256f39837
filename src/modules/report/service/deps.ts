import { type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { AppError, notFound } from '#kernel/errors.js';
import type { EntryData } from '#kernel/journal/entry.js';
import { append } from '#kernel/journal/journal.js';
import type { Kernel } from '#kernel/kernel.js';
import type { ReportRules } from '../catalog.js';
import type { ENTRIES } from '../entries.js';
import { type Report, reportSubject } from '../model.js';
import { findReport } from '../store/reports.js';

export interface ReportDeps {
  kernel: Kernel;
  /** Null where the town takes no reports. */
  rulesOf(context: Context): ReportRules | null;
}

export const WORK = 'report.work';

/** The rules of a town that takes reports; elsewhere there are no such pages. */
export function rulesHere({ rulesOf }: ReportDeps, context: Context): ReportRules {
  const rules = rulesOf(context);
  if (!rules) throw notFound(`reports in ${tenantOf(context)}`);
  return rules;
}

/** A report of the actor's sections. Throws notFound. */
export async function ownReport(
  { kernel: { access, vault } }: ReportDeps,
  tx: Tx,
  context: Context,
  id: string,
  options?: { lock: boolean },
): Promise<Report> {
  const found = await findReport(tx, vault, { id }, options);
  if (!found || !access.can(context, WORK, found.unit)) throw notFound(reportSubject(id));
  return found;
}

/** The same, held, and as the page showed it. Throws conflict when somebody was faster. */
export async function heldReport(
  deps: ReportDeps,
  tx: Tx,
  context: Context,
  id: string,
  revision: number,
): Promise<Report> {
  const found = await ownReport(deps, tx, context, id, { lock: true });
  if (found.revision !== revision)
    throw new AppError('conflict', `revision ${revision} of ${reportSubject(id)}, now ${found.revision}`);
  return found;
}

export const journal = (
  tx: Tx,
  context: Context,
  type: keyof typeof ENTRIES,
  { id, kind, unit }: Pick<Report, 'id' | 'kind' | 'unit'>,
  data: EntryData = {},
) => append(tx, context, { type, subject: reportSubject(id), data: { kind, unit, ...data } });
