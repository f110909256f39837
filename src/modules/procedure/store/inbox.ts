import { type SelectQueryBuilder, sql } from 'kysely';
import type { Vault } from '#kernel/crypto/vault.js';
import type { Tx } from '#kernel/db/database.js';
import { placeText, readDayPlace, readTimePlace } from '#kernel/values/list-place.js';
import type { ReferenceNumber } from '#kernel/values/reference-number.js';
import { comparableName, NAME_INDEX } from '../applicant-name.js';
import type { Channel } from '../definition.js';
import { type CaseState, type CaseSummary, EXACT_COUNT, type InboxOrder, type InboxView } from '../model.js';
import type { ProcedureTables } from '../tables.js';
import { cases, HEAD, toSummary } from './cases.js';

export interface InboxFilter {
  /** Null: every unit. */
  units: readonly string[] | null;
  today: Temporal.PlainDate;
  procedure?: string | undefined;
  /** Staff id, or null for cases that nobody has. */
  assignee?: string | null | undefined;
  state?: CaseState | undefined;
  channel?: Channel | undefined;
  /** Last day on which it is due. */
  dueBy?: Temporal.PlainDate | undefined;
  /** Looked for by number or by whole name: then in every view. */
  number?: ReferenceNumber | undefined;
  name?: string | undefined;
}

type Cases = SelectQueryBuilder<ProcedureTables, 'procedure_case', object>;

function filtered(tx: Tx, vault: Vault, filter: Omit<InboxFilter, 'units'>): Cases {
  const { procedure, assignee, state, channel, dueBy, number, name } = filter;
  let query = cases(tx);
  if (procedure !== undefined) query = query.where('procedure', '=', procedure);
  if (assignee !== undefined) query = query.where('assignee', assignee === null ? 'is' : '=', assignee);
  if (state !== undefined) query = query.where('state', '=', state);
  if (channel !== undefined) query = query.where('channel', '=', channel);
  if (dueBy !== undefined) query = query.where('due_on', '<=', dueBy);
  if (number !== undefined) query = query.where('number', '=', number);
  if (name !== undefined)
    query = query.where('name_index', 'in', vault.blindIndex(tx.tenant, NAME_INDEX, comparableName(name)));
  return query;
}

const ofUnits = (query: Cases, units: readonly string[] | null): Cases => {
  if (!units) return query;
  return units.length === 0 ? query.where(sql<boolean>`false`) : query.where('unit', 'in', units);
};

/** Of the open ones those that are the office's turn, which come first. */
type Part = InboxView | 'working';

const inView = (query: Cases, view: Part, today: Temporal.PlainDate): Cases => {
  // Written out, not as parameters: the partial indexes of open and of closed cases must be usable in any plan.
  if (view === 'closed') return query.where(sql<boolean>`phase = 'closed'`);
  const open = query.where(sql<boolean>`phase <> 'closed'`);
  if (view === 'open') return open;
  if (view === 'waiting' || view === 'working') return open.where('phase', '=', view);
  return open.where('phase', '=', 'working').where('due_on', view === 'today' ? '=' : '<', today);
};

const isSearch = ({ number, name }: Pick<InboxFilter, 'number' | 'name'>): boolean =>
  number !== undefined || name !== undefined;

const dayIn = (text: string | undefined) => {
  const place = readDayPlace(text);
  return place && sql`(${place.day}::date, ${place.id}::uuid)`;
};
const momentIn = (text: string | undefined) => {
  const place = readTimePlace(text);
  return place && sql`(${place.at}::timestamptz, ${place.id}::uuid)`;
};

/** By what a page is ordered, and what its links say of the place where the next one begins. */
const ORDERS = {
  due: { column: 'due_on', direction: 'asc', placeIn: dayIn },
  received: { column: 'submitted_at', direction: 'asc', placeIn: momentIn },
  newest: { column: 'submitted_at', direction: 'desc', placeIn: momentIn },
  changed: { column: 'updated_at', direction: 'desc', placeIn: momentIn },
} as const;
type Order = (typeof ORDERS)[keyof typeof ORDERS];

const orderOf = (view: InboxView, order: InboxOrder, isSearched: boolean): Order => {
  if (isSearched) return ORDERS.newest;
  return view === 'closed' && order === 'due' ? ORDERS.changed : ORDERS[order];
};

function after(query: Cases, { column, direction, placeIn }: Order, text: string | undefined): Cases {
  const from = placeIn(text);
  if (!from) return query;
  const row = sql`(${sql.ref(column)}, id)`;
  return query.where(direction === 'asc' ? sql<boolean>`${row} > ${from}` : sql<boolean>`${row} < ${from}`);
}

/** Begins a place that is among the waiting cases of the open ones. */
const AMONG_WAITING = 'waiting_';

/** One page of the inbox. What is looked for by number or name is found in every view, the newest first. */
export async function inboxPage(
  tx: Tx,
  vault: Vault,
  { view, order: wanted }: { view: InboxView; order: InboxOrder },
  filter: InboxFilter,
  { after: place, limit }: { after?: string | undefined; limit: number },
): Promise<{ items: CaseSummary[]; next: string | null }> {
  const isSearched = isSearch(filter);
  const order = orderOf(view, wanted, isSearched);
  const found = filtered(tx, vault, filter);
  const { units } = filter;
  const rowsOf = async (part: Part, from: string | undefined, most: number) => {
    const inOrder = (query: Cases) =>
      after(isSearched ? query : inView(query, part, filter.today), order, from)
        .select(HEAD)
        .orderBy(order.column, order.direction)
        .orderBy('id', order.direction)
        .limit(most);
    return units && units.length > 1 && !isSearched
      ? ofEach(tx, units, inOrder(found.where(sql<boolean>`procedure_case.unit = section.unit`)), order, most)
      : inOrder(ofUnits(found, units)).execute();
  };
  // By due day: what is overdue must not stand beneath what waits for somebody else, whose day counts for nothing now.
  const isParted = view === 'open' && order === ORDERS.due && !isSearched;
  const isAmongWaiting = isParted && place?.startsWith(AMONG_WAITING) === true;
  const from = isAmongWaiting ? place?.slice(AMONG_WAITING.length) : place;
  const rows = await rowsOf(isAmongWaiting ? 'waiting' : isParted ? 'working' : view, from, limit + 1);
  if (isParted && !isAmongWaiting && rows.length <= limit)
    rows.push(...(await rowsOf('waiting', undefined, limit + 1 - rows.length)));
  const items = rows.slice(0, limit).map((row) => toSummary(tx, vault, row));
  const last = rows[limit - 1];
  const part = isParted && last?.phase === 'waiting' ? AMONG_WAITING : '';
  const next = rows.length > limit && last ? `${part}${placeText(last[order.column], last.id)}` : null;
  return { items, next };
}

type PageQuery = ReturnType<ReturnType<typeof cases>['select']> & {
  execute(): Promise<Parameters<typeof toSummary>[2][]>;
};

/** The first of every section by its own index, then the first of those: no section is read to its end. */
async function ofEach(
  tx: Tx,
  units: readonly string[],
  page: PageQuery,
  { column, direction }: Order,
  most: number,
): Promise<Parameters<typeof toSummary>[2][]> {
  const order = sql.raw(direction);
  const { rows } = await sql<Parameters<typeof toSummary>[2]>`
    SELECT page.* FROM unnest(${units}::text[]) AS section (unit) CROSS JOIN LATERAL (${page}) AS page
    ORDER BY page.${sql.ref(column)} ${order}, page.id ${order} LIMIT ${most}`.execute(
    tx.tables<ProcedureTables>(),
  );
  return rows;
}

/** Those of these procedures of which there has been a case. */
export async function withCases(tx: Tx, procedures: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ procedure: string }>`
    SELECT offered.procedure FROM unnest(${procedures}::text[]) AS offered (procedure)
    CROSS JOIN LATERAL (
      -- Ordered as its index is, so that nobody looks through all cases for a procedure that has none.
      SELECT 1 FROM procedure_case AS held
      WHERE held.tenant = ${tx.tenant} AND held.procedure = offered.procedure
      ORDER BY held.submitted_at LIMIT 1
    ) AS held`.execute(tx.tables<ProcedureTables>());
  return new Set(rows.map(({ procedure }) => procedure));
}

export type OpenCounts = Record<Exclude<InboxView, 'closed'>, number>;

/** How many open cases each view holds: exact up to EXACT_COUNT, else one more than that. Closed ones are not counted. */
export async function openCounts(tx: Tx, vault: Vault, filter: InboxFilter): Promise<OpenCounts> {
  const count = (view: keyof OpenCounts) => {
    const found = inView(ofUnits(filtered(tx, vault, filter), filter.units), view, filter.today)
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
