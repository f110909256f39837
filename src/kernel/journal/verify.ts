import type { Tx } from '../db/database.js';
import { type Entry, blockHash, entryDigest, FIRST_PREVIOUS_HASH, merkleRoot } from './entry.js';
import { readFrom } from './journal.js';
import type { JournalTables } from './tables.js';

export interface Verified {
  entries: number;
  blocks: number;
  /** Entries after the last block. */
  unsealed: number;
  /** Hash of the last block, to be kept elsewhere; null before the first block. */
  head: string | null;
  /** The first thing that does not fit; null when all does. */
  fault: VerifyFault | null;
}

export interface VerifyFault {
  /** Position of the entry, or of the first entry of the block that does not fit. */
  position: number;
  entryId: string | null;
  message: string;
}

const PAGE = 2000;
const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

async function* allEntries(tx: Tx): AsyncGenerator<Entry> {
  let position = 0;
  for (;;) {
    const page = await readFrom(tx, position, PAGE);
    yield* page;
    const last = page.at(-1);
    if (!last) return;
    position = last.position;
  }
}

/** Recomputes every digest, every Merkle root and every link of one municipality's journal. Reads only. */
export async function verifyJournal(tx: Tx): Promise<Verified> {
  const blocks = await tx
    .tables<JournalTables>()
    .selectFrom('journal_block')
    .selectAll()
    .where('tenant', '=', tx.tenant)
    .orderBy('number')
    .execute();
  const result: Verified = { entries: 0, blocks: 0, unsealed: 0, head: null, fault: null };
  const failed = (position: number, entryId: string | null, message: string): Verified => ({
    ...result,
    fault: { position, entryId, message },
  });

  let expected = 1;
  let previousHash: Uint8Array = FIRST_PREVIOUS_HASH;
  let leaves: Uint8Array[] = [];
  let block = blocks[0];

  for await (const entry of allEntries(tx)) {
    if (entry.position !== expected) {
      return failed(expected, null, `entry ${expected} is missing; entry ${entry.position} follows`);
    }
    if (!same(entryDigest(entry), entry.digest)) {
      return failed(entry.position, entry.id, 'its content is not what was written');
    }
    result.entries += 1;
    expected += 1;
    if (!block) {
      result.unsealed += 1;
      continue;
    }
    leaves.push(entry.digest);
    if (entry.position < block.last_position) continue;

    const sealed = {
      tenant: block.tenant,
      number: block.number,
      firstPosition: block.first_position,
      lastPosition: block.last_position,
      merkleRoot: block.merkle_root,
      previousHash: block.previous_hash,
      sealedAt: block.sealed_at,
    };
    const name = `block ${block.number} (entries ${block.first_position}–${block.last_position})`;
    if (block.number !== result.blocks + 1) {
      return failed(block.first_position, null, `block ${result.blocks + 1} is missing`);
    }
    if (leaves.length !== block.last_position - block.first_position + 1 || !same(merkleRoot(leaves), block.merkle_root)) {
      return failed(block.first_position, null, `${name} does not fit its entries`);
    }
    if (!same(block.previous_hash, previousHash)) {
      return failed(block.first_position, null, `${name} does not continue the block before`);
    }
    if (!same(blockHash(sealed), block.hash)) {
      return failed(block.first_position, null, `${name} was changed after it was sealed`);
    }
    previousHash = block.hash;
    result.blocks += 1;
    leaves = [];
    block = blocks[result.blocks];
  }
  if (block) {
    return failed(expected, null, `entry ${expected} is missing; block ${block.number} seals up to ${block.last_position}`);
  }
  const head = await tx
    .tables<JournalTables>()
    .selectFrom('journal_head')
    .select('position')
    .where('tenant', '=', tx.tenant)
    .executeTakeFirst();
  if ((head?.position ?? 0) !== result.entries) {
    return failed(expected, null, `entry ${expected} is missing; ${head?.position} were written`);
  }
  return { ...result, head: result.blocks > 0 ? Buffer.from(previousHash).toString('hex') : null };
}
