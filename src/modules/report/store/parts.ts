import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Vault } from '#kernel/crypto/vault.js';
import type { Tx } from '#kernel/db/database.js';
import type { Box, Contact, Photo, PhotoStage, ReportEvent } from '../model.js';
import { hasContact, MAILED, STAFF_ONLY } from '../model.js';
import type { ReportTables } from '../tables.js';

const replySubject = (id: string, line: number): string => `report/${id}/event/${line}`;
export const contactSubject = (link: Buffer): string => `report-follower/${link.toString('hex')}`;

export async function insertPhotos(
  tx: Tx,
  report: string,
  files: readonly string[],
  stage: PhotoStage,
  at: Temporal.Instant,
): Promise<void> {
  if (files.length === 0) return;
  await tx
    .tables<ReportTables>()
    .insertInto('report_photo')
    .values(
      files.map((id) => ({
        tenant: tx.tenant,
        id,
        report_id: report,
        stage,
        released: null,
        boxes: sql`'[]'::jsonb`,
        at,
      })),
    )
    .execute();
}

export async function photosOf(tx: Tx, reports: readonly string[]): Promise<Photo[]> {
  if (reports.length === 0) return [];
  const rows = await tx
    .tables<ReportTables>()
    .selectFrom('report_photo')
    .selectAll()
    .where('tenant', '=', tx.tenant)
    .where('report_id', 'in', reports)
    .orderBy('at')
    .orderBy('id')
    .execute();
  return rows.map(({ id, report_id, stage, released, boxes, at }) => ({
    id,
    report: report_id,
    stage,
    released,
    boxes: boxes as Box[],
    at,
  }));
}

export async function savePhotoRelease(
  tx: Tx,
  id: string,
  released: string | null,
  boxes: readonly Box[],
): Promise<void> {
  await tx
    .tables<ReportTables>()
    .updateTable('report_photo')
    .set({ released, boxes: sql`${JSON.stringify(boxes)}::jsonb` })
    .where('tenant', '=', tx.tenant)
    .where('id', '=', id)
    .execute();
}

/** The report's row is held, so lines do not clash. The line that it became. */
export async function addEvent(
  tx: Tx,
  vault: Vault,
  report: string,
  { kind, state, at, by, reply }: ReportEvent,
): Promise<number> {
  const tables = tx.tables<ReportTables>();
  const { line } = await tables
    .selectFrom('report_event')
    .select(sql<number>`coalesce(max(line), 0) + 1`.as('line'))
    .where('tenant', '=', tx.tenant)
    .where('report_id', '=', report)
    .executeTakeFirstOrThrow();
  await tables
    .insertInto('report_event')
    .values({
      tenant: tx.tenant,
      report_id: report,
      line,
      kind,
      state,
      at,
      by,
      reply: reply === '' ? null : vault.seal(tx.tenant, replySubject(report, line), reply),
    })
    .execute();
  // Whoever wants mails is to be told, after what is being sent just now.
  if (MAILED.includes(kind))
    await tables
      .updateTable('report_follower')
      .set({ mail_due_at: sql`greatest(coalesce(mail_due_at, ${at}), ${at})` })
      .where('tenant', '=', tx.tenant)
      .where('report_id', '=', report)
      .where('mail_secret', 'is not', null)
      .execute();
  return line;
}

/** Without those of which only staff hear, unless they are asked for. */
export async function eventsOf(
  tx: Tx,
  vault: Vault,
  reports: readonly string[],
  { forStaff = false } = {},
): Promise<Map<string, ReportEvent[]>> {
  const found = new Map<string, ReportEvent[]>(reports.map((id) => [id, []]));
  if (reports.length === 0) return found;
  let query = tx
    .tables<ReportTables>()
    .selectFrom('report_event')
    .selectAll()
    .where('tenant', '=', tx.tenant)
    .where('report_id', 'in', reports);
  if (!forStaff) query = query.where('kind', 'not in', STAFF_ONLY);
  const rows = await query.orderBy('report_id').orderBy('line').execute();
  for (const { report_id, line, kind, state, at, by, reply } of rows)
    found.get(report_id)?.push({
      kind,
      state,
      at,
      by,
      reply: reply ? vault.open(tx.tenant, replySubject(report_id, line), reply).toString('utf8') : '',
    });
  return found;
}

export const linkHash = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** False when the link is there already. */
export async function addFollower(
  tx: Tx,
  vault: Vault,
  report: string,
  secret: string,
  { contact, isReporter, since }: { contact: Contact; isReporter: boolean; since: Temporal.Instant },
): Promise<boolean> {
  const tables = tx.tables<ReportTables>();
  const link = linkHash(secret);
  const { numInsertedOrUpdatedRows } = await tables
    .insertInto('report_follower')
    .values({
      tenant: tx.tenant,
      link,
      report_id: report,
      contact: hasContact(contact)
        ? vault.seal(tx.tenant, contactSubject(link), JSON.stringify(contact))
        : null,
      is_reporter: isReporter,
      since,
    })
    .onConflict((conflict) => conflict.columns(['tenant', 'link']).doNothing())
    .executeTakeFirst();
  if ((numInsertedOrUpdatedRows ?? 0n) === 0n) return false;
  await tables
    .updateTable('report')
    .set({ followers: sql<number>`followers + 1` })
    .where('tenant', '=', tx.tenant)
    .where('id', '=', report)
    .execute();
  return true;
}

/** Which report a link is of, whether it is the link of who sent it, and whether mails go to whoever has it. */
export const reportOfLink = (
  tx: Tx,
  secret: string,
): Promise<{ id: string; isReporter: boolean; isMailed: boolean } | undefined> =>
  tx
    .tables<ReportTables>()
    .selectFrom('report_follower')
    .select(['report_id as id', 'is_reporter as isReporter'])
    .select(sql<boolean>`mail_secret IS NOT NULL`.as('isMailed'))
    .where('tenant', '=', tx.tenant)
    .where('link', '=', linkHash(secret))
    .executeTakeFirst();

/** Of everybody who follows a report and left one. */
export async function contactsOf(tx: Tx, vault: Vault, report: string, limit: number): Promise<Contact[]> {
  const rows = await tx
    .tables<ReportTables>()
    .selectFrom('report_follower')
    .select(['link', 'contact'])
    .where('tenant', '=', tx.tenant)
    .where('report_id', '=', report)
    .where('contact', 'is not', null)
    .orderBy('since')
    .limit(limit)
    .execute();
  return rows.flatMap(({ link, contact }) =>
    contact
      ? [
          JSON.parse(
            vault.open(tx.tenant, contactSubject(Buffer.from(link)), contact).toString('utf8'),
          ) as Contact,
        ]
      : [],
  );
}

/** Erases the contacts of what was closed before then and is under no liability; the ids of those reports. */
export async function eraseContacts(
  tx: Tx,
  before: Temporal.Instant,
  now: Temporal.Instant,
  limit: number,
): Promise<string[]> {
  const tables = tx.tables<ReportTables>();
  const due = await tables
    .selectFrom('report')
    .select('id')
    .where('tenant', '=', tx.tenant)
    .where('state', '=', 'closed')
    .where('closed_at', '<', before)
    .where('liability', '=', false)
    .where('erased_at', 'is', null)
    .orderBy('closed_at')
    .limit(limit)
    .forUpdate()
    .execute();
  const ids = due.map(({ id }) => id);
  if (ids.length === 0) return [];
  await tables
    .updateTable('report_follower')
    .set({ contact: null, mail_secret: null, mail_due_at: null })
    .where('tenant', '=', tx.tenant)
    .where('report_id', 'in', ids)
    .execute();
  await tables
    .updateTable('report')
    .set({ erased_at: now })
    .where('tenant', '=', tx.tenant)
    .where('id', 'in', ids)
    .execute();
  return ids;
}
