import type { Tx } from '#kernel/db/database.js';
import type { SealPicture } from '../issue.js';
import type { RecordsTables } from '../tables.js';

const seals = (tx: Tx) =>
  tx.tables<RecordsTables>().selectFrom('records_seal').where('tenant', '=', tx.tenant).selectAll();
type Row = Awaited<ReturnType<ReturnType<typeof seals>['executeTakeFirstOrThrow']>>;

const toSeal = (row: Row): SealPicture => ({
  id: row.id,
  title: row.title,
  unit: row.unit,
  file: row.file,
  addedBy: row.added_by,
  addedAt: row.added_at,
  retiredAt: row.retired_at,
});

export async function insertSeal(tx: Tx, seal: Omit<SealPicture, 'retiredAt'>): Promise<void> {
  await tx
    .tables<RecordsTables>()
    .insertInto('records_seal')
    .values({
      tenant: tx.tenant,
      id: seal.id,
      title: seal.title,
      unit: seal.unit,
      file: seal.file,
      added_by: seal.addedBy,
      added_at: seal.addedAt,
      retired_at: null,
    })
    .execute();
}

/** Also those that are not used any more: papers carry them. */
export const findSeal = async (tx: Tx, id: string): Promise<SealPicture | undefined> => {
  const row = await seals(tx).where('id', '=', id).executeTakeFirst();
  return row && toSeal(row);
};

export const listSeals = async (tx: Tx): Promise<SealPicture[]> =>
  (await seals(tx).orderBy('id').execute()).map(toSeal);

export async function retireSeal(tx: Tx, id: string, at: Temporal.Instant): Promise<void> {
  await tx
    .tables<RecordsTables>()
    .updateTable('records_seal')
    .set({ retired_at: at })
    .where('tenant', '=', tx.tenant)
    .where('id', '=', id)
    .execute();
}
