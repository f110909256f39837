import type { Vault } from '#kernel/crypto/vault.js';
import type { Tx } from '#kernel/db/database.js';
import { uuidv7 } from '#kernel/values/uuid.js';
import type { Person, PersonDetails } from '../model/person.js';
import type { Account } from '../model/staff.js';
import type { IdentityTables } from '../tables.js';

const sealSubject = (id: string): string => `person/${id}`;

const seal = (
  vault: Vault,
  tx: Tx,
  id: string,
  { name, reading, birthDate, address, email }: PersonDetails,
): Buffer =>
  vault.seal(tx.tenant, sealSubject(id), JSON.stringify({ name, reading, birthDate, address, email }));

/** Opens what `savePerson` sealed. */
export function openDetails(vault: Vault, tenant: string, id: string, sealed: Uint8Array): PersonDetails {
  const details = JSON.parse(vault.open(tenant, sealSubject(id), sealed).toString('utf8')) as Omit<
    PersonDetails,
    'birthDate'
  > & { birthDate: string | null };
  return {
    ...details,
    birthDate: details.birthDate === null ? null : Temporal.PlainDate.from(details.birthDate),
  };
}

/** Keeps what the provider says now; returns our id of the person. */
export async function savePerson(
  tx: Tx,
  vault: Vault,
  account: Account,
  person: Person,
  now: Temporal.Instant,
): Promise<string> {
  const { kind, assurance } = person;
  const key = { tenant: tx.tenant, issuer: account.issuer, subject: account.subject };
  const people = tx.tables<IdentityTables>();
  const id = uuidv7(now);
  const added = await people
    .insertInto('identity_person')
    .values({
      ...key,
      id,
      kind,
      assurance,
      details: seal(vault, tx, id, person),
      created_at: now,
      last_sign_in_at: now,
    })
    .onConflict((conflict) => conflict.columns(['tenant', 'issuer', 'subject']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (added) return added.id;
  const known = await people
    .selectFrom('identity_person')
    .select('id')
    .where((where) => where.and(key))
    .executeTakeFirstOrThrow();
  await people
    .updateTable('identity_person')
    .set({ kind, assurance, details: seal(vault, tx, known.id, person), last_sign_in_at: now })
    .where('tenant', '=', tx.tenant)
    .where('id', '=', known.id)
    .execute();
  return known.id;
}

export async function findPerson(tx: Tx, vault: Vault, id: string): Promise<PersonDetails | null> {
  const row = await tx
    .tables<IdentityTables>()
    .selectFrom('identity_person')
    .select('details')
    .where('tenant', '=', tx.tenant)
    .where('id', '=', id)
    .executeTakeFirst();
  return row ? openDetails(vault, tx.tenant, id, row.details) : null;
}
