import type { Tx } from '#kernel/db/database.js';
import type { Files } from '#kernel/files/files.js';
import { type DisclosureCopy, disclosureSubject } from '../disclosure.js';
import type { RecordsTables } from '../tables.js';

/** Files that are given out on a request, in the order in which they came. */
export async function copiesOf(
  tx: Tx,
  files: Pick<Files, 'heldBy'>,
  disclosure: string,
): Promise<DisclosureCopy[]> {
  const rows = await tx
    .tables<RecordsTables>()
    .selectFrom('records_disclosure_copy')
    .select(['file', 'digest', 'added_by', 'added_at', 'opened_at'])
    .where('tenant', '=', tx.tenant)
    .where('disclosure_id', '=', disclosure)
    .orderBy('added_at')
    .orderBy('file')
    .execute();
  const stored = await files.heldBy(
    tx,
    disclosureSubject(disclosure),
    rows.map(({ file }) => file),
  );
  const byId = new Map(stored.map((one) => [one.file, one]));
  return rows.flatMap(({ file, digest, added_by, added_at, opened_at }) => {
    const one = byId.get(file);
    return one ? [{ ...one, digest, addedBy: added_by, addedAt: added_at, openedAt: opened_at }] : [];
  });
}

export async function insertCopy(
  tx: Tx,
  disclosure: string,
  { file, digest, addedBy, addedAt }: Pick<DisclosureCopy, 'file' | 'digest' | 'addedBy' | 'addedAt'>,
): Promise<void> {
  await tx
    .tables<RecordsTables>()
    .insertInto('records_disclosure_copy')
    .values({
      tenant: tx.tenant,
      disclosure_id: disclosure,
      file,
      digest,
      added_by: addedBy,
      added_at: addedAt,
      opened_at: null,
    })
    .execute();
}

/** False when it is not there. */
export async function deleteCopy(tx: Tx, disclosure: string, file: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .tables<RecordsTables>()
    .deleteFrom('records_disclosure_copy')
    .where('tenant', '=', tx.tenant)
    .where('disclosure_id', '=', disclosure)
    .where('file', '=', file)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}

export async function openedCopy(
  tx: Tx,
  disclosure: string,
  file: string,
  at: Temporal.Instant,
): Promise<void> {
  await tx
    .tables<RecordsTables>()
    .updateTable('records_disclosure_copy')
    .set({ opened_at: at })
    .where('tenant', '=', tx.tenant)
    .where('disclosure_id', '=', disclosure)
    .where('file', '=', file)
    .execute();
}
