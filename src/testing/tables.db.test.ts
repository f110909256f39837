import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '#kernel/db/database.js';
import { testDatabase } from './database.js';
import { readTableTypes, type StatedTables } from './table-types.js';

const SOURCES = fileURLToPath(new URL('..', import.meta.url));
const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((file) =>
  /^tables([.-][a-z-]+)?\.ts$/.test(basename(file)),
);

/** How the doors to the database hand values over; "named" types (ids, states, documents) stand for texts and JSON. */
const READ_AS: Record<string, readonly string[]> = {
  text: ['string', 'named'],
  uuid: ['string', 'named'],
  bigint: ['number', 'named'],
  integer: ['number', 'named'],
  smallint: ['number', 'named'],
  numeric: ['number', 'named'],
  'double precision': ['number', 'named'],
  boolean: ['boolean'],
  'timestamp with time zone': ['Temporal.Instant'],
  date: ['Temporal.PlainDate'],
  bytea: ['Uint8Array'],
  jsonb: ['unknown', 'named'],
  ARRAY: ['unknown', 'named'],
  'USER-DEFINED': ['string', 'unknown', 'named'],
};

/** Tables that no store reads through its types: the tenant list, and those of PostGIS and of the migrator. */
const NOT_STATED = new Set(['tenant', 'spatial_ref_sys', 'kysely_migration', 'kysely_migration_lock']);

interface Column {
  table: string;
  column: string;
  type: string;
  nullable: boolean;
  filled: boolean;
}

let database: Database;
let columns: Column[];
beforeAll(async () => {
  database = await testDatabase();
  const { rows } = await sql<Column>`
    SELECT c.table_name AS "table", c.column_name AS "column", c.data_type AS type, c.is_nullable = 'YES' AS nullable,
           c.column_default IS NOT NULL OR c.is_identity = 'YES' OR c.is_generated = 'ALWAYS' AS filled
    FROM information_schema.columns c
    JOIN information_schema.tables t USING (table_schema, table_name)
    WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE'`.execute(database.owner);
  columns = rows.filter(({ table }) => !NOT_STATED.has(table));
});
afterAll(() => database.close());

const stated: StatedTables = Object.assign({}, ...files.map((file) => readTableTypes(join(SOURCES, file))));

describe('the table types', () => {
  test('name every table and column of the database and no other', () => {
    const inDatabase = columns.map(({ table, column }) => `${table}.${column}`);
    const inTypes = Object.entries(stated).flatMap(([table, of]) =>
      Object.keys(of).map((column) => `${table}.${column}`),
    );
    expect(inTypes.toSorted()).toEqual(inDatabase.toSorted());
  });

  test('say what the values are, which may be null and which the database fills in', () => {
    const wrong = columns.flatMap(({ table, column, type, nullable, filled }) => {
      const said = stated[table]?.[column];
      if (!said) return [];
      const fits =
        READ_AS[type]?.includes(said.type) && said.nullable === nullable && (!said.generated || filled);
      return fits ? [] : [{ column: `${table}.${column}`, said, inDatabase: { type, nullable, filled } }];
    });
    expect(wrong).toEqual([]);
  });
});

describe('every table', () => {
  test('has a comment, and so has each of its columns', async () => {
    const { rows } = await sql<{ name: string }>`
      SELECT c.relname AS name FROM pg_class c
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND obj_description(c.oid, 'pg_class') IS NULL
      UNION ALL
      SELECT c.relname || '.' || a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
        AND col_description(c.oid, a.attnum) IS NULL`.execute(database.owner);
    const foreign = /^(spatial_ref_sys|kysely_migration|kysely_migration_lock)\b/;
    expect(rows.map(({ name }) => name).filter((name) => !foreign.test(name))).toEqual([]);
  });

  test('of a tenant is behind row-level security, its tenant first in the key', async () => {
    const tenantTables = new Set(
      columns.filter(({ column }) => column === 'tenant').map(({ table }) => table),
    );
    const { rows } = await sql<{ name: string; guarded: boolean; policies: number; first: string | null }>`
      SELECT c.relname AS name, c.relrowsecurity AS guarded,
             (SELECT count(*) FROM pg_policy p WHERE p.polrelid = c.oid) AS policies,
             (SELECT a.attname FROM pg_index i JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
              WHERE i.indrelid = c.oid AND i.indisprimary) AS first
      FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'`.execute(
      database.owner,
    );
    const open = rows
      .filter(({ name }) => tenantTables.has(name))
      .filter(({ guarded, policies, first }) => !guarded || policies === 0 || first !== 'tenant');
    expect(tenantTables.size).toBeGreaterThan(0);
    expect(open).toEqual([]);
  });

  test('of a tenant has only unique keys and references that begin with the tenant', async () => {
    const { rows } = await sql<{ name: string }>`
      SELECT k.conrelid::regclass || ' ' || k.conname AS name
      FROM pg_constraint k
      JOIN pg_attribute t ON t.attrelid = k.conrelid AND t.attname = 'tenant'
      WHERE k.connamespace = 'public'::regnamespace AND k.contype IN ('u', 'f') AND k.conkey[1] <> t.attnum
      UNION ALL
      SELECT i.indexrelid::regclass::text
      FROM pg_index i
      JOIN pg_class c ON c.oid = i.indrelid AND c.relnamespace = 'public'::regnamespace
      JOIN pg_attribute t ON t.attrelid = i.indrelid AND t.attname = 'tenant'
      WHERE i.indisunique AND i.indkey[0] <> t.attnum`.execute(database.owner);
    expect(rows).toEqual([]);
  });
});
