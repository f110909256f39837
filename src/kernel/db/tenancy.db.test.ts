import { constantFrom, sample, tuple } from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestApp, testApp } from '#testing/test-app.js';
import { systemContext } from '../context.js';
import { append } from '../journal/journal.js';
import { sealNext } from '../journal/seal.js';
import { catchUp } from '../journal/subscriptions.js';
import type { Database } from './database.js';

let app: TestApp;
let database: Database;
let tables: string[];
let tenants: string[];

beforeAll(async () => {
  app = await testApp();
  database = app.kernel.database;
  const { rows } = await sql<{ name: string }>`
    SELECT table_name AS name FROM information_schema.columns
    WHERE table_schema = 'public' AND column_name = 'tenant' ORDER BY 1`.execute(database.owner);
  tables = rows.map(({ name }) => name);
  tenants = app.kernel.municipalities.all.map(({ code }) => code);
  for (const municipality of app.kernel.municipalities.all) {
    const context = systemContext(municipality, 'test', app.kernel.clock);
    await database.transaction(municipality.code, (tx) =>
      append(tx, context, { type: 'test.done', subject: 'thing/1' }),
    );
    await database.transaction(municipality.code, (tx) => sealNext(tx, app.kernel.clock));
    const subscription = { name: 'test', types: ['test.done'], handle: async () => {} };
    await catchUp(app.kernel, municipality, subscription);
  }
});
afterAll(() => app.stop());

const countsByTenant = async (table: string): Promise<Map<string, number>> => {
  const { rows } = await sql<{ tenant: string; n: number }>`
    SELECT tenant, count(*) AS n FROM ${sql.table(table)} GROUP BY tenant`.execute(database.owner);
  return new Map(rows.map(({ tenant, n }) => [tenant, n]));
};

/** What a statement that names another tenant comes to: the rows that it reached, or the refusal. */
const reach = (mine: string, statement: string): Promise<number | string> =>
  database
    .transaction(mine, async (tx) => {
      const { numAffectedRows, rows } = await sql.raw(statement).execute(tx.tables());
      return Number(numAffectedRows ?? rows.length);
    })
    .catch((error: Error) => error.message);

describe('rows of a municipality', () => {
  test('are reached by it alone, in every table', async () => {
    let filled = 0;
    for (const table of tables) {
      const counts = await countsByTenant(table);
      if (counts.size > 0) filled += 1;
      for (const mine of tenants) {
        const { rows } = await database.transaction(mine, (tx) =>
          sql<{ own: number; others: number }>`
            SELECT count(*) FILTER (WHERE tenant = ${mine}) AS own, count(*) FILTER (WHERE tenant <> ${mine}) AS others
            FROM ${sql.table(table)}`.execute(tx.tables()),
        );
        expect({ table, mine, ...rows[0] }).toEqual({ table, mine, own: counts.get(mine) ?? 0, others: 0 });
      }
    }
    // Plans and the journal are there from the start; without rows this would prove nothing.
    expect(filled).toBeGreaterThanOrEqual(7);
  });

  test('are neither changed, taken, given away nor removed by another one', async () => {
    const pairs = tuple(constantFrom(...tables), constantFrom(...tenants), constantFrom(...tenants)).filter(
      ([, mine, other]) => mine !== other,
    );
    const tries = sample(pairs, { numRuns: 60, seed: 20261120 });
    for (const [table, mine, other] of tries) {
      const before = await countsByTenant(table);
      for (const statement of [
        `UPDATE ${table} SET tenant = '${mine}' WHERE tenant = '${other}'`,
        `DELETE FROM ${table} WHERE tenant = '${other}'`,
        `SELECT 1 FROM ${table} WHERE tenant = '${other}'`,
      ]) {
        const reached = await reach(mine, statement);
        expect([0, `permission denied for table ${table}`], `${table}: ${statement}`).toContain(reached);
      }
      for (const statement of [
        `UPDATE ${table} SET tenant = '${other}' WHERE tenant = '${mine}'`,
        `INSERT INTO ${table} OVERRIDING SYSTEM VALUE SELECT (json_populate_record(t, '{"tenant": "${other}"}')).* FROM ${table} t WHERE tenant = '${mine}'`,
      ]) {
        const reached = await reach(mine, statement);
        if (reached !== 0) {
          expect(reached, `${table}: ${statement}`).toMatch(
            /row-level security|permission denied|generated column/,
          );
        }
      }
      expect(await countsByTenant(table)).toEqual(before);
    }
  });
});

describe('the role of the application', () => {
  test.each([
    'TRUNCATE journal_entry',
    'ALTER TABLE journal_head DISABLE ROW LEVEL SECURITY',
    'DROP POLICY own_tenant ON journal_head',
    'ALTER TABLE journal_entry DISABLE TRIGGER USER',
    'CREATE TABLE public.mine (a int)',
    "SELECT protect_tenant_table('tenant', 'ALL')",
    'ALTER ROLE yakuba_app BYPASSRLS',
    "INSERT INTO tenant VALUES ('999999', 'mine')",
    'SELECT * FROM kysely_migration',
    "COPY journal_entry TO PROGRAM 'cat'",
  ])('is refused %s', async (statement) => {
    expect(await reach('292010', statement)).toMatch(/permission denied|must be (able|owner|superuser)/i);
  });

  test('owns nothing, bypasses nothing, and is member of nothing', async () => {
    const { rows } = await sql`
      SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolcanlogin,
        (SELECT count(*) FROM pg_auth_members WHERE member = r.oid) AS memberships,
        (SELECT count(*) FROM pg_class WHERE relowner = r.oid) AS owned
      FROM pg_roles r WHERE rolname = 'yakuba_app'`.execute(database.owner);
    expect(rows).toEqual([
      {
        rolsuper: false,
        rolbypassrls: false,
        rolcreaterole: false,
        rolcreatedb: false,
        rolcanlogin: false,
        memberships: 0,
        owned: 0,
      },
    ]);
  });

  test('has on tenant tables only what row-level security binds, behind the one policy', async () => {
    const { rows: grants } = await sql<{ name: string }>`
      SELECT table_name || ' ' || privilege_type AS name FROM information_schema.table_privileges
      WHERE grantee IN ('yakuba_app', 'PUBLIC') AND table_schema = 'public'
        AND privilege_type NOT IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE')`.execute(database.owner);
    expect(grants).toEqual([]);
    const own = "(tenant = current_setting('app.tenant'::text, true))";
    const { rows: policies } = await sql<{ name: string; using: string; check: string; roles: string }>`
      SELECT tablename AS name, qual AS using, with_check AS check, roles::text AS roles, permissive, cmd
      FROM pg_policies WHERE schemaname = 'public' ORDER BY tablename`.execute(database.owner);
    expect(policies).toEqual(
      tables.map((name) => ({
        name,
        using: own,
        check: own,
        roles: '{public}',
        permissive: 'PERMISSIVE',
        cmd: 'ALL',
      })),
    );
  });

  // The exceptions name candidates in the tenant of the transaction and nothing else (docs/decisions/0019, 0020); that
  // they do is tested where they are called (modules/records/register.db.test.ts, modules/register/register.db.test.ts).
  test('finds no function or view that runs as its owner, but those that have an ADR', async () => {
    const { rows } = await sql<{ name: string }>`
      SELECT p.oid::regprocedure::text AS name FROM pg_proc p
      WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef
        AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
      UNION ALL
      SELECT c.relname FROM pg_class c
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('v', 'm')
        AND NOT coalesce(c.reloptions @> ARRAY['security_invoker=true'], false)
        AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')`.execute(
      database.owner,
    );
    expect(rows.map(({ name }) => name).sort()).toEqual([
      'records_candidates(integer[],text[],integer,text[],text,uuid,timestamp with time zone,uuid,integer)',
      'register_candidates(text,integer[],text,integer)',
    ]);
  });
});
