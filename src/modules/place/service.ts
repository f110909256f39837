import { createHash } from 'node:crypto';
import { PREFECTURES } from '#forms/fields/postalAddress/prefectures.js';
import type { Town } from '#forms/fields/postalAddress/town.js';
import { type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { append } from '#kernel/journal/journal.js';
import type { Kernel } from '#kernel/kernel.js';
import type { EntryType } from '#kernel/module.js';
import { type AddressFault, digitsOf, readAddresses } from './model.js';
import {
  codesOfTown,
  type FoundTown,
  listDigest,
  municipalitiesOfTowns,
  type ReadTown,
  replaceList,
  replaceTowns,
  towns,
  townsIn,
  townsNamed,
  townsRead,
} from './store.js';
import { foldedReading, readingOf, readingsIn, type TownPosition } from './town-list.js';

/** Subjects place/addresses and place/towns. */
export const PLACE_ENTRIES = {
  'place.addressesLoaded': {
    means: 'A list of postal codes took the place of the one before',
    data: ['codes', 'towns'],
  },
  'place.townsLoaded': {
    means: 'The towns of a municipality, with their positions, took the place of those before',
    data: ['towns'],
  },
} as const satisfies Record<string, EntryType>;

export type Loaded =
  | { kind: 'loaded'; codes: number; towns: number }
  /** The same file was loaded before. */
  | { kind: 'unchanged' }
  | { kind: 'wrong'; faults: readonly AddressFault[] };

export type LoadedTowns = { kind: 'loaded'; towns: number } | { kind: 'unchanged' };

const MOST_FOUND = 10;
/** Changes when more is kept of the same file, so that it is read again. */
const KEPT = 'readings';
const textOf = (towns: readonly ReadTown[]): string =>
  towns
    .map(({ town, lat, lon, reading }) => `${town} ${lat} ${lon} ${reading}`)
    .sort()
    .join('\n');

/** Of the municipality that uses the lists. */
const prefectureOf = (context: Context): string =>
  PREFECTURES[Number(tenantOf(context).slice(0, 2)) - 1] ?? '';

/** Towns of which no list said how they are read, by the readings of the postal codes. */
async function readTowns(context: Context, tx: Tx): Promise<void> {
  const listed = await townsRead(tx, prefectureOf(context));
  for (const municipality of await municipalitiesOfTowns(tx)) {
    const known = readingsIn(municipality, listed);
    const before = await townsIn(tx, municipality);
    const after = before.map((one) =>
      one.reading === foldedReading(one.town) ? { ...one, reading: readingOf(one.town, known) } : one,
    );
    if (textOf(before) !== textOf(after)) await replaceTowns(tx, municipality, after);
  }
}

/** What postal codes stand for, and where towns are. */
export function createPlaceService({ access, database }: Pick<Kernel, 'access' | 'database'>) {
  return {
    /** The towns of a postal code (630-8580 or 6308580); none for a code that no list has. */
    townsOf: async (context: Context, code: string): Promise<Town[]> => {
      const digits = digitsOf(code);
      return digits === null ? [] : database.transaction(tenantOf(context), (tx) => towns(tx, digits));
    },

    /** The postal code of a town (630-8580); null where the list has none, or several among which nobody can choose. */
    codeOf: async (tx: Tx, town: Town): Promise<string | null> => {
      const [code, ...others] = await codesOfTown(tx, town);
      return code === undefined || others.length > 0 ? null : `${code.slice(0, 3)}-${code.slice(3)}`;
    },

    hasAddresses: (context: Context): Promise<boolean> =>
      database.transaction(tenantOf(context), async (tx) => (await listDigest(tx)) !== undefined),

    /** Towns by name, and the town of an address; none where no list was loaded. */
    findTowns: (context: Context, words: string): Promise<FoundTown[]> =>
      database.transaction(tenantOf(context), (tx) => townsNamed(tx, words, MOST_FOUND)),

    /** Takes the list of towns of one municipality, in place of the one before. */
    loadTowns: async (
      context: Context,
      municipality: string,
      listed: readonly TownPosition[],
    ): Promise<LoadedTowns> => {
      access.require(context, 'place.load', null);
      return database.transaction(tenantOf(context), async (tx): Promise<LoadedTowns> => {
        const before = await townsIn(tx, municipality);
        const known = readingsIn(municipality, await townsRead(tx, prefectureOf(context)));
        const read = listed.map(({ reading, ...one }) => ({
          ...one,
          reading: reading ? foldedReading(reading) : readingOf(one.town, known),
        }));
        if (textOf(before) === textOf(read)) return { kind: 'unchanged' };
        await replaceTowns(tx, municipality, read);
        const data = { towns: listed.length };
        await append(tx, context, { type: 'place.townsLoaded', subject: 'place/towns', data });
        return { kind: 'loaded', ...data };
      });
    },

    /** Takes Japan Post's file of postal codes, in place of the one before. */
    loadAddresses: async (context: Context, bytes: Uint8Array): Promise<Loaded> => {
      access.require(context, 'place.load', null);
      const read = readAddresses(bytes);
      if (!read.ok) return { kind: 'wrong', faults: read.faults };
      const digest = createHash('sha256').update(KEPT).update(bytes).digest();
      const counts = { codes: new Set(read.towns.map(({ code }) => code)).size, towns: read.towns.length };
      return database.transaction(tenantOf(context), async (tx): Promise<Loaded> => {
        const before = await listDigest(tx);
        if (before && digest.equals(before)) return { kind: 'unchanged' };
        await replaceList(tx, read.towns, { digest, codes: counts.codes, now: context.clock.now() });
        await readTowns(context, tx);
        await append(tx, context, {
          type: 'place.addressesLoaded',
          subject: 'place/addresses',
          data: counts,
        });
        return { kind: 'loaded', ...counts };
      });
    },
  };
}
export type PlaceService = ReturnType<typeof createPlaceService>;
