import { sql } from 'kysely';
import type { Tx } from '#kernel/db/database.js';
import { uuidv7 } from '#kernel/values/uuid.js';
import type { Assurance, PersonDetails } from '../model.js';
import type { IdentityTables } from '../tables.js';

/** Who vouches for whom. */
export interface Account {
  issuer: string;
  subject: string;
}

/** Keeps what the provider says now; returns our id of the person. */
export async function savePerson(
  tx: Tx,
  account: Account,
  person: PersonDetails & { assurance: Assurance },
  now: Temporal.Instant,
): Promise<string> {
  const details = {
    kind: person.kind,
    name: person.name,
    reading: person.reading,
    birth_date: person.birthDate,
    address: person.address,
    email: person.email,
    assurance: person.assurance,
    last_sign_in_at: now,
  };
  const { id } = await tx
    .tables<IdentityTables>()
    .insertInto('identity_person')
    .values({ tenant: tx.tenant, id: uuidv7(now), ...account, ...details, created_at: now })
    .onConflict((conflict) => conflict.columns(['tenant', 'issuer', 'subject']).doUpdateSet(details))
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function findPerson(tx: Tx, id: string): Promise<PersonDetails | null> {
  const row = await tx
    .tables<IdentityTables>()
    .selectFrom('identity_person')
    .select(['kind', 'name', 'reading', sql<Temporal.PlainDate | null>`birth_date`.as('birthDate'), 'address', 'email'])
    .where('tenant', '=', tx.tenant)
    .where('id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}
