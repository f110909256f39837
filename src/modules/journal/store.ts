import type { Tx } from '#kernel/db/database.js';
import type { JournalTables } from '#kernel/journal/tables.js';
import type { SealedBlock } from './model.js';

/** Newest first, below the given number. */
export async function readBlocks(
  tx: Tx,
  { before, limit }: { before?: number | undefined; limit: number },
): Promise<SealedBlock[]> {
  let query = tx
    .tables<JournalTables>()
    .selectFrom('journal_block')
    .selectAll()
    .where('tenant', '=', tx.tenant);
  if (before !== undefined) query = query.where('number', '<', before);
  const rows = await query.orderBy('number', 'desc').limit(limit).execute();
  return rows.map((row) => ({
    number: row.number,
    firstPosition: row.first_position,
    lastPosition: row.last_position,
    hash: Buffer.from(row.hash).toString('hex'),
    sealedAt: row.sealed_at,
  }));
}
