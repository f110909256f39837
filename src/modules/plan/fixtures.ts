import { today } from '#kernel/clock.js';
import type { Context, Grant } from '#kernel/context.js';
import type { EntryData } from '#kernel/journal/entry.js';
import { append } from '#kernel/journal/journal.js';
import type { Kernel } from '#kernel/kernel.js';
import { type FiscalYear, fiscalYearOf } from '#kernel/values/fiscal-year.js';
import type { MeasureDraft } from './service/writing.js';
import type { PlanService } from './service.js';

/** A member of staff who may write every entry of the plan, as routes declare them one by one. */
export function staffContext(kernel: Kernel, slug: string, grants: readonly Grant[], id = 'test'): Context {
  const municipality = kernel.municipalities.bySlug(slug);
  if (!municipality) throw new Error(`no municipality ${slug}`);
  return {
    municipality,
    actor: { kind: 'staff', id, name: id, grants },
    purpose: null,
    clock: kernel.clock,
    mayJournal: null,
  };
}

export const planOffice = (kernel: Kernel, slug: string): Context =>
  staffContext(kernel, slug, [{ role: 'plan-office', unit: null }], 'plan-office');

export const headquarters = (kernel: Kernel, slug: string): Context =>
  staffContext(kernel, slug, [{ role: 'headquarters', unit: null }], 'headquarters');

export const clerkOf = (kernel: Kernel, slug: string, unit: string): Context =>
  staffContext(kernel, slug, [{ role: 'clerk', unit }], `clerk-${unit}`);

/** An entry of another module, as if it had happened. */
export const happened = (
  kernel: Kernel,
  context: Context,
  entry: { type: string; subject: string; data?: EntryData; actor?: Context['actor'] },
): Promise<unknown> =>
  kernel.database.transaction(context.municipality.code, (tx) =>
    append(tx, entry.actor ? { ...context, actor: entry.actor } : context, entry),
  );

/** A measure's report for a fiscal year with one sentence of progress. */
export async function reportDraft(
  service: PlanService,
  context: Context,
  number: string,
  { year, text }: { year: FiscalYear; text: string },
): Promise<MeasureDraft & { base: number }> {
  const { document, version } = await service.readDocument(context, number);
  return {
    base: version,
    document: {
      ...document,
      progress: [...document.progress.filter((one) => one.fiscalYear !== year), { fiscalYear: year, text }],
    },
  };
}

export const currentYear = ({ clock }: Context): FiscalYear => fiscalYearOf(today(clock));
