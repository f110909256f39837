import type { Vault } from '#kernel/crypto/vault.js';
import type { Tx } from '#kernel/db/database.js';
import { HELD_FOR, type HeldForm } from '#kernel/held-forms.js';
import { uuidv7 } from '#kernel/values/uuid.js';
import type { IdentityTables } from '../tables.js';
import { tokenHash } from './sessions.js';

/** Forms of one person that wait at once; the oldest make room. */
const MOST_OF_ONE = 5;

const subjectOf = (id: string): string => `held-form/${id}`;

export async function keepHeldForm(
  tx: Tx,
  vault: Vault,
  { browser, holder }: { browser: string; holder: string },
  form: Omit<HeldForm, 'id'>,
  now: Temporal.Instant,
): Promise<void> {
  const id = uuidv7(now);
  const db = tx.tables<IdentityTables>();
  await db
    .insertInto('identity_held_form')
    .values({
      tenant: tx.tenant,
      id,
      browser_hash: tokenHash(browser),
      holder,
      content: vault.seal(tx.tenant, subjectOf(id), JSON.stringify(form)),
      expires_at: now.add(HELD_FOR),
    })
    .execute();
  await db
    .deleteFrom('identity_held_form')
    .where('tenant', '=', tx.tenant)
    .where('holder', '=', holder)
    .where('id', 'not in', (query) =>
      query
        .selectFrom('identity_held_form')
        .select('id')
        .where('tenant', '=', tx.tenant)
        .where('holder', '=', holder)
        .orderBy('expires_at', 'desc')
        .orderBy('id', 'desc')
        .limit(MOST_OF_ONE),
    )
    .execute();
}

export async function heldFormsOf(
  tx: Tx,
  vault: Vault,
  { browser, holder }: { browser: string; holder: string },
  now: Temporal.Instant,
): Promise<HeldForm[]> {
  const rows = await tx
    .tables<IdentityTables>()
    .selectFrom('identity_held_form')
    .select(['id', 'content'])
    .where('tenant', '=', tx.tenant)
    .where('holder', '=', holder)
    .where('browser_hash', '=', tokenHash(browser))
    .where('expires_at', '>', now)
    .orderBy('expires_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map(({ id, content }) => ({
    ...(JSON.parse(vault.open(tx.tenant, subjectOf(id), content).toString()) as Omit<HeldForm, 'id'>),
    id,
  }));
}

export async function dropHeldForm(tx: Tx, holder: string, id: string): Promise<void> {
  await tx
    .tables<IdentityTables>()
    .deleteFrom('identity_held_form')
    .where('tenant', '=', tx.tenant)
    .where('holder', '=', holder)
    .where('id', '=', id)
    .execute();
}

export async function sweepHeldForms(tx: Tx, now: Temporal.Instant): Promise<void> {
  await tx
    .tables<IdentityTables>()
    .deleteFrom('identity_held_form')
    .where('tenant', '=', tx.tenant)
    .where('expires_at', '<=', now)
    .execute();
}
