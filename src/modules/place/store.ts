import { sql } from 'kysely';
import type { Town } from '#forms/fields/postalAddress/town.js';
import type { Tx } from '#kernel/db/database.js';
import { areaOf, type PostalTown } from './model.js';
import type { PlaceTables } from './tables.js';
import { foldedAddress, foldedReading, type TownPosition } from './town-list.js';

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

/** The towns of a prefecture that the list of postal codes knows how to read. */
export async function townsRead(tx: Tx, prefecture: string): Promise<PostalTown[]> {
  const areas = await tx
    .tables<PlaceTables>()
    .selectFrom('place_postal_area')
    .select('towns')
    .where('tenant', '=', tx.tenant)
    .execute();
  return areas.flatMap(({ towns: listed }) =>
    listed.filter((one) => one.prefecture === prefecture && one.reading),
  );
}

const TOWNS_AT_ONCE = 500;

/** Municipalities whose towns are kept. */
export const municipalitiesOfTowns = async (tx: Tx): Promise<string[]> => {
  const rows = await tx
    .tables<PlaceTables>()
    .selectFrom('place_town')
    .select('municipality')
    .distinct()
    .where('tenant', '=', tx.tenant)
    .execute();
  return rows.map(({ municipality }) => municipality);
};

/** A town with its reading as it is compared. */
export type ReadTown = TownPosition & { reading: string };

export const townsIn = (tx: Tx, municipality: string): Promise<ReadTown[]> =>
  tx
    .tables<PlaceTables>()
    .selectFrom('place_town')
    .select(['town', 'lat', 'lon', 'reading'])
    .where('tenant', '=', tx.tenant)
    .where('municipality', '=', municipality)
    .execute();

/** Puts the towns of a municipality in the place of those before. */
export async function replaceTowns(tx: Tx, municipality: string, listed: readonly ReadTown[]): Promise<void> {
  const tables = tx.tables<PlaceTables>();
  await tables
    .deleteFrom('place_town')
    .where('tenant', '=', tx.tenant)
    .where('municipality', '=', municipality)
    .execute();
  const rows = listed.map((one) => ({
    ...one,
    tenant: tx.tenant,
    municipality,
    folded_municipality: foldedAddress(municipality),
    folded: foldedAddress(one.town),
  }));
  for (let at = 0; at < rows.length; at += TOWNS_AT_ONCE)
    await tables
      .insertInto('place_town')
      .values(rows.slice(at, at + TOWNS_AT_ONCE))
      .execute();
}

export interface FoundTown extends TownPosition {
  municipality: string;
  /** What was asked for is this town, or an address in it; else its name or reading holds what was asked for. */
  isMeant: boolean;
}

/** Towns whose name or reading holds the words, and the town in which an address lies; the likeliest first. */
export async function townsNamed(tx: Tx, words: string, most: number): Promise<FoundTown[]> {
  const address = foldedAddress(words);
  // What stands behind the municipality, if the words name it: 奈良県北葛城郡広陵町大字三吉 is 三吉.
  const restOf = (asked: string) => sql<string>`CASE WHEN strpos(${address}, folded_municipality) > 0
    THEN substr(${asked}, strpos(${address}, folded_municipality) + length(folded_municipality)) ELSE ${asked} END`;
  // Behind a town come numbers, or nothing: 西町体育館 is not in 西町. Behind the number of a block none goes on: 1-21 is
  // not in 1-2.
  const isIn = (rest: typeof asAddress, town: 'folded' | 'reading') => {
    const name = sql.ref<string>(town);
    return sql<boolean>`(starts_with(${rest}, ${name}) AND substr(${rest}, length(${name}) + 1)
      ~ CASE WHEN ${name} ~ '[0-9]$' THEN '^(-|番|$)' ELSE '^([0-9-]|番|$)' END)`;
  };
  const asAddress = restOf(address);
  const asReading = restOf(foldedReading(words));
  const isMeant = sql<boolean>`(${isIn(asAddress, 'folded')} OR ${isIn(asReading, 'reading')})`;
  const found = await tx
    .tables<PlaceTables>()
    .selectFrom('place_town')
    .select(['municipality', 'town', 'lat', 'lon', 'reading', isMeant.as('isMeant')])
    .where('tenant', '=', tx.tenant)
    .where(sql<boolean>`${asAddress} <> ''
      AND (strpos(folded, ${asAddress}) > 0 OR strpos(reading, ${asReading}) > 0 OR ${isMeant})`)
    .orderBy(isMeant, 'desc')
    .orderBy(sql`CASE WHEN ${isMeant} THEN -length(folded) ELSE length(folded) END`)
    .orderBy('municipality')
    .orderBy(sql`folded COLLATE "C"`)
    .limit(most)
    .execute();
  // Of the towns that an address begins with the longest is meant; of those that are read alike, none alone.
  const [first] = found;
  const kept = found.filter(
    ({ isMeant: is, town, reading }) => !is || town === first?.town || reading === first?.reading,
  );
  const isOne = new Set(kept.filter((one) => one.isMeant).map(({ town }) => town)).size === 1;
  return kept.map((one) => ({ ...one, isMeant: one.isMeant && isOne }));
}
