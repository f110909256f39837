import { sql } from 'kysely';
import { dateIn } from '#kernel/clock.js';
import type { Tx } from '#kernel/db/database.js';
import { fiscalYear } from '#kernel/values/fiscal-year.js';
import type { PublishedJudgement, Rating } from '../model.js';
import type { PlanTables } from '../tables.js';
import type { Evidence, Round, RoundState, Task, TaskState } from './model.js';

const rounds = (tx: Tx) => tx.tables<PlanTables>().selectFrom('plan_round').where('tenant', '=', tx.tenant);
const tasks = (tx: Tx) =>
  tx.tables<PlanTables>().selectFrom('plan_task').where('plan_task.tenant', '=', tx.tenant);

const toRound = (row: PlanTables['plan_round']): Round => ({
  id: row.id,
  fiscalYear: fiscalYear(row.fiscal_year),
  state: row.state,
  dueOn: row.due_on,
  openedAt: row.opened_at,
  publishedAt: row.published_at,
});

const toTask = (row: PlanTables['plan_task']): Task => ({
  measure: row.measure,
  state: row.state,
  evidence: row.evidence as Evidence[],
  submittedAt: row.submitted_at,
  returnedReason: row.returned_reason,
  remindedStep: row.reminded_step,
  rating: row.rating,
  comment: row.comment,
});

/** Newest fiscal year first. */
export const readRounds = async (tx: Tx): Promise<Round[]> =>
  (await rounds(tx).selectAll().orderBy('fiscal_year', 'desc').execute()).map(toRound);

export async function readRound(tx: Tx, id: string, { lock = false } = {}): Promise<Round | null> {
  // Compared as text: an address with something that is no UUID finds nothing, instead of failing.
  const query = rounds(tx).selectAll().where(sql<string>`id::text`, '=', id);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  return row ? toRound(row) : null;
}

/** False when the plan has a round for that year already. */
export async function insertRound(
  tx: Tx,
  {
    id,
    plan,
    fiscalYear: year,
    dueOn,
    openedAt,
    openedBy,
  }: Omit<Round, 'state' | 'publishedAt'> & { plan: string; openedBy: string },
  measures: readonly string[],
): Promise<boolean> {
  const tables = tx.tables<PlanTables>();
  const inserted = await tables
    .insertInto('plan_round')
    .values({
      tenant: tx.tenant,
      id,
      plan,
      fiscal_year: year,
      state: 'open',
      due_on: dueOn,
      opened_at: openedAt,
      opened_by: openedBy,
      published_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!inserted) return false;
  await sql`
    INSERT INTO plan_task (tenant, round, measure, state)
    SELECT ${tx.tenant}, ${id}::uuid, measure, 'requested'
    FROM jsonb_array_elements_text(${JSON.stringify(measures)}::jsonb) AS measure`.execute(tables);
  return true;
}

export async function updateRound(
  tx: Tx,
  id: string,
  { state, publishedAt }: { state: RoundState; publishedAt: Temporal.Instant | null },
): Promise<void> {
  await tx
    .tables<PlanTables>()
    .updateTable('plan_round')
    .set({ state, published_at: publishedAt })
    .where('tenant', '=', tx.tenant)
    .where('id', '=', id)
    .execute();
}

export const readTasks = async (tx: Tx, round: string): Promise<Task[]> =>
  (await tasks(tx).selectAll().where('round', '=', round).execute()).map(toTask);

/** Tasks of several rounds in one query. */
export const readTasksOf = async (
  tx: Tx,
  roundIds: readonly string[],
): Promise<(Task & { round: string })[]> =>
  roundIds.length === 0
    ? []
    : (await tasks(tx).selectAll().where('round', 'in', roundIds).execute()).map((row) => ({
        ...toTask(row),
        round: row.round,
      }));

/** Held against others until the transaction ends. */
export async function lockTask(tx: Tx, round: string, measure: string): Promise<Task | null> {
  const row = await tasks(tx)
    .selectAll()
    .where('round', '=', round)
    .where('measure', '=', measure)
    .forUpdate()
    .executeTakeFirst();
  return row ? toTask(row) : null;
}

export interface TaskUpdate {
  state?: TaskState;
  evidence?: readonly Evidence[];
  submitted?: { at: Temporal.Instant; by: string };
  returnedReason?: string | null;
  remindedStep?: number;
  judged?: { rating: Rating; comment: string | null; at: Temporal.Instant; by: string };
}

export async function updateTask(tx: Tx, round: string, measure: string, update: TaskUpdate): Promise<void> {
  const { state, evidence, submitted, returnedReason, remindedStep, judged } = update;
  await tx
    .tables<PlanTables>()
    .updateTable('plan_task')
    .set({
      ...(state ? { state } : {}),
      ...(evidence ? { evidence: sql`${JSON.stringify(evidence)}::jsonb` } : {}),
      ...(submitted ? { submitted_at: submitted.at, submitted_by: submitted.by } : {}),
      ...(returnedReason === undefined ? {} : { returned_reason: returnedReason }),
      ...(remindedStep === undefined ? {} : { reminded_step: remindedStep }),
      ...(judged
        ? { rating: judged.rating, comment: judged.comment, judged_at: judged.at, judged_by: judged.by }
        : {}),
    })
    .where('tenant', '=', tx.tenant)
    .where('round', '=', round)
    .where('measure', '=', measure)
    .execute();
}

export interface StoredSnapshot {
  round: string;
  fiscalYear: number;
  publishedAt: Temporal.Instant;
  content: unknown;
  hash: Uint8Array;
}

export async function insertSnapshot(tx: Tx, { content, ...snapshot }: StoredSnapshot): Promise<void> {
  await tx
    .tables<PlanTables>()
    .insertInto('plan_snapshot')
    .values({
      tenant: tx.tenant,
      round: snapshot.round,
      fiscal_year: snapshot.fiscalYear,
      published_at: snapshot.publishedAt,
      content: sql`${JSON.stringify(content)}::jsonb`,
      hash: snapshot.hash,
    })
    .execute();
}

export type WhichSnapshot = { round: string } | { fiscalYear: number };

export async function readSnapshot(tx: Tx, which: WhichSnapshot): Promise<StoredSnapshot | null> {
  const snapshots = tx
    .tables<PlanTables>()
    .selectFrom('plan_snapshot')
    .selectAll()
    .where('tenant', '=', tx.tenant);
  const row = await ('round' in which
    ? snapshots.where(sql<string>`round::text`, '=', which.round)
    : snapshots.where('fiscal_year', '=', which.fiscalYear)
  ).executeTakeFirst();
  if (!row) return null;
  return {
    round: row.round,
    fiscalYear: row.fiscal_year,
    publishedAt: row.published_at,
    content: row.content,
    hash: row.hash,
  };
}

/** By measure: how the newest published review judged it. */
export async function readPublishedJudgements(tx: Tx): Promise<Map<string, PublishedJudgement>> {
  const rows = await tasks(tx)
    .innerJoin('plan_round', (join) =>
      join.onRef('plan_round.tenant', '=', 'plan_task.tenant').onRef('plan_round.id', '=', 'plan_task.round'),
    )
    .distinctOn('plan_task.measure')
    .select([
      'plan_task.measure',
      'plan_task.rating',
      'plan_task.comment',
      'plan_round.fiscal_year',
      'plan_round.published_at',
    ])
    .where('plan_round.state', '=', 'published')
    .where('plan_task.state', '=', 'judged')
    .orderBy('plan_task.measure')
    .orderBy('plan_round.fiscal_year', 'desc')
    .execute();
  return new Map(
    rows.flatMap(({ measure, rating, comment, fiscal_year, published_at }) =>
      rating && published_at
        ? [
            [
              measure,
              { fiscalYear: fiscalYear(fiscal_year), rating, comment, publishedOn: dateIn(published_at) },
            ],
          ]
        : [],
    ),
  );
}
