import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { inject } from 'vitest';
import { kyselyOverPglite, kyselyOverPool } from '#kernel/db/connection.js';
import { Database } from '#kernel/db/database.js';
import { openPglite } from '#kernel/db/open.js';
import { postgresPrograms } from './postgres-programs.js';

export interface RawData {
  database: Database;
  /** What whoever steals it would have: a dump of the server, or every file of the embedded database. */
  bytes(): Promise<Buffer>;
  remove(): Promise<void>;
}

/** A migrated database of its own of which the bytes can be read as they lie there. */
export async function rawData(): Promise<RawData> {
  const template = inject('template');
  if (template.driver === 'absent') throw new Error(template.why);
  if (template.driver === 'pglite') {
    const folder = await mkdtemp(join(tmpdir(), 'yakuba-raw-'));
    const dump = new Blob([await readFile(template.dump)]);
    const database = new Database('pglite', kyselyOverPglite(await openPglite({ folder, dump })));
    return {
      database,
      bytes: async () => {
        await sql`CHECKPOINT`.execute(database.owner);
        const entries = await readdir(folder, { recursive: true, withFileTypes: true });
        const files = entries.filter((entry) => entry.isFile());
        return Buffer.concat(
          await Promise.all(files.map(({ parentPath, name }) => readFile(join(parentPath, name)))),
        );
      },
      remove: () => rm(folder, { recursive: true, force: true }),
    };
  }
  const programs = postgresPrograms();
  if (!('bin' in programs)) throw new Error(programs.why);
  const name = `test_${randomBytes(6).toString('hex')}`;
  const server = kyselyOverPool(template.serverUrl, 1);
  await sql.raw(`CREATE DATABASE ${name} TEMPLATE ${template.database}`).execute(server);
  await server.destroy();
  const url = new URL(template.serverUrl);
  url.pathname = `/${name}`;
  return {
    database: new Database('postgres', kyselyOverPool(url.href, 5)),
    bytes: async () => {
      const options = { encoding: 'buffer', maxBuffer: 1e9 } as const;
      const { stdout } = await promisify(execFile)(join(programs.bin, 'pg_dump'), [url.href], options);
      return stdout;
    },
    remove: async () => undefined,
  };
}
