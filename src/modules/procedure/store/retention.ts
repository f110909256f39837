import type { Tx } from '#kernel/db/database.js';
import type { ProcedureTables } from '../tables.js';
import { cases } from './cases.js';
import { deleteScanOfCase } from './scans.js';

/** Versions of procedures of which closed cases are still whole. */
export const versionsWithClosedCases = (tx: Tx): Promise<{ procedure: string; version: string }[]> =>
  cases(tx)
    .select(['procedure', 'version'])
    .where('phase', '=', 'closed')
    .groupBy(['procedure', 'version'])
    .execute();

/** Closed cases of a version that were last changed before a moment, the oldest first. */
export const closedBefore = (
  tx: Tx,
  { procedure, version }: { procedure: string; version: string },
  before: Temporal.Instant,
  limit: number,
): Promise<{ id: string; unit: string }[]> =>
  cases(tx)
    .select(['id', 'unit'])
    .where('phase', '=', 'closed')
    .where('procedure', '=', procedure)
    .where('version', '=', version)
    .where('updated_at', '<', before)
    .orderBy('updated_at')
    .limit(limit)
    .execute();

const NOTHING = Buffer.alloc(0);

/** Deletes everything personal of a case but its files. Its row, without a name, stays for counting. */
export async function eraseCase(tx: Tx, id: string, now: Temporal.Instant): Promise<void> {
  const tables = tx.tables<ProcedureTables>();
  await tables
    .updateTable('procedure_case')
    .set({
      content: NOTHING,
      applicant_name: NOTHING,
      name_index: null,
      applicant: null,
      fee_receipt: null,
      intake_key: `erased/${id}`,
      intake_digest: null,
      erased_at: now,
    })
    .where('tenant', '=', tx.tenant)
    .where('id', '=', id)
    .execute();
  for (const table of ['procedure_correction', 'procedure_message', 'procedure_part'] as const)
    await tables.deleteFrom(table).where('tenant', '=', tx.tenant).where('case_id', '=', id).execute();
  await deleteScanOfCase(tx, id);
  // Whether a paper was issued, and that it is genuine, can still be asked; the paper itself is gone.
  await tables
    .updateTable('procedure_certificate')
    .set({ content: NOTHING, pickup_code: null, revocation_words: null, correction: null })
    .where('tenant', '=', tx.tenant)
    .where('case_id', '=', id)
    .execute();
}
