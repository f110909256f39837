import { sql } from 'kysely';
import type { Vault } from '#kernel/crypto/vault.js';
import type { Tx } from '#kernel/db/database.js';
import type { TimePlace } from '#kernel/values/list-place.js';
import type { PageOutcome, ScanContent, ScanState } from '../scan.js';
import type { PaperTables } from '../tables-paper.js';
import { openJson, sealJson } from './sealing.js';

/** A sheet that was scanned, without what is on it. */
export interface ScanHead {
  id: string;
  sheet: string;
  procedure: string;
  version: string;
  unit: string;
  state: ScanState;
  caseId: string | null;
  scannedBy: string;
  scannedAt: Temporal.Instant;
}

export interface Scan extends ScanHead {
  content: ScanContent;
  /** Pages that are there, from 1. */
  pages: number[];
}

const subject = (id: string) => `scan/${id}`;
const pageSubject = (id: string, page: number) => `scan/${id}/page/${page}`;
const NOTHING = Buffer.alloc(0);

const HEAD = [
  'id',
  'sheet',
  'procedure',
  'version',
  'unit',
  'state',
  'case_id',
  'scanned_by',
  'scanned_at',
] as const;
type Row = Pick<PaperTables['procedure_scan'], (typeof HEAD)[number]>;

const toHead = ({ case_id, scanned_by, scanned_at, ...row }: Row): ScanHead => ({
  ...row,
  caseId: case_id,
  scannedBy: scanned_by,
  scannedAt: scanned_at,
});

const scans = (tx: Tx) =>
  tx.tables<PaperTables>().selectFrom('procedure_scan').where('tenant', '=', tx.tenant);

export async function insertScan(
  tx: Tx,
  vault: Vault,
  scan: Omit<ScanHead, 'state' | 'caseId'>,
  content: ScanContent,
): Promise<void> {
  const { scannedBy, scannedAt, ...head } = scan;
  await tx
    .tables<PaperTables>()
    .insertInto('procedure_scan')
    .values({
      tenant: tx.tenant,
      ...head,
      state: 'waiting',
      content: sealJson(vault, tx.tenant, subject(scan.id), content),
      scanned_by: scannedBy,
      scanned_at: scannedAt,
    })
    .execute();
}

export async function savePage(
  tx: Tx,
  vault: Vault,
  scan: string,
  page: number,
  image: Uint8Array,
): Promise<void> {
  const sealed = vault.seal(tx.tenant, pageSubject(scan, page), image);
  await tx
    .tables<PaperTables>()
    .insertInto('procedure_scan_page')
    .values({ tenant: tx.tenant, scan_id: scan, page, image: sealed })
    .onConflict((conflict) => conflict.columns(['tenant', 'scan_id', 'page']).doUpdateSet({ image: sealed }))
    .execute();
}

export async function pageImage(
  tx: Tx,
  vault: Vault,
  scan: string,
  page: number,
): Promise<Uint8Array | undefined> {
  const row = await tx
    .tables<PaperTables>()
    .selectFrom('procedure_scan_page')
    .select('image')
    .where('tenant', '=', tx.tenant)
    .where('scan_id', '=', scan)
    .where('page', '=', page)
    .executeTakeFirst();
  return row && new Uint8Array(vault.open(tx.tenant, pageSubject(scan, page), row.image));
}

export async function findScanHead(tx: Tx, id: string): Promise<ScanHead | undefined> {
  const row = await scans(tx).select(HEAD).where('id', '=', id).executeTakeFirst();
  return row && toHead(row);
}

/** One that waits; with `lock` its row stays with this transaction. */
export async function findWaitingScan(
  tx: Tx,
  vault: Vault,
  id: string,
  { lock = false } = {},
): Promise<Scan | undefined> {
  const query = scans(tx)
    .select([...HEAD, 'content'])
    .where('id', '=', id)
    .where('state', '=', 'waiting');
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  if (!row) return undefined;
  const { content, ...head } = row;
  const pages = await tx
    .tables<PaperTables>()
    .selectFrom('procedure_scan_page')
    .select('page')
    .where('tenant', '=', tx.tenant)
    .where('scan_id', '=', id)
    .orderBy('page')
    .execute();
  return {
    ...toHead(head),
    content: openJson<ScanContent>(vault, tx.tenant, subject(id), content),
    pages: pages.map(({ page }) => page),
  };
}

export async function saveScanContent(tx: Tx, vault: Vault, id: string, content: ScanContent): Promise<void> {
  await tx
    .tables<PaperTables>()
    .updateTable('procedure_scan')
    .set({ content: sealJson(vault, tx.tenant, subject(id), content) })
    .where('tenant', '=', tx.tenant)
    .where('id', '=', id)
    .execute();
}

/** Closes it for good: its pages and what was read go, the file of the case stays with the case. */
export async function closeScan(
  tx: Tx,
  id: string,
  outcome: { caseId: string; file: string } | null,
  now: Temporal.Instant,
): Promise<void> {
  await deletePages(tx, [id]);
  await tx
    .tables<PaperTables>()
    .updateTable('procedure_scan')
    .set({
      state: outcome ? 'taken' : 'discarded',
      content: NOTHING,
      case_id: outcome?.caseId ?? null,
      file: outcome?.file ?? null,
      closed_at: now,
    })
    .where('tenant', '=', tx.tenant)
    .where('id', '=', id)
    .execute();
}

async function deletePages(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx
    .tables<PaperTables>()
    .deleteFrom('procedure_scan_page')
    .where('tenant', '=', tx.tenant)
    .where('scan_id', 'in', ids)
    .execute();
}

/** Scans of a sheet, the newest first; those that were discarded count for nothing. */
export const scansOf = async (tx: Tx, sheet: string): Promise<ScanHead[]> => {
  const rows = await scans(tx)
    .select(HEAD)
    .where('sheet', '=', sheet)
    .where('state', '!=', 'discarded')
    .orderBy('scanned_at', 'desc')
    .limit(20)
    .execute();
  return rows.map(toHead);
};

/** What clerks of these sections are to read, the oldest first. Null: of all sections. */
export async function waitingScans(
  tx: Tx,
  units: readonly string[] | null,
  { after, limit }: { after?: TimePlace | undefined; limit: number },
): Promise<ScanHead[]> {
  let query = scans(tx).select(HEAD).where('state', '=', 'waiting');
  if (units) query = query.where('unit', 'in', units.length > 0 ? units : ['']);
  if (after)
    query = query.where(sql<boolean>`(scanned_at, id) > (${after.at}::timestamptz, ${after.id}::uuid)`);
  const rows = await query.orderBy('scanned_at').orderBy('id').limit(limit).execute();
  return rows.map(toHead);
}

/** The scan that a case came in with, as a file of the case. */
export async function scanFileOf(tx: Tx, caseId: string): Promise<string | null> {
  const row = await scans(tx).select('file').where('case_id', '=', caseId).executeTakeFirst();
  return row?.file ?? null;
}

export async function insertBatch(
  tx: Tx,
  batch: { id: string; scannedBy: string; scannedAt: Temporal.Instant; pages: readonly PageOutcome[] },
): Promise<void> {
  await tx
    .tables<PaperTables>()
    .insertInto('procedure_scan_batch')
    .values({
      tenant: tx.tenant,
      id: batch.id,
      scanned_by: batch.scannedBy,
      scanned_at: batch.scannedAt,
      pages: sql<object>`${JSON.stringify(batch.pages)}::jsonb`,
    })
    .execute();
}

/** The upload of this member of staff; undefined also when somebody else made it. */
export async function findBatch(
  tx: Tx,
  id: string,
  scannedBy: string,
): Promise<{ scannedAt: Temporal.Instant; pages: PageOutcome[] } | undefined> {
  const row = await tx
    .tables<PaperTables>()
    .selectFrom('procedure_scan_batch')
    .select(['scanned_at', 'pages'])
    .where('tenant', '=', tx.tenant)
    .where('id', '=', id)
    .where('scanned_by', '=', scannedBy)
    .executeTakeFirst();
  return row && { scannedAt: row.scanned_at, pages: row.pages as PageOutcome[] };
}

/** Deletes what nobody read until then; gives the ids, whose files are to go too. */
export async function deleteScansBefore(tx: Tx, before: Temporal.Instant): Promise<string[]> {
  const rows = await scans(tx)
    .select('id')
    .where('scanned_at', '<', before)
    .where('state', '!=', 'taken')
    .limit(1_000)
    .execute();
  const ids = rows.map(({ id }) => id);
  if (ids.length > 0) {
    await deletePages(tx, ids);
    await tx
      .tables<PaperTables>()
      .deleteFrom('procedure_scan')
      .where('tenant', '=', tx.tenant)
      .where('id', 'in', ids)
      .execute();
  }
  await tx
    .tables<PaperTables>()
    .deleteFrom('procedure_scan_batch')
    .where('tenant', '=', tx.tenant)
    .where('scanned_at', '<', before)
    .execute();
  return ids;
}

/** With the case that it became. */
export async function deleteScanOfCase(tx: Tx, caseId: string): Promise<void> {
  await tx
    .tables<PaperTables>()
    .deleteFrom('procedure_scan')
    .where('tenant', '=', tx.tenant)
    .where('case_id', '=', caseId)
    .execute();
}
