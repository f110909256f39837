import { sql } from 'kysely';
import type { Tx } from '#kernel/db/database.js';
import { COUNTED_LEVELS, finestSquare, SCALE, squareAbove } from '../squares.js';
import type { RegisterTables } from '../tables.js';

/** Where a row counts; null: it lies nowhere, or is out of use. */
type Spot = Pick<RegisterTables['register_row'], 'state' | 'west' | 'south' | 'east' | 'north'>;

interface Difference {
  level: number;
  square: number;
  count: number;
  lon: number;
  lat: number;
}

function addSpot(sums: Map<string, Difference>, { state, west, south, east, north }: Spot, sign: 1 | -1) {
  if (state !== 'active' || west === null || south === null || east === null || north === null) return;
  const [lon, lat] = [(west + east) / 2, (south + north) / 2];
  const finest = finestSquare(lon, lat);
  for (const level of COUNTED_LEVELS) {
    const square = squareAbove(finest, level);
    const name = `${level} ${square}`;
    const sum = sums.get(name) ?? { level, square, count: 0, lon: 0, lat: 0 };
    sum.count += sign;
    sum.lon += sign * Math.round(lon * SCALE);
    sum.lat += sign * Math.round(lat * SCALE);
    sums.set(name, sum);
  }
}

/** What the rows are now, before others take their places. */
export const spotsBefore = (tx: Tx, register: string, ids: readonly string[]): Promise<Spot[]> =>
  tx
    .tables<RegisterTables>()
    .selectFrom('register_row')
    .select(['state', 'west', 'south', 'east', 'north'])
    .where('tenant', '=', tx.tenant)
    .where('register', '=', register)
    .where(sql<boolean>`id = ANY (${[...ids]}::uuid[])`)
    .execute();

/** A new number for the register; whoever writes its rows next waits here, so squares are never counted crosswise. */
export async function nextChange(tx: Tx, register: string): Promise<void> {
  await sql`INSERT INTO register_change (tenant, register, number) VALUES (${tx.tenant}, ${register}, 1)
    ON CONFLICT (tenant, register) DO UPDATE SET number = register_change.number + 1`.execute(tx.tables());
}

const SIDES = ['west', 'south', 'east', 'north'] as const;
type Bounds = Record<(typeof SIDES)[number], number | null>;

/** The box around rows in use; nulls where none lies anywhere. */
function boundsOf(spots: readonly Spot[]): Bounds {
  const own = spots.filter(({ state, west }) => state === 'active' && west !== null);
  const outermost = (side: (typeof SIDES)[number], choose: (...values: number[]) => number) =>
    own.length === 0 ? null : choose(...own.flatMap((one) => one[side] ?? []));
  return {
    west: outermost('west', Math.min),
    south: outermost('south', Math.min),
    east: outermost('east', Math.max),
    north: outermost('north', Math.max),
  };
}

/**
 * Keeps the box around all rows, as long as it is known. It is not known any more when a row that reached its edge is
 * gone and none that came reaches it: then the next reader looks at the rows.
 */
async function moveExtent(tx: Tx, register: string, gone: Bounds, came: Bounds): Promise<void> {
  if (SIDES.every((side) => gone[side] === came[side])) return;
  const isLost = (side: (typeof SIDES)[number]) => {
    const reaches = (value: number | null) =>
      side === 'west' || side === 'south'
        ? sql`coalesce(${value}::float8 <= ${sql.ref(side)}, false)`
        : sql`coalesce(${value}::float8 >= ${sql.ref(side)}, false)`;
    return sql`${reaches(gone[side])} AND NOT ${reaches(came[side])}`;
  };
  const lost = sql.join(SIDES.map(isLost), sql` OR `);
  await sql`UPDATE register_change SET (west, south, east, north) = (
      SELECT least(west, ${came.west}::float8), least(south, ${came.south}::float8),
        greatest(east, ${came.east}::float8), greatest(north, ${came.north}::float8)
      WHERE west IS NOT NULL AND NOT (${lost}))
    WHERE tenant = ${tx.tenant} AND register = ${register}`.execute(tx.tables());
}

/** Counts rows out of the squares where they lay and into those where they lie. */
export async function moveSpots(
  tx: Tx,
  register: string,
  before: readonly Spot[],
  after: readonly Spot[],
): Promise<void> {
  await moveExtent(tx, register, boundsOf(before), boundsOf(after));
  const sums = new Map<string, Difference>();
  for (const spot of before) addSpot(sums, spot, -1);
  for (const spot of after) addSpot(sums, spot, 1);
  const differences = [...sums.values()].filter(
    ({ count, lon, lat }) => count !== 0 || lon !== 0 || lat !== 0,
  );
  if (differences.length === 0) return;
  await sql`
    INSERT INTO register_square (tenant, register, level, square, count, lon, lat)
    SELECT ${tx.tenant}, ${register}, level, square, count, lon, lat
    FROM jsonb_to_recordset(${JSON.stringify(differences)}::jsonb)
      AS d (level int, square int8, count int8, lon int8, lat int8)
    ON CONFLICT (tenant, register, level, square) DO UPDATE SET
      count = register_square.count + EXCLUDED.count,
      lon = register_square.lon + EXCLUDED.lon,
      lat = register_square.lat + EXCLUDED.lat`.execute(tx.tables());
}
