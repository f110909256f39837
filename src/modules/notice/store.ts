import { sql } from 'kysely';
import type { Tx } from '#kernel/db/database.js';
import type { Entry, EntryData } from '#kernel/journal/entry.js';
import type { Notice, NoticeKind } from './model.js';
import type { NoticeTables } from './tables.js';

const items = (tx: Tx, recipient: string) =>
  tx
    .tables<NoticeTables>()
    .selectFrom('notice_item')
    .where('tenant', '=', tx.tenant)
    .where('recipient', '=', recipient);

/** Tells each of them; whoever was told of this entry already is not told again. */
export async function insertNotices(
  tx: Tx,
  recipients: readonly string[],
  { entry, kind, subject, data, at }: Omit<Notice, 'isRead'>,
): Promise<void> {
  if (recipients.length === 0) return;
  const document = sql<object>`${JSON.stringify(data)}::jsonb`;
  await tx
    .tables<NoticeTables>()
    .insertInto('notice_item')
    .values(
      recipients.map((recipient) => ({
        tenant: tx.tenant,
        recipient,
        entry,
        kind,
        subject,
        data: document,
        at,
        read_at: null,
      })),
    )
    .onConflict((conflict) => conflict.columns(['tenant', 'recipient', 'entry']).doNothing())
    .execute();
}

/** The newest first, by when it happened; `before`: those that are older than this one. */
export async function noticesOf(
  tx: Tx,
  recipient: string,
  { before, limit }: { before: number | undefined; limit: number },
): Promise<Notice[]> {
  const rows = await items(tx, recipient)
    .select(['entry', 'kind', 'subject', 'data', 'at', 'read_at'])
    .$if(before !== undefined, (query) =>
      query.where(
        sql<boolean>`(at, entry) < (SELECT at, entry FROM notice_item
          WHERE tenant = ${tx.tenant} AND recipient = ${recipient} AND entry = ${before})`,
      ),
    )
    .orderBy('at', 'desc')
    .orderBy('entry', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ read_at, data, ...row }) => ({
    ...row,
    data: data as EntryData,
    isRead: read_at !== null,
  }));
}

export async function countUnread(tx: Tx, recipient: string): Promise<number> {
  const { count } = await items(tx, recipient)
    .where('read_at', 'is', null)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

export async function findNotice(
  tx: Tx,
  recipient: string,
  entry: number,
): Promise<Pick<Notice, 'kind' | 'subject' | 'data'> | undefined> {
  const found = await items(tx, recipient)
    .select(['kind', 'subject', 'data'])
    .where('entry', '=', entry)
    .executeTakeFirst();
  return found && { ...found, data: found.data as EntryData };
}

/** One, or with `null` all of them up to the newest that the person was shown. */
export async function markRead(
  tx: Tx,
  recipient: string,
  { entry, upTo }: { entry: number; upTo?: undefined } | { entry?: undefined; upTo: number },
  now: Temporal.Instant,
): Promise<void> {
  await tx
    .tables<NoticeTables>()
    .updateTable('notice_item')
    .set({ read_at: now })
    .where('tenant', '=', tx.tenant)
    .where('recipient', '=', recipient)
    .where('read_at', 'is', null)
    .where('entry', entry === undefined ? '<=' : '=', entry ?? upTo ?? 0)
    .execute();
}

/** Who was told so before that entry needs to read it no more; of a proposal, that one only. Whose it was. */
export async function endNotices(
  tx: Tx,
  kinds: readonly NoticeKind[],
  { position, subject, data, at }: Pick<Entry, 'position' | 'subject' | 'data' | 'at'>,
): Promise<string[]> {
  const { disposal } = data;
  const ended = await tx
    .tables<NoticeTables>()
    .updateTable('notice_item')
    .set({ read_at: at })
    .where('tenant', '=', tx.tenant)
    .where('subject', '=', subject)
    .where('kind', 'in', kinds)
    .where('entry', '<', position)
    .where('read_at', 'is', null)
    .$if(typeof disposal === 'string', (query) =>
      query.where(sql<boolean>`data ->> 'disposal' = ${String(disposal)}`),
    )
    .returning('recipient')
    .execute();
  return ended.map(({ recipient }) => recipient);
}

/** What is told of a case that was erased goes with it. */
export async function forgetSubject(tx: Tx, subject: string): Promise<void> {
  await tx
    .tables<NoticeTables>()
    .deleteFrom('notice_item')
    .where('tenant', '=', tx.tenant)
    .where('subject', '=', subject)
    .execute();
}

/** Deletes at most `limit` that are older; how many it were. */
export async function sweepNotices(tx: Tx, before: Temporal.Instant, limit: number): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    DELETE FROM notice_item WHERE tenant = ${tx.tenant} AND (recipient, entry) IN (
      SELECT recipient, entry FROM notice_item WHERE tenant = ${tx.tenant} AND at < ${before} LIMIT ${limit}
    )`.execute(tx.tables<NoticeTables>());
  return Number(numAffectedRows);
}
