import { sql } from 'kysely';
import { dateIn } from '#kernel/clock.js';
import type { Actor } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import type { PartnerKey } from '../model/api-key.js';
import type { IdentityTables } from '../tables.js';
import { tokenHash } from './sessions.js';

export async function insertPartnerKey(
  tx: Tx,
  key: string,
  { id, name, procedures, madeBy, createdAt, expiresAt }: Omit<PartnerKey, 'lastUsedOn' | 'revokedAt'>,
): Promise<void> {
  await tx
    .tables<IdentityTables>()
    .insertInto('identity_partner_key')
    .values({
      tenant: tx.tenant,
      id,
      key_hash: tokenHash(key),
      name,
      procedures: sql`${JSON.stringify(procedures)}::jsonb`,
      made_by: madeBy,
      created_at: createdAt,
      expires_at: expiresAt,
      last_used_on: null,
      revoked_at: null,
      revoked_by: null,
    })
    .execute();
}

/** The newest first. */
export async function partnerKeys(tx: Tx, limit: number): Promise<PartnerKey[]> {
  const rows = await tx
    .tables<IdentityTables>()
    .selectFrom('identity_partner_key')
    .select(['id', 'name', 'procedures', 'made_by', 'created_at', 'expires_at', 'last_used_on', 'revoked_at'])
    .where('tenant', '=', tx.tenant)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    procedures: row.procedures as string[],
    madeBy: row.made_by,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lastUsedOn: row.last_used_on,
    revokedAt: row.revoked_at,
  }));
}

/** False when there is no such key in force. */
export async function revokePartnerKey(
  tx: Tx,
  id: string,
  staff: string,
  now: Temporal.Instant,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .tables<IdentityTables>()
    .updateTable('identity_partner_key')
    .set({ revoked_at: now, revoked_by: staff })
    .where('tenant', '=', tx.tenant)
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** The organisation for which the key acts; null when it is unknown or over. */
export async function partnerOfKey(tx: Tx, key: string, now: Temporal.Instant): Promise<Actor | null> {
  const tables = tx.tables<IdentityTables>();
  const row = await tables
    .selectFrom('identity_partner_key')
    .select(['id', 'name', 'procedures', 'last_used_on'])
    .where('tenant', '=', tx.tenant)
    .where('key_hash', '=', tokenHash(key))
    .where('expires_at', '>', now)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  if (!row) return null;
  const day = dateIn(now);
  if (!row.last_used_on?.equals(day)) {
    await tables
      .updateTable('identity_partner_key')
      .set({ last_used_on: day })
      .where('tenant', '=', tx.tenant)
      .where('id', '=', row.id)
      .execute();
  }
  return { kind: 'partner', id: row.id, name: row.name, procedures: row.procedures as string[] };
}
