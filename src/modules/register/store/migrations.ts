import type { Vault } from '#kernel/crypto/vault.js';
import type { Tx } from '#kernel/db/database.js';
import type { RegisterTables } from '../tables.js';
import { openJson, sealJson } from './sealing.js';

/** A value that did not fit: it is in an earlier version of its row. */
export interface LostLine {
  row: string;
  /** By what the row is told apart, and what it is called. */
  key: string;
  label: string;
  field: string;
  /** Field that it was to become; null when the field is gone. */
  to: string | null;
  value: unknown;
}

/** How far the rows of a register follow a version of its definition. */
export interface Migration {
  version: number;
  state: 'running' | 'done';
  rows: number;
  done: number;
  lost: number;
  /** The first of the values that did not fit. */
  lines: readonly LostLine[];
  updatedAt: Temporal.Instant;
}

const subject = (register: string, version: number): string => `register/${register}/migration/${version}`;

const migrations = (tx: Tx, register: string) =>
  tx
    .tables<RegisterTables>()
    .selectFrom('register_migration')
    .where('tenant', '=', tx.tenant)
    .where('register', '=', register)
    .selectAll();
type Stored = Awaited<ReturnType<ReturnType<typeof migrations>['executeTakeFirstOrThrow']>>;

const toMigration = (tx: Tx, vault: Vault, one: Stored): Migration => ({
  version: one.version,
  state: one.state,
  rows: one.rows,
  done: one.done,
  lost: one.lost,
  lines: one.report ? openJson<LostLine[]>(vault, tx, subject(one.register, one.version), one.report) : [],
  updatedAt: one.updated_at,
});

/** The last migrations of a register, the newest first. */
export const lastMigrations = async (
  tx: Tx,
  vault: Vault,
  register: string,
  limit: number,
): Promise<Migration[]> =>
  (await migrations(tx, register).orderBy('version', 'desc').limit(limit).execute()).map((one) =>
    toMigration(tx, vault, one),
  );

/** One that is still going on, held. */
export async function runningMigration(
  tx: Tx,
  vault: Vault,
  register: string,
  version: number,
): Promise<Migration | undefined> {
  const found = await migrations(tx, register)
    .where('version', '=', version)
    .where('state', '=', 'running')
    .forUpdate()
    .executeTakeFirst();
  return found && toMigration(tx, vault, found);
}

export async function beginMigration(
  tx: Tx,
  register: string,
  { version, rows, at }: { version: number; rows: number; at: Temporal.Instant },
): Promise<void> {
  await tx
    .tables<RegisterTables>()
    .insertInto('register_migration')
    .values({ tenant: tx.tenant, register, version, state: 'running', rows, report: null, updated_at: at })
    .execute();
}

export async function saveMigration(
  tx: Tx,
  vault: Vault,
  register: string,
  { version, state, done, lost, lines, updatedAt }: Omit<Migration, 'rows'>,
): Promise<void> {
  await tx
    .tables<RegisterTables>()
    .updateTable('register_migration')
    .set({
      state,
      done,
      lost,
      report: lines.length === 0 ? null : sealJson(vault, tx, subject(register, version), lines),
      updated_at: updatedAt,
    })
    .where('tenant', '=', tx.tenant)
    .where('register', '=', register)
    .where('version', '=', version)
    .execute();
}
