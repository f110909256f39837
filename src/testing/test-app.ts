import { sql } from 'kysely';
import { type App, createApp } from '#app.js';
import type { Database } from '#kernel/db/database.js';
import type { Kernel } from '#kernel/kernel.js';
import { testDatabase } from './database.js';
import { type TestOptions, testKernel } from './test-kernel.js';

export interface TestApp extends App {
  kernel: Kernel;
  stop(): Promise<void>;
}

/** The whole product on a database of its own; no port, no demo town. Stop it in afterAll. */
export async function testApp(options: TestOptions & { database?: Database } = {}): Promise<TestApp> {
  const database = options.database ?? (await testDatabase());
  const kernel = await testKernel(database, options);
  const app = createApp(kernel);
  await app.start();
  return {
    ...app,
    kernel,
    stop: async () => {
      await app.close();
      const undeclared = await undeclaredAttributes(app, kernel);
      await database.close();
      if (undeclared.length > 0) {
        throw new Error(`attributes that no module declares in its entries: ${undeclared.join(', ')}`);
      }
    },
  };
}

/** Attributes that were journalled and that `Module.entries` does not name; entries of no module are the tests' own. */
async function undeclaredAttributes({ modules }: App, { database }: Kernel): Promise<string[]> {
  const { rows } = await sql<{ type: string; key: string }>`
    SELECT DISTINCT type, key FROM journal_entry, jsonb_object_keys(data) AS key ORDER BY type, key`.execute(
    database.owner,
  );
  const declared = new Map(modules.all.flatMap(({ entries = {} }) => Object.entries(entries)));
  return rows
    .filter(({ type, key }) => declared.get(type)?.data.includes(key) === false)
    .map(({ type, key }) => `${type} ${key}`);
}
