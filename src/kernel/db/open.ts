import { rename, rm, rmdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { postgis } from '@electric-sql/pglite-postgis';
import { sql } from 'kysely';
import type { Config } from '../config.js';
import { AppError } from '../errors.js';
import { copyBuilt } from './built-data.js';
import { kyselyOverPglite, kyselyOverPool } from './connection.js';
import { CannotOpenData, isNewDataFolder, lockFolder, postgresFolder } from './data-folder.js';
import { Database } from './database.js';
import { reasonOf } from './sessions.js';

export { CannotOpenData };

export interface PgliteOptions {
  /** Folder of the data; in memory when absent. */
  folder?: string;
  /** A dump to start from. */
  dump?: Blob;
  /** Loads PostGIS, for which the process needs some 250 MB more: only where a module has geometry. */
  hasGeometry?: boolean;
}

/** One session and no other process beside it: a server's 128 MB of shared buffers would only be resident memory. */
const SETTINGS = ['shared_buffers = 16MB', 'wal_buffers = 1MB', 'max_connections = 5'];

export const openPglite = ({ folder, dump, hasGeometry = false }: PgliteOptions = {}): Promise<PGlite> =>
  PGlite.create({
    ...(folder === undefined ? {} : { dataDir: folder }),
    ...(dump === undefined ? {} : { loadDataDir: dump }),
    ...(hasGeometry ? { extensions: { postgis } } : {}),
    postgresqlconf: SETTINGS,
  });

/** Opens the database that the configuration names. Throws CannotOpenData. */
export async function openDatabase(
  config: Pick<Config, 'dataDir' | 'databaseUrl' | 'databasePool'>,
): Promise<Database> {
  if (config.databaseUrl) return openServer(config.databaseUrl, config.databasePool);
  const held = await lockFolder(config.dataDir);
  try {
    const folder = postgresFolder(config.dataDir);
    // What is new is made aside, and has its name when whoever made it is through and closes it: a first start that
    // fails leaves nothing behind, one that is cut short nothing that the next takes for whole.
    const aside = isNewDataFolder(config) ? `${folder}.new` : null;
    if (aside) {
      await makeRoom(folder);
      await makePglite(aside);
    }
    const owner = kyselyOverPglite(await openPglite({ folder: aside ?? folder }));
    return new Database('pglite', owner, async (ending) => {
      if (aside && ending === 'refused') return held.undo();
      try {
        if (aside && ending === 'complete') await rename(aside, folder);
      } finally {
        await held.release();
      }
    });
  } catch (error) {
    await (isNewDataFolder(config) ? held.undo() : held.release());
    throw new CannotOpenData(
      `The data in ${config.dataDir} could not be opened: ${(error as Error).message}`,
      error,
    );
  }
}

/** Made by the build, migrated and empty; not there when the program runs from its sources. */
const NEW_DATABASE = postgresFolder(fileURLToPath(new URL('../../new-database', import.meta.url)));

/** Throws when something else than an empty folder has the name. */
const makeRoom = (folder: string): Promise<void> =>
  rmdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });

async function makePglite(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await copyBuilt(NEW_DATABASE, folder);
}

const OLDEST_SERVER = 15;

async function openServer(url: string, pool: number): Promise<Database> {
  const database = new Database('postgres', kyselyOverPool(url, pool));
  const { host } = new URL(url);
  try {
    const { rows } = await sql<{ version: number; encoding: string }>`
      SELECT current_setting('server_version_num')::int / 10000 AS version,
             current_setting('server_encoding') AS encoding`.execute(database.owner);
    const [server] = rows;
    if (server && server.version < OLDEST_SERVER) {
      throw new CannotOpenData(
        `The database at ${host} is PostgreSQL ${server.version}; it must be ${OLDEST_SERVER} or newer.`,
      );
    }
    if (server && server.encoding !== 'UTF8') {
      throw new CannotOpenData(`The database at ${host} is in ${server.encoding}; it must be in UTF8.`);
    }
    return database;
  } catch (error) {
    await database.close();
    if (error instanceof CannotOpenData) throw error;
    const cause = error instanceof AppError ? error.cause : error;
    throw new CannotOpenData(`The database at ${host} does not answer: ${reasonOf(cause)}`, error);
  }
}
