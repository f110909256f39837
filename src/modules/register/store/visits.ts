import type { Vault } from '#kernel/crypto/vault.js';
import type { Tx } from '#kernel/db/database.js';
import type { RegisterTables } from '../tables.js';
import type { Visit } from '../viewing.js';
import { openJson, sealJson } from './sealing.js';

const subject = (id: string): string => `register/visit/${id}`;

const visits = (tx: Tx) =>
  tx.tables<RegisterTables>().selectFrom('register_visit').where('tenant', '=', tx.tenant);

/** Undefined where it has ended, or nothing was done in it since. */
export async function findVisit(
  tx: Tx,
  vault: Vault,
  register: string,
  id: string,
  since: Temporal.Instant,
): Promise<Visit | undefined> {
  const row = await visits(tx)
    .select('content')
    .where('id', '=', id)
    .where('register', '=', register)
    .where('seen_at', '>=', since)
    .executeTakeFirst();
  return row && openJson<Visit>(vault, tx, subject(id), row.content);
}

export async function saveVisit(
  tx: Tx,
  vault: Vault,
  register: string,
  id: string,
  visit: Visit,
  at: Temporal.Instant,
): Promise<void> {
  const content = sealJson(vault, tx, subject(id), visit);
  await tx
    .tables<RegisterTables>()
    .insertInto('register_visit')
    .values({ tenant: tx.tenant, id, register, content, seen_at: at })
    .onConflict((conflict) => conflict.columns(['tenant', 'id']).doUpdateSet({ content, seen_at: at }))
    .execute();
}

/** This visit, and all that were left before. */
export async function endVisits(tx: Tx, id: string | null, before: Temporal.Instant): Promise<void> {
  await tx
    .tables<RegisterTables>()
    .deleteFrom('register_visit')
    .where('tenant', '=', tx.tenant)
    .where((where) =>
      id === null
        ? where('seen_at', '<', before)
        : where.or([where('id', '=', id), where('seen_at', '<', before)]),
    )
    .execute();
}
