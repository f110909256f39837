import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '#testing/database.js';
import { testKernel } from '#testing/test-kernel.js';
import { systemContext } from '../context.js';
import type { Database } from '../db/database.js';
import type { Kernel } from '../kernel.js';
import { entryDigest } from './entry.js';
import { append, appendAll, count, countByMonth, readEntries } from './journal.js';
import { sealNext } from './seal.js';
import { verifyJournal } from './verify.js';

let database: Database;
let kernel: Kernel;
const context = (slug: string) => {
  const municipality = kernel.municipalities.bySlug(slug);
  if (!municipality) throw new Error(`no municipality ${slug}`);
  return systemContext(municipality, 'test', kernel.clock);
};
const write = (slug: string, type: string, subject: string, data = {}) =>
  database.transaction(context(slug).municipality.code, (tx) =>
    append(tx, context(slug), { type, subject, data }),
  );

beforeAll(async () => {
  database = await testDatabase();
  kernel = await testKernel(database);
});
afterAll(() => database.close());

describe('the journal', () => {
  test('gives out positions without gaps to writers at the same time', async () => {
    const entries = await Promise.all(
      Array.from({ length: 40 }, (_, index) => write('imari', 'test.parallel', `thing/${index}`)),
    );
    expect(entries.map(({ position }) => position).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 40 }, (_, index) => index + 1),
    );
  });

  test('writes many entries at once in their order, as it writes them one by one', async () => {
    const { code } = context('katsuragi').municipality;
    await write('katsuragi', 'test.before', 'thing/0');
    const many = Array.from({ length: 3 }, (_, index) => ({
      type: 'test.many',
      subject: `thing/${index}`,
      data: { place: index, note: '"引用"' },
    }));
    await database.transaction(code, (tx) => appendAll(tx, context('katsuragi'), many));
    expect((await write('katsuragi', 'test.after', 'thing/4')).position).toBe(5);
    const { entries } = await database.transaction(code, (tx) =>
      readEntries(tx, { type: 'test.many' }, { limit: 10 }),
    );
    expect(entries.toReversed().map(({ position, subject, data }) => ({ position, subject, data }))).toEqual(
      many.map(({ subject, data }, index) => ({ position: index + 2, subject, data })),
    );
    for (const entry of entries) expect(Buffer.from(entry.digest)).toEqual(entryDigest(entry));
  });

  test('leaves no gap after a transaction that failed', async () => {
    const { code } = context('imari').municipality;
    await expect(
      database.transaction(code, async (tx) => {
        await append(tx, context('imari'), { type: 'test.lost', subject: 'thing/x' });
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');
    const next = await write('imari', 'test.after', 'thing/y');
    expect(next.position).toBe(41);
    expect(await database.transaction(code, (tx) => count(tx, { type: 'test.lost' }))).toBe(0);
  });

  test('is not seen by another municipality, whatever it asks for', async () => {
    await write('katsuragi', 'test.secret', 'thing/k');
    const { code } = context('kashihara').municipality;
    const seen = await database.transaction(code, async (tx) => {
      const { rows } = await sql<{ n: number }>`SELECT count(*) AS n FROM journal_entry`.execute(tx.tables());
      return rows[0]?.n;
    });
    expect(seen).toBe(0);
  });

  test('cannot be written for another municipality', async () => {
    const { code } = context('kashihara').municipality;
    await expect(
      database.transaction(code, (tx) =>
        sql`INSERT INTO journal_head (tenant, position) VALUES ('292010', 99)`.execute(tx.tables()),
      ),
    ).rejects.toThrow(/row-level security/);
  });

  test.each(['UPDATE journal_entry SET type = type', 'DELETE FROM journal_entry', 'TRUNCATE journal_entry'])(
    'refuses %s, also to its owner',
    async (statement) => {
      await expect(sql.raw(statement).execute(database.owner)).rejects.toThrow(/append-only/);
    },
  );

  test('counts by attribute, month and subject', async () => {
    const { code } = context('nara-city').municipality;
    await write('nara-city', 'case.submitted', 'case/1', { channel: 'online', procedure: 'a' });
    await write('nara-city', 'case.submitted', 'case/1', { channel: 'online', procedure: 'a' });
    await write('nara-city', 'case.submitted', 'case/2', { channel: 'paper', procedure: 'a' });
    await database.transaction(code, async (tx) => {
      const online = { type: 'case.submitted', where: { channel: 'online' } };
      expect(await count(tx, online)).toBe(2);
      expect(await count(tx, online, 'subject')).toBe(1);
      expect(await count(tx, { type: 'case.submitted', where: { channel: ['online', 'paper'] } })).toBe(3);
      const months = await countByMonth(tx, online);
      expect(months.map(({ month, count: n }) => [month.toString(), n])).toEqual([['2026-11-01', 2]]);
    });
  });

  test('is read newest first, a page at a time', async () => {
    const { code } = context('imari').municipality;
    await database.transaction(code, async (tx) => {
      const first = await readEntries(tx, {}, { limit: 25 });
      expect(first.entries).toHaveLength(25);
      expect(first.entries[0]?.position).toBe(41);
      const second = await readEntries(tx, {}, { after: first.next ?? 0, limit: 25 });
      expect(second.entries.map(({ position }) => position)).toEqual(
        Array.from({ length: 16 }, (_, index) => 16 - index),
      );
      expect(second.next).toBeNull();
    });
  });
});

describe('verification', () => {
  test('fits after sealing, counts what is not sealed yet, and names the first changed entry', async () => {
    const { code } = context('nara-pref').municipality;
    for (let index = 0; index < 5; index += 1) await write('nara-pref', 'test.sealed', `thing/${index}`);
    expect(await database.transaction(code, (tx) => sealNext(tx, kernel.clock))).toMatchObject({
      number: 1,
      firstPosition: 1,
      lastPosition: 5,
    });
    const late = await write('nara-pref', 'test.late', 'thing/late');
    await expect(database.transaction(code, verifyJournal)).resolves.toMatchObject({
      entries: 6,
      blocks: 1,
      unsealed: 1,
      fault: null,
    });

    const tamper = async (change: string) => {
      await sql
        .raw(
          `ALTER TABLE journal_entry DISABLE TRIGGER USER; ${change}; ALTER TABLE journal_entry ENABLE TRIGGER USER`,
        )
        .execute(database.owner);
    };
    await tamper(`UPDATE journal_entry SET subject = 'thing/l4te' WHERE id = '${late.id}'`);
    await expect(database.transaction(code, verifyJournal)).resolves.toMatchObject({
      fault: { position: 6, entryId: late.id },
    });
    await tamper(`UPDATE journal_entry SET subject = 'thing/late' WHERE id = '${late.id}'`);
    await tamper(`UPDATE journal_entry SET actor = 'system/tesu' WHERE tenant = '${code}' AND position = 3`);
    await expect(database.transaction(code, verifyJournal)).resolves.toMatchObject({
      fault: { position: 3 },
    });
    await tamper(`UPDATE journal_entry SET actor = 'system/test' WHERE tenant = '${code}' AND position = 3`);
    await tamper(`DELETE FROM journal_entry WHERE tenant = '${code}' AND position = 6`);
    await expect(database.transaction(code, verifyJournal)).resolves.toMatchObject({
      fault: { position: 6, message: expect.stringContaining('missing') },
    });
  });
});
