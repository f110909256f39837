import type { Tx } from '../db/database.js';
import { type Block, type Entry, merkleLevels, merklePath, type PathStep } from './entry.js';
import type { JournalTables } from './tables.js';

/** An entry with what proves that it stands in a sealed block; null while it is not sealed yet. */
export interface ProvenEntry {
  entry: Entry;
  proof: { block: Block; path: PathStep[] } | null;
}

/** All entries about these subjects, oldest first, each with its proof. Two statements for each block concerned. */
export async function proveEntries(tx: Tx, subjects: readonly string[]): Promise<ProvenEntry[]> {
  if (subjects.length === 0) return [];
  const tables = tx.tables<JournalTables>();
  const entries = await tables
    .selectFrom('journal_entry')
    .selectAll()
    .where('tenant', '=', tx.tenant)
    .where('subject', 'in', subjects)
    .orderBy('position')
    .execute();
  const proven: ProvenEntry[] = [];
  let current: { block: Block; levels: Buffer[][] } | null = null;
  for (const entry of entries) {
    if (!current || current.block.lastPosition < entry.position) current = await blockOf(tx, entry.position);
    proven.push({
      entry,
      proof: current && {
        block: current.block,
        path: merklePath(current.levels, entry.position - current.block.firstPosition),
      },
    });
  }
  return proven;
}

async function blockOf(tx: Tx, position: number): Promise<{ block: Block; levels: Buffer[][] } | null> {
  const tables = tx.tables<JournalTables>();
  const row = await tables
    .selectFrom('journal_block')
    .selectAll()
    .where('tenant', '=', tx.tenant)
    .where('first_position', '<=', position)
    .where('last_position', '>=', position)
    .executeTakeFirst();
  if (!row) return null;
  const leaves = await tables
    .selectFrom('journal_entry')
    .select('digest')
    .where('tenant', '=', tx.tenant)
    .where('position', '>=', row.first_position)
    .where('position', '<=', row.last_position)
    .orderBy('position')
    .execute();
  return {
    block: {
      tenant: row.tenant,
      number: row.number,
      firstPosition: row.first_position,
      lastPosition: row.last_position,
      merkleRoot: row.merkle_root,
      previousHash: row.previous_hash,
      hash: row.hash,
      sealedAt: row.sealed_at,
    },
    levels: merkleLevels(leaves.map(({ digest }) => digest)),
  };
}
