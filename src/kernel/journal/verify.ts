import { sql } from 'kysely';
import type { Tx } from '../db/database.js';
import {
  type Block,
  blockHash,
  type Entry,
  entryDigest,
  FIRST_PREVIOUS_HASH,
  isEntryData,
  merkleRoot,
} from './entry.js';
import { readBetween } from './journal.js';
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
/** Digests and hashes hold times in milliseconds: anything finer was not written by this program. */
const isWholeMs = (time: Temporal.Instant): boolean => time.epochNanoseconds % 1_000_000n === 0n;

/** What there was when the verification began, read by one statement: writers and sealers may go on meanwhile. */
async function readExtent(tx: Tx): Promise<{ head: number; newest: number; lastBlock: number }> {
  const { rows } = await sql<{ head: number; newest: number; lastBlock: number }>`
    SELECT coalesce((SELECT position FROM journal_head WHERE tenant = ${tx.tenant}), 0) AS head,
           coalesce((SELECT max(position) FROM journal_entry WHERE tenant = ${tx.tenant}), 0) AS newest,
           coalesce((SELECT max(number) FROM journal_block WHERE tenant = ${tx.tenant}), 0) AS "lastBlock"`.execute(
    tx.tables<JournalTables>(),
  );
  return rows[0] ?? { head: 0, newest: 0, lastBlock: 0 };
}

async function* entriesUpTo(tx: Tx, newest: number): AsyncGenerator<Entry> {
  let position = 0;
  while (position < newest) {
    const page = await readBetween(tx, { after: position, upTo: newest, limit: PAGE });
    yield* page;
    position = page.at(-1)?.position ?? newest;
  }
}

async function* blocksUpTo(tx: Tx, lastBlock: number): AsyncGenerator<Block> {
  let number = Number.MIN_SAFE_INTEGER;
  while (number < lastBlock) {
    const page = await tx
      .tables<JournalTables>()
      .selectFrom('journal_block')
      .selectAll()
      .where('tenant', '=', tx.tenant)
      .where('number', '>', number)
      .where('number', '<=', lastBlock)
      .orderBy('number')
      .limit(PAGE)
      .execute();
    for (const row of page) {
      yield {
        tenant: row.tenant,
        number: row.number,
        firstPosition: row.first_position,
        lastPosition: row.last_position,
        merkleRoot: row.merkle_root,
        previousHash: row.previous_hash,
        hash: row.hash,
        sealedAt: row.sealed_at,
      };
    }
    number = page.at(-1)?.number ?? lastBlock;
  }
}

/** What is wrong with a block by itself and in its place; null when nothing is. */
function blockFault(block: Block, number: number, first: number, previousHash: Uint8Array): string | null {
  const name = `block ${block.number} (entries ${block.firstPosition}–${block.lastPosition})`;
  if (block.number !== number) return `block ${number} is missing; ${name} follows`;
  if (!same(block.previousHash, previousHash)) return `${name} does not continue the block before`;
  if (!isWholeMs(block.sealedAt) || !same(blockHash(block), block.hash)) {
    return `${name} was changed after it was sealed`;
  }
  return block.firstPosition === first ? null : `${name} does not begin after the block before`;
}

/** Recomputes every digest, every Merkle root and every link of one municipality's journal. Reads only. */
export async function verifyJournal(tx: Tx): Promise<Verified> {
  const result: Verified = { entries: 0, blocks: 0, unsealed: 0, head: null, fault: null };
  const failed = (position: number, entryId: string | null, message: string): Verified => ({
    ...result,
    fault: { position, entryId, message },
  });
  const { head, newest, lastBlock } = await readExtent(tx);
  const entries = entriesUpTo(tx, newest);
  let expected = 1;
  /** The fault of the next entry, or its digest; null after the last. */
  const nextDigest = async (): Promise<Uint8Array | Verified | null> => {
    const { value: entry, done } = await entries.next();
    if (done) return null;
    if (entry.position !== expected) {
      return failed(expected, null, `entry ${expected} is missing; entry ${entry.position} follows`);
    }
    if (!isEntryData(entry.data) || !isWholeMs(entry.at) || !same(entryDigest(entry), entry.digest)) {
      return failed(entry.position, entry.id, 'its content is not what was written');
    }
    result.entries += 1;
    expected += 1;
    return entry.digest;
  };

  let previousHash: Uint8Array = FIRST_PREVIOUS_HASH;
  for await (const block of blocksUpTo(tx, lastBlock)) {
    const first = expected;
    const fault = blockFault(block, result.blocks + 1, first, previousHash);
    if (fault) return failed(first, null, fault);
    const leaves: Uint8Array[] = [];
    while (expected <= block.lastPosition) {
      const digest = await nextDigest();
      if (digest === null) {
        const sealed = `block ${block.number} seals up to ${block.lastPosition}`;
        return failed(expected, null, `entry ${expected} is missing; ${sealed}`);
      }
      if (!(digest instanceof Uint8Array)) return digest;
      leaves.push(digest);
    }
    if (!same(merkleRoot(leaves), block.merkleRoot)) {
      const name = `block ${block.number} (entries ${block.firstPosition}–${block.lastPosition})`;
      return failed(first, null, `${name} does not fit its entries`);
    }
    previousHash = block.hash;
    result.blocks += 1;
    result.head = Buffer.from(block.hash).toString('hex');
  }
  for (;;) {
    const digest = await nextDigest();
    if (digest === null) break;
    if (!(digest instanceof Uint8Array)) return digest;
    result.unsealed += 1;
  }
  if (head > newest) return failed(expected, null, `entry ${expected} is missing; ${head} were written`);
  if (head < newest)
    return failed(head + 1, null, `entry ${head + 1} was not written here; ${head} were written`);
  return result;
}
