import { sql } from 'kysely';
import { ZONE } from '../clock.js';
import type { Tx } from '../db/database.js';
import { type FiscalYear, fiscalYear } from '../values/fiscal-year.js';
import { type Distinct, type EntryFilter, matching, sameBy } from './journal.js';

export interface YearlyCount {
  filter: EntryFilter;
  distinct: Distinct;
  /** Entries of this type take one away; only where entries are counted. */
  less?: string | undefined;
  /** Within what a subject, actor or value counts once. Of no effect when entries are counted. */
  within: 'day' | 'month' | 'fiscalYear' | 'ever';
}

export interface YearCount {
  count: number;
  /** Day of the first of those that are counted, in the municipality's zone. */
  first: Temporal.PlainDate;
}

const LOCAL = sql`(at AT TIME ZONE ${sql.lit(ZONE)})`;
/** The fiscal year begins in April: three months earlier it is the calendar year of the same number. */
const FIRST = sql<Temporal.PlainDate>`min(${LOCAL})::date`.as('first');
const yearOf = (local: typeof LOCAL) => sql<number>`extract(year FROM ${local} - interval '3 months')::int`;

function countSql(tx: Tx, { filter, distinct, within, less }: YearlyCount, place: number) {
  const entries = matching(tx, filter);
  const asked = sql<number>`${sql.lit(place)}::int`.as('asked');
  if (distinct === 'entry') {
    const each =
      less === undefined
        ? sql<number>`count(*)`
        : sql<number>`sum(CASE WHEN type = ${less} THEN -1 ELSE 1 END)`;
    return entries.select([asked, yearOf(LOCAL).as('year'), each.as('count'), FIRST]).groupBy(yearOf(LOCAL));
  }
  const once = sameBy(distinct);
  if (within === 'ever') {
    const first = entries.select(sql<Temporal.Instant>`min(at)`.as('at')).groupBy(once);
    return tx
      .tables<Record<string, never>>()
      .selectFrom(first.as('first'))
      .select([asked, yearOf(LOCAL).as('year'), sql<number>`count(*)`.as('count'), FIRST])
      .groupBy(yearOf(LOCAL));
  }
  const counted =
    within === 'day' || within === 'month'
      ? sql<number>`count(DISTINCT (date_trunc(${sql.lit(within)}, ${LOCAL}), ${once}))`
      : sql<number>`count(DISTINCT ${once})`;
  return entries.select([asked, yearOf(LOCAL).as('year'), counted.as('count'), FIRST]).groupBy(yearOf(LOCAL));
}

/**
 * Several counts of the journal by fiscal year in one query; the answers stand in the order of the questions.
 * Years without entries are absent.
 */
export async function countByFiscalYear(
  tx: Tx,
  asked: readonly YearlyCount[],
): Promise<ReadonlyMap<FiscalYear, YearCount>[]> {
  const counts = asked.map(() => new Map<FiscalYear, YearCount>());
  if (asked.length === 0) return counts;
  const parts = asked.map((one, place) => sql`(${countSql(tx, one, place)})`);
  const { rows } = await sql<{ asked: number; year: number } & YearCount>`${sql.join(
    parts,
    sql` UNION ALL `,
  )}`.execute(tx.tables());
  for (const { asked: place, year, count, first } of rows) {
    counts[place]?.set(fiscalYear(year), { count, first });
  }
  return counts;
}
