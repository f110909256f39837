import { sql } from 'kysely';
import { ZONE } from '#kernel/clock.js';
import type { Tx } from '#kernel/db/database.js';
import { countByValue } from '#kernel/journal/journal.js';
import type { Channel } from '../definition.js';
import type { ProcedureTables } from '../tables.js';
import { allCases } from './cases.js';

/** How a procedure was used in a span of days; nothing of it tells of a person. */
export interface ProcedureFigures {
  byChannel: { channel: Channel; count: number }[];
  decided: number;
  /** Median of business days to the decision; null without decisions. */
  medianDays: number | null;
  /** Decisions within the standard processing time. */
  inTime: number;
  corrections: number;
  /** By month of submission, in the municipality's zone; months without cases are absent. */
  byMonth: { month: Temporal.PlainDate; count: number }[];
  /** Pages at which half-filled applications were left for good. */
  left: { page: string; count: number }[];
}

export interface DayUse {
  day: Temporal.PlainDate;
  channel: Channel;
  count: number;
}

const submittedAs = (unit: 'day' | 'month') =>
  sql<Temporal.PlainDate>`date_trunc(${sql.lit(unit)}, submitted_at AT TIME ZONE ${sql.lit(ZONE)})::date`;

/** Cases by day and channel, oldest first; days without any are absent. */
export const usesByDay = (tx: Tx, procedure: string, from: Temporal.Instant): Promise<DayUse[]> =>
  allCases(tx)
    .where('procedure', '=', procedure)
    .where('submitted_at', '>=', from)
    .select([submittedAs('day').as('day'), 'channel', sql<number>`count(*)`.as('count')])
    .groupBy([submittedAs('day'), 'channel'])
    .orderBy('day')
    .orderBy('channel')
    .execute();

export async function figuresOf(
  tx: Tx,
  procedure: string,
  standardDays: number,
  from: Temporal.Instant,
): Promise<ProcedureFigures> {
  const ofProcedure = () => allCases(tx).where('procedure', '=', procedure).where('submitted_at', '>=', from);
  const byChannel = await ofProcedure()
    .select(['channel', sql<number>`count(*)`.as('count')])
    .groupBy('channel')
    .orderBy('channel')
    .execute();
  const work = await ofProcedure()
    .where('processing_days', 'is not', null)
    .select([
      sql<number>`count(*)`.as('decided'),
      sql<number | null>`percentile_cont(0.5) WITHIN GROUP (ORDER BY processing_days)`.as('medianDays'),
      sql<number>`count(*) FILTER (WHERE processing_days <= ${standardDays})`.as('inTime'),
    ])
    .executeTakeFirstOrThrow();
  const { corrections } = await tx
    .tables<ProcedureTables>()
    .selectFrom('procedure_correction')
    .where('tenant', '=', tx.tenant)
    .where('case_id', 'in', ofProcedure().select('id'))
    .select(sql<number>`count(*)`.as('corrections'))
    .executeTakeFirstOrThrow();
  const byMonth = await ofProcedure()
    .select([submittedAs('month').as('month'), sql<number>`count(*)`.as('count')])
    .groupBy(submittedAs('month'))
    .orderBy('month')
    .execute();
  const left = await countByValue(tx, { type: 'application.left', where: { procedure }, from }, 'page');
  return {
    byChannel,
    ...work,
    corrections,
    byMonth,
    left: left.map(({ value, count }) => ({ page: value, count })),
  };
}
