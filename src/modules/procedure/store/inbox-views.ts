import { sql } from 'kysely';
import type { Tx } from '#kernel/db/database.js';
import type { ProcedureTables } from '../tables.js';

export interface SavedView {
  id: string;
  title: string;
  /** As the address has it. */
  filter: Record<string, string>;
}

const views = (tx: Tx, staff: string) =>
  tx
    .tables<ProcedureTables>()
    .selectFrom('procedure_inbox_view')
    .where('tenant', '=', tx.tenant)
    .where('staff', '=', staff);

export const viewsOf = async (tx: Tx, staff: string, limit: number): Promise<SavedView[]> => {
  const rows = await views(tx, staff)
    .select(['id', 'title', 'filter'])
    .orderBy('title')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ ...row, filter: row.filter as Record<string, string> }));
};

/** Under a title that the person has already, the filter is replaced. */
export async function saveView(
  tx: Tx,
  staff: string,
  { id, title, filter }: SavedView,
  now: Temporal.Instant,
): Promise<void> {
  const document = sql<object>`${JSON.stringify(filter)}::jsonb`;
  await tx
    .tables<ProcedureTables>()
    .insertInto('procedure_inbox_view')
    .values({ tenant: tx.tenant, id, staff, title, filter: document, saved_at: now })
    .onConflict((conflict) =>
      conflict.columns(['tenant', 'staff', 'title']).doUpdateSet({ filter: document, saved_at: now }),
    )
    .execute();
}

/** False when the person has no such view. */
export async function deleteView(tx: Tx, staff: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .tables<ProcedureTables>()
    .deleteFrom('procedure_inbox_view')
    .where('tenant', '=', tx.tenant)
    .where('staff', '=', staff)
    .where('id', '=', id)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
