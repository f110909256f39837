import { type SelectQueryBuilder, sql } from 'kysely';
import type { Vault } from '#kernel/crypto/vault.js';
import type { Tx } from '#kernel/db/database.js';
import type { ReferenceNumber } from '#kernel/values/reference-number.js';
import { type CaseSummary, EXACT_COUNT, type InboxView } from '../model.js';
import { readPlace } from '../place.js';
import type { ProcedureTables } from '../tables.js';
import { cases, HEAD, toSummary } from './cases.js';

export interface InboxFilter {
  /** Null: every unit. */
  units: readonly string[] | null;
  today: Temporal.PlainDate;
  procedure?: string | undefined;
  /** Staff id, or null for cases that nobody has. */
  assignee?: string | null | undefined;
  number?: ReferenceNumber | undefined;
}

const filtered = (tx: Tx, { units, procedure, assignee, number }: InboxFilter) => {
  let query = cases(tx);
  if (units) query = units.length === 0 ? query.where(sql<boolean>`false`) : query.where('unit', 'in', units);
  if (procedure !== undefined) query = query.where('procedure', '=', procedure);
  if (assignee !== undefined) query = query.where('assignee', assignee === null ? 'is' : '=', assignee);
  if (number !== undefined) query = query.where('number', '=', number);
  return query;
};

type Cases = SelectQueryBuilder<ProcedureTables, 'procedure_case', object>;

const inView = (query: Cases, view: InboxView, today: Temporal.PlainDate): Cases => {
  // Written out, not as parameters: the partial indexes of open and of closed cases must be usable in any plan.
  if (view === 'closed') return query.where(sql<boolean>`phase = 'closed'`);
  const open = query.where(sql<boolean>`phase <> 'closed'`);
  if (view === 'open') return open;
  if (view === 'waiting') return open.where('phase', '=', 'waiting');
  return open.where('phase', '=', 'working').where('due_on', view === 'today' ? '=' : '<', today);
};

/** One page of the inbox: open cases by due date, closed ones the latest first. */
export async function inboxPage(
  tx: Tx,
  vault: Vault,
  view: InboxView,
  filter: InboxFilter,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<{ items: CaseSummary[]; next: string | null }> {
  const isClosed = view === 'closed';
  let query = inView(filtered(tx, filter), view, filter.today).select(HEAD);
  const place = readPlace(after);
  if (place && isClosed)
    query = query.where(sql<boolean>`(updated_at, id) < (${place.key}::timestamptz, ${place.id}::uuid)`);
  else if (place) query = query.where(sql<boolean>`(due_on, id) > (${place.key}::date, ${place.id}::uuid)`);
  const ordered = isClosed
    ? query.orderBy('updated_at', 'desc').orderBy('id', 'desc')
    : query.orderBy('due_on').orderBy('id');
  const rows = await ordered.limit(limit + 1).execute();
  const items = rows.slice(0, limit).map((row) => toSummary(tx, vault, row));
  const last = rows[limit - 1];
  const next = rows.length > limit && last ? `${isClosed ? last.updated_at : last.due_on}_${last.id}` : null;
  return { items, next };
}

export type OpenCounts = Record<Exclude<InboxView, 'closed'>, number>;

/** How many open cases each view holds: exact up to EXACT_COUNT, else one more than that. Closed ones are not counted. */
export async function openCounts(tx: Tx, filter: InboxFilter): Promise<OpenCounts> {
  const count = (view: keyof OpenCounts) => {
    const found = inView(filtered(tx, filter), view, filter.today)
      .select(sql`1`.as('one'))
      .limit(EXACT_COUNT + 1);
    return sql<number>`(SELECT count(*) FROM (${found}) AS counted)`;
  };
  const { rows } = await sql<OpenCounts>`
    SELECT ${count('today')} AS today, ${count('overdue')} AS overdue,
      ${count('waiting')} AS waiting, ${count('open')} AS open`.execute(tx.tables<ProcedureTables>());
  const [row] = rows;
  if (!row) throw new Error('a SELECT without FROM has one row');
  return row;
}
