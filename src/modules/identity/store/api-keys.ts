import { dateIn } from '#kernel/clock.js';
import type { Actor } from '#kernel/context.js';
import type { Vault } from '#kernel/crypto/vault.js';
import type { Tx } from '#kernel/db/database.js';
import type { ApiKey } from '../model/api-key.js';
import type { IdentityTables } from '../tables.js';
import { openDetails } from './people.js';
import { tokenHash } from './sessions.js';

const labelSubject = (id: string) => `api-key/${id}`;

export async function insertApiKey(
  tx: Tx,
  vault: Vault,
  key: string,
  person: string,
  { id, label, assurance, createdAt, expiresAt }: Omit<ApiKey, 'lastUsedOn' | 'revokedAt'>,
): Promise<void> {
  await tx
    .tables<IdentityTables>()
    .insertInto('identity_api_key')
    .values({
      tenant: tx.tenant,
      id,
      key_hash: tokenHash(key),
      person,
      label: vault.seal(tx.tenant, labelSubject(id), label),
      assurance,
      created_at: createdAt,
      expires_at: expiresAt,
      last_used_on: null,
      revoked_at: null,
    })
    .execute();
}

/** The newest first. */
export async function apiKeysOf(tx: Tx, vault: Vault, person: string, limit: number): Promise<ApiKey[]> {
  const rows = await tx
    .tables<IdentityTables>()
    .selectFrom('identity_api_key')
    .select(['id', 'label', 'assurance', 'created_at', 'expires_at', 'last_used_on', 'revoked_at'])
    .where('tenant', '=', tx.tenant)
    .where('person', '=', person)
    .orderBy('created_at', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    label: vault.open(tx.tenant, labelSubject(row.id), row.label).toString('utf8'),
    assurance: row.assurance,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lastUsedOn: row.last_used_on,
    revokedAt: row.revoked_at,
  }));
}

/** False when the person has no such key in force. */
export async function revokeApiKey(
  tx: Tx,
  id: string,
  person: string,
  now: Temporal.Instant,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .tables<IdentityTables>()
    .updateTable('identity_api_key')
    .set({ revoked_at: now })
    .where('tenant', '=', tx.tenant)
    .where('id', '=', id)
    .where('person', '=', person)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** The person for whom the key acts, at the level that the key carries; null when it is unknown or over. */
export async function actorOfKey(
  tx: Tx,
  vault: Vault,
  key: string,
  now: Temporal.Instant,
): Promise<Actor | null> {
  const tables = tx.tables<IdentityTables>();
  const row = await tables
    .selectFrom('identity_api_key')
    .innerJoin('identity_person', (join) =>
      join
        .onRef('identity_person.tenant', '=', 'identity_api_key.tenant')
        .onRef('identity_person.id', '=', 'identity_api_key.person'),
    )
    .select([
      'identity_api_key.id as key',
      'identity_api_key.assurance',
      'identity_api_key.last_used_on',
      'identity_person.id',
      'identity_person.kind',
      'identity_person.details',
    ])
    .where('identity_api_key.tenant', '=', tx.tenant)
    .where('key_hash', '=', tokenHash(key))
    .where('expires_at', '>', now)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  if (!row) return null;
  const day = dateIn(now);
  if (!row.last_used_on?.equals(day)) {
    await tables
      .updateTable('identity_api_key')
      .set({ last_used_on: day })
      .where('tenant', '=', tx.tenant)
      .where('id', '=', row.key)
      .execute();
  }
  const { name } = openDetails(vault, tx.tenant, row.id, row.details);
  return { kind: row.kind, id: row.id, name, assurance: row.assurance };
}
