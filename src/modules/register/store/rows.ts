import { sql } from 'kysely';
import type { Answers } from '#forms/answers.js';
import type { Vault } from '#kernel/crypto/vault.js';
import type { Tx } from '#kernel/db/database.js';
import { cellOf } from '../cells.js';
import type { Register } from '../definition.js';
import { isSealed } from '../definition-problems.js';
import { boxOf } from '../geometry.js';
import type { Change, KeptRegister, Row, RowVersion } from '../model.js';
import { searchText, termsOf } from '../search-terms.js';
import { slotValues } from '../slots.js';
import type { RegisterTables } from '../tables.js';
import { openJson, sealJson, valuesSubject, whySubject } from './sealing.js';
import { moveSpots, nextChange, spotsBefore } from './spots.js';

export const ROW = [
  'id',
  'register',
  'key',
  'label',
  'state',
  'version',
  'definition',
  'content',
  'sealed',
  'geometry',
  'created_at',
  'updated_at',
  'disposed_at',
] as const;
export type StoredRow = Pick<RegisterTables['register_row'], (typeof ROW)[number]>;

/** The columns of a row without the values of some open fields: nobody carries long texts to lists that do not show them. */
export const rowWithout = (fields: readonly string[]) => [
  ...ROW.filter((column) => column !== 'content'),
  (fields.length > 0 ? sql<Answers>`content - ${[...fields]}::text[]` : sql<Answers>`content`).as('content'),
];

export const toRow = (tx: Tx, vault: Vault, row: StoredRow): Row => ({
  id: row.id,
  register: row.register,
  key: row.key,
  label: row.label,
  state: row.state,
  version: row.version,
  definition: row.definition,
  values: valuesOf(tx, vault, valuesSubject(row.register, row.id, row.version), row),
  geometry: row.geometry,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  disposedAt: row.disposed_at,
});

const valuesOf = (
  tx: Tx,
  vault: Vault,
  subject: string,
  { content, sealed }: Pick<StoredRow, 'content' | 'sealed'>,
): Answers => (sealed === null ? content : { ...content, ...openJson<Answers>(vault, tx, subject, sealed) });

export const rowsOf = (tx: Tx, register: string) =>
  tx
    .tables<RegisterTables>()
    .selectFrom('register_row')
    .where('register_row.tenant', '=', tx.tenant)
    .where('register_row.register', '=', register);

export async function findRow(
  tx: Tx,
  vault: Vault,
  register: string,
  id: string,
  { lock = false } = {},
): Promise<Row | undefined> {
  const query = rowsOf(tx, register).select(ROW).where('id', '=', id);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  return row && toRow(tx, vault, row);
}

/** Rows with these keys, held until the end of the transaction. */
export async function rowsByKey(
  tx: Tx,
  vault: Vault,
  register: string,
  keys: readonly string[],
): Promise<Map<string, Row>> {
  if (keys.length === 0) return new Map();
  const rows = await rowsOf(tx, register)
    .select(ROW)
    .where(sql<boolean>`key = ANY (${[...keys]}::text[])`)
    .orderBy('key')
    .forUpdate()
    .execute();
  return new Map(rows.map((row) => [row.key, toRow(tx, vault, row)]));
}

/** Rows with these ids, held until the end of the transaction unless they are only looked at. */
export async function rowsById(
  tx: Tx,
  vault: Vault,
  register: string,
  ids: readonly string[],
  { lock = true } = {},
): Promise<Map<string, Row>> {
  const query = rowsOf(tx, register)
    .select(ROW)
    .where(sql<boolean>`id = ANY (${[...ids]}::uuid[])`)
    .orderBy('key');
  const rows = await (lock ? query.forUpdate() : query).execute();
  return new Map(rows.map((row) => [row.id, toRow(tx, vault, row)]));
}

/** Which of these keys belong to rows in use. */
export async function activeKeys(tx: Tx, register: string, keys: readonly string[]): Promise<Set<string>> {
  if (keys.length === 0) return new Set();
  const rows = await rowsOf(tx, register)
    .select('key')
    .where(sql<boolean>`key = ANY (${[...keys]}::text[])`)
    .where('state', '=', 'active')
    .execute();
  return new Set(rows.map(({ key }) => key));
}

/** What the rows with these keys are called, those out of use among them. */
export async function labelsByKey(
  tx: Tx,
  register: string,
  keys: readonly string[],
): Promise<Map<string, { id: string; label: string }>> {
  const rows = await rowsOf(tx, register)
    .select(['id', 'key', 'label'])
    .where(sql<boolean>`key = ANY (${[...keys]}::text[])`)
    .execute();
  return new Map(rows.map(({ key, id, label }) => [key, { id, label }]));
}

/** The rows themselves, likewise; not held. */
export async function readByKey(
  tx: Tx,
  vault: Vault,
  register: string,
  keys: readonly string[],
): Promise<Row[]> {
  const rows = await rowsOf(tx, register)
    .select(ROW)
    .where(sql<boolean>`key = ANY (${[...keys]}::text[])`)
    .execute();
  return rows.map((row) => toRow(tx, vault, row));
}

export interface WrittenRow {
  row: Row;
  change: Change;
  why: string | null;
  importId: string | null;
  by: string;
}

function split(register: Register, values: Answers): { content: Answers; secret: Answers | null } {
  // What this version does not know may have been personal in the one that it comes from.
  const open = new Set(register.fields.filter((field) => !isSealed(field)).map(({ ask }) => ask.id));
  const parts = { content: {} as Record<string, unknown>, secret: {} as Record<string, unknown> };
  for (const [id, value] of Object.entries(values)) {
    if (value === null || value === undefined) continue;
    (open.has(id) ? parts.content : parts.secret)[id] = value;
  }
  return { content: parts.content, secret: Object.keys(parts.secret).length > 0 ? parts.secret : null };
}

/** Writes rows as they are from now on, each with its version: one statement, however many there are. */
export async function putRows(
  tx: Tx,
  vault: Vault,
  { register, slots }: Pick<KeptRegister, 'register' | 'slots'>,
  written: readonly WrittenRow[],
): Promise<void> {
  if (written.length === 0) return;
  const records = written.map(({ row, change, why, importId, by }) => {
    const { content, secret } = split(register, row.values);
    const [west, south, east, north] = row.geometry ? boxOf(row.geometry) : [null, null, null, null];
    const sealed = secret && sealJson(vault, tx, valuesSubject(register.id, row.id, row.version), secret);
    return {
      id: row.id,
      key: row.key,
      label: row.label,
      state: row.state,
      version: row.version,
      definition: row.definition,
      content,
      sealed: sealed?.toString('base64'),
      geometry: row.geometry,
      cell: row.geometry && cellOf(boxOf(row.geometry)),
      west,
      south,
      east,
      north,
      ...slotValues(slots, row.values),
      // As a literal: numbers one by one cost as much as all the rest.
      terms: `{${termsOf(searchText(register, row.values))}}`,
      created_at: row.createdAt.toString(),
      updated_at: row.updatedAt.toString(),
      change,
      why: why && sealJson(vault, tx, whySubject(register.id, row.id, row.version), why).toString('base64'),
      import_id: importId,
      by,
    };
  });
  const json = JSON.stringify(records);
  await nextChange(tx, register.id);
  const before = await spotsBefore(
    tx,
    register.id,
    records.map(({ id }) => id),
  );
  // One statement, so that the text is taken apart once.
  await sql`
    WITH written AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset(${json}::jsonb) AS r (id uuid, key text, label text, state text, version int,
        definition int, content jsonb, sealed text, geometry jsonb, cell int8, west float8, south float8, east float8,
        north float8, t1 text, t2 text, t3 text, t4 text, t5 text, t6 text, t7 text, t8 text, n1 float8, n2 float8,
        n3 float8, n4 float8, terms int4[], created_at timestamptz, updated_at timestamptz, change text, why text,
        import_id uuid, by text)
    ), put AS (
      INSERT INTO register_row (tenant, register, id, key, label, state, version, definition, content, sealed, geometry,
        cell, west, south, east, north, t1, t2, t3, t4, t5, t6, t7, t8, n1, n2, n3, n4, terms, created_at, updated_at)
      SELECT ${tx.tenant}, ${register.id}, id, key, label, state, version, definition, content,
        decode(sealed, 'base64'), geometry, cell, west, south, east, north, t1, t2, t3, t4, t5, t6, t7, t8, n1, n2, n3,
        n4, terms, created_at, updated_at
      FROM written
      ON CONFLICT (tenant, register, id) DO UPDATE SET key = EXCLUDED.key, label = EXCLUDED.label,
        state = EXCLUDED.state, version = EXCLUDED.version, definition = EXCLUDED.definition,
        content = EXCLUDED.content, sealed = EXCLUDED.sealed, geometry = EXCLUDED.geometry, cell = EXCLUDED.cell,
        west = EXCLUDED.west, south = EXCLUDED.south, east = EXCLUDED.east, north = EXCLUDED.north, t1 = EXCLUDED.t1,
        t2 = EXCLUDED.t2, t3 = EXCLUDED.t3, t4 = EXCLUDED.t4, t5 = EXCLUDED.t5, t6 = EXCLUDED.t6, t7 = EXCLUDED.t7,
        t8 = EXCLUDED.t8, n1 = EXCLUDED.n1, n2 = EXCLUDED.n2, n3 = EXCLUDED.n3, n4 = EXCLUDED.n4,
        terms = EXCLUDED.terms, updated_at = EXCLUDED.updated_at
    )
    INSERT INTO register_version (tenant, register, row_id, version, change, state, definition, content, sealed,
      geometry, why, import_id, by, at)
    SELECT ${tx.tenant}, ${register.id}, id, version, change, state, definition, content, decode(sealed, 'base64'),
      geometry, decode(why, 'base64'), import_id, by, updated_at
    FROM written`.execute(tx.tables());
  await moveSpots(tx, register.id, before, records);
}

type StoredVersion = Omit<RegisterTables['register_version'], 'tenant'>;
const VERSION = [
  'register',
  'row_id',
  'version',
  'change',
  'state',
  'definition',
  'content',
  'sealed',
  'geometry',
  'why',
  'import_id',
  'by',
  'at',
] as const;

const toVersion = (tx: Tx, vault: Vault, one: StoredVersion): RowVersion => ({
  version: one.version,
  change: one.change,
  state: one.state,
  definition: one.definition,
  values: valuesOf(tx, vault, valuesSubject(one.register, one.row_id, one.version), one),
  geometry: one.geometry,
  why: one.why && openJson<string>(vault, tx, whySubject(one.register, one.row_id, one.version), one.why),
  importId: one.import_id,
  by: one.by,
  at: one.at,
});

const versions = (tx: Tx, register: string) =>
  tx
    .tables<RegisterTables>()
    .selectFrom('register_version')
    .select(VERSION)
    .where('tenant', '=', tx.tenant)
    .where('register', '=', register);

/** Newest first, before a version where one is given. */
export async function versionsOf(
  tx: Tx,
  vault: Vault,
  register: string,
  id: string,
  { before, limit }: { before?: number | undefined; limit: number },
): Promise<RowVersion[]> {
  const all = versions(tx, register).where('row_id', '=', id);
  const found = await (before === undefined ? all : all.where('version', '<', before))
    .orderBy('version', 'desc')
    .limit(limit)
    .execute();
  return found.map((one) => toVersion(tx, vault, one));
}

/** The version that held at a moment. */
export async function versionAt(
  tx: Tx,
  vault: Vault,
  register: string,
  id: string,
  at: Temporal.Instant,
): Promise<RowVersion | undefined> {
  const found = await versions(tx, register)
    .where('row_id', '=', id)
    .where('at', '<=', at)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return found && toVersion(tx, vault, found);
}

/** Rows that an import wrote and that were not taken back yet, held; some at a time, in the order of their ids. */
export async function rowsOfImport(
  tx: Tx,
  importId: string,
  after: string | null,
  limit: number,
): Promise<{ id: string; version: number; newest: number }[]> {
  const { rows } = await sql<{ id: string; version: number; newest: number }>`
    SELECT v.row_id AS id, v.version, r.version AS newest FROM register_version v
    JOIN register_row r ON r.tenant = v.tenant AND r.register = v.register AND r.id = v.row_id
    JOIN register_version n ON n.tenant = r.tenant AND n.register = r.register AND n.row_id = r.id AND n.version = r.version
    WHERE v.tenant = ${tx.tenant} AND v.import_id = ${importId}::uuid AND v.change <> 'undone'
      AND (n.change <> 'undone' OR n.import_id IS DISTINCT FROM v.import_id)
      AND (${after}::uuid IS NULL OR v.row_id > ${after}::uuid)
    ORDER BY v.row_id LIMIT ${limit} FOR UPDATE OF r`.execute(tx.tables());
  return rows;
}

/** The rows as they stand, and what they were before these versions; nothing before the first one. */
export async function rowsAndVersionsBefore(
  tx: Tx,
  vault: Vault,
  register: string,
  of: readonly { id: string; version: number }[],
): Promise<{ row: Row; before: RowVersion | null }[]> {
  const ids = of.map(({ id }) => id);
  const rows = await rowsOf(tx, register)
    .select(ROW)
    .where(sql<boolean>`id = ANY (${ids}::uuid[])`)
    .execute();
  const found = await versions(tx, register)
    .where(
      sql<boolean>`(row_id, version) IN (SELECT * FROM unnest(${ids}::uuid[], ${of.map(({ version }) => version - 1)}::int[]))`,
    )
    .execute();
  const before = new Map(found.map((one) => [one.row_id, toVersion(tx, vault, one)]));
  return rows.map((row) => ({ row: toRow(tx, vault, row), before: before.get(row.id) ?? null }));
}
