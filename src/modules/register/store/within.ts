import { sql } from 'kysely';
import type { Tx } from '#kernel/db/database.js';
import { boxOf, type Geometry } from '../geometry.js';
import { filtered } from './lists.js';
import { rowsOf } from './rows.js';

type Ring = readonly (readonly number[])[];

const asPolygon = (ring: Ring) =>
  sql`${`(${ring.map(([lon, lat]) => `(${lon},${lat})`).join(',')})`}::polygon`;

/** Areas of a geometry, each as its outline and its holes. */
const areasOf = (geometry: Geometry): readonly (readonly Ring[])[] => {
  if (geometry.type === 'Polygon') return [geometry.coordinates];
  return geometry.type === 'MultiPolygon' ? geometry.coordinates : [];
};

/**
 * Rows in use of a register whose middle lies in an area, the outline included and holes left out. The index of boxes
 * finds candidates; PostgreSQL's own polygons say what is inside, so that nobody has to load PostGIS for it.
 */
export async function countWithin(tx: Tx, register: string, geometry: Geometry | null): Promise<number> {
  const areas = geometry ? areasOf(geometry) : [];
  if (!geometry || areas.length === 0) return 0;
  const middle = sql`point((west + east) / 2, (south + north) / 2)`;
  const inside = areas.map(([outline = [], ...holes]) => {
    const parts = [
      sql`${asPolygon(outline)} @> ${middle}`,
      ...holes.map((hole) => sql`NOT ${asPolygon(hole)} @> ${middle}`),
    ];
    return sql`(${sql.join(parts, sql` AND `)})`;
  });
  const { count } = await filtered(rowsOf(tx, register), { states: ['active'], box: boxOf(geometry) })
    .where(sql<boolean>`(${sql.join(inside, sql` OR `)})`)
    .select((select) => select.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}
