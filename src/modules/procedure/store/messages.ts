import type { Vault } from '#kernel/crypto/vault.js';
import type { Tx } from '#kernel/db/database.js';
import type { Message, MessageKind } from '../model.js';
import type { ProcedureTables } from '../tables.js';
import { openJson, sealJson } from './sealing.js';

const subject = (id: string) => `message/${id}`;
const filesSubject = (id: string) => `message/${id}/files`;

export async function insertMessage(
  tx: Tx,
  vault: Vault,
  caseId: string,
  {
    id,
    kind,
    author,
    text,
    files = [],
    sentAt,
  }: Omit<Message, 'readAt' | 'files'> & Partial<Pick<Message, 'files'>>,
): Promise<void> {
  await tx
    .tables<ProcedureTables>()
    .insertInto('procedure_message')
    .values({
      tenant: tx.tenant,
      id,
      case_id: caseId,
      kind,
      author,
      content: vault.seal(tx.tenant, subject(id), text),
      files: files.length === 0 ? null : sealJson(vault, tx.tenant, filesSubject(id), files),
      sent_at: sentAt,
      read_at: null,
    })
    .execute();
}

/** The newest last; `limit` of the newest, and whether there are older ones. */
export async function messagesOf(
  tx: Tx,
  vault: Vault,
  caseId: string,
  kinds: readonly MessageKind[],
  limit: number,
): Promise<{ messages: Message[]; hasOlder: boolean }> {
  const rows = await tx
    .tables<ProcedureTables>()
    .selectFrom('procedure_message')
    .select(['id', 'kind', 'author', 'content', 'files', 'sent_at', 'read_at'])
    .where('tenant', '=', tx.tenant)
    .where('case_id', '=', caseId)
    .where('kind', 'in', kinds)
    .orderBy('sent_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
  const messages = rows.slice(0, limit).map((row) => ({
    id: row.id,
    kind: row.kind,
    author: row.author,
    text: vault.open(tx.tenant, subject(row.id), row.content).toString('utf8'),
    files:
      row.files === null ? [] : openJson<Message['files']>(vault, tx.tenant, filesSubject(row.id), row.files),
    sentAt: row.sent_at,
    readAt: row.read_at,
  }));
  return { messages: messages.reverse(), hasOlder: rows.length > limit };
}

/** What the other side wrote is read now. */
export async function markRead(
  tx: Tx,
  caseId: string,
  kind: Exclude<MessageKind, 'note'>,
  now: Temporal.Instant,
): Promise<void> {
  await tx
    .tables<ProcedureTables>()
    .updateTable('procedure_message')
    .set({ read_at: now })
    .where('tenant', '=', tx.tenant)
    .where('case_id', '=', caseId)
    .where('kind', '=', kind)
    .where('read_at', 'is', null)
    .execute();
}

const messages = (tx: Tx, caseId: string) =>
  tx
    .tables<ProcedureTables>()
    .selectFrom('procedure_message')
    .where('tenant', '=', tx.tenant)
    .where('case_id', '=', caseId);

/** Whether the case has such a message, of one of these kinds. */
export const hasMessage = async (
  tx: Tx,
  caseId: string,
  id: string,
  kinds: readonly MessageKind[],
): Promise<boolean> =>
  (await messages(tx, caseId)
    .select('id')
    .where('id', '=', id)
    .where('kind', 'in', kinds)
    .executeTakeFirst()) !== undefined;

/** Ids of all messages of a case: their files are held under them. */
export const messageIdsOf = async (tx: Tx, caseId: string): Promise<string[]> =>
  (await messages(tx, caseId).select('id').execute()).map(({ id }) => id);
