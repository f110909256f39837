import { sql } from 'kysely';
import type { Vault } from '#kernel/crypto/vault.js';
import type { Tx } from '#kernel/db/database.js';
import type { TimePlace } from '#kernel/values/list-place.js';
import type { VerificationCode } from '#kernel/values/verification-code.js';
import type { Issue, LetterWords } from '../issue.js';
import type { RecordsTables } from '../tables.js';
import { type Door, mayPass } from './door.js';
import { openJson, sealJson } from './sealing.js';

const wordsSubject = (id: string) => `document/${id}/letter`;

const issues = (tx: Tx) =>
  tx.tables<RecordsTables>().selectFrom('records_issue').where('tenant', '=', tx.tenant).selectAll();
type Row = Awaited<ReturnType<ReturnType<typeof issues>['executeTakeFirstOrThrow']>>;

const toIssue = (tx: Tx, vault: Vault, row: Row): Issue => ({
  documentId: row.document_id,
  originId: row.origin_id,
  state: row.state,
  seal: row.seal,
  sealId: row.seal_id,
  way: row.way,
  words: row.content && openJson<LetterWords>(vault, tx, wordsSubject(row.document_id), row.content),
  issuedOn: row.issued_on,
  // Written by this module alone.
  code: row.code as VerificationCode | null,
  recipient: row.recipient,
  preparedBy: row.prepared_by,
  preparedAt: row.prepared_at,
  sealedBy: row.sealed_by,
  sealedAt: row.sealed_at,
  dispatchedBy: row.dispatched_by,
  dispatchedAt: row.dispatched_at,
  openedAt: row.opened_at,
  mailBegunAt: row.mail_begun_at,
  revision: row.revision,
});

export async function insertIssue(
  tx: Tx,
  vault: Vault,
  one: Pick<
    Issue,
    | 'documentId'
    | 'originId'
    | 'seal'
    | 'sealId'
    | 'way'
    | 'issuedOn'
    | 'recipient'
    | 'preparedBy'
    | 'preparedAt'
  > & { words: LetterWords },
): Promise<void> {
  await tx
    .tables<RecordsTables>()
    .insertInto('records_issue')
    .values({
      tenant: tx.tenant,
      document_id: one.documentId,
      origin_id: one.originId,
      state: 'prepared',
      seal: one.seal,
      seal_id: one.sealId,
      way: one.way,
      content: sealJson(vault, tx, wordsSubject(one.documentId), one.words),
      issued_on: one.issuedOn,
      code: null,
      recipient: one.recipient,
      prepared_by: one.preparedBy,
      prepared_at: one.preparedAt,
      sealed_by: null,
      sealed_at: null,
      dispatched_by: null,
      dispatched_at: null,
      opened_at: null,
      mail_begun_at: null,
    })
    .execute();
}

export async function findIssue(
  tx: Tx,
  vault: Vault,
  document: string,
  { lock = false } = {},
): Promise<Issue | undefined> {
  const query = issues(tx).where('document_id', '=', document);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  return row && toIssue(tx, vault, row);
}

export async function issueByCode(tx: Tx, vault: Vault, code: VerificationCode): Promise<Issue | undefined> {
  const row = await issues(tx).where('code', '=', code).executeTakeFirst();
  return row && toIssue(tx, vault, row);
}

/** Outgoing documents that carry this one out. */
export async function issuesOf(tx: Tx, vault: Vault, origin: string): Promise<Issue[]> {
  const rows = await issues(tx).where('origin_id', '=', origin).orderBy('document_id').execute();
  return rows.map((row) => toIssue(tx, vault, row));
}

/** Changes an issue whose row is held. */
export async function saveIssue(
  tx: Tx,
  document: string,
  change: Partial<
    Pick<
      RecordsTables['records_issue'],
      | 'state'
      | 'way'
      | 'code'
      | 'sealed_by'
      | 'sealed_at'
      | 'dispatched_by'
      | 'dispatched_at'
      | 'opened_at'
      | 'mail_begun_at'
    >
  >,
): Promise<void> {
  await tx
    .tables<RecordsTables>()
    .updateTable('records_issue')
    .set({ ...change, revision: sql<number>`revision + 1` })
    .where('tenant', '=', tx.tenant)
    .where('document_id', '=', document)
    .execute();
}

/** Of documents that may be seen, in these sections (null: in all). */
export interface Reach {
  door: Door;
  units: readonly string[] | null;
}
const within = (tx: Tx, { door, units }: Reach) =>
  sql<boolean>`document_id IN (SELECT records_document.id FROM records_document
    WHERE records_document.tenant = ${tx.tenant} AND ${mayPass(door)}
      AND (${units}::text[] IS NULL OR records_document.unit = ANY (${units}::text[])))`;

/** Those that wait for their seal, the oldest first. */
export async function waitingForSeal(tx: Tx, vault: Vault, reach: Reach, limit: number): Promise<Issue[]> {
  const rows = await issues(tx)
    .where(within(tx, reach))
    .where('state', '=', 'prepared')
    .where('seal', '!=', 'omitted')
    .orderBy('prepared_at')
    .orderBy('document_id')
    .limit(limit)
    .execute();
  return rows.map((row) => toIssue(tx, vault, row));
}

/** Every use of a seal, the latest first (公印使用簿). */
export async function sealUses(
  tx: Tx,
  vault: Vault,
  reach: Reach,
  { after, limit }: { after?: TimePlace | undefined; limit: number },
): Promise<Issue[]> {
  let query = issues(tx).where(within(tx, reach)).where('sealed_at', 'is not', null);
  if (after)
    query = query.where(
      sql<boolean>`(sealed_at, document_id) < (${after.at}::timestamptz, ${after.id}::uuid)`,
    );
  const rows = await query.orderBy('sealed_at', 'desc').orderBy('document_id', 'desc').limit(limit).execute();
  return rows.map((row) => toIssue(tx, vault, row));
}

/** Those that are ready to be sent, the oldest first. */
export async function readyToSend(tx: Tx, vault: Vault, reach: Reach, limit: number): Promise<Issue[]> {
  const rows = await issues(tx)
    .where(within(tx, reach))
    .where('state', '=', 'ready')
    .orderBy('document_id')
    .limit(limit)
    .execute();
  return rows.map((row) => toIssue(tx, vault, row));
}

/** What one person got, the latest first. */
export async function sentTo(
  tx: Tx,
  vault: Vault,
  recipient: string,
  { after, limit }: { after?: TimePlace | undefined; limit: number },
): Promise<Issue[]> {
  let query = issues(tx).where('recipient', '=', recipient).where('state', '=', 'dispatched');
  if (after)
    query = query.where(
      sql<boolean>`(dispatched_at, document_id) < (${after.at}::timestamptz, ${after.id}::uuid)`,
    );
  const rows = await query
    .orderBy('dispatched_at', 'desc')
    .orderBy('document_id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => toIssue(tx, vault, row));
}

/** Takes what letters say; that they went out stays. */
export async function emptyIssues(tx: Tx, documents: readonly string[]): Promise<void> {
  if (documents.length === 0) return;
  await tx
    .tables<RecordsTables>()
    .updateTable('records_issue')
    .set({ content: null })
    .where('tenant', '=', tx.tenant)
    .where('document_id', 'in', documents)
    .execute();
}
