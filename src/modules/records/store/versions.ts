import type { Vault } from '#kernel/crypto/vault.js';
import type { Tx } from '#kernel/db/database.js';
import type { StoredFile } from '#kernel/files/files.js';
import type { DocumentVersion } from '../model.js';
import type { RecordsTables } from '../tables.js';
import { openJson, sealJson } from './sealing.js';

const contentSubject = (document: string, version: number) => `document/${document}/v${version}`;

interface SealedContent {
  /** Hexadecimal. */
  salt: string;
  files: StoredFile[];
}

const versions = (tx: Tx) =>
  tx.tables<RecordsTables>().selectFrom('records_version').where('tenant', '=', tx.tenant);

function toVersion(
  tx: Tx,
  vault: Vault,
  row: Omit<RecordsTables['records_version'], 'tenant'>,
): DocumentVersion {
  const { document_id, version, content } = row;
  const open = (sealed: Uint8Array) => {
    const { salt, files } = openJson<SealedContent>(vault, tx, contentSubject(document_id, version), sealed);
    return { salt: Buffer.from(salt, 'hex'), files };
  };
  return {
    version,
    digest: row.digest,
    content: content && open(content),
    madeAt: row.made_at,
    madeBy: row.made_by,
  };
}

const COLUMNS = ['document_id', 'version', 'digest', 'content', 'made_at', 'made_by'] as const;

export async function insertVersion(
  tx: Tx,
  vault: Vault,
  document: string,
  {
    version,
    digest,
    content,
    madeAt,
    madeBy,
  }: DocumentVersion & { content: { salt: Uint8Array; files: StoredFile[] } },
): Promise<void> {
  const sealed: SealedContent = { salt: Buffer.from(content.salt).toString('hex'), files: content.files };
  await tx
    .tables<RecordsTables>()
    .insertInto('records_version')
    .values({
      tenant: tx.tenant,
      document_id: document,
      version,
      digest,
      content: sealJson(vault, tx, contentSubject(document, version), sealed),
      made_at: madeAt,
      made_by: madeBy,
    })
    .execute();
}

/** Newest first. */
export async function versionsOf(tx: Tx, vault: Vault, document: string): Promise<DocumentVersion[]> {
  const rows = await versions(tx)
    .select(COLUMNS)
    .where('document_id', '=', document)
    .orderBy('version', 'desc')
    .execute();
  return rows.map((row) => toVersion(tx, vault, row));
}

export async function findVersion(
  tx: Tx,
  vault: Vault,
  document: string,
  version: number,
): Promise<DocumentVersion | undefined> {
  const row = await versions(tx)
    .select(COLUMNS)
    .where('document_id', '=', document)
    .where('version', '=', version)
    .executeTakeFirst();
  return row && toVersion(tx, vault, row);
}

/** Takes what the versions of documents hold; that there were such versions, and their digests, stays. */
export async function emptyVersions(tx: Tx, documents: readonly string[]): Promise<void> {
  if (documents.length === 0) return;
  await tx
    .tables<RecordsTables>()
    .updateTable('records_version')
    .set({ content: null })
    .where('tenant', '=', tx.tenant)
    .where('document_id', 'in', documents)
    .where('content', 'is not', null)
    .execute();
}

/** Digests of the newest version of each document, in hexadecimal. */
export async function digestsOf(tx: Tx, documents: readonly string[]): Promise<Map<string, string>> {
  if (documents.length === 0) return new Map();
  const rows = await versions(tx)
    .select(['document_id', 'digest'])
    .where('document_id', 'in', documents)
    .orderBy('version')
    .execute();
  return new Map(rows.map(({ document_id, digest }) => [document_id, Buffer.from(digest).toString('hex')]));
}
