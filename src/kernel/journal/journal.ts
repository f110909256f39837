import { type RawBuilder, sql } from 'kysely';
import { ZONE } from '../clock.js';
import { actorRef, type Context } from '../context.js';
import type { Database, Tx } from '../db/database.js';
import { invariant } from '../errors.js';
import { uuidv7 } from '../values/uuid.js';
import { type Entry, type EntryData, entryDigest, isEntryData, isEntryText } from './entry.js';
import type { JournalTables } from './tables.js';

export interface NewEntry {
  type: string;
  subject: string;
  data?: EntryData;
}

type Listener = (tenant: string, type: string) => void;
const listeners = new Set<Listener>();

/** In-process signal after a commit that wrote entries: to drop caches and wake subscribers. Never relied on. */
export function onJournalled(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The entry as it is stored, but for its place. */
function completed(tx: Tx, context: Context, entry: NewEntry): Omit<Entry, 'position'> {
  invariant(tx.tenant === context.municipality.code, 'a context writes only into its own municipality');
  invariant(
    context.mayJournal === null || context.mayJournal.has(entry.type),
    `the route declares the journal entry "${entry.type}"`,
  );
  // As JSON has it: an attribute without a value is not there.
  const data = Object.fromEntries(
    Object.entries(entry.data ?? {}).filter(([, value]) => value !== undefined),
  );
  invariant(
    isEntryData(data) && [entry.type, entry.subject, context.purpose ?? '-'].every(isEntryText),
    `the journal entry "${entry.type}" is of texts that can be stored and flat attributes`,
  );
  const at = Temporal.Instant.fromEpochMilliseconds(context.clock.now().epochMilliseconds);
  const complete = {
    tenant: tx.tenant,
    id: uuidv7(at),
    type: entry.type,
    subject: entry.subject,
    at,
    actor: actorRef(context.actor),
    purpose: context.purpose,
    data,
  };
  return { ...complete, digest: entryDigest(complete) };
}

function tell(tx: Tx, types: Iterable<string>): void {
  const { tenant } = tx;
  tx.afterCommit(() => {
    for (const type of types) for (const listener of listeners) listener(tenant, type);
  });
}

/** The parts of a WITH that write an entry: for each row of `of`, of which there is one or none. */
const writing = (entry: Omit<Entry, 'position'>, of: RawBuilder<unknown>) => sql`
  journal_place AS (
    INSERT INTO journal_head (tenant, position) SELECT ${entry.tenant}, 1 ${of}
    ON CONFLICT (tenant) DO UPDATE SET position = journal_head.position + 1
    RETURNING position
  ), journal_line AS (
    INSERT INTO journal_entry (tenant, position, id, type, subject, at, actor, purpose, data, digest)
    SELECT ${entry.tenant}, position, ${entry.id}, ${entry.type}, ${entry.subject},
           ${entry.at}::timestamptz, ${entry.actor}, ${entry.purpose},
           ${JSON.stringify(entry.data)}::jsonb, ${entry.digest}::bytea
    FROM journal_place
    RETURNING position
  )`;

/**
 * Writes one entry in the caller's transaction. Call it as the last statement where possible: from here
 * to the commit, other writers of the same municipality wait for the head row.
 */
export async function append(tx: Tx, context: Context, entry: NewEntry): Promise<Entry> {
  const complete = completed(tx, context, entry);
  const { rows } = await sql<{ position: number }>`WITH ${writing(complete, sql``)}
    SELECT position FROM journal_line`.execute(tx.tables<JournalTables>());
  const position = rows[0]?.position;
  invariant(position !== undefined, 'an appended entry has a position');
  tell(tx, [complete.type]);
  return { ...complete, position };
}

/**
 * The entry as parts of the WITH in which the caller writes what it is about: it comes with the row that `written`, a
 * part before it, returns, and not at all where that returns none. For what many people do at the same time: one
 * statement less than `append`.
 */
export function appendedWith(
  tx: Tx,
  context: Context,
  entry: NewEntry,
  written: string,
): RawBuilder<unknown> {
  tell(tx, [entry.type]);
  return writing(completed(tx, context, entry), sql`FROM ${sql.table(written)}`);
}

/** Writes many entries in their order, in one statement: for what is done with many things at once. */
export async function appendAll(tx: Tx, context: Context, entries: readonly NewEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const all = entries.map((entry) => completed(tx, context, entry));
  const of = <Value>(read: (entry: (typeof all)[number]) => Value): Value[] => all.map(read);
  await sql`
    WITH head AS (
      INSERT INTO journal_head (tenant, position) VALUES (${tx.tenant}, ${all.length}::int)
      ON CONFLICT (tenant) DO UPDATE SET position = journal_head.position + ${all.length}::int
      RETURNING position
    )
    INSERT INTO journal_entry (tenant, position, id, type, subject, at, actor, purpose, data, digest)
    SELECT ${tx.tenant}, head.position - ${all.length}::int + one.place, one.id, one.type, one.subject,
           one.at, ${actorRef(context.actor)}, ${context.purpose}::text, one.data::jsonb, decode(one.digest, 'hex')
    FROM head, unnest(
      ${of(({ id }) => id)}::uuid[], ${of(({ type }) => type)}::text[], ${of(({ subject }) => subject)}::text[],
      ${of(({ at }) => at.toString())}::timestamptz[], ${of(({ data }) => JSON.stringify(data))}::text[],
      ${of(({ digest }) => Buffer.from(digest).toString('hex'))}::text[]
    ) WITH ORDINALITY AS one (id, type, subject, at, data, digest, place)`.execute(
    tx.tables<JournalTables>(),
  );
  tell(tx, new Set(of(({ type }) => type)));
}

/** Which entries; attributes must equal the value or one of the values. */
export interface EntryFilter {
  /** One type, or any of several. */
  type?: string | readonly string[];
  /** One subject, or any of several. */
  subject?: string | readonly string[];
  where?: Record<string, string | readonly string[]>;
  from?: Temporal.Instant;
  /** Exclusive. */
  to?: Temporal.Instant;
}

/** The query that all counts and lists begin with. */
export const matching = (tx: Tx, filter: EntryFilter) => {
  let query = tx.tables<JournalTables>().selectFrom('journal_entry').where('tenant', '=', tx.tenant);
  if (typeof filter.type === 'string') query = query.where('type', '=', filter.type);
  else if (filter.type) query = query.where('type', 'in', filter.type);
  if (typeof filter.subject === 'string') query = query.where('subject', '=', filter.subject);
  else if (filter.subject) query = query.where('subject', 'in', filter.subject);
  if (filter.from) query = query.where('at', '>=', filter.from);
  if (filter.to) query = query.where('at', '<', filter.to);
  for (const [attribute, wanted] of Object.entries(filter.where ?? {})) {
    const values = typeof wanted === 'string' ? [wanted] : [...wanted];
    query = query.where(sql<string>`data ->> ${attribute}`, 'in', values);
  }
  return query;
};

/** What counts once: each entry, subject or actor, or each value of an attribute of the entries. */
export type Distinct = 'entry' | 'subject' | 'actor' | (string & {});

/** By what entries are alike that count once together. */
export const sameBy = (distinct: Distinct) =>
  distinct === 'subject' || distinct === 'actor' ? sql.ref(distinct) : sql`(data ->> ${distinct})`;

const countOf = (distinct: Distinct) =>
  distinct === 'entry' ? sql<number>`count(*)` : sql<number>`count(DISTINCT ${sameBy(distinct)})`;

export interface MonthCount {
  /** First day of the month, in the municipality's zone. */
  month: Temporal.PlainDate;
  count: number;
}

/** Entries per month of the municipality's calendar; months without entries are absent. */
export async function countByMonth(
  tx: Tx,
  filter: EntryFilter,
  distinct: Distinct = 'entry',
): Promise<MonthCount[]> {
  const month = sql<Temporal.PlainDate>`date_trunc('month', at AT TIME ZONE ${sql.lit(ZONE)})::date`;
  const rows = await matching(tx, filter)
    .select([month.as('month'), countOf(distinct).as('count')])
    .groupBy(month)
    .orderBy(month)
    .execute();
  return rows;
}

/** How many entries (or different subjects, actors or values) match, over the whole range. */
export async function count(tx: Tx, filter: EntryFilter, distinct: Distinct = 'entry'): Promise<number> {
  const row = await matching(tx, filter).select(countOf(distinct).as('count')).executeTakeFirstOrThrow();
  return row.count;
}

/** How many entries there are of each value of an attribute; entries without it are left out. */
export async function countByValue(
  tx: Tx,
  filter: EntryFilter,
  attribute: string,
): Promise<{ value: string; count: number }[]> {
  const value = sql<string>`data ->> ${sql.lit(attribute)}`;
  return matching(tx, filter)
    .where(value, 'is not', null)
    .select([value.as('value'), sql<number>`count(*)`.as('count')])
    .groupBy(value)
    .orderBy(value)
    .execute();
}

export interface EntryPage {
  entries: Entry[];
  /** Position to continue after; null on the last page. */
  next: number | null;
}

/** Newest first, a page at a time; `after` is the `next` of the page before. */
export async function readEntries(
  tx: Tx,
  filter: EntryFilter,
  { after, limit }: { after?: number | undefined; limit: number },
): Promise<EntryPage> {
  let query = matching(tx, filter);
  if (after !== undefined) query = query.where('position', '<', after);
  const rows = await query
    .selectAll()
    .orderBy('position', 'desc')
    .limit(limit + 1)
    .execute();
  const entries = rows.slice(0, limit);
  return { entries, next: rows.length > limit ? (entries.at(-1)?.position ?? null) : null };
}

/** Shows all entries that match, the newest first: every page in a transaction of its own. */
export async function eachPage(
  database: Database,
  tenant: string,
  filter: EntryFilter,
  limit: number,
  look: (tx: Tx, entries: readonly Entry[]) => Promise<void>,
): Promise<void> {
  let next: number | null = null;
  do {
    next = await database.transaction(tenant, async (tx): Promise<number | null> => {
      const page = await readEntries(tx, filter, { after: next ?? undefined, limit });
      await look(tx, page.entries);
      return page.next;
    });
  } while (next !== null);
}

/** Oldest first, after one position and up to another: all entries, or those of some types. */
export function readBetween(
  tx: Tx,
  { after, upTo, types, limit }: { after: number; upTo: number; types?: readonly string[]; limit: number },
): Promise<Entry[]> {
  const query = tx
    .tables<JournalTables>()
    .selectFrom('journal_entry')
    .selectAll()
    .where('tenant', '=', tx.tenant)
    .where('position', '>', after)
    .where('position', '<=', upTo)
    .orderBy('position')
    .limit(limit);
  return (types ? query.where('type', 'in', types) : query).execute();
}
