import { sql } from 'kysely';
import { ZONE } from '#kernel/clock.js';
import type { Tx } from '#kernel/db/database.js';
import type { ReportTables } from '../tables.js';
import { SHOWN } from './reports.js';

/** How many, how they stand, and how long they took. */
export interface Figures {
  count: number;
  open: number;
  closed: number;
  reopened: number;
  /** Median days from coming in to the first look, over those that were looked at; null where none was. */
  daysToLook: number | null;
  looked: number;
  /** Median days from coming in to the last closing, over those that are closed. */
  daysToClose: number | null;
}

export interface FigureFilter {
  /** Sections; null: all. */
  units: readonly string[] | null;
  /** Reasons of closing that leave a report out. */
  without: readonly string[];
  from: Temporal.Instant;
  /** Up to and without it. */
  to: Temporal.Instant;
}

export const GROUPS = ['kind', 'area', 'channel', 'month'] as const;
export type Group = (typeof GROUPS)[number];

const KEYS = {
  kind: sql<string | null>`kind`,
  area: sql<string | null>`area`,
  channel: sql<string | null>`channel`,
  month: sql<string | null>`to_char(received_at AT TIME ZONE ${sql.lit(ZONE)}, 'YYYY-MM')`,
} as const;

const medianDays = (column: 'looked_at' | 'closed_at') =>
  sql<
    number | null
  >`percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM ${sql.ref(column)} - received_at) / 86400.0)`;

/** Reports that came in then: those of each group, or all of them together under null. */
export async function figuresOf(
  tx: Tx,
  { units, without, from, to }: FigureFilter,
  group: Group | null,
): Promise<(Figures & { key: string | null })[]> {
  const key = group === null ? sql<string | null>`NULL::text` : KEYS[group];
  let query = tx
    .tables<ReportTables>()
    .selectFrom('report')
    .where('tenant', '=', tx.tenant)
    .where('received_at', '>=', from)
    .where('received_at', '<', to);
  if (units) query = query.where(sql<boolean>`unit = ANY (${units}::text[])`);
  if (without.length > 0)
    query = query.where(sql<boolean>`(reason IS NULL OR reason <> ALL (${without}::text[]))`);
  return query
    .select([
      key.as('key'),
      sql<number>`count(*)`.as('count'),
      sql<number>`count(*) FILTER (WHERE ${SHOWN} <> 'closed')`.as('open'),
      sql<number>`count(*) FILTER (WHERE ${SHOWN} = 'closed')`.as('closed'),
      sql<number>`count(*) FILTER (WHERE reopenings > 0)`.as('reopened'),
      medianDays('looked_at').as('daysToLook'),
      sql<number>`count(looked_at)`.as('looked'),
      medianDays('closed_at').as('daysToClose'),
    ])
    .groupBy(sql`1`)
    .orderBy(sql`1`)
    .execute();
}

/** When the first report came in; null before there was one. */
export const firstReceived = async (tx: Tx): Promise<Temporal.Instant | null> =>
  (
    await tx
      .tables<ReportTables>()
      .selectFrom('report')
      .where('tenant', '=', tx.tenant)
      .select('received_at')
      .orderBy('received_at')
      .orderBy('id')
      .limit(1)
      .executeTakeFirst()
  )?.received_at ?? null;
