import { sql } from 'kysely';
import type { TestProject } from 'vitest/node';
import { kyselyOverPool } from '#kernel/db/connection.js';
import { Database } from '#kernel/db/database.js';
import { startPostgres } from './postgres-server.js';
import { fillTemplate } from './template.js';

const TEMPLATE = 'yakuba_template';

/** Starts a PostgreSQL server of its own and migrates a template database; each test file gets a copy. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres({ isDurable: false });
  if ('why' in server) {
    console.warn(`Tests on PostgreSQL are skipped: ${server.why}`);
    project.provide('template', { driver: 'absent', why: server.why });
    return async () => {};
  }
  const owner = kyselyOverPool(server.url, 1);
  await sql.raw(`CREATE DATABASE ${TEMPLATE}`).execute(owner);
  await owner.destroy();
  const url = new URL(server.url);
  url.pathname = `/${TEMPLATE}`;
  const database = new Database('postgres', kyselyOverPool(url.href, 2));
  await fillTemplate(database);
  await database.close();
  project.provide('template', { driver: 'postgres', serverUrl: server.url, database: TEMPLATE });
  return server.stop;
}
