import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '#testing/database.js';
import { testKernel } from '#testing/test-kernel.js';
import { type Context, systemContext } from '../context.js';
import type { Database } from '../db/database.js';
import type { Kernel } from '../kernel.js';
import type { EntryData } from './entry.js';
import { append } from './journal.js';
import { sealNext } from './seal.js';
import { verifyJournal } from './verify.js';

let database: Database;
let kernel: Kernel;
const townOf = (slug: string): Context => {
  const municipality = kernel.municipalities.bySlug(slug);
  if (!municipality) throw new Error(`no municipality ${slug}`);
  return systemContext(municipality, 'test', kernel.clock);
};
const write = (context: Context, subject: string, data: EntryData = {}) =>
  database.transaction(context.municipality.code, (tx) =>
    append(tx, context, { type: 'test.done', subject, data }),
  );
const seal = (context: Context) =>
  database.transaction(context.municipality.code, (tx) => sealNext(tx, kernel.clock));
const verify = (context: Context) => database.transaction(context.municipality.code, verifyJournal);

/** Changes rows as somebody with the owner's password would. */
const behindItsBack = async (change: string) => {
  const tables = ['journal_entry', 'journal_block'];
  const triggers = (what: string) =>
    tables.map((table) => `ALTER TABLE ${table} ${what} TRIGGER USER`).join('; ');
  await sql
    .raw(`BEGIN; ${triggers('DISABLE')}; ${change}; ${triggers('ENABLE')}; COMMIT`)
    .execute(database.owner);
};

beforeAll(async () => {
  database = await testDatabase();
  kernel = await testKernel(database);
});
afterAll(() => database.close());

describe('an entry', () => {
  test.each<[string, EntryData]>([
    [
      'numbers at the edges',
      { a: -0, b: 1e21, c: 1e-7, d: 0.1 + 0.2, e: Number.MAX_SAFE_INTEGER, f: 5e-324 },
    ],
    [
      'names that look like numbers or like the prototype',
      JSON.parse('{"10":1,"9":2,"__proto__":"x","":"y"}'),
    ],
    [
      'every kind of text',
      { a: '\u0001\u007f\u2028 " \\ \u{20BB7} 葛󠄀 ', b: '', c: "'; DROP TABLE journal_entry; --" },
    ],
    ['an attribute without a value', { a: undefined, b: 1 } as never],
  ])('with %s fits what was written', async (_, data) => {
    const context = townOf('imari');
    await write(context, 'thing/"\\ \u{20BB7}', data);
    expect((await verify(context)).fault).toBeNull();
  });

  test.each<[string, EntryData]>([
    ['a list', { a: [1, 2] as never }],
    ['an object', { a: { b: 1, a: 2 } as never }],
    ['a number that is none', { a: Number.NaN }],
    ['infinity', { a: Number.POSITIVE_INFINITY }],
    ['half a character', { a: '\ud842' }],
    ['a zero character', { a: 'a\0b' }],
    ['half a character as a name', { '\ud842': 1 }],
  ])('with %s is refused before anything is written', async (_, data) => {
    const context = townOf('imari');
    const before = await verify(context);
    await expect(write(context, 'thing/odd', data)).rejects.toThrow(/journal entry/);
    expect(await verify(context)).toEqual(before);
  });

  test('about a subject that no database stores as it is, is refused', async () => {
    for (const subject of ['thing/\ud842', 'thing/\0', '']) {
      await expect(write(townOf('imari'), subject)).rejects.toThrow(/journal entry/);
    }
    expect((await verify(townOf('imari'))).fault).toBeNull();
  });
});

describe('a change behind its back', () => {
  const TOWN = 'katsuragi';
  const CODE = '292117';
  /** Three sealed blocks of two entries each, and one entry not sealed yet. */
  beforeAll(async () => {
    const context = townOf(TOWN);
    expect(context.municipality.code).toBe(CODE);
    for (let block = 0; block < 3; block += 1) {
      await write(context, `thing/${block}a`, { n: block });
      await write({ ...context, purpose: 'counter' }, `thing/${block}b`);
      await seal(context);
    }
    await write(context, 'thing/last');
  });
  /** Keeps the rows, changes them, verifies, puts them back. */
  const faultAfter = async (change: string): Promise<{ position: number } | null> => {
    await sql
      .raw(
        'CREATE TABLE kept_entry AS TABLE journal_entry; CREATE TABLE kept_block AS TABLE journal_block; CREATE TABLE kept_head AS TABLE journal_head',
      )
      .execute(database.owner);
    await behindItsBack(change);
    const { fault } = await verify(townOf(TOWN));
    await behindItsBack(
      `DELETE FROM journal_entry; DELETE FROM journal_block; DELETE FROM journal_head;
       INSERT INTO journal_entry TABLE kept_entry; INSERT INTO journal_block TABLE kept_block; INSERT INTO journal_head TABLE kept_head;
       DROP TABLE kept_entry; DROP TABLE kept_block; DROP TABLE kept_head`,
    );
    return fault;
  };
  const entry = `tenant = '${CODE}' AND position`;
  const block = `tenant = '${CODE}' AND number`;
  const OTHER_HASH = "decode(repeat('ab', 32), 'hex')";

  test.each([
    [3, `UPDATE journal_entry SET id = '0194f000-0000-7000-8000-000000000000' WHERE ${entry} = 3`],
    [3, `UPDATE journal_entry SET type = 'test.undone' WHERE ${entry} = 3`],
    [3, `UPDATE journal_entry SET subject = subject || ' ' WHERE ${entry} = 3`],
    [3, `UPDATE journal_entry SET at = at + interval '1 millisecond' WHERE ${entry} = 3`],
    [3, `UPDATE journal_entry SET at = at + interval '1 microsecond' WHERE ${entry} = 3`],
    [3, `UPDATE journal_entry SET actor = 'system/tesT' WHERE ${entry} = 3`],
    [4, `UPDATE journal_entry SET purpose = NULL WHERE ${entry} = 4`],
    [3, `UPDATE journal_entry SET purpose = '' WHERE ${entry} = 3`],
    [3, `UPDATE journal_entry SET data = '{"n": 2}' WHERE ${entry} = 3`],
    [3, `UPDATE journal_entry SET data = '{"n": "1"}' WHERE ${entry} = 3`],
    [3, `UPDATE journal_entry SET data = '{"n": 1, "m": null}' WHERE ${entry} = 3`],
    [3, `UPDATE journal_entry SET data = '[["n", 1]]' WHERE ${entry} = 3`],
    [3, `UPDATE journal_entry SET digest = ${OTHER_HASH} WHERE ${entry} = 3`],
    [3, `UPDATE journal_entry SET tenant = '412058', position = 1000 WHERE ${entry} = 3`],
    [3, `DELETE FROM journal_entry WHERE ${entry} = 3`],
    [7, `UPDATE journal_entry SET subject = 'thing/other' WHERE ${entry} = 7`],
    [7, `DELETE FROM journal_entry WHERE ${entry} = 7`],
    [7, `UPDATE journal_head SET position = 6 WHERE tenant = '${CODE}'`],
    [1, `DELETE FROM journal_head WHERE tenant = '${CODE}'`],
    [3, `DELETE FROM journal_block WHERE ${block} = 2`],
    [5, `UPDATE journal_block SET number = 4 WHERE ${block} = 3`],
    [3, `UPDATE journal_block SET sealed_at = sealed_at + interval '1 millisecond' WHERE ${block} = 2`],
    [3, `UPDATE journal_block SET sealed_at = sealed_at + interval '1 microsecond' WHERE ${block} = 2`],
    [3, `UPDATE journal_block SET merkle_root = ${OTHER_HASH} WHERE ${block} = 2`],
    [3, `UPDATE journal_block SET previous_hash = ${OTHER_HASH} WHERE ${block} = 2`],
    [3, `UPDATE journal_block SET hash = ${OTHER_HASH} WHERE ${block} = 2`],
    [3, `UPDATE journal_block SET last_position = 5 WHERE ${block} = 2`],
    [3, `UPDATE journal_block SET first_position = 4 WHERE ${block} = 2`],
    [5, `UPDATE journal_block SET last_position = 900 WHERE ${block} = 3`],
    // Two sealed entries in each other's place.
    [
      3,
      `UPDATE journal_entry SET position = 1000 WHERE ${entry} = 3; UPDATE journal_entry SET position = 3 WHERE ${entry} = 4;
       UPDATE journal_entry SET position = 4 WHERE ${entry} = 1000`,
    ],
  ])('is found at %i: %s', async (position, change) => {
    expect(await faultAfter(change)).toMatchObject({ position });
    expect((await verify(townOf(TOWN))).fault).toBeNull();
  });
});

describe('many at once', () => {
  test('write, seal and verify without gaps, double blocks or false alarms', async () => {
    const context = townOf('nara-city');
    const faults: unknown[] = [];
    let isWriting = true;
    const writers = Array.from({ length: 4 }, async (_, writer) => {
      for (let index = 0; index < 60; index += 1) await write(context, `thing/${writer}-${index}`);
    });
    const sealers = Array.from({ length: 2 }, async () => {
      while (isWriting) await seal(context);
    });
    const verifiers = Array.from({ length: 2 }, async () => {
      while (isWriting) {
        const { fault } = await verify(context);
        if (fault) faults.push(fault);
      }
    });
    await Promise.all(writers);
    isWriting = false;
    await Promise.all([...sealers, ...verifiers]);
    expect(faults).toEqual([]);
    await seal(context);
    expect(await verify(context)).toMatchObject({ entries: 240, unsealed: 0, fault: null });
  });
});
