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
  /** Section that keeps it, where the town defined it in the browser; null: the files say so. */
  unit: string | null;
  /** Who saved it, as the journal writes it; null: it came with the files. */
  by: string | null;
  /** Id of the member of staff who approved or decided it; null where nobody had to. */
  approved_by: string | null;
  /** What changed and why, as approval was asked for. */
  note: string;
  at: Temporal.Instant;
}

const definitions = (tx: Tx) =>
  tx.tables<RegisterTables>().selectFrom('register_definition').where('tenant', '=', tx.tenant);
const COLUMNS = [
  'register',
  'version',
  'digest',
  'document',
  'slots',
  'unit',
  'by',
  'approved_by',
  'note',
  'at',
] as const;

/** The newest version of each register. */
export const newestDefinitions = (tx: Tx): Promise<StoredDefinition[]> =>
  definitions(tx)
    .select(COLUMNS)
    .distinctOn('register')
    .orderBy('register')
    .orderBy('version', 'desc')
    .execute();

/** The newest version of each register that the town defined itself, without what it says. */
export const newestOwn = async (tx: Tx) => {
  const rows = await definitions(tx)
    .select(['register', 'version', 'slots', 'unit'])
    .where('unit', 'is not', null)
    .distinctOn('register')
    .orderBy('register')
    .orderBy('version', 'desc')
    .execute();
  return rows.flatMap(({ unit, ...one }) => (unit === null ? [] : [{ ...one, unit }]));
};

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

/** The last versions of a register, the newest first. */
export const lastDefinitions = (tx: Tx, register: string, limit: number): Promise<StoredDefinition[]> =>
  definitions(tx)
    .select(COLUMNS)
    .where('register', '=', register)
    .orderBy('version', 'desc')
    .limit(limit)
    .execute();

/** False when another process was first. */
export async function insertDefinition(tx: Tx, one: StoredDefinition): Promise<boolean> {
  const inserted = await tx
    .tables<RegisterTables>()
    .insertInto('register_definition')
    .values({
      ...one,
      tenant: tx.tenant,
      document: sql`${JSON.stringify(one.document)}::jsonb`,
      slots: sql`${JSON.stringify(one.slots)}::jsonb`,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('version')
    .executeTakeFirst();
  return inserted !== undefined;
}
