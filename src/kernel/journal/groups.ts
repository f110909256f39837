import { sql } from 'kysely';
import type { Tx } from '../db/database.js';
import { type EntryFilter, matching } from './journal.js';

const attribute = (name: string) => sql<string | null>`data ->> ${sql.lit(name)}`;

export interface Group {
  /** Values of the attributes, in the order of their names; null where an entry lacks one. */
  values: (string | null)[];
  entries: number;
  subjects: number;
}

/** How many entries, and different subjects, there are of each combination of values of some attributes. */
export async function countGroups(
  tx: Tx,
  filter: EntryFilter,
  attributes: readonly [string, ...string[]],
): Promise<Group[]> {
  const values = attributes.map(attribute);
  const rows = await matching(tx, filter)
    .select([
      sql<(string | null)[]>`array[${sql.join(values)}]`.as('values'),
      sql<number>`count(*)`.as('entries'),
      sql<number>`count(DISTINCT subject)`.as('subjects'),
    ])
    .groupBy(values)
    .orderBy('values')
    .execute();
  return rows;
}

export interface Spread {
  value: string;
  count: number;
  /** Half of them are at most this. */
  median: number;
  /** Nine of ten are at most this. */
  most: number;
}

/**
 * How a number that entries state is spread, for each value of another attribute (null: over all, under the value '');
 * entries without either are left out.
 */
export async function spreadBy(
  tx: Tx,
  filter: EntryFilter,
  { of, by }: { of: string; by: string | null },
): Promise<Spread[]> {
  const number = sql`(data ->> ${sql.lit(of)})::float8`;
  const value = by === null ? sql<string>`coalesce(NULL::text, '')` : sql<string>`(data ->> ${sql.lit(by)})`;
  return matching(tx, filter)
    .where(value, 'is not', null)
    .where(attribute(of), 'is not', null)
    .select([
      value.as('value'),
      sql<number>`count(*)`.as('count'),
      sql<number>`percentile_cont(0.5) WITHIN GROUP (ORDER BY ${number})`.as('median'),
      sql<number>`percentile_cont(0.9) WITHIN GROUP (ORDER BY ${number})`.as('most'),
    ])
    .groupBy(value)
    .orderBy('value')
    .execute();
}
