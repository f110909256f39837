import { createHash } from 'node:crypto';
import { type Selectable, sql } from 'kysely';
import type { FieldError } from '#forms/fields/field-type.js';
import type { Vault } from '#kernel/crypto/vault.js';
import type { Tx } from '#kernel/db/database.js';
import { type Edit, type ImportState, type Mapping, WORKING_STATES } from '../model.js';
import type { FileRow, Sheets } from '../reading/table.js';
import type { RegisterTables } from '../tables.js';
import { openJson, sealJson } from './sealing.js';

/** One thing in a file, or of a row that is there already: wrong, or (hint) taken all the same. */
export interface ReportLine {
  line: number;
  row?: { id: string; label: string };
  /** Column from nought; null where none is to blame. */
  column: number | null;
  field: string;
  error: FieldError;
  isHint: boolean;
}

export interface Report {
  /** The first of them, by line and column; the counts are of all. */
  lines: readonly ReportLine[];
  told: number;
  /** Rows of which something is told and that are taken all the same. */
  hints: number;
  /** Cells in which something stands that no field takes, by column from nought. */
  left: Readonly<Record<number, number>>;
}

export type ImportKind = 'file' | 'edit';
export const kindOf = ({ edit }: Pick<Import, 'edit'>): ImportKind => (edit ? 'edit' : 'file');

export interface Import {
  id: string;
  register: string;
  state: ImportState;
  format: string;
  encoding: string;
  name: string;
  headings: readonly string[];
  /** Of a workbook with several sheets: which was read, and which were not. */
  sheets: Sheets | null;
  mapping: Mapping;
  lots: number;
  nextLot: number;
  rows: number;
  created: number;
  changed: number;
  same: number;
  wrong: number;
  leftAlone: number;
  /** Rows that a register without a key has already. */
  alike: number;
  /** The last row that was looked at when it is taken back. */
  undoneTo: string | null;
  report: Report;
  /** null: a file. */
  edit: Edit | null;
  by: string;
  at: Temporal.Instant;
}

const nameSubject = (id: string) => `import/${id}/name`;
const reportSubject = (id: string) => `import/${id}/report`;
const editSubject = (id: string) => `import/${id}/edit`;
const lotSubject = (id: string, lot: number) => `import/${id}/${lot}`;

/** Reports of before columns were counted say nothing of them. */
const openReport = (vault: Vault, tx: Tx, id: string, sealed: Uint8Array): Report => {
  const stored = openJson<Pick<Report, 'lines' | 'hints'> & Partial<Report>>(
    vault,
    tx,
    reportSubject(id),
    sealed,
  );
  return { told: stored.lines.length, left: {}, ...stored };
};

const toImport = (tx: Tx, vault: Vault, row: Selectable<RegisterTables['register_import']>): Import => ({
  id: row.id,
  register: row.register,
  state: row.state,
  format: row.format,
  encoding: row.encoding,
  name: openJson<string>(vault, tx, nameSubject(row.id), row.name),
  headings: row.headings,
  sheets: row.sheets,
  mapping: row.mapping,
  lots: row.lots,
  nextLot: row.next_lot,
  rows: row.rows,
  created: row.created,
  changed: row.changed,
  same: row.same,
  wrong: row.wrong,
  leftAlone: row.left_alone,
  alike: row.alike,
  undoneTo: row.undone_to,
  report: openReport(vault, tx, row.id, row.report),
  edit: row.edit && openJson<Edit>(vault, tx, editSubject(row.id), row.edit),
  by: row.by,
  at: row.at,
});

const imports = (tx: Tx) =>
  tx.tables<RegisterTables>().selectFrom('register_import').where('tenant', '=', tx.tenant);

export async function findImport(
  tx: Tx,
  vault: Vault,
  id: string,
  { lock = false } = {},
): Promise<Import | undefined> {
  const query = imports(tx).selectAll().where('id', '=', id);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  return row && toImport(tx, vault, row);
}

/** Files, or edits; newest first. What could not be read to its end is none. */
export async function importsOf(
  tx: Tx,
  vault: Vault,
  register: string,
  what: ImportKind,
  limit: number,
): Promise<Import[]> {
  const rows = await imports(tx)
    .selectAll()
    .where('register', '=', register)
    .where('rows', '>', 0)
    .where('edit', what === 'edit' ? 'is not' : 'is', null)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => toImport(tx, vault, row));
}

/** Imports with which a job goes on. */
export const runningImports = async (tx: Tx): Promise<{ id: string; register: string }[]> =>
  imports(tx).select(['id', 'register']).where('state', 'in', WORKING_STATES).orderBy('at').execute();

/** Files whose reading broke off with the process that read them. */
export const leftReading = async (tx: Tx, before: Temporal.Instant): Promise<{ id: string }[]> =>
  imports(tx).select('id').where('state', '=', 'reading').where('updated_at', '<', before).execute();

export async function insertImport(tx: Tx, vault: Vault, one: Import): Promise<void> {
  await tx
    .tables<RegisterTables>()
    .insertInto('register_import')
    .values({
      tenant: tx.tenant,
      id: one.id,
      register: one.register,
      state: one.state,
      format: one.format,
      encoding: one.encoding,
      name: sealJson(vault, tx, nameSubject(one.id), one.name),
      headings: sql`${JSON.stringify(one.headings)}::jsonb`,
      sheets: one.sheets && sql`${JSON.stringify(one.sheets)}::jsonb`,
      mapping: sql`${JSON.stringify(one.mapping)}::jsonb`,
      lots: one.lots,
      rows: one.rows,
      created: one.created,
      changed: one.changed,
      same: one.same,
      wrong: one.wrong,
      report: sealJson(vault, tx, reportSubject(one.id), one.report),
      edit: one.edit && sealJson(vault, tx, editSubject(one.id), one.edit),
      by: one.by,
      at: one.at,
      updated_at: one.at,
    })
    .execute();
}

export type ImportChange = Partial<
  Pick<
    Import,
    | 'state'
    | 'mapping'
    | 'lots'
    | 'rows'
    | 'nextLot'
    | 'created'
    | 'changed'
    | 'same'
    | 'wrong'
    | 'leftAlone'
    | 'alike'
    | 'undoneTo'
    | 'report'
  >
>;

/** Changes an import whose row is held. */
export async function saveImport(
  tx: Tx,
  vault: Vault,
  id: string,
  change: ImportChange,
  now: Temporal.Instant,
): Promise<void> {
  const { nextLot, leftAlone, undoneTo, report, mapping, ...plain } = change;
  await tx
    .tables<RegisterTables>()
    .updateTable('register_import')
    .set({
      ...plain,
      ...(nextLot !== undefined && { next_lot: nextLot }),
      ...(leftAlone !== undefined && { left_alone: leftAlone }),
      ...(undoneTo !== undefined && { undone_to: undoneTo }),
      ...(mapping && { mapping: sql`${JSON.stringify(mapping)}::jsonb` }),
      ...(report && { report: sealJson(vault, tx, reportSubject(id), report) }),
      updated_at: now,
    })
    .where('tenant', '=', tx.tenant)
    .where('id', '=', id)
    .execute();
}

export async function insertLot(
  tx: Tx,
  vault: Vault,
  id: string,
  lot: number,
  rows: readonly FileRow[],
): Promise<void> {
  await tx
    .tables<RegisterTables>()
    .insertInto('register_import_lot')
    .values({
      tenant: tx.tenant,
      import_id: id,
      lot,
      content: sealJson(vault, tx, lotSubject(id, lot), rows),
    })
    .execute();
}

export async function readLot(tx: Tx, vault: Vault, id: string, lot: number): Promise<FileRow[]> {
  const { content } = await tx
    .tables<RegisterTables>()
    .selectFrom('register_import_lot')
    .select('content')
    .where('tenant', '=', tx.tenant)
    .where('import_id', '=', id)
    .where('lot', '=', lot)
    .executeTakeFirstOrThrow();
  return openJson<FileRow[]>(vault, tx, lotSubject(id, lot), content);
}

/** The file is of no more use. */
export async function dropLots(tx: Tx, id: string): Promise<void> {
  await tx
    .tables<RegisterTables>()
    .deleteFrom('register_import_lot')
    .where('tenant', '=', tx.tenant)
    .where('import_id', '=', id)
    .execute();
}

const headOf = (headings: readonly string[]): Buffer =>
  createHash('sha256').update(JSON.stringify(headings)).digest();

/** How a file with these headings was read last time. */
export async function knownMapping(
  tx: Tx,
  register: string,
  headings: readonly string[],
): Promise<Mapping | undefined> {
  const found = await tx
    .tables<RegisterTables>()
    .selectFrom('register_mapping')
    .select('mapping')
    .where('tenant', '=', tx.tenant)
    .where('register', '=', register)
    .where('head', '=', headOf(headings))
    .executeTakeFirst();
  return found?.mapping;
}

export async function rememberMapping(
  tx: Tx,
  register: string,
  headings: readonly string[],
  mapping: Mapping,
  now: Temporal.Instant,
): Promise<void> {
  const json = JSON.stringify(mapping);
  await sql`
    INSERT INTO register_mapping (tenant, register, head, mapping, updated_at)
    VALUES (${tx.tenant}, ${register}, ${headOf(headings)}, ${json}::jsonb, ${now}::timestamptz)
    ON CONFLICT (tenant, register, head) DO UPDATE SET mapping = EXCLUDED.mapping, updated_at = EXCLUDED.updated_at
  `.execute(tx.tables());
}
