import { sql } from 'kysely';
import type { Tx } from '../db/database.js';
import { matching } from './journal.js';

/** Which work: what happened to each subject from an entry that begins it up to the next one that does. */
export interface FlowQuestion {
  begins: string;
  /** Entry types that are its steps; the beginning is one of them. */
  steps: readonly string[];
  /** Those of them that come again as the work goes on, so that coming again is no way back. */
  repeating?: readonly string[];
  /** Those that send the work back: whatever follows them is a way back. */
  returning?: readonly string[];
  /** Attributes that the beginning must have. */
  where: Record<string, string | readonly string[]>;
  /** When it began. */
  from: Temporal.Instant;
  /** Exclusive. */
  to: Temporal.Instant;
}

export interface FlowStep {
  type: string;
  visits: number;
  /** Pieces of work that came to it, and those of them that came back to it. */
  works: number;
  again: number;
}

/** From one step directly to the next; `to` is null where the work has come no further. */
export interface FlowWay {
  from: string;
  to: string | null;
  count: number;
  /** Half of them took at most this many seconds; null where there is no next step. */
  medianSeconds: number | null;
  /** How many of them led to a step at which that work had been before, or from one that sends it back. */
  back: number;
}

/** The directly-follows graph of some work. Unordered. */
export interface Flow {
  works: number;
  /** Pieces of work that went back at least once. */
  reworked: number;
  /** From the beginning to the last step so far, of half of them at most; null when there is no work. */
  medianSeconds: number | null;
  steps: FlowStep[];
  ways: FlowWay[];
}

interface Row {
  kind: 'way' | 'step' | 'all';
  type: string | null;
  next: string | null;
  count: number;
  works: number;
  again: number;
  seconds: number | null;
}

/** Counted by the database in one statement, however many pieces of work there are. */
export async function flowOf(
  tx: Tx,
  { begins, steps, repeating = [], returning = [], where, from, to }: FlowQuestion,
): Promise<Flow> {
  const begun = matching(tx, { type: begins, where, from, to }).select(['subject', 'position']);
  const { rows } = await sql<Row>`
    WITH begun AS MATERIALIZED (${begun}),
    seen AS (
      SELECT type, at, position,
             max(position) FILTER (WHERE type = ${begins}) OVER (PARTITION BY subject ORDER BY position) AS work
      FROM journal_entry
      WHERE tenant = ${tx.tenant} AND type IN (${sql.join([...steps])})
        AND subject IN (SELECT subject FROM begun)
    ),
    step AS MATERIALIZED (
      SELECT work, type, at, position,
             CASE WHEN type = ANY (${[...repeating]}::text[]) THEN 1
                  ELSE row_number() OVER (PARTITION BY work, type ORDER BY position) END AS visit
      FROM seen WHERE work IN (SELECT position FROM begun)
    ),
    way AS MATERIALIZED (
      SELECT work, type, at, lead(type) OVER following AS next, lead(at) OVER following AS next_at,
             coalesce(lead(visit) OVER following > 1
               OR (type = ANY (${[...returning]}::text[]) AND lead(type) OVER following IS NOT NULL), false) AS is_back
      FROM step WINDOW following AS (PARTITION BY work ORDER BY position)
    ),
    whole AS (
      SELECT work, bool_or(is_back) AS is_reworked, extract(epoch FROM max(at) - min(at)) AS seconds
      FROM way GROUP BY work
    )
    SELECT 'way' AS kind, type, next, count(*)::int AS count, count(DISTINCT work)::int AS works,
           count(*) FILTER (WHERE is_back)::int AS again,
           percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM next_at - at))::float8 AS seconds
    FROM way GROUP BY type, next
    UNION ALL
    SELECT 'step', type, NULL, count(*)::int, count(DISTINCT work)::int,
           count(DISTINCT work) FILTER (WHERE visit > 1)::int, NULL
    FROM step GROUP BY type
    UNION ALL
    SELECT 'all', NULL, NULL, count(*)::int, count(*)::int, count(*) FILTER (WHERE is_reworked)::int,
           percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds)::float8
    FROM whole`.execute(tx.tables());
  const all = rows.find(({ kind }) => kind === 'all');
  return {
    works: all?.works ?? 0,
    reworked: all?.again ?? 0,
    medianSeconds: all?.seconds ?? null,
    steps: rows.flatMap(({ kind, type, count, works, again }) =>
      kind === 'step' && type !== null ? [{ type, visits: count, works, again }] : [],
    ),
    ways: rows.flatMap(({ kind, type, next, count, again, seconds }) =>
      kind === 'way' && type !== null
        ? [{ from: type, to: next, count, medianSeconds: next === null ? null : seconds, back: again }]
        : [],
    ),
  };
}
