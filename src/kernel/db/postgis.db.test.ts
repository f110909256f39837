import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '#testing/database.js';
import { kyselyOverPglite } from './connection.js';
import { openPglite } from './open.js';

test('PostGIS measures on both databases', async () => {
  const database = await testDatabase();
  const owner =
    database.driver === 'pglite' ? kyselyOverPglite(await openPglite({ hasGeometry: true })) : database.owner;
  await sql`CREATE EXTENSION IF NOT EXISTS postgis`.execute(owner);
  // 奈良市役所 to 橿原市役所 on the JGD2011 plane of zone VI.
  const { rows } = await sql<{ km: number }>`
    SELECT round(ST_Distance(
      ST_Transform(ST_SetSRID(ST_Point(135.8048, 34.6851), 4326), 6674),
      ST_Transform(ST_SetSRID(ST_Point(135.7930, 34.5093), 4326), 6674)) / 1000) AS km`.execute(owner);
  expect(rows).toEqual([{ km: 20 }]);
  if (owner !== database.owner) await owner.destroy();
  await database.close();
});
