import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { sql } from 'kysely';
import type { Vault } from '#kernel/crypto/vault.js';
import type { Tx } from '#kernel/db/database.js';
import type { TimePlace } from '#kernel/values/list-place.js';
import type { ReferenceNumber } from '#kernel/values/reference-number.js';
import type { Bulk, BulkState, KeptProblem, RowOutcome } from '../bulk.js';
import type { EntryPurpose } from '../staff-entry.js';
import type { ProcedureTables } from '../tables.js';
import { openJson, sealJson } from './sealing.js';

/** The cells of a file: its headings, and its rows with their numbers in the sheet. */
export interface BulkContent {
  headings: readonly string[];
  rows: readonly { row: number; cells: readonly string[] }[];
}

const contentSubject = (id: string) => `bulk/${id}`;
const nameSubject = (id: string) => `bulk/${id}/name`;
const rowSubject = (id: string, row: number) => `bulk/${id}/${row}`;
const INSERTED_AT_ONCE = 500;

export interface NewBulk extends Omit<Bulk, 'nextRow' | 'taken' | 'updatedAt' | 'state'> {
  idempotencyKey: string | null;
  digest: Uint8Array;
  content: BulkContent;
}

/** Puts a checked file in. False when the program has sent one under this key before. */
export async function insertBulk(tx: Tx, vault: Vault, bulk: NewBulk): Promise<boolean> {
  const { id, content } = bulk;
  const packed = deflateRawSync(JSON.stringify(content));
  const inserted = await tx
    .tables<ProcedureTables>()
    .insertInto('procedure_bulk')
    .values({
      tenant: tx.tenant,
      id,
      procedure: bulk.procedure,
      version: bulk.version,
      made_by: bulk.madeBy,
      applicant: bulk.applicant,
      purpose: bulk.purpose,
      idempotency_key: bulk.idempotencyKey,
      digest: bulk.digest,
      name: vault.seal(tx.tenant, nameSubject(id), bulk.name),
      content: vault.seal(tx.tenant, contentSubject(id), packed),
      rows: bulk.rows,
      wrong: bulk.wrong,
      state: 'checked',
      created_at: bulk.createdAt,
      updated_at: bulk.createdAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

const HEAD = [
  'id',
  'procedure',
  'version',
  'made_by',
  'applicant',
  'purpose',
  'name',
  'rows',
  'wrong',
  'state',
  'next_row',
  'taken',
  'created_at',
  'updated_at',
] as const;

interface Row {
  id: string;
  procedure: string;
  version: string;
  made_by: string;
  applicant: string | null;
  purpose: EntryPurpose | null;
  name: Uint8Array;
  rows: number;
  wrong: number;
  state: BulkState;
  next_row: number;
  taken: number;
  created_at: Temporal.Instant;
  updated_at: Temporal.Instant;
}

const toBulk = (tx: Tx, vault: Vault, row: Row): Bulk => ({
  id: row.id,
  procedure: row.procedure,
  version: row.version,
  madeBy: row.made_by,
  applicant: row.applicant,
  purpose: row.purpose,
  name: vault.open(tx.tenant, nameSubject(row.id), row.name).toString('utf8'),
  rows: row.rows,
  wrong: row.wrong,
  state: row.state,
  nextRow: row.next_row,
  taken: row.taken,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});

const bulks = (tx: Tx) =>
  tx.tables<ProcedureTables>().selectFrom('procedure_bulk').where('tenant', '=', tx.tenant);

/** With `lock` the row stays with this transaction. */
export async function findBulk(
  tx: Tx,
  vault: Vault,
  id: string,
  { lock = false } = {},
): Promise<Bulk | undefined> {
  const query = bulks(tx).select(HEAD).where('id', '=', id);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  return row && toBulk(tx, vault, row);
}

/** What a program sent under a key, with the digest of its file. */
export async function bulkOfKey(
  tx: Tx,
  madeBy: string,
  key: string,
): Promise<{ id: string; digest: Uint8Array } | undefined> {
  return bulks(tx)
    .select(['id', 'digest'])
    .where('made_by', '=', madeBy)
    .where('idempotency_key', '=', key)
    .executeTakeFirst();
}

/** The latest import of the very same file that became cases, other than this one. */
export async function sameFile(
  tx: Tx,
  id: string,
): Promise<{ id: string; at: Temporal.Instant } | undefined> {
  const row = await bulks(tx)
    .select(['id', 'created_at'])
    .where('id', '<>', id)
    .where('taken', '>', 0)
    .where('digest', '=', (query) =>
      query
        .selectFrom('procedure_bulk as own')
        .select('own.digest')
        .where('own.tenant', '=', tx.tenant)
        .where('own.id', '=', id),
    )
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && { id: row.id, at: row.created_at };
}

/** Files of procedures, newest first. */
export async function bulksOf(
  tx: Tx,
  vault: Vault,
  procedures: readonly string[],
  { after, limit }: { after?: TimePlace | undefined; limit: number },
): Promise<Bulk[]> {
  if (procedures.length === 0) return [];
  let query = bulks(tx).select(HEAD).where('procedure', 'in', procedures).where('state', '<>', 'discarded');
  if (after)
    query = query.where(sql<boolean>`(created_at, id) < (${after.at}::timestamptz, ${after.id}::uuid)`);
  const rows = await query.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(limit).execute();
  return rows.map((row) => toBulk(tx, vault, row));
}

/** Files that are being taken in, the oldest first. */
export const runningBulks = (tx: Tx): Promise<{ id: string }[]> =>
  bulks(tx).select('id').where('state', '=', 'running').orderBy('created_at').execute();

/** The cells; undefined once they are thrown away. */
export async function contentOf(tx: Tx, vault: Vault, id: string): Promise<BulkContent | undefined> {
  const row = await bulks(tx).select('content').where('id', '=', id).executeTakeFirst();
  if (!row?.content) return undefined;
  const packed = vault.open(tx.tenant, contentSubject(id), row.content);
  return JSON.parse(inflateRawSync(packed).toString('utf8')) as BulkContent;
}

export interface BulkChange {
  state?: BulkState;
  nextRow?: number;
  taken?: number;
  wrong?: number;
}

/** Saves how far it is. What is done or discarded loses its cells in the same breath. */
export async function saveBulk(tx: Tx, id: string, change: BulkChange, now: Temporal.Instant): Promise<void> {
  const { nextRow, state, ...same } = change;
  const isOver = state === 'done' || state === 'discarded';
  await tx
    .tables<ProcedureTables>()
    .updateTable('procedure_bulk')
    .set({
      ...same,
      ...(state !== undefined && { state }),
      ...(nextRow !== undefined && { next_row: nextRow }),
      ...(isOver && { content: null }),
      updated_at: now,
    })
    .where('tenant', '=', tx.tenant)
    .where('id', '=', id)
    .execute();
}

/** Writes down what became of rows; a row that was written before stays as it is. */
export async function insertOutcomes(
  tx: Tx,
  vault: Vault,
  bulk: string,
  outcomes: readonly RowOutcome[],
): Promise<void> {
  for (let start = 0; start < outcomes.length; start += INSERTED_AT_ONCE) {
    await tx
      .tables<ProcedureTables>()
      .insertInto('procedure_bulk_row')
      .values(
        outcomes.slice(start, start + INSERTED_AT_ONCE).map(({ row, number, problems }) => ({
          tenant: tx.tenant,
          bulk,
          row,
          case_number: number,
          problems: number === null ? sealJson(vault, tx.tenant, rowSubject(bulk, row), problems) : null,
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

const rows = (tx: Tx, bulk: string) =>
  tx
    .tables<ProcedureTables>()
    .selectFrom('procedure_bulk_row')
    .where('tenant', '=', tx.tenant)
    .where('bulk', '=', bulk);

/** What became of the rows after one, in their order; with `wrongOnly` those that do not hold. */
export async function outcomesOf(
  tx: Tx,
  vault: Vault,
  bulk: string,
  { after = 0, limit, wrongOnly = false }: { after?: number; limit: number; wrongOnly?: boolean },
): Promise<RowOutcome[]> {
  let query = rows(tx, bulk).select(['row', 'case_number', 'problems']).where('row', '>', after);
  if (wrongOnly) query = query.where('problems', 'is not', null);
  const found = await query.orderBy('row').limit(limit).execute();
  return found.map(({ row, case_number, problems }) => ({
    row,
    number: case_number as ReferenceNumber | null,
    problems: problems ? openJson<KeptProblem[]>(vault, tx.tenant, rowSubject(bulk, row), problems) : [],
  }));
}

/** Numbers of the rows that do not hold. */
export async function wrongRows(tx: Tx, bulk: string): Promise<Set<number>> {
  const found = await rows(tx, bulk).select('row').where('problems', 'is not', null).execute();
  return new Set(found.map(({ row }) => row));
}

/** Throws away the cells of what nobody said yes to, and the reports whose time is over. */
export async function sweepBulks(
  tx: Tx,
  {
    unconfirmedBefore,
    reportsBefore,
    now,
  }: Record<'unconfirmedBefore' | 'reportsBefore' | 'now', Temporal.Instant>,
): Promise<void> {
  const tables = tx.tables<ProcedureTables>();
  await tables
    .updateTable('procedure_bulk')
    .set({ state: 'discarded', content: null, updated_at: now })
    .where('tenant', '=', tx.tenant)
    .where('state', '=', 'checked')
    .where('updated_at', '<', unconfirmedBefore)
    .execute();
  await tables
    .deleteFrom('procedure_bulk_row')
    .where('tenant', '=', tx.tenant)
    .where('bulk', 'in', (query) =>
      query
        .selectFrom('procedure_bulk')
        .select('id')
        .where('tenant', '=', tx.tenant)
        .where('state', 'in', ['done', 'discarded'])
        .where('updated_at', '<', reportsBefore),
    )
    .execute();
}
