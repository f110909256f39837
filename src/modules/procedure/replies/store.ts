import { sql } from 'kysely';
import type { Tx } from '#kernel/db/database.js';
import type { ProcedureTables } from '../tables.js';
import type { Reply, ReplyKind } from './model.js';

const COLUMNS = ['id', 'unit', 'kind', 'title', 'content', 'version', 'saved_at', 'saved_by'] as const;

const toReply = (row: Pick<ProcedureTables['procedure_reply'], (typeof COLUMNS)[number]>): Reply => ({
  id: row.id,
  unit: row.unit,
  kind: row.kind,
  title: row.title,
  text: row.content,
  version: row.version,
  savedAt: row.saved_at,
  savedBy: row.saved_by,
});

const replies = (tx: Tx) =>
  tx.tables<ProcedureTables>().selectFrom('procedure_reply').where('tenant', '=', tx.tenant);

/** Of a section, by title; `after` is where the page before ended. */
export async function repliesOf(
  tx: Tx,
  unit: string,
  { after, limit }: { after?: { title: string; id: string } | undefined; limit: number },
): Promise<Reply[]> {
  const rows = await replies(tx)
    .select(COLUMNS)
    .where('unit', '=', unit)
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(title, id) > (${after?.title ?? ''}, ${after?.id ?? ''}::uuid)`),
    )
    .orderBy('title')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(toReply);
}

/** What can be put into a text of this kind in one of the sections. */
export const repliesFor = (
  tx: Tx,
  units: readonly string[],
  kind: ReplyKind,
  limit: number,
): Promise<{ id: string; title: string }[]> =>
  replies(tx)
    .select(['id', 'title'])
    .where('unit', 'in', units)
    .where('kind', '=', kind)
    .orderBy('title')
    .orderBy('id')
    .limit(limit)
    .execute();

/** With `lock` the row stays with this transaction. */
export async function findReply(tx: Tx, id: string, { lock = false } = {}): Promise<Reply | undefined> {
  const query = replies(tx).select(COLUMNS).where('id', '=', id);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  return row && toReply(row);
}

export const countReplies = async (tx: Tx, unit: string, kind: ReplyKind): Promise<number> => {
  const { count } = await replies(tx)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('unit', '=', unit)
    .where('kind', '=', kind)
    .executeTakeFirstOrThrow();
  return Number(count);
};

/** False when the section has one of this kind and title already: nothing was written then. */
export async function insertReply(tx: Tx, reply: Reply): Promise<boolean> {
  const inserted = await tx
    .tables<ProcedureTables>()
    .insertInto('procedure_reply')
    .values({
      tenant: tx.tenant,
      id: reply.id,
      unit: reply.unit,
      kind: reply.kind,
      title: reply.title,
      content: reply.text,
      version: reply.version,
      saved_at: reply.savedAt,
      saved_by: reply.savedBy,
    })
    .onConflict((conflict) => conflict.columns(['tenant', 'unit', 'kind', 'title']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

/** False when another one has the kind and title in this section: `before`, whose row is held, stands then as it was. */
export async function replaceReply(tx: Tx, before: Reply, after: Reply): Promise<boolean> {
  await deleteReply(tx, before.id);
  if (await insertReply(tx, after)) return true;
  await insertReply(tx, before);
  return false;
}

export const deleteReply = async (tx: Tx, id: string): Promise<void> => {
  await tx
    .tables<ProcedureTables>()
    .deleteFrom('procedure_reply')
    .where('tenant', '=', tx.tenant)
    .where('id', '=', id)
    .execute();
};
