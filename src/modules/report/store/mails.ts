import type { Vault } from '#kernel/crypto/vault.js';
import type { Tx } from '#kernel/db/database.js';
import type { Locale } from '#kernel/i18n/locales.js';
import { type Contact, hasContact, MAILED } from '../model.js';
import type { ReportTables } from '../tables.js';
import { contactSubject, linkHash } from './parts.js';

const secretSubject = (link: Buffer): string => `report-follower/${link.toString('hex')}/secret`;

const followers = (tx: Tx) =>
  tx.tables<ReportTables>().updateTable('report_follower').where('tenant', '=', tx.tenant);

/** From now on, beginning with a mail of thanks; steps up to `toldLine` are not told. */
export async function wantMails(
  tx: Tx,
  vault: Vault,
  secret: string,
  { locale, at, toldLine }: { locale: Locale; at: Temporal.Instant; toldLine: number },
): Promise<void> {
  const link = linkHash(secret);
  await followers(tx)
    .set({
      mail_secret: vault.seal(tx.tenant, secretSubject(link), secret),
      locale,
      told_line: toldLine,
      mail_due_at: at,
    })
    .where('link', '=', link)
    .execute();
}

export interface DueMail {
  link: Buffer;
  report: string;
  secret: string;
  contact: Contact;
  locale: Locale;
  isReporter: boolean;
  toldLine: number;
  /** This one included. */
  tries: number;
}

/** Takes what is due: nobody else does so before `until`. */
export async function takeDueMails(
  tx: Tx,
  vault: Vault,
  now: Temporal.Instant,
  until: Temporal.Instant,
  limit: number,
): Promise<DueMail[]> {
  const rows = await tx
    .tables<ReportTables>()
    .selectFrom('report_follower')
    .selectAll()
    .where('tenant', '=', tx.tenant)
    .where('mail_due_at', '<=', now)
    .orderBy('mail_due_at')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
  const due = rows.flatMap((row) => {
    const link = Buffer.from(row.link);
    if (!row.mail_secret || !row.contact) return [];
    const opened = (subject: string, sealed: Uint8Array) =>
      vault.open(tx.tenant, subject, sealed).toString('utf8');
    return [
      {
        link,
        report: row.report_id,
        secret: opened(secretSubject(link), row.mail_secret),
        contact: JSON.parse(opened(contactSubject(link), row.contact)) as Contact,
        locale: row.locale ?? 'ja',
        isReporter: row.is_reporter,
        toldLine: row.told_line,
        tries: row.mail_tries + 1,
      },
    ];
  });
  for (const { link, tries } of due)
    await followers(tx).set({ mail_due_at: until, mail_tries: tries }).where('link', '=', link).execute();
  return due;
}

/** It was told up to this step, or never will be; what came meanwhile is due. */
export async function mailDone(
  tx: Tx,
  { link, report }: Pick<DueMail, 'link' | 'report'>,
  toldLine: number,
  now: Temporal.Instant,
): Promise<void> {
  const newer = await tx
    .tables<ReportTables>()
    .selectFrom('report_event')
    .select('line')
    .where('tenant', '=', tx.tenant)
    .where('report_id', '=', report)
    .where('line', '>', toldLine)
    .where('kind', 'in', MAILED)
    .limit(1)
    .executeTakeFirst();
  await followers(tx)
    .set({ told_line: toldLine, mail_tries: 0, mail_due_at: newer ? now : null })
    .where('link', '=', link)
    .where('mail_secret', 'is not', null)
    .execute();
}

export async function mailLater(tx: Tx, link: Buffer, at: Temporal.Instant): Promise<void> {
  await followers(tx)
    .set({ mail_due_at: at })
    .where('link', '=', link)
    .where('mail_secret', 'is not', null)
    .execute();
}

/** Forgets the address; false when none is known. */
export async function stopMails(tx: Tx, vault: Vault, secret: string): Promise<boolean> {
  const link = linkHash(secret);
  const row = await tx
    .tables<ReportTables>()
    .selectFrom('report_follower')
    .select('contact')
    .where('tenant', '=', tx.tenant)
    .where('link', '=', link)
    .where('mail_secret', 'is not', null)
    .forUpdate()
    .executeTakeFirst();
  if (!row?.contact) return false;
  const subject = contactSubject(link);
  const known = JSON.parse(vault.open(tx.tenant, subject, row.contact).toString('utf8')) as Contact;
  const rest = { ...known, email: '' };
  await followers(tx)
    .set({
      contact: hasContact(rest) ? vault.seal(tx.tenant, subject, JSON.stringify(rest)) : null,
      mail_secret: null,
      mail_due_at: null,
    })
    .where('link', '=', link)
    .execute();
  return true;
}
