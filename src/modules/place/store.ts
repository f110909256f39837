import { sql } from 'kysely';
import type { Town } from '#forms/fields/postalAddress/town.js';
import type { Tx } from '#kernel/db/database.js';
import { areaOf, type PostalTown } from './model.js';
import type { PlaceTables } from './tables.js';

const AREAS_AT_ONCE = 50;

export const towns = async (tx: Tx, code: string): Promise<Town[]> => {
  const area = await tx
    .tables<PlaceTables>()
    .selectFrom('place_postal_area')
    .select('towns')
    .where('tenant', '=', tx.tenant)
    .where('area', '=', areaOf(code))
    .executeTakeFirst();
  return (area?.towns ?? [])
    .filter((one) => one.code === code)
    .map(({ prefecture, town }) => ({ prefecture, town }));
};

/** The codes of a town, by its name as the list writes it. */
export const codesOfTown = async (tx: Tx, { prefecture, town }: Town): Promise<string[]> => {
  const areas = await tx
    .tables<PlaceTables>()
    .selectFrom('place_postal_area')
    .select('towns')
    .where('tenant', '=', tx.tenant)
    .where(sql<boolean>`towns @> ${JSON.stringify([{ prefecture, town }])}::jsonb`)
    .execute();
  const codes = areas.flatMap(({ towns: listed }) =>
    listed.filter((one) => one.prefecture === prefecture && one.town === town).map(({ code }) => code),
  );
  return [...new Set(codes)];
};

/** Digest of the file that the list was read from, locked against others who load one. */
export const listDigest = async (tx: Tx): Promise<Uint8Array | undefined> => {
  const list = await tx
    .tables<PlaceTables>()
    .selectFrom('place_address_list')
    .select('digest')
    .where('tenant', '=', tx.tenant)
    .forUpdate()
    .executeTakeFirst();
  return list?.digest;
};

/** Puts a list in the place of the one before. */
export async function replaceList(
  tx: Tx,
  listed: readonly PostalTown[],
  { digest, codes, now }: { digest: Uint8Array; codes: number; now: Temporal.Instant },
): Promise<void> {
  const tables = tx.tables<PlaceTables>();
  const list = { digest, codes, towns: listed.length, loaded_at: now };
  await tables
    .insertInto('place_address_list')
    .values({ tenant: tx.tenant, ...list })
    .onConflict((conflict) => conflict.column('tenant').doUpdateSet(list))
    .execute();
  await tables.deleteFrom('place_postal_area').where('tenant', '=', tx.tenant).execute();
  const areas = [...Map.groupBy(listed, ({ code }) => areaOf(code))];
  for (let at = 0; at < areas.length; at += AREAS_AT_ONCE) {
    await tables
      .insertInto('place_postal_area')
      .values(
        areas.slice(at, at + AREAS_AT_ONCE).map(([area, own]) => ({
          tenant: tx.tenant,
          area,
          towns: sql<readonly PostalTown[]>`${JSON.stringify(own)}::jsonb`,
        })),
      )
      .execute();
  }
}
