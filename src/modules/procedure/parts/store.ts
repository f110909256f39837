import { createHash } from 'node:crypto';
import type { Vault } from '#kernel/crypto/vault.js';
import type { Tx } from '#kernel/db/database.js';
import { openJson, sealJson } from '../store/sealing.js';
import type { ProcedureTables } from '../tables.js';
import type { Part, PartContent } from './model.js';

const subject = (id: string) => `part/${id}`;
const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

const parts = (tx: Tx) =>
  tx.tables<ProcedureTables>().selectFrom('procedure_part').where('tenant', '=', tx.tenant);

/** Without a token for a part that nobody is asked for. */
export async function insertPart(tx: Tx, vault: Vault, part: Part, token: string | null): Promise<void> {
  await tx
    .tables<ProcedureTables>()
    .insertInto('procedure_part')
    .values({
      tenant: tx.tenant,
      id: part.id,
      case_id: part.caseId,
      part: part.part,
      state: part.state,
      token_hash: token === null ? null : hashOf(token),
      invited_by: part.invitedBy,
      invited_at: part.invitedAt,
      expires_at: part.expiresAt,
      opened_by: part.openedBy,
      opened_at: part.openedAt,
      ended_at: part.endedAt,
      content: sealJson(vault, tx.tenant, subject(part.id), part.content),
    })
    .execute();
}

type Row = Omit<ProcedureTables['procedure_part'], 'tenant' | 'token_hash'>;

const toPart = (tx: Tx, vault: Vault, row: Row): Part => ({
  id: row.id,
  caseId: row.case_id,
  part: row.part,
  state: row.state,
  invitedBy: row.invited_by,
  invitedAt: row.invited_at,
  expiresAt: row.expires_at,
  openedBy: row.opened_by,
  openedAt: row.opened_at,
  endedAt: row.ended_at,
  content: openJson<PartContent>(vault, tx.tenant, subject(row.id), row.content),
});

/** Oldest first; of two at the same moment the one that still runs stands last. */
export async function partsOf(tx: Tx, vault: Vault, caseId: string): Promise<Part[]> {
  const rows = await parts(tx)
    .selectAll()
    .where('case_id', '=', caseId)
    .orderBy('invited_at')
    .orderBy('ended_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => toPart(tx, vault, row));
}

export const partOfToken = async (tx: Tx, vault: Vault, token: string): Promise<Part | undefined> => {
  const row = await parts(tx).selectAll().where('token_hash', '=', hashOf(token)).executeTakeFirst();
  return row && toPart(tx, vault, row);
};

/** With `lock` the row stays with this transaction. */
export async function findPart(
  tx: Tx,
  vault: Vault,
  id: string,
  { lock = false } = {},
): Promise<Part | undefined> {
  const query = parts(tx).selectAll().where('id', '=', id);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  return row && toPart(tx, vault, row);
}

export async function savePart(
  tx: Tx,
  vault: Vault,
  id: string,
  { state, openedBy, openedAt, endedAt, content }: Partial<Part>,
): Promise<void> {
  await tx
    .tables<ProcedureTables>()
    .updateTable('procedure_part')
    .set({
      ...(state !== undefined && { state }),
      ...(openedBy !== undefined && { opened_by: openedBy }),
      ...(openedAt !== undefined && { opened_at: openedAt }),
      ...(endedAt !== undefined && { ended_at: endedAt }),
      ...(content !== undefined && { content: sealJson(vault, tx.tenant, subject(id), content) }),
    })
    .where('tenant', '=', tx.tenant)
    .where('id', '=', id)
    .execute();
}

/** Parts whose link is over. */
export const overdueParts = (tx: Tx, now: Temporal.Instant, limit: number) =>
  parts(tx)
    .select(['id', 'case_id'])
    .where('state', 'in', ['invited', 'opened'])
    .where('expires_at', '<=', now)
    .orderBy('expires_at')
    .limit(limit)
    .execute();

/** Ids of all parts of a case: their files are held under them. */
export const partIdsOf = async (tx: Tx, caseId: string): Promise<string[]> =>
  (await parts(tx).select('id').where('case_id', '=', caseId).execute()).map(({ id }) => id);
