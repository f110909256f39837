import { sql } from 'kysely';
import type { Tx } from '#kernel/db/database.js';
import type { Draft, Step } from '../model/draft.js';
import type { Asked, Reach, Right } from '../model/rights.js';
import type { DecisionTables } from '../tables.js';

const steps = (tx: Tx) =>
  tx.tables<DecisionTables>().selectFrom('decision_step').where('tenant', '=', tx.tenant).selectAll();
type Row = Awaited<ReturnType<ReturnType<typeof steps>['executeTakeFirstOrThrow']>>;

const toStep = (row: Row): Step => ({
  no: row.no,
  stage: row.stage,
  kind: row.kind,
  seat: { unit: row.unit, post: row.post },
  mode: row.mode,
  objection: row.objection,
  byTable: row.by_table,
  state: row.state,
  named: row.named,
  openedAt: row.opened_at,
  acted:
    row.acted_by === null || row.acted_at === null
      ? null
      : {
          staff: row.acted_by,
          at: row.acted_at,
          right: row.acted_right as Right,
          unit: row.acted_unit ?? '',
          title: row.acted_title ?? '',
        },
  unconfirmed: row.unconfirmed,
  confirmedBy: row.confirmed_by,
  confirmedAt: row.confirmed_at,
});

/** Steps of the present route of a draft, in their order. */
export async function stepsOf(tx: Tx, { id, round }: Pick<Draft, 'id' | 'round'>): Promise<Step[]> {
  const rows = await steps(tx).where('draft', '=', id).where('round', '=', round).orderBy('no').execute();
  return rows.map(toStep);
}

/** Steps of the present routes of these drafts, by draft. */
export async function stepsOfAll(
  tx: Tx,
  drafts: readonly Pick<Draft, 'id' | 'round'>[],
): Promise<Map<string, Step[]>> {
  if (drafts.length === 0) return new Map();
  const rows = await steps(tx)
    .where(
      'draft',
      'in',
      drafts.map(({ id }) => id),
    )
    .orderBy('no')
    .execute();
  const round = new Map(drafts.map((draft) => [draft.id, draft.round]));
  const present = rows.filter((row) => round.get(row.draft) === row.round);
  return new Map([...Map.groupBy(present, (row) => row.draft)].map(([id, own]) => [id, own.map(toStep)]));
}

export interface Route {
  draft: Pick<Draft, 'id' | 'drafter' | 'round'>;
  steps: readonly Step[];
}

/** A statement has at most 65,535 parameters. */
const AT_ONCE = 2_000;

const toRow = (tx: Tx, { id, drafter, round }: Route['draft'], step: Step) => ({
  tenant: tx.tenant,
  draft: id,
  round,
  no: step.no,
  stage: step.stage,
  kind: step.kind,
  unit: step.seat.unit,
  post: step.seat.post,
  mode: step.mode,
  objection: step.objection,
  by_table: step.byTable,
  state: step.state,
  drafter,
  named: step.named,
  opened_at: step.openedAt,
  acted_by: step.acted?.staff ?? null,
  acted_at: step.acted?.at ?? null,
  acted_right: step.acted?.right ?? null,
  acted_unit: step.acted?.unit ?? null,
  acted_title: step.acted?.title ?? null,
  unconfirmed: step.unconfirmed,
  confirmed_by: step.confirmedBy,
  confirmed_at: step.confirmedAt,
});

/** Keeps the steps of a round as they are now. */
export const saveSteps = (tx: Tx, draft: Route['draft'], steps: readonly Step[]): Promise<void> =>
  saveRoutes(tx, [{ draft, steps }]);

/** The same for many drafts. */
export async function saveRoutes(tx: Tx, routes: readonly Route[]): Promise<void> {
  const rows = routes.flatMap(({ draft, steps }) => steps.map((step) => toRow(tx, draft, step)));
  for (let from = 0; from < rows.length; from += AT_ONCE) await upsert(tx, rows.slice(from, from + AT_ONCE));
}

async function upsert(tx: Tx, rows: readonly ReturnType<typeof toRow>[]): Promise<void> {
  await tx
    .tables<DecisionTables>()
    .insertInto('decision_step')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['tenant', 'draft', 'round', 'no']).doUpdateSet(({ ref }) => ({
        state: ref('excluded.state'),
        named: ref('excluded.named'),
        opened_at: ref('excluded.opened_at'),
        acted_by: ref('excluded.acted_by'),
        acted_at: ref('excluded.acted_at'),
        acted_right: ref('excluded.acted_right'),
        acted_unit: ref('excluded.acted_unit'),
        acted_title: ref('excluded.acted_title'),
        unconfirmed: ref('excluded.unconfirmed'),
        confirmed_by: ref('excluded.confirmed_by'),
        confirmed_at: ref('excluded.confirmed_at'),
      })),
    )
    .execute();
}

/** Nobody is asked any more by the routes before this one. */
export async function closeRounds(tx: Tx, draft: string, before: number): Promise<void> {
  await tx
    .tables<DecisionTables>()
    .updateTable('decision_step')
    .set(({ eb, ref }) => ({
      unconfirmed: false,
      state: eb.case().when('state', '=', 'open').then(sql<'waiting'>`'waiting'`).else(ref('state')).end(),
    }))
    .where('tenant', '=', tx.tenant)
    .where('draft', '=', draft)
    .where('round', '<', before)
    .execute();
}

/** What a step asks of its seat: an answer, to be read, or a later confirmation. */
const ASKING = {
  answer: sql<boolean>`step.state = 'open' AND step.kind <> 'circulation'`,
  reading: sql<boolean>`step.state = 'open' AND step.kind = 'circulation'`,
  confirmation: sql<boolean>`step.unconfirmed`,
} as const;
type Asking = keyof typeof ASKING;

/** The lists of work, and what is asked in each; answers are in three: all, those of others, those of nobody. */
export const ASKED_IN = {
  toDecide: 'answer',
  onBehalf: 'answer',
  circulating: 'reading',
  toConfirm: 'confirmation',
  unmanned: 'answer',
} as const satisfies Record<string, Asking>;
export type Queue = keyof typeof ASKED_IN;
export const QUEUES = Object.keys(ASKED_IN) as Queue[];

/** The different seats that are asked for something now, by everybody: found by jumping along the index. */
export async function askedSeats(tx: Tx, asking: Asking): Promise<Asked[]> {
  const asked = sql`step.tenant = ${tx.tenant} AND step.named IS NULL AND ${ASKING[asking]}`;
  const { rows } = await sql<{ unit: string; post: string; named: string | null }>`
    WITH RECURSIVE seat AS (
      (SELECT unit, post FROM decision_step AS step WHERE ${asked} ORDER BY unit, post LIMIT 1)
      UNION ALL
      SELECT next.unit, next.post FROM seat CROSS JOIN LATERAL (
        SELECT step.unit, step.post FROM decision_step AS step
        WHERE ${asked} AND (step.unit, step.post) > (seat.unit, seat.post)
        ORDER BY step.unit, step.post LIMIT 1
      ) AS next
    )
    SELECT unit, post, NULL AS named FROM seat
    UNION ALL
    SELECT DISTINCT unit, post, named FROM decision_step AS step
    WHERE tenant = ${tx.tenant} AND named IS NOT NULL AND (state = 'open' OR unconfirmed)
      AND ${ASKING[asking]}`.execute(tx.tables<DecisionTables>());
  return rows.map(({ unit, post, named }) => ({ seat: { unit, post }, named }));
}

/** Steps of a list that are within reach: those of seats, and those at which somebody was named. */
function reached(tx: Tx, asking: Asking, me: string, reach: readonly Reach[]) {
  const rows = (isNamed: boolean) =>
    JSON.stringify(
      reach
        .filter(({ named }) => (named !== null) === isNamed)
        .map(({ seat, named, only, except }) => ({ ...seat, named, drafted_by: only, not_by: except })),
    );
  const columns = sql`AS reach (unit text, post text, named text, drafted_by text, not_by jsonb)`;
  const rest = sql`step.tenant = ${tx.tenant} AND ${ASKING[asking]}
    AND (reach.drafted_by IS NULL OR step.drafter = reach.drafted_by)
    AND NOT reach.not_by @> to_jsonb(step.drafter) AND step.acted_by IS DISTINCT FROM ${me}`;
  return sql`
    SELECT step.draft, step.no FROM jsonb_to_recordset(${rows(false)}::jsonb) ${columns}
    JOIN decision_step AS step ON step.unit = reach.unit AND step.post = reach.post AND step.named IS NULL
    WHERE ${rest}
    UNION ALL
    SELECT step.draft, step.no FROM jsonb_to_recordset(${rows(true)}::jsonb) ${columns}
    JOIN decision_step AS step
      ON step.named = reach.named AND step.unit = reach.unit AND step.post = reach.post
      AND (step.state = 'open' OR step.unconfirmed)
    WHERE ${rest}`;
}

export interface StepKey {
  draft: string;
  no: number;
}

/** Steps of a list that somebody reaches, the oldest draft first; after this one. */
export async function reachedSteps(
  tx: Tx,
  asking: Asking,
  { me, reach, after, limit }: { me: string; reach: readonly Reach[]; after: StepKey | null; limit: number },
): Promise<StepKey[]> {
  if (reach.length === 0) return [];
  const from = after ? sql`WHERE (draft, no) > (${after.draft}::uuid, ${after.no})` : sql``;
  const { rows } = await sql<StepKey>`
    SELECT draft, no FROM (${reached(tx, asking, me, reach)}) AS found ${from}
    ORDER BY draft, no LIMIT ${limit}`.execute(tx.tables<DecisionTables>());
  return rows;
}

/** How many there are, up to `most`. */
export async function countReached(
  tx: Tx,
  asking: Asking,
  { me, reach, most }: { me: string; reach: readonly Reach[]; most: number },
): Promise<number> {
  if (reach.length === 0) return 0;
  const { rows } = await sql<{ count: number }>`
    SELECT count(*) AS count FROM (${reached(tx, asking, me, reach)} LIMIT ${most}) AS found`.execute(
    tx.tables<DecisionTables>(),
  );
  return Number(rows[0]?.count ?? 0);
}

/** Drafts of a kind at which somebody has been told since before that moment and has not read it. */
export async function unreadSince(
  tx: Tx,
  { kind, before, limit }: { kind: string; before: Temporal.Instant; limit: number },
): Promise<string[]> {
  const rows = await tx
    .tables<DecisionTables>()
    .selectFrom('decision_step')
    .innerJoin('decision_draft', (join) =>
      join
        .onRef('decision_draft.tenant', '=', 'decision_step.tenant')
        .onRef('decision_draft.id', '=', 'decision_step.draft')
        .onRef('decision_draft.round', '=', 'decision_step.round'),
    )
    .where('decision_step.tenant', '=', tx.tenant)
    .where('decision_step.state', '=', 'open')
    .where('decision_step.kind', '=', 'circulation')
    .where('decision_step.opened_at', '<', before)
    .where('decision_draft.kind', '=', kind)
    .where('decision_draft.state', '=', 'decided')
    .select('decision_draft.id')
    .distinct()
    .orderBy('decision_draft.id')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}
