import { LRUCache } from 'lru-cache';
import type { Vault } from '../crypto/vault.js';
import type { Tx } from '../db/database.js';
import { type KeptContent, openContent } from './content.js';
import type { FileTables } from './tables.js';

/** The digest (SHA-256, hexadecimal) of a file as it is kept, which is sealed: it says nothing of the content. */
export interface Inspected {
  digest: string;
  /** False when the content is not what the digest was made of. */
  isWhole: boolean;
}

/** Every row has these: which transaction wrote it, and where it lies. */
interface VersionedTables {
  file: FileTables['file'] & { xmin: string; ctid: string };
}

export interface HeldFile {
  holder: string;
  file: string;
}

/** Contents that are read at a time. */
const BATCH_BYTES = 8 * 1024 * 1024;

/** A content is opened anew after this: what was changed beneath the database does not stay unseen. */
const REMEMBERED_MS = 10 * 60 * 1000;
const REMEMBERED_FILES = 20_000;

/**
 * Opens kept contents, and compares them with their digests. That reads all of a content, so a version of a row that was
 * whole is not opened again soon: whatever writes to a row gives it another xmin, which the one who writes cannot choose.
 */
export function createInspector(vault: Vault) {
  const whole = new LRUCache<string, true>({ max: REMEMBERED_FILES, ttl: REMEMBERED_MS });

  /** One statement for what is known; one more for every eight megabytes that are not. Files that their holder lacks are absent. */
  return async (tx: Tx, wanted: readonly HeldFile[]): Promise<Map<string, Inspected>> => {
    if (wanted.length === 0) return new Map();
    const holderOf = new Map(wanted.map(({ file, holder }) => [file, holder]));
    const files = (ids: readonly string[]) =>
      tx
        .tables<VersionedTables>()
        .selectFrom('file')
        .where('tenant', '=', tx.tenant)
        .where('id', 'in', [...ids]);
    const rows = await files([...holderOf.keys()])
      .select(({ cast }) => [
        'id',
        'holder',
        'size',
        'content_hash',
        cast<string>('xmin', 'text').as('xmin'),
        cast<string>('ctid', 'text').as('ctid'),
      ])
      .execute();
    const held = rows.map(({ id, holder, size, content_hash, xmin, ctid }) => {
      const digest = Buffer.from(content_hash).toString('hex');
      return { id, holder, size, digest, key: `${tx.tenant} ${id} ${xmin} ${ctid} ${digest}` };
    });
    const isWhole = new Map<string, boolean>();
    for (const batch of batches(held.filter(({ key }) => !whole.has(key)))) {
      const kept = await files(batch).select(['id', 'content', 'content_hash']).execute();
      for (const one of kept) isWhole.set(one.id, opens(vault, tx.tenant, one));
    }
    for (const { id, key } of held) if (isWhole.get(id)) whole.set(key, true);
    return new Map(
      held
        .filter(({ id, holder }) => holderOf.get(id) === holder)
        .map(({ id, digest }) => [id, { digest, isWhole: isWhole.get(id) ?? true }]),
    );
  };
}

function opens(vault: Vault, tenant: string, kept: KeptContent): boolean {
  try {
    openContent(vault, tenant, kept);
    return true;
  } catch {
    return false;
  }
}

function batches(files: readonly { id: string; size: number }[]): string[][] {
  const all: string[][] = [];
  let room = 0;
  for (const { id, size } of files) {
    if (size > room) {
      all.push([]);
      room = BATCH_BYTES;
    }
    all.at(-1)?.push(id);
    room -= size;
  }
  return all;
}
