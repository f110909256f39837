import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { EmbeddedWire } from './embedded-wire.js';
import { openPglite } from './open.js';

const pglite = await openPglite();
afterAll(() => pglite.close());

async function connected(): Promise<pg.Client> {
  const client = new pg.Client({
    stream: () => new EmbeddedWire(pglite),
    user: 'postgres',
    database: 'postgres',
  });
  await client.connect();
  return client;
}

test('a session that ends leaves neither its transaction nor its settings to the next one', async () => {
  const first = await connected();
  const errors: Error[] = [];
  first.on('error', (error) => errors.push(error));
  for (const statement of [
    'CREATE TABLE kept (id int)',
    "SET app.tenant = '292010'",
    'BEGIN',
    'INSERT INTO kept VALUES (1)',
  ]) {
    await first.query(statement);
  }
  await first.end();
  expect(errors).toEqual([]);

  const second = await connected();
  expect(second.getTransactionStatus()).toBe('I');
  const { rows } = await second.query(
    "SELECT nullif(current_setting('app.tenant', true), '') AS tenant, (SELECT count(*)::int FROM kept) AS rows",
  );
  expect(rows).toEqual([{ tenant: null, rows: 0 }]);
  await second.end();
});
