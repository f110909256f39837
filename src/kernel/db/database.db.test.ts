import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { testDatabase } from '#testing/database.js';
import { kyselyOverPool } from './connection.js';
import { type Database, onceMore, type Tx } from './database.js';

const NARA = '292010';
const IMARI = '412058';

let database: Database;
beforeAll(async () => {
  database = await testDatabase();
  await sql`CREATE TABLE thing (tenant text NOT NULL REFERENCES tenant, name text NOT NULL, PRIMARY KEY (tenant, name))`.execute(
    database.owner,
  );
  await sql`SELECT protect_tenant_table('thing', 'SELECT, INSERT, UPDATE, DELETE')`.execute(database.owner);
});
afterAll(() => database.close());

const run = (tx: Tx, statement: string) => sql.raw(statement).execute(tx.tables());
const add = (tx: Tx, name: string) =>
  sql`INSERT INTO thing (tenant, name) VALUES (${tx.tenant}, ${name})`.execute(tx.tables());
const namesOf = (tenant: string): Promise<string[]> =>
  database.transaction(tenant, async (tx) => {
    const { rows } = await sql<{ name: string }>`SELECT name FROM thing ORDER BY name`.execute(tx.tables());
    return rows.map(({ name }) => name);
  });
const settled = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: Error) => error.message,
  );

describe('a transaction of a municipality', () => {
  test.each(['', '29201', '2920101', "292010'", '292010\n', ' 292010', '２９２０１０', '292010; RESET ROLE'])(
    'is refused for the tenant %j',
    async (tenant) => {
      await expect(database.transaction(tenant, async () => 'reached')).rejects.toThrow(
        /not a municipality code/,
      );
    },
  );

  test.each([['292010'], { toString: () => NARA }, 292010, null, undefined])(
    'is refused for the tenant %j that is not a text',
    async (tenant) => {
      await expect(database.transaction(tenant as never, async () => 'reached')).rejects.toThrow(
        /not a municipality code/,
      );
    },
  );

  test('binds what it writes by its own municipality, however often the same statement ran for another one', async () => {
    const rename = sql<{ tenant: string }>`UPDATE thing SET name = name RETURNING tenant`;
    // A plan that is kept is made for no values at all after five runs.
    for (let turn = 0; turn < 8; turn += 1) {
      for (const tenant of [NARA, IMARI]) {
        const { rows } = await database.transaction(tenant, async (tx) => {
          await add(tx, `kept ${turn}`);
          return rename.execute(tx.tables());
        });
        expect(new Set(rows.map((row) => row.tenant))).toEqual(new Set([tenant]));
      }
      await expect(
        database.transaction(NARA, (tx) =>
          sql`INSERT INTO thing (tenant, name) VALUES (${IMARI}, ${'smuggled'})`.execute(tx.tables()),
        ),
      ).rejects.toThrow(/row-level security/);
    }
    for (const tenant of [NARA, IMARI])
      await database.transaction(tenant, (tx) => run(tx, "DELETE FROM thing WHERE name LIKE 'kept %'"));
  });

  test('leaves neither role nor tenant on the connection', async () => {
    await database.transaction(NARA, (tx) => run(tx, 'SELECT 1'));
    await settled(database.transaction(NARA, (tx) => run(tx, 'SELECT broken')));
    const { rows } = await sql<{ role: string; tenant: string | null }>`
      SELECT current_user AS role, nullif(current_setting('app.tenant', true), '') AS tenant`.execute(
      database.owner,
    );
    expect(rows[0]?.role).not.toBe('yakuba_app');
    expect(rows[0]?.tenant).toBeNull();
  });

  test.each([
    'COMMIT',
    ' /* so */ commit',
    '-- so\nROLLBACK',
    'END',
    'ABORT',
    'BEGIN',
    'START TRANSACTION',
    'SAVEPOINT a',
    'RESET ROLE',
    'RESET ALL',
    'DISCARD ALL',
    'SET ROLE NONE',
    "SET LOCAL app.tenant = '412058'",
    'SET SESSION AUTHORIZATION DEFAULT',
    "SELECT set_config('app.tenant', '412058', true)",
    "SELECT set_config('role', 'none', true)",
    'SELECT 1; COMMIT',
    "DO $$ BEGIN EXECUTE 'RESET ROLE'; END $$",
  ])('does not let its work run %s', async (statement) => {
    const before = await namesOf(NARA);
    const outcome = await settled(
      database.transaction(NARA, async (tx) => {
        await add(tx, 'before');
        await run(tx, statement);
        await run(tx, `INSERT INTO thing (tenant, name) VALUES ('${IMARI}', 'crossed')`);
      }),
    );
    expect(outcome).not.toBe('done');
    expect(await namesOf(NARA)).toEqual(before);
    expect(await namesOf(IMARI)).toEqual([]);
  });

  test('does not let its work open a transaction of the query builder', async () => {
    await expect(
      database.transaction(NARA, (tx) =>
        tx
          .tables()
          .transaction()
          .execute(async () => 'reached'),
      ),
    ).rejects.toThrow(/inside/);
  });

  test('is not answered as done when a statement failed and the work went on', async () => {
    const reactions: string[] = [];
    const outcome = await settled(
      database.transaction(NARA, async (tx) => {
        tx.afterCommit(() => reactions.push('committed'));
        await add(tx, 'swallowed');
        await run(tx, 'SELECT broken').catch(() => {});
      }),
    );
    expect(outcome).toMatch(/nothing was saved/);
    expect(reactions).toEqual([]);
    expect(await namesOf(NARA)).not.toContain('swallowed');
  });

  test('is closed to work that goes on after its end', async () => {
    let late: Promise<unknown> = Promise.resolve();
    const outcome = await settled(
      database.transaction(NARA, async (tx) => {
        const slow = async () => {
          await new Promise((resolve) => setTimeout(resolve, 20));
          await run(tx, `INSERT INTO thing (tenant, name) VALUES ('${IMARI}', 'late')`);
        };
        late = slow();
        await Promise.all([late, Promise.reject(new Error('the other one failed'))]);
      }),
    );
    expect(outcome).toBe('the other one failed');
    await expect(late).rejects.toThrow(/is over/);
    expect(await namesOf(IMARI)).toEqual([]);
  });

  test('inside another one is refused at once', async () => {
    await expect(
      database.transaction(NARA, () => database.transaction(NARA, async () => 'reached')),
    ).rejects.toThrow(/inside another/);
    await expect(database.transaction(NARA, () => sql`SELECT 1`.execute(database.owner))).rejects.toThrow(
      /inside another/,
    );
  });

  test('may be begun by what another one started, once that is over', async () => {
    let later: Promise<string> = Promise.resolve('');
    await database.transaction(NARA, async () => {
      later = new Promise((resolve) => setTimeout(resolve, 50)).then(() =>
        database.transaction(IMARI, async (tx) => tx.tenant),
      );
    });
    expect(await later).toBe(IMARI);
  });

  test('is made again after a deadlock, with the reactions of the last time only', async () => {
    const reactions: number[] = [];
    let attempt = 0;
    await database.transaction(NARA, async (tx) => {
      attempt += 1;
      const mine = attempt;
      tx.afterCommit(() => reactions.push(mine));
      if (attempt < 3) throw Object.assign(new Error('deadlock'), { code: '40P01' });
    });
    expect(reactions).toEqual([3]);
  });

  test('is made again when a row came in meanwhile, and with another error not', async () => {
    await database.transaction(NARA, (tx) => add(tx, 'twin'));
    const tried: string[] = [];
    await database.transaction(NARA, async (tx) => {
      const name = tried.length === 0 ? 'twin' : 'its brother';
      tried.push(name);
      await onceMore(add(tx, name));
    });
    expect(tried).toEqual(['twin', 'its brother']);
    await expect(
      database.transaction(NARA, (tx) => onceMore(run(tx, 'SELECT broken'))),
    ).rejects.toMatchObject({ code: '42703' });
  });

  test('is over with its last statement: saved with it, or not at all, and closed after it', async () => {
    const addLast = (tx: Tx, name: string) =>
      sql`INSERT INTO thing (tenant, name) VALUES (${tx.tenant}, ${name})`.execute(tx.lastly());
    const reactions: string[] = [];
    await database.transaction(NARA, async (tx) => {
      tx.afterCommit(() => reactions.push('committed'));
      await add(tx, 'before the last');
      await addLast(tx, 'the last');
      await expect(add(tx, 'too late')).rejects.toThrow(/is over/);
    });
    await database.transaction(NARA, (tx) => addLast(tx, 'alone'));
    expect(reactions).toEqual(['committed']);
    await expect(
      database.transaction(NARA, async (tx) => {
        await add(tx, 'undone');
        await addLast(tx, 'alone');
      }),
    ).rejects.toMatchObject({ code: '23505' });
    await expect(
      database.transaction(NARA, async (tx) => {
        await run(tx, 'SELECT broken').catch(() => {});
        await addLast(tx, 'after a failure');
      }),
    ).rejects.toThrow();
    const names = await namesOf(NARA);
    expect(names).toEqual(expect.arrayContaining(['before the last', 'the last', 'alone']));
    for (const name of ['too late', 'undone', 'after a failure']) expect(names).not.toContain(name);
  });
});

describe('a connection', () => {
  test('is clean for the next one after a failed statement, a failed commit and a failed batch of the owner', async () => {
    await sql`CREATE TABLE checked_late (id int PRIMARY KEY, other int REFERENCES checked_late DEFERRABLE INITIALLY DEFERRED)`.execute(
      database.owner,
    );
    await sql`GRANT INSERT ON checked_late TO yakuba_app`.execute(database.owner);
    for (let round = 0; round < 8; round += 1) {
      await settled(database.transaction(NARA, (tx) => run(tx, 'SELECT broken')));
      await expect(
        database.transaction(NARA, (tx) => run(tx, `INSERT INTO checked_late VALUES (${round}, 99)`)),
      ).rejects.toThrow(/foreign key/);
      await settled(sql.raw('BEGIN; SELECT broken; COMMIT').execute(database.owner));
      await settled(sql.raw('BEGIN; SELECT 1').execute(database.owner));
    }
    await expect(database.transaction(NARA, (tx) => add(tx, 'after'))).resolves.toBeDefined();
    await expect(sql`SELECT 1 AS one`.execute(database.owner)).resolves.toMatchObject({ rows: [{ one: 1 }] });
    expect(await namesOf(NARA)).toContain('after');
  });

  test('that breaks in the middle fails its transaction only', async ({ skip }) => {
    const template = inject('template');
    if (template.driver !== 'postgres') return skip('the embedded database has no connections that break');
    const killer = kyselyOverPool(template.serverUrl, 1);
    const kill = (pid: number) => sql`SELECT pg_terminate_backend(${pid})`.execute(killer);
    for (const isBusy of [true, false]) {
      await expect(
        database.transaction(NARA, async (tx) => {
          await add(tx, 'lost');
          const { rows } = await sql<{ pid: number }>`SELECT pg_backend_pid() AS pid`.execute(tx.tables());
          const end = kill(rows[0]?.pid ?? 0);
          if (isBusy) await run(tx, 'SELECT pg_sleep(5)');
          await end;
          await new Promise((resolve) => setTimeout(resolve, 50));
          await run(tx, 'SELECT 1');
        }),
      ).rejects.toThrow();
    }
    await killer.destroy();
    const names = await Promise.all(Array.from({ length: 8 }, () => namesOf(NARA)));
    expect(names.flat()).not.toContain('lost');
  });

  test('is given to everybody who waits', async () => {
    const order = await Promise.all(
      Array.from({ length: 30 }, (_, index) => database.transaction(NARA, async () => index)),
    );
    expect(order).toHaveLength(30);
  });
});
