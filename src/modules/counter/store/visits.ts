import { sql } from 'kysely';
import type { Vault } from '#kernel/crypto/vault.js';
import type { Tx } from '#kernel/db/database.js';
import { placeText, type TimePlace } from '#kernel/values/list-place.js';
import type { Visit, VisitContent } from '../desk.js';
import type { CounterTables } from '../tables.js';

const subject = (id: string): string => `visit/${id}`;

const visits = (tx: Tx) =>
  tx.tables<CounterTables>().selectFrom('counter_visit').where('tenant', '=', tx.tenant);

const COLUMNS = ['id', 'guide', 'state', 'meets_at', 'interview', 'created_at', 'content'] as const;
type Row = Pick<CounterTables['counter_visit'], (typeof COLUMNS)[number]>;

const toVisit = (tx: Tx, vault: Vault, row: Row): Visit => ({
  id: row.id,
  guide: row.guide,
  state: row.state,
  meetsAt: row.meets_at,
  interview: row.interview,
  createdAt: row.created_at,
  content: JSON.parse(vault.open(tx.tenant, subject(row.id), row.content).toString('utf8')) as VisitContent,
});

const sealed = (tx: Tx, vault: Vault, id: string, content: VisitContent): Buffer =>
  vault.seal(tx.tenant, subject(id), JSON.stringify(content));

export async function insertVisit(
  tx: Tx,
  vault: Vault,
  visit: Omit<Visit, 'state'>,
  { by, expiresAt }: { by: string; expiresAt: Temporal.Instant },
): Promise<void> {
  const { id, guide, meetsAt, interview, createdAt, content } = visit;
  await tx
    .tables<CounterTables>()
    .insertInto('counter_visit')
    .values({
      tenant: tx.tenant,
      id,
      guide,
      state: 'open',
      meets_at: meetsAt,
      content: sealed(tx, vault, id, content),
      interview,
      created_by: by,
      created_at: createdAt,
      expires_at: expiresAt,
    })
    .execute();
}

export async function findVisit(
  tx: Tx,
  vault: Vault,
  id: string,
  { lock = false } = {},
): Promise<Visit | undefined> {
  const query = visits(tx).select(COLUMNS).where('id', '=', id);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  return row && toVisit(tx, vault, row);
}

export const visitIdOf = async (tx: Tx, interview: string): Promise<string | null> =>
  (await visits(tx).select('id').where('interview', '=', interview).executeTakeFirst())?.id ?? null;

export async function saveVisit(
  tx: Tx,
  vault: Vault,
  { id, content, meetsAt }: Pick<Visit, 'id' | 'content' | 'meetsAt'>,
): Promise<void> {
  await tx
    .tables<CounterTables>()
    .updateTable('counter_visit')
    .set({ content: sealed(tx, vault, id, content), meets_at: meetsAt })
    .where('tenant', '=', tx.tenant)
    .where('id', '=', id)
    .execute();
}

export async function closeVisit(tx: Tx, id: string, at: Temporal.Instant): Promise<void> {
  await tx
    .tables<CounterTables>()
    .updateTable('counter_visit')
    .set({ state: 'closed', closed_at: at })
    .where('tenant', '=', tx.tenant)
    .where('id', '=', id)
    .execute();
}

/** A visit in a list: without its names. */
export interface VisitLine {
  id: string;
  guide: string;
  meetsAt: Temporal.Instant;
  open: number;
  settled: number;
  overdue: number;
}

/** One page of visits: open ones from the earliest on, closed ones the latest first. */
export async function visitsPage(
  tx: Tx,
  { state, today }: { state: Visit['state']; today: Temporal.PlainDate },
  { after, limit }: { after: TimePlace | undefined; limit: number },
): Promise<{ items: VisitLine[]; next: string | null }> {
  const isOpen = state === 'open';
  let query = visits(tx).where('state', '=', state);
  if (after) {
    const row = sql`(meets_at, id)`;
    const from = sql`(${after.at}, ${after.id}::uuid)`;
    query = query.where(isOpen ? sql<boolean>`${row} > ${from}` : sql<boolean>`${row} < ${from}`);
  }
  const count = (condition: ReturnType<typeof sql<boolean>>) =>
    sql<number>`(SELECT count(*) FROM counter_task t WHERE t.tenant = counter_visit.tenant
      AND t.visit = counter_visit.id AND t.unit IS NOT NULL AND ${condition})`;
  const rows = await query
    .select(['id', 'guide', 'meets_at'])
    .select([
      count(sql<boolean>`t.state = 'open'`).as('open'),
      count(sql<boolean>`t.state <> 'open'`).as('settled'),
      count(sql<boolean>`t.state = 'open' AND t.due_on < ${today}`).as('overdue'),
    ])
    .orderBy('meets_at', isOpen ? 'asc' : 'desc')
    .orderBy('id', isOpen ? 'asc' : 'desc')
    .limit(limit + 1)
    .execute();
  const items = rows.slice(0, limit).map(({ meets_at, ...row }) => ({ ...row, meetsAt: meets_at }));
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? placeText(last.meetsAt, last.id) : null };
}

/** Deletes those whose time is over, with their tasks. */
export async function deleteExpiredVisits(tx: Tx, now: Temporal.Instant): Promise<void> {
  await tx
    .tables<CounterTables>()
    .deleteFrom('counter_visit')
    .where('tenant', '=', tx.tenant)
    .where('expires_at', '<', now)
    .execute();
}
