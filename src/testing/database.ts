import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import { inject } from 'vitest';
import { kyselyOverPglite, kyselyOverPool } from '#kernel/db/connection.js';
import { Database } from '#kernel/db/database.js';
import { openPglite } from '#kernel/db/open.js';

/** Where the migrated template is: a dump of the embedded database, or a database of the test server. */
export type TestTemplate =
  | { driver: 'pglite'; dump: string }
  | { driver: 'postgres'; serverUrl: string; database: string }
  | { driver: 'absent'; why: string };

declare module 'vitest' {
  interface ProvidedContext {
    template: TestTemplate;
  }
}

/** A migrated database of its own for one test file. */
export async function testDatabase(): Promise<Database> {
  const template = inject('template');
  if (template.driver === 'absent') throw new Error(template.why);
  if (template.driver === 'pglite') {
    const dump = new Blob([await readFile(template.dump)]);
    return new Database('pglite', kyselyOverPglite(await openPglite({ dump })));
  }
  const name = `test_${randomBytes(6).toString('hex')}`;
  const server = kyselyOverPool(template.serverUrl, 1);
  await sql.raw(`CREATE DATABASE ${name} TEMPLATE ${template.database}`).execute(server);
  await server.destroy();
  const url = new URL(template.serverUrl);
  url.pathname = `/${name}`;
  return new Database('postgres', kyselyOverPool(url.href, 5));
}
