import { createHash } from 'node:crypto';

/** Attributes to count and follow by: flat, ids and codes only, no personal data. */
export type EntryData = Record<string, string | number | boolean | null>;

/** Half a surrogate pair and the zero character: no database keeps them as they are. */
const isStorable = (text: string): boolean => text.isWellFormed() && !text.includes('\0');

/** Text that comes back from the database as it was written. */
export const isEntryText = (text: string): boolean => text !== '' && isStorable(text);

/** Flat and of plain values, as the canonical form needs it: there a list would look like an object. */
export const isEntryData = (data: unknown): data is EntryData =>
  typeof data === 'object' &&
  data !== null &&
  !Array.isArray(data) &&
  Object.entries(data).every(
    ([name, value]) =>
      isStorable(name) &&
      (value === null ||
        typeof value === 'boolean' ||
        (typeof value === 'string' && isStorable(value)) ||
        (typeof value === 'number' && Number.isFinite(value))),
  );

/** One thing that happened, as stored. */
export interface Entry {
  tenant: string;
  position: number;
  id: string;
  type: string;
  subject: string;
  at: Temporal.Instant;
  actor: string;
  purpose: string | null;
  data: EntryData;
  digest: Uint8Array;
}

const HASH = 'sha256';

/**
 * SHA-256 over the canonical form: a JSON array in fixed order, the data with its keys sorted, the time
 * in milliseconds. The position is not part of it (it is given out by the database in the same statement);
 * the Merkle tree fixes the order.
 */
export function entryDigest(entry: Omit<Entry, 'position' | 'digest'>): Buffer {
  const data = Object.entries(entry.data).sort(([a], [b]) => (a < b ? -1 : 1));
  const canonical = JSON.stringify([
    entry.tenant,
    entry.id,
    entry.type,
    entry.subject,
    entry.at.epochMilliseconds,
    entry.actor,
    entry.purpose,
    data,
  ]);
  return createHash(HASH).update(canonical, 'utf8').digest();
}

const leafHash = (digest: Uint8Array): Buffer => createHash(HASH).update('\x00').update(digest).digest();
const nodeHash = (left: Uint8Array, right: Uint8Array): Buffer =>
  createHash(HASH).update('\x01').update(left).update(right).digest();

/** Merkle tree hash of RFC 6962, section 2.1. */
export function merkleRoot(digests: readonly Uint8Array[]): Buffer {
  const [only] = digests;
  if (!only) return createHash(HASH).digest();
  if (digests.length === 1) return leafHash(only);
  let split = 1;
  while (split * 2 < digests.length) split *= 2;
  return nodeHash(merkleRoot(digests.slice(0, split)), merkleRoot(digests.slice(split)));
}

/** A neighbour on the way from a leaf to the root, and on which side it stands. */
export interface PathStep {
  side: 'left' | 'right';
  hash: Uint8Array;
}

/**
 * The tree from its leaves up to its root. A node without a neighbour goes up as it is: which gives the same tree as
 * the splitting of RFC 6962.
 */
export function merkleLevels(digests: readonly Uint8Array[]): Buffer[][] {
  let level = digests.map(leafHash);
  const levels = [level];
  while (level.length > 1) {
    const below = level;
    level = below.flatMap((left, index) => {
      if (index % 2 === 1) return [];
      const right = below[index + 1];
      return [right ? nodeHash(left, right) : left];
    });
    levels.push(level);
  }
  return levels;
}

/** Audit path of RFC 6962, section 2.1.1: what is needed, with the leaf, to arrive at the root. */
export const merklePath = (levels: readonly (readonly Buffer[])[], leaf: number): PathStep[] =>
  levels.flatMap((level, height): PathStep[] => {
    const index = Math.floor(leaf / 2 ** height);
    const neighbour = level[index % 2 === 0 ? index + 1 : index - 1];
    return neighbour ? [{ side: index % 2 === 0 ? 'right' : 'left', hash: neighbour }] : [];
  });

export interface Block {
  tenant: string;
  number: number;
  firstPosition: number;
  lastPosition: number;
  merkleRoot: Uint8Array;
  previousHash: Uint8Array;
  hash: Uint8Array;
  sealedAt: Temporal.Instant;
}

export const FIRST_PREVIOUS_HASH = Buffer.alloc(32);

export function blockHash(block: Omit<Block, 'hash'>): Buffer {
  return createHash(HASH)
    .update(
      JSON.stringify([
        block.tenant,
        block.number,
        block.firstPosition,
        block.lastPosition,
        Buffer.from(block.merkleRoot).toString('hex'),
        Buffer.from(block.previousHash).toString('hex'),
        block.sealedAt.epochMilliseconds,
      ]),
      'utf8',
    )
    .digest();
}
