import { readdir, readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { OperatorError } from '../errors.js';
import { CannotOpenData } from './data-folder.js';
import type { Database } from './database.js';

/** A module's forward migrations: its name and the folder of NNNN_what.sql files. */
export interface MigrationSource {
  module: string;
  folder: URL;
}

/** The database was written by a newer edition; starting would damage it. */
export class NewerDatabase extends OperatorError {
  readonly unknown: readonly string[];
  constructor(unknown: readonly string[]) {
    super(
      'The database was last opened by a newer edition of Yakuba; start that edition again, or restore a backup from before it. ' +
        `This edition does not know: ${unknown.join(', ')}`,
    );
    this.name = 'NewerDatabase';
    this.unknown = unknown;
  }
}

async function readMigrations(sources: readonly MigrationSource[]): Promise<Record<string, Migration>> {
  const migrations: Record<string, Migration> = {};
  for (const { module, folder } of sources) {
    for (const file of (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()) {
      const statements = await readFile(new URL(file, folder), 'utf8');
      migrations[`${module}/${file.slice(0, -'.sql'.length)}`] = {
        up: async (db) => {
          await sql.raw(statements).execute(db);
        },
      };
    }
  }
  return migrations;
}

async function executedMigrations(database: Database): Promise<string[]> {
  const { rows } = await sql<{ exists: boolean }>`
    SELECT to_regclass('kysely_migration') IS NOT NULL AS exists`.execute(database.owner);
  if (!rows[0]?.exists) return [];
  const executed = await sql<{ name: string }>`SELECT name FROM kysely_migration`.execute(database.owner);
  return executed.rows.map(({ name }) => name);
}

/** Looks only. Throws NewerDatabase. */
export async function requireNotNewer(
  database: Database,
  sources: readonly MigrationSource[],
): Promise<void> {
  refuseNewer(await executedMigrations(database), await readMigrations(sources));
}

/**
 * Brings the database up to date. The order is that of the sources (a module after those it needs),
 * then of the file names. Throws NewerDatabase, or the error of the statement that failed.
 */
export async function migrate(database: Database, sources: readonly MigrationSource[]): Promise<void> {
  const migrations = await readMigrations(sources);
  let executed = await executedMigrations(database);
  refuseNewer(executed, migrations);

  // Kysely runs what is pending in alphabetical order and knows no other, so each source has a run of its own.
  for (;;) {
    const isPending = (name: string) => !executed.includes(name);
    const source = sources.find(({ module }) => namesOf(migrations, module).some(isPending));
    if (!source) return;
    const offered = [...executed, ...namesOf(migrations, source.module)];
    const migrator = new Migrator({
      db: database.owner,
      provider: {
        getMigrations: async () =>
          Object.fromEntries(Object.entries(migrations).filter(([name]) => offered.includes(name))),
      },
      allowUnorderedMigrations: true,
    });
    const { error } = await migrator.migrateToLatest();
    const before = executed.length;
    executed = await executedMigrations(database);
    // Another process that starts at the same time may have got ahead; then there is just less left to do.
    if (error && executed.length === before) throw error;
  }
}

/** Looks only: whether the database is just as this edition would have it. Throws OperatorError. */
export async function requireMigrated(
  database: Database,
  sources: readonly MigrationSource[],
): Promise<void> {
  const migrations = await readMigrations(sources);
  const executed = await executedMigrations(database);
  if (executed.length === 0) throw new CannotOpenData('There is no data in the database.');
  refuseNewer(executed, migrations);
  if (Object.keys(migrations).some((name) => !executed.includes(name))) {
    throw new OperatorError(
      'The database was written by an older edition: bring it up to date first (npx yakuba migrate), or use that edition.',
    );
  }
}

function refuseNewer(executed: readonly string[], migrations: Record<string, Migration>): void {
  const unknown = executed.filter((name) => !(name in migrations));
  if (unknown.length > 0) throw new NewerDatabase(unknown);
}

const namesOf = (migrations: Record<string, Migration>, module: string): string[] =>
  Object.keys(migrations).filter((name) => name.startsWith(`${module}/`));
