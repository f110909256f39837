import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test, vi } from 'vitest';
import { testDatabase } from '#testing/database.js';
import { testKernel } from '#testing/test-kernel.js';
import { type Context, systemContext } from '../context.js';
import { kyselyOverPool } from '../db/connection.js';
import type { Database, Tx } from '../db/database.js';
import type { Kernel } from '../kernel.js';
import type { Entry } from './entry.js';
import { followJournal } from './followers.js';
import { append } from './journal.js';
import { catchUp, type Subscription } from './subscriptions.js';

let database: Database;
let kernel: Kernel;
let context: Context;
let run = 0;

beforeAll(async () => {
  database = await testDatabase();
  kernel = await testKernel(database);
  const municipality = kernel.municipalities.bySlug('imari');
  if (!municipality) throw new Error('no imari');
  context = systemContext(municipality, 'test', kernel.clock);
  await sql`CREATE TABLE effect (tenant text NOT NULL, subscriber text NOT NULL, position bigint NOT NULL)`.execute(
    database.owner,
  );
  await sql`SELECT protect_tenant_table('effect', 'SELECT, INSERT')`.execute(database.owner);
});
afterAll(() => database.close());
beforeEach(() => {
  run += 1;
});

const type = () => `test.run${run}`;
const write = (count: number) =>
  database.transaction(context.municipality.code, async (tx) => {
    for (let index = 0; index < count; index += 1) {
      await append(tx, context, { type: type(), subject: `thing/${index}` });
    }
  });
const effect = (tx: Tx, subscriber: string, { position }: Entry) =>
  sql`INSERT INTO effect VALUES (${tx.tenant}, ${subscriber}, ${position})`.execute(tx.tables());
const subscriber = (
  name: string,
  handle: (tx: Tx, entry: Entry) => Promise<unknown> = (tx, entry) => effect(tx, `${name}${run}`, entry),
): Subscription => ({
  name: `${name}${run}`,
  types: [type()],
  handle: async (tx, _, entry) => {
    await handle(tx, entry);
  },
});
const effectsOf = async (name: string): Promise<number[]> => {
  const { rows } = await sql<{ position: number }>`
    SELECT position FROM effect WHERE subscriber = ${`${name}${run}`} ORDER BY position`.execute(
    database.owner,
  );
  return rows.map(({ position }) => position);
};
const distinct = (numbers: readonly number[]) => new Set(numbers).size;

describe('a subscriber', () => {
  test('handles each entry once, whoever and however many look at the same time', async () => {
    await write(450);
    const counts = await Promise.all(
      Array.from({ length: 6 }, () => catchUp(kernel, context.municipality, subscriber('many'))),
    );
    expect(counts.reduce((sum, { handled }) => sum + handled, 0)).toBe(450);
    const effects = await effectsOf('many');
    expect([effects.length, distinct(effects)]).toEqual([450, 450]);
  });

  test('that fails keeps its place right before the entry, with everything before it done once', async () => {
    await write(250);
    let isBroken = true;
    let seen = 0;
    const failing = subscriber('fails', async (tx, entry) => {
      await effect(tx, `fails${run}`, entry);
      seen += 1;
      if (isBroken && entry.subject === 'thing/220') throw new Error('no paper');
    });
    for (let round = 0; round < 2; round += 1) {
      expect(await catchUp(kernel, context.municipality, failing)).toMatchObject({ isStuck: true });
      expect(await effectsOf('fails')).toHaveLength(220);
    }
    const { rows } = await sql<{ failures: number; last_error: string }>`
      SELECT failures, last_error FROM journal_subscription WHERE subscriber = ${failing.name}`.execute(
      database.owner,
    );
    expect(rows).toEqual([{ failures: 2, last_error: 'no paper' }]);
    isBroken = false;
    expect(await catchUp(kernel, context.municipality, failing)).toEqual({ handled: 30, isStuck: false });
    expect(distinct(await effectsOf('fails'))).toBe(250);
    expect(await effectsOf('fails')).toHaveLength(250);
    // A page at a time, and the entries around the one that failed a second time: no more.
    expect(seen).toBeLessThan(250 + 3 * 60);
  });

  test('is not done when one of its statements failed, even if it looked away', async () => {
    await write(3);
    const careless = subscriber('careless', async (tx, entry) => {
      await effect(tx, `careless${run}`, entry);
      await sql`SELECT broken`.execute(tx.tables()).catch(() => {});
    });
    expect(await catchUp(kernel, context.municipality, careless)).toEqual({ handled: 0, isStuck: true });
    expect(await effectsOf('careless')).toEqual([]);
  });

  test('whose connection breaks in the middle handles the entries again, with one effect each', async ({
    skip,
  }) => {
    const template = inject('template');
    if (template.driver !== 'postgres') return skip('the embedded database has no connections that break');
    await write(5);
    const killer = kyselyOverPool(template.serverUrl, 1);
    let isCut = false;
    const cut = subscriber('cut', async (tx, entry) => {
      await effect(tx, `cut${run}`, entry);
      if (isCut || entry.subject !== 'thing/3') return;
      isCut = true;
      const { rows } = await sql<{ pid: number }>`SELECT pg_backend_pid() AS pid`.execute(tx.tables());
      await sql`SELECT pg_terminate_backend(${rows[0]?.pid ?? 0})`.execute(killer);
    });
    await catchUp(kernel, context.municipality, cut);
    await catchUp(kernel, context.municipality, cut);
    await killer.destroy();
    expect(await effectsOf('cut')).toHaveLength(5);
    expect(distinct(await effectsOf('cut'))).toBe(5);
  });
});

describe('a subscriber of rare entries', () => {
  test('passes the others without seeing them, and looks at none of them twice', async () => {
    await write(250);
    await database.transaction(context.municipality.code, (tx) =>
      append(tx, context, { type: `${type()}.rare`, subject: 'thing/rare' }),
    );
    await write(50);
    const seen: string[] = [];
    const rare: Subscription = {
      ...subscriber('rare', async (_, { subject }) => seen.push(subject)),
      types: [`${type()}.rare`],
    };
    expect(await catchUp(kernel, context.municipality, rare)).toEqual({ handled: 1, isStuck: false });
    expect(seen).toEqual(['thing/rare']);
    const { rows } = await sql`
      SELECT 1 FROM journal_subscription JOIN journal_head USING (tenant, position)
      WHERE subscriber = ${rare.name}`.execute(database.owner);
    expect(rows).toHaveLength(1);
  });
});

describe('followers', () => {
  test('wake whoever wants what was written, and nobody else', async () => {
    const wanting = subscriber('wanting');
    const other = { ...subscriber('other'), types: ['test.other'] };
    const followers = followJournal(kernel, [other, wanting]);
    await write(1);
    await vi.waitFor(async () => expect(await effectsOf('wanting')).toHaveLength(1), { timeout: 5000 });
    await followers.close();
    const { rows } = await sql`
      SELECT subscriber FROM journal_subscription WHERE subscriber IN (${wanting.name}, ${other.name})`.execute(
      database.owner,
    );
    expect(rows).toEqual([{ subscriber: wanting.name }]);
  });

  test('go on with the others when one fails, and try the failed one again by themselves', async () => {
    let isBroken = true;
    const first = subscriber('first', async () => {
      if (isBroken) throw new Error('closed today');
    });
    const second = subscriber('second');
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const followers = followJournal(kernel, [first, second]);
    try {
      await write(2);
      await vi.waitFor(async () => expect(await effectsOf('second')).toHaveLength(2), { timeout: 5000 });
      isBroken = false;
      vi.advanceTimersByTime(61_000);
      await vi.waitFor(
        async () => {
          const { rows } = await sql`
            SELECT 1 FROM journal_subscription WHERE subscriber = ${first.name} AND failures = 0 AND position > 0`.execute(
            database.owner,
          );
          expect(rows).toHaveLength(1);
        },
        { timeout: 5000 },
      );
    } finally {
      await followers.close();
      vi.useRealTimers();
    }
  });

  test('finish what is under way before they are closed, and begin nothing after', async () => {
    let isDone = false;
    const slow = subscriber('slow', async () => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      isDone = true;
    });
    const later = subscriber('later');
    const followers = followJournal(kernel, [slow, later]);
    await write(1);
    const settled = followers.settle();
    await new Promise((resolve) => setTimeout(resolve, 100));
    await followers.close();
    expect(isDone).toBe(true);
    await settled;
    await write(1);
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(await effectsOf('later')).toEqual([]);
  });
});
