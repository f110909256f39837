import type { Vault } from '#kernel/crypto/vault.js';
import type { Tx } from '#kernel/db/database.js';
import { type DataRequest, type RequestState, requestSubject } from '../model.js';
import type { DatasetTables } from '../tables.js';

const requests = (tx: Tx) =>
  tx
    .tables<DatasetTables>()
    .selectFrom('dataset_request')
    .select(['id', 'state', 'words', 'answer', 'at'])
    .where('tenant', '=', tx.tenant);

type Stored = Pick<DatasetTables['dataset_request'], 'id' | 'state' | 'words' | 'answer' | 'at'>;
const toRequest = (tx: Tx, vault: Vault, row: Stored): DataRequest => ({
  ...row,
  words: vault.open(tx.tenant, requestSubject(row.id), row.words).toString('utf8'),
});

/** Newest first. */
export async function listRequests(
  tx: Tx,
  vault: Vault,
  states: readonly RequestState[],
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<DataRequest[]> {
  let query = requests(tx).where('state', 'in', states).orderBy('id', 'desc').limit(limit);
  if (after !== undefined) query = query.where('id', '<', after);
  return (await query.execute()).map((row) => toRequest(tx, vault, row));
}

export async function findRequest(tx: Tx, vault: Vault, id: string): Promise<DataRequest | undefined> {
  const row = await requests(tx).where('id', '=', id).forUpdate().executeTakeFirst();
  return row && toRequest(tx, vault, row);
}

/** False when it is there already: the same form sent twice. */
export async function insertRequest(
  tx: Tx,
  vault: Vault,
  { id, words, at }: Pick<DataRequest, 'id' | 'words' | 'at'>,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .tables<DatasetTables>()
    .insertInto('dataset_request')
    .values({
      tenant: tx.tenant,
      id,
      state: 'new',
      words: vault.seal(tx.tenant, requestSubject(id), words),
      answer: null,
      by: null,
      at,
      decided_at: null,
    })
    .onConflict((conflict) => conflict.columns(['tenant', 'id']).doNothing())
    .executeTakeFirst();
  return Number(numInsertedOrUpdatedRows) > 0;
}

export async function saveRequest(
  tx: Tx,
  id: string,
  change: { state: RequestState; answer: string | null; by: string; decided_at: Temporal.Instant },
): Promise<void> {
  await tx
    .tables<DatasetTables>()
    .updateTable('dataset_request')
    .set(change)
    .where('tenant', '=', tx.tenant)
    .where('id', '=', id)
    .execute();
}

export async function countNew(tx: Tx, most: number): Promise<number> {
  return (await requests(tx).where('state', '=', 'new').limit(most).execute()).length;
}
