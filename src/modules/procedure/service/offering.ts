import { today, ZONE } from '#kernel/clock.js';
import { type Context, tenantOf } from '#kernel/context.js';
import { append, count } from '#kernel/journal/journal.js';
import type { EntryType } from '#kernel/module.js';
import { fiscalYearOf, fiscalYearStart } from '#kernel/values/fiscal-year.js';
import type { ProcedureDeps } from './deps.js';

export const OFFERED = 'procedure.offered';
export const KEPT_BESIDE = 'procedure.keptBeside';

export const OFFERING_ENTRIES = {
  [OFFERED]: {
    means: 'A procedure is offered online in this fiscal year; once a year, on the first day on which it is',
    data: ['procedure', 'version', 'unit'],
  },
  [KEPT_BESIDE]: {
    means:
      'A file changed without a new version; its text is kept beside the one of that version, and offered',
    data: ['procedure', 'version', 'stated'],
  },
} as const satisfies Record<string, EntryType>;

/**
 * Journals what the municipality offers and this fiscal year does not know yet, so that plans can count it. Once a
 * year and not once for ever: what is no longer offered must leave the count. Every procedure has an online way.
 */
export async function journalOffered(
  { kernel, definitions }: Pick<ProcedureDeps, 'kernel' | 'definitions'>,
  context: Context,
): Promise<void> {
  const from = fiscalYearStart(fiscalYearOf(today(context.clock)))
    .toZonedDateTime(ZONE)
    .toInstant();
  await kernel.database.transaction(tenantOf(context), async (tx) => {
    for (const { version, procedure } of definitions.offered(context)) {
      const subject = `procedure/${procedure.id}`;
      if ((await count(tx, { type: OFFERED, subject, from })) > 0) continue;
      await append(tx, context, {
        type: OFFERED,
        subject,
        data: { procedure: procedure.id, version, unit: procedure.unit },
      });
    }
  });
}
