import { type SelectQueryBuilder, sql } from 'kysely';
import type { Vault } from '#kernel/crypto/vault.js';
import type { Tx } from '#kernel/db/database.js';
import type { Binder, BinderEvent, BinderState } from '../model.js';
import type { RecordsTables } from '../tables.js';
import { openJson, sealJson } from './sealing.js';

const titleSubject = (id: string) => `binder/${id}/title`;
const eventSubject = (id: string, line: number) => `binder/${id}/event/${line}`;

const COLUMNS = [
  'id',
  'unit',
  'fiscal_year',
  'classification',
  'volume',
  'title',
  'retention',
  'kept_until',
  'state',
  'revision',
] as const;
type Row = Pick<RecordsTables['records_binder'], Exclude<(typeof COLUMNS)[number], 'revision'>> & {
  revision: number;
};

const toBinder = (tx: Tx, vault: Vault, row: Row): Binder => ({
  id: row.id,
  unit: row.unit,
  fiscalYear: row.fiscal_year,
  classification: row.classification,
  volume: row.volume,
  title: openJson<string>(vault, tx, titleSubject(row.id), row.title),
  retention: row.retention,
  keptUntil: row.kept_until,
  state: row.state,
  revision: row.revision,
});

const binders = (tx: Tx) =>
  tx.tables<RecordsTables>().selectFrom('records_binder').where('tenant', '=', tx.tenant);
type Binders = SelectQueryBuilder<RecordsTables, 'records_binder', object>;

/** Next volume of a class in a year of a section. Two at the same moment: the second meets the unique constraint. */
export async function nextVolume(
  tx: Tx,
  { unit, fiscalYear, classification }: Pick<Binder, 'unit' | 'fiscalYear' | 'classification'>,
): Promise<number> {
  const { volume } = await binders(tx)
    .select(sql<number>`coalesce(max(volume), 0) + 1`.as('volume'))
    .where('unit', '=', unit)
    .where('fiscal_year', '=', fiscalYear)
    .where('classification', '=', classification)
    .executeTakeFirstOrThrow();
  return Number(volume);
}

export async function insertBinder(
  tx: Tx,
  vault: Vault,
  binder: Binder,
  now: Temporal.Instant,
): Promise<void> {
  await tx
    .tables<RecordsTables>()
    .insertInto('records_binder')
    .values({
      tenant: tx.tenant,
      id: binder.id,
      unit: binder.unit,
      fiscal_year: binder.fiscalYear,
      classification: binder.classification,
      volume: binder.volume,
      title: sealJson(vault, tx, titleSubject(binder.id), binder.title),
      retention: binder.retention,
      kept_until: binder.keptUntil,
      state: binder.state,
      opened_at: now,
      updated_at: now,
    })
    .execute();
}

const ofUnits = (query: Binders, units: readonly string[] | null): Binders =>
  units === null ? query : query.where(sql<boolean>`unit = ANY (${units}::text[])`);

/** The binder when it is of one of these sections (null: of any); with `lock` its row stays with this transaction. */
export async function findBinder(
  tx: Tx,
  vault: Vault,
  units: readonly string[] | null,
  id: string,
  { lock = false } = {},
): Promise<Binder | undefined> {
  const query = ofUnits(binders(tx), units).select(COLUMNS).where('id', '=', id);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  return row && toBinder(tx, vault, row);
}

/** Binders by their ids, held in the order of their ids so that two who hold several cannot block each other. */
export async function holdBinders(
  tx: Tx,
  vault: Vault,
  units: readonly string[] | null,
  ids: readonly string[],
): Promise<Binder[]> {
  if (ids.length === 0) return [];
  const rows = await ofUnits(binders(tx), units)
    .select(COLUMNS)
    .where('id', 'in', ids)
    .orderBy('id')
    .forUpdate()
    .execute();
  return rows.map((row) => toBinder(tx, vault, row));
}

/** Whoever may see them: the door was in the statement that named them. */
export async function bindersOf(tx: Tx, vault: Vault, ids: readonly string[]): Promise<Map<string, Binder>> {
  if (ids.length === 0) return new Map();
  const rows = await binders(tx).select(COLUMNS).where('id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, toBinder(tx, vault, row)]));
}

export interface BinderFilter {
  units: readonly string[] | null;
  unit?: string | undefined;
  fiscalYear?: number | undefined;
  classification?: string | undefined;
  state?: BinderState | undefined;
  /** Those whose retention was over before this day. */
  overBefore?: Temporal.PlainDate | undefined;
}

/** Newest year first. */
export async function listBinders(
  tx: Tx,
  vault: Vault,
  { units, unit, fiscalYear, classification, state, overBefore }: BinderFilter,
  { after, limit }: { after?: { fiscalYear: number; id: string } | undefined; limit: number },
): Promise<Binder[]> {
  let query = ofUnits(binders(tx), units);
  if (unit !== undefined) query = query.where('unit', '=', unit);
  if (fiscalYear !== undefined) query = query.where('fiscal_year', '=', fiscalYear);
  if (classification !== undefined) query = query.where('classification', '=', classification);
  if (state !== undefined) query = query.where('state', '=', state);
  if (overBefore) query = query.where('kept_until', '<', overBefore);
  if (after)
    query = query.where(sql<boolean>`(fiscal_year, id) < (${after.fiscalYear}::int, ${after.id}::uuid)`);
  const rows = await query
    .select(COLUMNS)
    .orderBy('fiscal_year', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => toBinder(tx, vault, row));
}

/** Changes a binder whose row is held. */
export async function saveBinder(
  tx: Tx,
  id: string,
  change: Partial<Pick<RecordsTables['records_binder'], 'state' | 'unit' | 'volume' | 'kept_until'>>,
  now: Temporal.Instant,
): Promise<void> {
  await tx
    .tables<RecordsTables>()
    .updateTable('records_binder')
    .set({ ...change, updated_at: now, revision: sql<number>`revision + 1` })
    .where('tenant', '=', tx.tenant)
    .where('id', '=', id)
    .execute();
}

/** Of a binder whose row is held. */
export async function addBinderEvent(tx: Tx, vault: Vault, id: string, event: BinderEvent): Promise<void> {
  const line = (await binderEvents(tx, vault, id)).length + 1;
  await tx
    .tables<RecordsTables>()
    .insertInto('records_binder_event')
    .values({
      tenant: tx.tenant,
      binder_id: id,
      line,
      kind: event.kind,
      was: event.from,
      became: event.to,
      reason: sealJson(vault, tx, eventSubject(id, line), event.reason),
      by: event.by,
      at: event.at,
    })
    .execute();
}

/** Oldest first. */
export async function binderEvents(tx: Tx, vault: Vault, id: string): Promise<BinderEvent[]> {
  const rows = await tx
    .tables<RecordsTables>()
    .selectFrom('records_binder_event')
    .selectAll()
    .where('tenant', '=', tx.tenant)
    .where('binder_id', '=', id)
    .orderBy('line')
    .execute();
  return rows.map(({ line, kind, was, became, reason, by, at }) => ({
    kind,
    from: was,
    to: became,
    reason: openJson<string>(vault, tx, eventSubject(id, line), reason),
    by,
    at,
  }));
}
