import { type SelectQueryBuilder, sql } from 'kysely';
import type { Vault } from '#kernel/crypto/vault.js';
import type { Tx } from '#kernel/db/database.js';
import type { TimePlace } from '#kernel/values/list-place.js';
import type { Direction, DocumentHead, DocumentState, DocumentWords } from '../model.js';
import type { RecordsTables } from '../tables.js';
import { type Door, mayPass } from './door.js';
import { openJson, sealJson } from './sealing.js';

const wordsSubject = (id: string) => `document/${id}/words`;

export const HEAD = [
  'id',
  'symbol',
  'fiscal_year',
  'number',
  'direction',
  'kind',
  'unit',
  'grade',
  'classification',
  'state',
  'in_charge',
  'document_date',
  'received_on',
  'content',
  'completed_on',
  'binder_id',
  'revision',
  'registered_at',
] as const;
type Row = Pick<RecordsTables['records_document'], Exclude<(typeof HEAD)[number], 'revision'>> & {
  revision: number;
};

export const toHead = (tx: Tx, vault: Vault, row: Row): DocumentHead => ({
  id: row.id,
  symbol: row.symbol,
  fiscalYear: row.fiscal_year,
  number: row.number,
  direction: row.direction,
  kind: row.kind,
  unit: row.unit,
  grade: row.grade,
  classification: row.classification,
  state: row.state,
  inCharge: row.in_charge,
  documentDate: row.document_date,
  receivedOn: row.received_on,
  completedOn: row.completed_on,
  binderId: row.binder_id,
  revision: row.revision,
  registeredAt: row.registered_at,
  ...openJson<DocumentWords>(vault, tx, wordsSubject(row.id), row.content),
});

const documents = (tx: Tx) =>
  tx.tables<RecordsTables>().selectFrom('records_document').where('records_document.tenant', '=', tx.tenant);

export const sealWords = (
  tx: Tx,
  vault: Vault,
  id: string,
  { subject, correspondent, theirNumber }: DocumentWords,
): Buffer => sealJson(vault, tx, wordsSubject(id), { subject, correspondent, theirNumber });

export type NewDocument = Omit<DocumentHead, 'revision' | 'completedOn' | 'binderId' | 'state'> & {
  intakeKey: string;
};

export async function insertDocument(tx: Tx, vault: Vault, document: NewDocument): Promise<void> {
  const { id } = document;
  await tx
    .tables<RecordsTables>()
    .insertInto('records_document')
    .values({
      tenant: tx.tenant,
      id,
      symbol: document.symbol,
      fiscal_year: document.fiscalYear,
      number: document.number,
      direction: document.direction,
      kind: document.kind,
      unit: document.unit,
      grade: document.grade,
      classification: document.classification,
      state: 'open',
      in_charge: document.inCharge,
      document_date: document.documentDate,
      received_on: document.receivedOn,
      content: sealWords(tx, vault, id, document),
      completed_on: null,
      binder_id: null,
      intake_key: document.intakeKey,
      registered_at: document.registeredAt,
      updated_at: document.registeredAt,
    })
    .execute();
}

/** Id of what was registered under the key already. */
export const idByKey = async (tx: Tx, intakeKey: string): Promise<string | undefined> =>
  (await documents(tx).select('id').where('intake_key', '=', intakeKey).executeTakeFirst())?.id;

/** The document, when it may be seen; with `lock` its row stays with this transaction. */
export async function findDocument(
  tx: Tx,
  vault: Vault,
  door: Door,
  id: string,
  { lock = false } = {},
): Promise<DocumentHead | undefined> {
  const query = documents(tx).select(HEAD).where('id', '=', id).where(mayPass(door));
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  return row && toHead(tx, vault, row);
}

/** Whoever may see it: for work that runs by itself. */
export async function headOf(
  tx: Tx,
  vault: Vault,
  id: string,
  { lock = false } = {},
): Promise<DocumentHead | undefined> {
  const query = documents(tx).select(HEAD).where('id', '=', id);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  return row && toHead(tx, vault, row);
}

/** Whoever may see them: the door was in the statement that named them. */
export async function headsOf(
  tx: Tx,
  vault: Vault,
  ids: readonly string[],
): Promise<Map<string, DocumentHead>> {
  if (ids.length === 0) return new Map();
  const rows = await documents(tx)
    .select(HEAD)
    .where('id', 'in', [...ids])
    .execute();
  return new Map(rows.map((row) => [row.id, toHead(tx, vault, row)]));
}

/** Of these documents, those that may be seen. */
export async function seenHeads(
  tx: Tx,
  vault: Vault,
  door: Door,
  ids: readonly string[],
): Promise<DocumentHead[]> {
  if (ids.length === 0) return [];
  const rows = await documents(tx)
    .select(HEAD)
    .where('id', 'in', [...ids])
    .where(mayPass(door))
    .execute();
  return rows.map((row) => toHead(tx, vault, row));
}

export interface DocumentFilter {
  unit?: string | undefined;
  fiscalYear?: number | undefined;
  states?: readonly DocumentState[] | undefined;
  direction?: Direction | undefined;
  /** Staff id. */
  inCharge?: string | undefined;
  symbol?: string | undefined;
  number?: number | undefined;
  classification?: string | undefined;
}

type Documents = SelectQueryBuilder<RecordsTables, 'records_document', object>;

function filtered(query: Documents, filter: DocumentFilter): Documents {
  const { unit, fiscalYear, states, direction, inCharge, symbol, number, classification } = filter;
  let found = query;
  if (unit !== undefined) found = found.where('unit', '=', unit);
  if (fiscalYear !== undefined) found = found.where('fiscal_year', '=', fiscalYear);
  if (states !== undefined) found = found.where('state', 'in', states);
  if (direction !== undefined) found = found.where('direction', '=', direction);
  if (inCharge !== undefined) found = found.where('in_charge', '=', inCharge);
  if (symbol !== undefined) found = found.where('symbol', '=', symbol);
  if (number !== undefined) found = found.where('number', '=', number);
  if (classification !== undefined) found = found.where('classification', '=', classification);
  return found;
}

/** Newest first, without text: one statement. */
export async function listDocuments(
  tx: Tx,
  vault: Vault,
  door: Door,
  filter: DocumentFilter,
  { after, limit }: { after?: TimePlace | undefined; limit: number },
): Promise<DocumentHead[]> {
  let query = filtered(documents(tx), filter).where(mayPass(door));
  if (after)
    query = query.where(sql<boolean>`(registered_at, id) < (${after.at}::timestamptz, ${after.id}::uuid)`);
  const rows = await query
    .select(HEAD)
    .orderBy('registered_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => toHead(tx, vault, row));
}

/** Changes a document whose row is held. */
export async function saveDocument(
  tx: Tx,
  id: string,
  change: Partial<
    Pick<
      RecordsTables['records_document'],
      'state' | 'unit' | 'classification' | 'completed_on' | 'binder_id'
    >
  >,
  now: Temporal.Instant,
): Promise<void> {
  await tx
    .tables<RecordsTables>()
    .updateTable('records_document')
    .set({ ...change, updated_at: now, revision: sql<number>`revision + 1` })
    .where('tenant', '=', tx.tenant)
    .where('id', '=', id)
    .execute();
}

/** Documents of a binder that may be seen, by number. */
export async function documentsIn(
  tx: Tx,
  vault: Vault,
  door: Door,
  binderId: string,
  { after, limit }: { after?: { fiscalYear: number; number: number; id: string } | undefined; limit: number },
): Promise<DocumentHead[]> {
  let query = documents(tx).where('binder_id', '=', binderId).where(mayPass(door));
  if (after)
    query = query.where(
      sql<boolean>`(fiscal_year, number, id) > (${after.fiscalYear}::int, ${after.number}::int, ${after.id}::uuid)`,
    );
  const rows = await query
    .select(HEAD)
    .orderBy('fiscal_year')
    .orderBy('number')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map((row) => toHead(tx, vault, row));
}

/** Changes all documents of a binder whose row is held, seen or not. */
export async function moveDocuments(
  tx: Tx,
  binderId: string,
  change: Partial<Pick<RecordsTables['records_document'], 'state' | 'unit'>>,
  now: Temporal.Instant,
): Promise<void> {
  await tx
    .tables<RecordsTables>()
    .updateTable('records_document')
    .set({ ...change, updated_at: now, revision: sql<number>`revision + 1` })
    .where('tenant', '=', tx.tenant)
    .where('binder_id', '=', binderId)
    .execute();
}

/** All documents of binders, seen or not: for what is done with the binders as a whole. */
export async function allIn(tx: Tx, vault: Vault, binderIds: readonly string[]): Promise<DocumentHead[]> {
  if (binderIds.length === 0) return [];
  const rows = await documents(tx)
    .select(HEAD)
    .where('binder_id', 'in', binderIds)
    .orderBy('fiscal_year')
    .orderBy('number')
    .orderBy('id')
    .execute();
  return rows.map((row) => toHead(tx, vault, row));
}
