import { LRUCache } from 'lru-cache';
import type { Tx } from '../db/database.js';
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

/** A content is hashed anew after this: what was changed beneath the database does not stay unseen. */
const REMEMBERED_MS = 10 * 60 * 1000;
const REMEMBERED_FILES = 20_000;

/**
 * Compares kept contents with their digests. Hashing reads all of a content, so a version of a row that was whole is
 * not hashed again soon: whatever writes to a row gives it another xmin, which the one who writes cannot choose.
 */
export function createInspector() {
  const whole = new LRUCache<string, true>({ max: REMEMBERED_FILES, ttl: REMEMBERED_MS });

  /** Two statements at most, however many there are. Files that their holder lacks are absent. */
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
        'content_hash',
        cast<string>('xmin', 'text').as('xmin'),
        cast<string>('ctid', 'text').as('ctid'),
      ])
      .execute();
    const held = rows.map(({ id, holder, content_hash, xmin, ctid }) => {
      const digest = Buffer.from(content_hash).toString('hex');
      return { id, holder, digest, key: `${tx.tenant} ${id} ${xmin} ${ctid} ${digest}` };
    });
    const unknown = held.filter(({ key }) => !whole.has(key)).map(({ id }) => id);
    const hashed =
      unknown.length === 0
        ? []
        : await files(unknown)
            .select(({ eb, fn }) => [
              'id',
              eb(fn<Uint8Array>('sha256', ['content']), '=', eb.ref('content_hash')).as('is_whole'),
            ])
            .execute();
    const isWhole = new Map(hashed.map(({ id, is_whole }) => [id, Boolean(is_whole)]));
    for (const { id, key } of held) if (isWhole.get(id)) whole.set(key, true);
    return new Map(
      held
        .filter(({ id, holder }) => holderOf.get(id) === holder)
        .map(({ id, digest }) => [id, { digest, isWhole: isWhole.get(id) ?? true }]),
    );
  };
}
