import { existsSync } from 'node:fs';
import { access, constants, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { postgis } from '@electric-sql/pglite-postgis';
import type { Config } from '../config.js';
import { kyselyOverPglite, kyselyOverPool } from './connection.js';
import { Database } from './database.js';

/** The data cannot be opened; the message is the one sentence that the operator needs. */
export class CannotOpenData extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'CannotOpenData';
  }
}

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

/** True when the embedded database has never been opened in this folder. */
export const isNewDataFolder = ({ dataDir, databaseUrl }: Pick<Config, 'dataDir' | 'databaseUrl'>): boolean =>
  databaseUrl === undefined && !existsSync(join(dataDir, 'postgres', 'PG_VERSION'));

/** Opens the database that the configuration names. Throws CannotOpenData. */
export async function openDatabase(
  config: Pick<Config, 'dataDir' | 'databaseUrl' | 'databasePool'>,
): Promise<Database> {
  if (config.databaseUrl) return openServer(config.databaseUrl, config.databasePool);
  const release = await lockFolder(config.dataDir);
  try {
    const database = new Database(
      'pglite',
      kyselyOverPglite(await openPglite({ folder: join(config.dataDir, 'postgres') })),
    );
    const close = database.close.bind(database);
    database.close = async () => {
      await close();
      await release();
    };
    return database;
  } catch (error) {
    await release();
    throw new CannotOpenData(
      `The data in ${config.dataDir} could not be opened: ${(error as Error).message}`,
      error,
    );
  }
}

async function openServer(url: string, pool: number): Promise<Database> {
  const database = new Database('postgres', kyselyOverPool(url, pool));
  try {
    await database.owner.selectNoFrom((select) => select.val(1).as('one')).execute();
    return database;
  } catch (error) {
    await database.close();
    const { host } = new URL(url);
    throw new CannotOpenData(`The database at ${host} does not answer: ${(error as Error).message}`, error);
  }
}

/**
 * Holds the data folder for this process. PGlite does not notice a second process and both would
 * damage the files. The lock is the process id and its start time, so that a lock left behind by a
 * killed process, even when its id was given out again, does not keep anybody out.
 */
async function lockFolder(folder: string): Promise<() => Promise<void>> {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
  } catch (error) {
    throw new CannotOpenData(`The data folder ${folder} cannot be written.`, error);
  }
  const lock = join(folder, 'lock');
  const mine = `${process.pid} ${await startTime(process.pid)}`;
  for (;;) {
    try {
      await writeFile(lock, mine, { flag: 'wx' });
      return () => rm(lock, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
        throw new CannotOpenData(`The data folder ${folder} cannot be written.`, error);
      }
    }
    const [pid, started] = (await readFile(lock, 'utf8')).split(' ');
    if (pid && (await startTime(Number(pid))) === started) {
      throw new CannotOpenData(
        `The data in ${folder} is in use by process ${pid}. Stop that process first, or set DATA_DIR or DATABASE_URL.`,
      );
    }
    await rm(lock, { force: true });
  }
}

/** A text that differs between two processes with the same id; 'gone' when there is none, 'alive' where /proc is absent. */
async function startTime(pid: number): Promise<string> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return 'gone';
  }
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    // Field 22 counted from after the command name, which may itself hold spaces.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? 'alive';
  } catch {
    return 'alive';
  }
}
