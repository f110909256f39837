import { sql } from 'kysely';
import type { Clock } from '../clock.js';
import type { Tx } from '../db/database.js';
import { type Block, blockHash, FIRST_PREVIOUS_HASH, merkleRoot } from './entry.js';
import type { JournalTables } from './tables.js';

const BLOCK_SIZE = 4096;

/**
 * Seals the entries after the last block into the next one. Positions are given out in commit order,
 * so every entry up to the newest visible one is there. Null when nothing is unsealed.
 */
export async function sealNext(tx: Tx, clock: Clock): Promise<Block | null> {
  const tables = tx.tables<JournalTables>();
  // Two sealers at once would both try to write the same block number; the second one waits here.
  await sql`SELECT pg_advisory_xact_lock(hashtext(${`seal ${tx.tenant}`}))`.execute(tables);
  const last = await tables
    .selectFrom('journal_block')
    .selectAll()
    .where('tenant', '=', tx.tenant)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  const leaves = await tables
    .selectFrom('journal_entry')
    .select(['position', 'digest'])
    .where('tenant', '=', tx.tenant)
    .where('position', '>', last?.last_position ?? 0)
    .orderBy('position')
    .limit(BLOCK_SIZE)
    .execute();
  const first = leaves[0];
  const newest = leaves.at(-1);
  if (!first || !newest) return null;
  const unhashed = {
    tenant: tx.tenant,
    number: (last?.number ?? 0) + 1,
    firstPosition: first.position,
    lastPosition: newest.position,
    merkleRoot: merkleRoot(leaves.map(({ digest }) => digest)),
    previousHash: last?.hash ?? FIRST_PREVIOUS_HASH,
    sealedAt: Temporal.Instant.fromEpochMilliseconds(clock.now().epochMilliseconds),
  };
  const block: Block = { ...unhashed, hash: blockHash(unhashed) };
  await tables
    .insertInto('journal_block')
    .values({
      tenant: block.tenant,
      number: block.number,
      first_position: block.firstPosition,
      last_position: block.lastPosition,
      merkle_root: block.merkleRoot,
      previous_hash: block.previousHash,
      hash: block.hash,
      sealed_at: block.sealedAt,
    })
    .execute();
  return block;
}
