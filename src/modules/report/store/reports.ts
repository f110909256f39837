import { sql } from 'kysely';
import type { Vault } from '#kernel/crypto/vault.js';
import type { Tx } from '#kernel/db/database.js';
import type { TimePlace } from '#kernel/values/list-place.js';
import type { Channel, Content, Point, Report, State } from '../model.js';
import { boxAround } from '../model.js';
import type { ReportTables } from '../tables.js';

const contentSubject = (id: string): string => `report/${id}/content`;

const reports = (tx: Tx) =>
  tx.tables<ReportTables>().selectFrom('report').where('tenant', '=', tx.tenant).selectAll();
type Row = Awaited<ReturnType<ReturnType<typeof reports>['executeTakeFirstOrThrow']>>;

const contentOf = ({ words, place, answers, mediaUrl, photoPlace }: Content): Content => ({
  words,
  place,
  answers,
  mediaUrl,
  ...(photoPlace && { photoPlace }),
});

export const toReport = (tx: Tx, vault: Vault, row: Row): Report => ({
  id: row.id,
  number: row.number,
  kind: row.kind,
  state: row.state,
  unit: row.unit,
  area: row.area,
  channel: row.channel,
  point: row.lat === null || row.lon === null ? null : { lat: row.lat, lon: row.lon },
  publicWords: row.public_words,
  publicPlace: row.public_place,
  releasedAt: row.released_at,
  crew: row.crew,
  owner: row.owner,
  passedTo: row.passed_to,
  ownerState: row.owner_state,
  passedFrom: row.passed_from,
  origin: row.origin,
  liability: row.liability,
  reason: row.reason,
  sameAs: row.same_as,
  locale: row.locale,
  receivedAt: row.received_at,
  lookedAt: row.looked_at,
  closedAt: row.closed_at,
  updatedAt: row.updated_at,
  reopenings: row.reopenings,
  followers: row.followers,
  revision: row.revision,
  ...(JSON.parse(vault.open(tx.tenant, contentSubject(row.id), row.content).toString('utf8')) as Content),
});

export interface Sent {
  sender: string;
  address: Uint8Array;
  intakeKey: string;
}

/** False when the same was sent before. */
export async function insertReport(tx: Tx, vault: Vault, one: Report, sent: Sent): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .tables<ReportTables>()
    .insertInto('report')
    .values({
      tenant: tx.tenant,
      id: one.id,
      number: one.number,
      kind: one.kind,
      state: one.state,
      unit: one.unit,
      area: one.area,
      channel: one.channel,
      lat: one.point?.lat ?? null,
      lon: one.point?.lon ?? null,
      content: vault.seal(tx.tenant, contentSubject(one.id), JSON.stringify(contentOf(one))),
      public_words: null,
      public_place: null,
      released_at: null,
      crew: null,
      owner: one.owner,
      passed_to: null,
      owner_state: null,
      passed_from: one.passedFrom,
      origin: one.origin,
      reason: null,
      same_as: null,
      locale: one.locale,
      sender: sent.sender,
      address: sent.address,
      intake_key: sent.intakeKey,
      received_at: one.receivedAt,
      looked_at: null,
      closed_at: null,
      updated_at: one.updatedAt,
      erased_at: null,
    })
    .onConflict((conflict) => conflict.columns(['tenant', 'intake_key']).doNothing())
    .executeTakeFirst();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** A report whose row is held, as it is now. */
export async function saveReport(tx: Tx, one: Report, { toSend }: { toSend: boolean }): Promise<void> {
  await tx
    .tables<ReportTables>()
    .updateTable('report')
    .set({
      kind: one.kind,
      unit: one.unit,
      state: one.state,
      public_words: one.publicWords,
      public_place: one.publicPlace,
      released_at: one.releasedAt,
      crew: one.crew,
      owner: one.owner,
      passed_to: one.passedTo,
      owner_state: one.ownerState,
      liability: one.liability,
      reason: one.reason,
      same_as: one.sameAs,
      looked_at: one.lookedAt,
      closed_at: one.closedAt,
      updated_at: one.updatedAt,
      reopenings: one.reopenings,
      ...(toSend && { to_send: true }),
      revision: sql<number>`revision + 1`,
    })
    .where('tenant', '=', tx.tenant)
    .where('id', '=', one.id)
    .execute();
}

export type Which =
  | { id: string }
  | { number: string }
  | { intakeKey: string }
  | { passedFrom: string; origin: string };

/** Of reports that another municipality passed on to this one: what became of them, with their id there. */
export async function copiesOf(
  tx: Tx,
  passedFrom: string,
  origins: readonly string[],
): Promise<{ id: string; origin: string; reason: string | null; releasedAt: Temporal.Instant | null }[]> {
  const rows = await tx
    .tables<ReportTables>()
    .selectFrom('report')
    .select(['id', 'origin', 'reason', 'released_at'])
    .where('tenant', '=', tx.tenant)
    .where('passed_from', '=', passedFrom)
    .where('origin', 'in', origins)
    .execute();
  return rows.flatMap(({ id, origin, reason, released_at }) =>
    origin ? { id, origin, reason, releasedAt: released_at } : [],
  );
}

export async function findReport(
  tx: Tx,
  vault: Vault,
  which: Which,
  { lock = false } = {},
): Promise<Report | undefined> {
  let query = reports(tx);
  if ('id' in which) query = query.where('id', '=', which.id);
  else if ('number' in which) query = query.where('number', '=', which.number as Report['number']);
  else if ('intakeKey' in which) query = query.where('intake_key', '=', which.intakeKey);
  else query = query.where('passed_from', '=', which.passedFrom).where('origin', '=', which.origin);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  return row && toReport(tx, vault, row);
}

/** The next ones by id. */
export async function reportsAfter(
  tx: Tx,
  vault: Vault,
  after: string | null,
  limit: number,
): Promise<Report[]> {
  let query = reports(tx);
  if (after !== null) query = query.where('id', '>', after);
  const rows = await query.orderBy('id').limit(limit).execute();
  return rows.map((row) => toReport(tx, vault, row));
}

export async function reportsById(tx: Tx, vault: Vault, ids: readonly string[]): Promise<Report[]> {
  const rows = await reports(tx)
    .where(sql<boolean>`id = ANY (${[...ids]}::uuid[])`)
    .execute();
  return rows.map((row) => toReport(tx, vault, row));
}
/** How a report came in. */
export const sentAs = (tx: Tx, id: string): Promise<{ sender: string; intakeKey: string } | undefined> =>
  tx
    .tables<ReportTables>()
    .selectFrom('report')
    .select(['sender', 'intake_key as intakeKey'])
    .where('tenant', '=', tx.tenant)
    .where('id', '=', id)
    .executeTakeFirst();

export interface ReportFilter {
  /** Sections; null: all. */
  units?: readonly string[] | null;
  kinds?: readonly string[] | undefined;
  /** As the town itself has it. */
  states?: readonly State[] | undefined;
  /** As everybody is told: what the owner says counts where it was passed on (`shownState`). */
  shown?: readonly State[] | undefined;
  channel?: Channel | undefined;
  crew?: string | undefined;
  area?: string | undefined;
  /** Only what everybody may see. */
  released?: boolean;
  /** Only what still waits for a release. */
  waiting?: boolean;
  liability?: boolean;
  numbers?: readonly string[] | undefined;
  from?: Temporal.Instant | undefined;
  to?: Temporal.Instant | undefined;
}

/** `shownState` in SQL. */
export const SHOWN = sql<string>`CASE WHEN state = 'passedOn' AND owner_state <> 'received' THEN owner_state ELSE state END`;

const matching = (tx: Tx, filter: ReportFilter) => {
  let query = reports(tx);
  if (filter.units) query = query.where(sql<boolean>`unit = ANY (${filter.units}::text[])`);
  if (filter.kinds) query = query.where(sql<boolean>`kind = ANY (${filter.kinds}::text[])`);
  if (filter.states) query = query.where(sql<boolean>`state = ANY (${filter.states}::text[])`);
  if (filter.shown)
    query = query
      .where(sql<boolean>`state = ANY (${[...filter.shown, 'passedOn']}::text[])`)
      .where(sql<boolean>`${SHOWN} = ANY (${filter.shown}::text[])`);
  if (filter.numbers) query = query.where(sql<boolean>`number = ANY (${filter.numbers}::text[])`);
  if (filter.channel) query = query.where('channel', '=', filter.channel);
  if (filter.crew) query = query.where('crew', '=', filter.crew);
  if (filter.area) query = query.where('area', '=', filter.area);
  if (filter.released) query = query.where('released_at', 'is not', null);
  if (filter.waiting) query = query.where('released_at', 'is', null);
  if (filter.liability) query = query.where('liability', '=', true);
  if (filter.from) query = query.where('received_at', '>=', filter.from);
  if (filter.to) query = query.where('received_at', '<=', filter.to);
  return query;
};

/** The newest first. */
export async function listReports(
  tx: Tx,
  vault: Vault,
  filter: ReportFilter,
  { after, limit, skip = 0 }: { after?: TimePlace | undefined; limit: number; skip?: number },
): Promise<{ items: Report[]; next: TimePlace | null }> {
  let query = matching(tx, filter);
  if (after)
    query = query.where(sql<boolean>`(received_at, id) < (${after.at}::timestamptz, ${after.id}::uuid)`);
  const rows = await query
    .orderBy('received_at', 'desc')
    .orderBy('id', 'desc')
    .offset(skip)
    .limit(limit + 1)
    .execute();
  const items = rows.slice(0, limit).map((row) => toReport(tx, vault, row));
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? { at: last.receivedAt, id: last.id } : null };
}

/** Exact up to the limit, which stands for "more". */
export async function countReports(tx: Tx, filter: ReportFilter, limit: number): Promise<number> {
  const some = matching(tx, filter).clearSelect().select('id').limit(limit);
  const { count } = await tx
    .tables<ReportTables>()
    .selectFrom(some.as('some'))
    .select(sql<number>`count(*)`.as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** Reports of a kind that are open and in the square around the point; the caller measures. */
export async function reportsAround(
  tx: Tx,
  vault: Vault,
  { kind, point, metres, since }: { kind: string; point: Point; metres: number; since: Temporal.Instant },
): Promise<Report[]> {
  const box = boxAround(point, metres);
  const rows = await reports(tx)
    .where('kind', '=', kind)
    .where('lat', '>=', box.south)
    .where('lat', '<=', box.north)
    .where('lon', '>=', box.west)
    .where('lon', '<=', box.east)
    .where('received_at', '>=', since)
    .where(sql<boolean>`${SHOWN} <> 'closed'`)
    .orderBy('received_at', 'desc')
    .limit(50)
    .execute();
  return rows.map((row) => toReport(tx, vault, row));
}

/** How many reports one sender, or one network address, has sent since then. */
export async function sentSince(
  tx: Tx,
  who: { sender: string } | { address: Uint8Array },
  since: Temporal.Instant,
): Promise<number> {
  const query = tx
    .tables<ReportTables>()
    .selectFrom('report')
    .where('tenant', '=', tx.tenant)
    .where('received_at', '>=', since);
  const own =
    'sender' in who ? query.where('sender', '=', who.sender) : query.where('address', '=', who.address);
  return (await own.select(sql<number>`count(*)`.as('count')).executeTakeFirstOrThrow()).count;
}

/** Ids of those of which the other municipality has not been told. */
export const reportsToSend = async (tx: Tx, limit: number): Promise<string[]> =>
  (
    await tx
      .tables<ReportTables>()
      .selectFrom('report')
      .select('id')
      .where('tenant', '=', tx.tenant)
      .where('to_send', '=', true)
      .limit(limit)
      .execute()
  ).map(({ id }) => id);

/** Unless it has changed since. */
export async function markSent(tx: Tx, id: string, revision: number): Promise<void> {
  await tx
    .tables<ReportTables>()
    .updateTable('report')
    .set({ to_send: false })
    .where('tenant', '=', tx.tenant)
    .where('id', '=', id)
    .where('revision', '=', revision)
    .execute();
}
