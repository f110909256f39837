import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, describe, expect, inject, test } from 'vitest';
import { kyselyOverPool } from './connection.js';
import { CannotOpenData, openDatabase } from './open.js';

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

const open = (databaseUrl: string | undefined, dataDir = '/nowhere') =>
  openDatabase({ dataDir, databaseUrl, databasePool: 2 });

const refusal = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'opened',
    (error: Error) => {
      expect(error).toBeInstanceOf(CannotOpenData);
      expect(error.message).not.toMatch(/secret|\n/);
      return error.message;
    },
  );

describe('a server', () => {
  test('that refuses on every address of its name is named with the reason', async () => {
    expect(await refusal(open('postgres://me:secret@localhost:1/yakuba'))).toMatch(
      /^The database at localhost:1 does not answer: .*ECONNREFUSED/,
    );
  });

  test('whose name is not known, or that hangs up, is named with the reason', async () => {
    expect(await refusal(open('postgres://me:secret@no-such-host.invalid/yakuba'))).toMatch(
      /no-such-host\.invalid does not answer: \S/,
    );
    const rude = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
    cleanups.push(async () => rude.close());
    await new Promise((resolve) => rude.once('listening', resolve));
    const { port } = rude.address() as { port: number };
    expect(await refusal(open(`postgres://me:secret@127.0.0.1:${port}/yakuba`))).toMatch(
      /does not answer: \S/,
    );
  });

  test('with a database that is not there, or in another encoding, is refused in words', async ({ skip }) => {
    const template = inject('template');
    if (template.driver !== 'postgres') return skip('for the server only');
    const url = new URL(template.serverUrl);
    url.pathname = '/not_there';
    expect(await refusal(open(url.href))).toMatch(/"not_there" does not exist/);

    const name = `latin_${randomBytes(4).toString('hex')}`;
    const owner = kyselyOverPool(template.serverUrl, 1);
    cleanups.push(async () => {
      await sql.raw(`DROP DATABASE ${name} WITH (FORCE)`).execute(owner);
      await owner.destroy();
    });
    await sql
      .raw(`CREATE DATABASE ${name} ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0`)
      .execute(owner);
    url.pathname = `/${name}`;
    expect(await refusal(open(url.href))).toMatch(/is in LATIN1; it must be in UTF8/);
  });
});

describe('the embedded database', () => {
  test('whose files are not its own is refused in words, and the folder is free again', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'yakuba-open-'));
    cleanups.push(() => rm(folder, { recursive: true, force: true }));
    await mkdir(join(folder, 'postgres'));
    await writeFile(join(folder, 'postgres', 'PG_VERSION'), 'rubbish');
    for (let round = 0; round < 2; round += 1) {
      expect(await refusal(open(undefined, folder))).toMatch(/could not be opened: \S/);
    }
  });

  test('in a folder that is a file is refused in words', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'yakuba-open-'));
    cleanups.push(() => rm(folder, { recursive: true, force: true }));
    await writeFile(join(folder, 'file'), '');
    expect(await refusal(open(undefined, join(folder, 'file')))).toMatch(/cannot be written/);
    await writeFile(join(folder, 'postgres'), '');
    expect(await refusal(open(undefined, folder))).toMatch(/could not be opened: \S/);
  });

  test('that is new has its name when whoever made it is through; who gave up leaves nothing to go on with', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'yakuba-open-'));
    cleanups.push(() => rm(folder, { recursive: true, force: true }));
    const tables: unknown[] = [];
    for (const isComplete of [false, true, true]) {
      const database = await open(undefined, folder);
      const { rows } = await sql`SELECT to_regclass('made') AS made`.execute(database.owner);
      tables.push(...rows);
      await sql`CREATE TABLE IF NOT EXISTS made (id int)`.execute(database.owner);
      await database.close({ isComplete });
    }
    expect(tables).toEqual([{ made: null }, { made: null }, { made: 'made' }]);
  });
});
