import { createHash } from 'node:crypto';
import { type Context, tenantOf } from '../context.js';
import type { Vault } from '../crypto/vault.js';
import type { Database, Tx } from '../db/database.js';
import { uuidv7 } from '../values/uuid.js';
import type { Scan } from './clamav.js';
import { contentSubject, openContent } from './content.js';
import type { Disarm } from './disarm.js';
import { createInspector, type HeldFile, type Inspected } from './inspect.js';
import {
  type Disarmed,
  type FileProblem,
  type FileRules,
  type FoundContent,
  UnfitFile,
  type Upload,
} from './rules.js';
import type { FileTables } from './tables.js';

/** What names a file that was taken in. */
export interface StoredFile {
  file: string;
  name: string;
  mediaType: string;
  size: number;
}

export type Received =
  | { ok: true; stored: StoredFile }
  /** `found`: what it really is, where its content is not wanted. */
  | { ok: false; problem: FileProblem; found?: FoundContent | undefined };

/** Files that people hand in: disarmed, sealed, and given out only to who may see what they belong to. */
/** A file that the product made, or holds already. */
export interface NewFile {
  name: string;
  mediaType: string;
  bytes: Uint8Array;
}

export interface Files {
  /** Disarms, scans and keeps one file for a holder (draft/…, case/…). In a transaction of its own. */
  receive(context: Context, upload: Upload, rules: FileRules, holder: string): Promise<Received>;
  /** Those of the named files that the holder has, in their order. */
  heldBy(tx: Tx, holder: string, files: readonly string[]): Promise<StoredFile[]>;
  /** Gives files of one holder to another: those of a draft to its case. Others are left alone. */
  claim(tx: Tx, files: readonly string[], from: string, to: string): Promise<void>;
  /** The disarmed copy; undefined when the holder has no such file. Throws AppError spoiled when it is not what was kept. */
  read(tx: Tx, holder: string, file: string): Promise<(StoredFile & { bytes: Uint8Array }) | undefined>;
  /** Where a picture was taken, when that was kept and the holder has it. */
  positionOf(tx: Tx, holder: string, file: string): Promise<{ lat: number; lon: number } | null>;
  /** Keeps what the product made itself, or holds already: it comes from nobody's hands, and stays as it is. */
  keep(tx: Tx, now: Temporal.Instant, holder: string, file: NewFile): Promise<StoredFile>;
  /** Whether what is kept of the named files is what was taken in. Those that the holder lacks are absent. */
  inspect(tx: Tx, holder: string, files: readonly string[]): Promise<Map<string, Inspected>>;
  /** The same for files of many holders, in as many statements. */
  inspectAll(tx: Tx, files: readonly HeldFile[]): Promise<Map<string, Inspected>>;
  /** Deletes all files of a holder but these; how many there were. */
  erase(tx: Tx, holder: string, but?: readonly string[]): Promise<number>;
  /** Empties the quarantine where its time is over, and deletes files of drafts that are gone. */
  sweep(tx: Tx, now: Temporal.Instant): Promise<void>;
}

/** So long an original can still be looked at when harm shows. */
const QUARANTINE = Temporal.Duration.from({ hours: 24 * 30 });
/** A draft lives thirty days; its files one day longer. */
const UNCLAIMED = Temporal.Duration.from({ hours: 24 * 31 });
const MOST_NAME = 200;

const nameSubject = (id: string) => `file/${id}/name`;
const originalSubject = (id: string) => `file/${id}/original`;
const positionSubject = (id: string) => `file/${id}/position`;

/** The last part of a path, without what would break a header or a line, ending as its content does. */
export function cleanName(name: string, ending: string): string {
  const last = name.toWellFormed().split(/[/\\]/).at(-1) ?? '';
  const plain = last
    .normalize('NFC')
    .replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069"]/gu, '')
    .trim();
  const stem = plain.replace(/\.[A-Za-z0-9]{1,8}$/, '').replace(/^\.+/, '') || 'file';
  return `${[...stem].slice(0, MOST_NAME).join('')}.${ending}`;
}

export function createFiles(deps: { database: Database; vault: Vault; disarm: Disarm; scan: Scan }): Files {
  const { database, vault, disarm, scan } = deps;
  const inspectAll = createInspector(vault);
  const files = (tx: Tx) => tx.tables<FileTables>().selectFrom('file').where('tenant', '=', tx.tenant);
  const stored = (
    tx: Tx,
    row: { id: string; name: Uint8Array; media_type: string; size: number },
  ): StoredFile => ({
    file: row.id,
    name: vault.open(tx.tenant, nameSubject(row.id), row.name).toString('utf8'),
    mediaType: row.media_type,
    size: row.size,
  });

  async function insert(
    tx: Tx,
    now: Temporal.Instant,
    holder: string,
    { name, mediaType, bytes }: NewFile,
    { original, position }: { original?: Uint8Array; position?: Disarmed['position'] | undefined } = {},
  ): Promise<StoredFile> {
    const { tenant } = tx;
    const id = uuidv7(now);
    const content = vault.seal(tenant, contentSubject(id), bytes);
    await tx
      .tables<FileTables>()
      .insertInto('file')
      .values({
        tenant,
        id,
        holder,
        name: vault.seal(tenant, nameSubject(id), name),
        media_type: mediaType,
        size: bytes.length,
        content,
        content_hash: createHash('sha256').update(content).digest(),
        original: original ? vault.seal(tenant, originalSubject(id), original) : null,
        original_until: original ? now.add(QUARANTINE) : null,
        position: position ? vault.seal(tenant, positionSubject(id), JSON.stringify(position)) : null,
        received_at: now,
      })
      .execute();
    return { file: id, name, mediaType, size: bytes.length };
  }

  return {
    async receive(context, { name, bytes }, rules, holder) {
      if (bytes === 'tooLarge') return { ok: false, problem: 'tooLarge' };
      try {
        const copy = await disarm(bytes, rules);
        await scan(bytes);
        const file = { name: cleanName(name, copy.ending), mediaType: copy.mediaType, bytes: copy.bytes };
        const kept = await database.transaction(tenantOf(context), (tx) =>
          insert(tx, context.clock.now(), holder, file, { original: bytes, position: copy.position }),
        );
        return { ok: true, stored: kept };
      } catch (error) {
        if (error instanceof UnfitFile) return { ok: false, problem: error.problem, found: error.found };
        throw error;
      }
    },

    async heldBy(tx, holder, ids) {
      if (ids.length === 0) return [];
      const rows = await files(tx)
        .select(['id', 'name', 'media_type', 'size'])
        .where('holder', '=', holder)
        .where('id', 'in', ids)
        .execute();
      const byId = new Map(rows.map((row) => [row.id, row]));
      return ids.flatMap((id) => {
        const row = byId.get(id);
        return row ? [stored(tx, row)] : [];
      });
    },

    async claim(tx, ids, from, to) {
      if (ids.length === 0) return;
      await tx
        .tables<FileTables>()
        .updateTable('file')
        .set({ holder: to })
        .where('tenant', '=', tx.tenant)
        .where('holder', '=', from)
        .where('id', 'in', ids)
        .execute();
    },

    async read(tx, holder, id) {
      const row = await files(tx)
        .select(['id', 'name', 'media_type', 'size', 'content', 'content_hash'])
        .where('holder', '=', holder)
        .where('id', '=', id)
        .executeTakeFirst();
      if (!row) return undefined;
      return { ...stored(tx, row), bytes: openContent(vault, tx.tenant, row) };
    },

    async positionOf(tx, holder, id) {
      const row = await files(tx)
        .select('position')
        .where('holder', '=', holder)
        .where('id', '=', id)
        .executeTakeFirst();
      if (!row?.position) return null;
      const text = vault.open(tx.tenant, positionSubject(id), row.position).toString('utf8');
      return JSON.parse(text) as { lat: number; lon: number };
    },

    keep: (tx, now, holder, file) => insert(tx, now, holder, file),

    inspect: (tx, holder, ids) =>
      inspectAll(
        tx,
        ids.map((file) => ({ holder, file })),
      ),
    inspectAll,

    async erase(tx, holder, but = []) {
      const all = tx
        .tables<FileTables>()
        .deleteFrom('file')
        .where('tenant', '=', tx.tenant)
        .where('holder', '=', holder);
      const { numDeletedRows } = await (but.length > 0
        ? all.where('id', 'not in', but)
        : all
      ).executeTakeFirst();
      return Number(numDeletedRows);
    },

    async sweep(tx, now) {
      const tables = tx.tables<FileTables>();
      await tables
        .updateTable('file')
        .set({ original: null, original_until: null })
        .where('tenant', '=', tx.tenant)
        .where('original_until', '<', now)
        .execute();
      await tables
        .deleteFrom('file')
        .where('tenant', '=', tx.tenant)
        .where('holder', 'like', 'draft/%')
        .where('received_at', '<', now.subtract(UNCLAIMED))
        .execute();
    },
  };
}
