import { sql } from 'kysely';
import type { Tx } from '#kernel/db/database.js';
import type { Register } from '../definition.js';
import type { Slots } from '../slots.js';
import type { RegisterTables } from '../tables.js';

export interface StoredDefinition {
  register: string;
  version: number;
  digest: Uint8Array;
  document: Register;
  slots: Slots;
}

const definitions = (tx: Tx) =>
  tx.tables<RegisterTables>().selectFrom('register_definition').where('tenant', '=', tx.tenant);
const COLUMNS = ['register', 'version', 'digest', 'document', 'slots'] as const;

/** The newest version of each register. */
export const newestDefinitions = (tx: Tx): Promise<StoredDefinition[]> =>
  definitions(tx)
    .select(COLUMNS)
    .distinctOn('register')
    .orderBy('register')
    .orderBy('version', 'desc')
    .execute();

export const definitionAt = (
  tx: Tx,
  register: string,
  version: number,
): Promise<StoredDefinition | undefined> =>
  definitions(tx)
    .select(COLUMNS)
    .where('register', '=', register)
    .where('version', '=', version)
    .executeTakeFirst();

/** False when another process was first. */
export async function insertDefinition(
  tx: Tx,
  one: StoredDefinition,
  at: Temporal.Instant,
): Promise<boolean> {
  const inserted = await tx
    .tables<RegisterTables>()
    .insertInto('register_definition')
    .values({
      tenant: tx.tenant,
      register: one.register,
      version: one.version,
      digest: one.digest,
      document: sql`${JSON.stringify(one.document)}::jsonb`,
      slots: sql`${JSON.stringify(one.slots)}::jsonb`,
      at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('version')
    .executeTakeFirst();
  return inserted !== undefined;
}
