import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { kyselyOverPglite } from '#kernel/db/connection.js';
import { Database } from '#kernel/db/database.js';
import { openPglite } from '#kernel/db/open.js';
import { fillTemplate } from './template.js';

/** Migrates one embedded database and dumps it; each test file opens a copy in memory. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'yakuba-test-'));
  const pglite = await openPglite();
  await fillTemplate(new Database('pglite', kyselyOverPglite(pglite)));
  const dump = join(folder, 'template.tar');
  await writeFile(dump, Buffer.from(await (await pglite.dumpDataDir('none')).arrayBuffer()));
  await pglite.close();
  project.provide('template', { driver: 'pglite', dump });
  return () => rm(folder, { recursive: true, force: true });
}
