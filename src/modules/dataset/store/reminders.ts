import type { Tx } from '#kernel/db/database.js';
import type { DatasetTables } from '../tables.js';

/** False when that section was reminded of that period already. */
export async function insertReminder(
  tx: Tx,
  reminder: { dataset: string; due_on: Temporal.PlainDate; at: Temporal.Instant },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .tables<DatasetTables>()
    .insertInto('dataset_reminder')
    .values({ tenant: tx.tenant, ...reminder })
    .onConflict((conflict) => conflict.columns(['tenant', 'dataset', 'due_on']).doNothing())
    .executeTakeFirst();
  return Number(numInsertedOrUpdatedRows) > 0;
}
