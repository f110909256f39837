import { sql } from 'kysely';
import type { Tx } from '#kernel/db/database.js';
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
}

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
  return { byChannel, ...work, corrections };
}
