import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { access, constants, link, readdir, readFile, rm, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Config } from '../config.js';
import { OperatorError } from '../errors.js';
import { makeFolder } from '../folders.js';

/** The data cannot be opened; the message is the one sentence that the operator needs. */
export class CannotOpenData extends OperatorError {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'CannotOpenData';
  }
}

/** Where the embedded database lies in the data folder. */
export const postgresFolder = (dataDir: string): string => join(dataDir, 'postgres');

/** True when the embedded database has never been opened in this folder. */
export const isNewDataFolder = ({ dataDir, databaseUrl }: Pick<Config, 'dataDir' | 'databaseUrl'>): boolean =>
  databaseUrl === undefined && !existsSync(join(postgresFolder(dataDir), 'PG_VERSION'));

/** The data folder while it is this process's. */
export interface HeldFolder {
  release(): Promise<void>;
  /** Releases it as it was found: what was put into it since is taken away, and the folder where it was not there. */
  undo(): Promise<void>;
}

const MOST_ATTEMPTS = 250;
const PAUSE_MS = 20;

/**
 * Holds the data folder for this process. PGlite does not notice a second process
 * and both would damage the files. The lock is the process id and its start time, so that a lock left behind by
 * a killed process, even when its id was given out again, does not keep anybody out. Of several processes that
 * start at the same moment exactly one gets it. Throws CannotOpenData.
 */
export async function lockFolder(folder: string): Promise<HeldFolder> {
  const wasThere = existsSync(folder);
  const lock = join(folder, 'lock');
  // Written whole beside the lock and linked to its name, so that nobody ever reads half a lock.
  const mine = join(folder, `lock.${randomUUID()}`);
  try {
    makeFolder(folder);
    await access(folder, constants.W_OK);
    await writeFile(mine, `${process.pid} ${await startTime(process.pid)}`);
  } catch (error) {
    throw new CannotOpenData(`The data folder ${folder} cannot be written.`, error);
  }
  try {
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
      if (await claim(mine, lock)) {
        const release = () => rm(lock, { force: true });
        const found = await contentOf(folder);
        return {
          release,
          undo: async () => {
            const since = (await contentOf(folder)).filter((name) => !found.includes(name));
            for (const name of since) await rm(join(folder, name), { recursive: true, force: true });
            await release();
            // Somebody who waits for the lock may have put something into it by now.
            if (!wasThere) await rmdir(folder).catch(() => undefined);
          },
        };
      }
      const holder = await readIfThere(lock);
      if (holder === null) continue;
      if (await isAlive(holder)) {
        const [pid] = holder.split(' ');
        throw new CannotOpenData(
          `The data in ${folder} is in use by process ${pid}. Stop that process first, or set DATA_DIR or DATABASE_URL.`,
        );
      }
      await removeStale(lock, holder, mine);
    }
    throw new CannotOpenData(`The lock ${lock} can be neither taken nor removed.`);
  } catch (error) {
    if (error instanceof CannotOpenData) throw error;
    throw new CannotOpenData(`The lock ${lock} can be neither taken nor removed.`, error);
  } finally {
    await rm(mine, { force: true });
  }
}

/** Without the locks, which come and go. */
const contentOf = async (folder: string): Promise<string[]> =>
  (await readdir(folder)).filter((name) => !/^lock(\.|$)/.test(name));

/** Gives the file the second name as well; false when somebody has that name. */
async function claim(file: string, name: string): Promise<boolean> {
  try {
    await link(file, name);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function readIfThere(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/**
 * Only who holds the mark of this very lock may remove it: of two that found it stale, the slower one would
 * else remove the lock that the faster one has made in its place.
 */
async function removeStale(lock: string, stale: string, mine: string): Promise<void> {
  const mark = `${lock}.${createHash('sha256').update(stale).digest('hex').slice(0, 16)}`;
  if (!(await claim(mine, mark))) {
    const other = await readIfThere(mark);
    if (other !== null && !(await isAlive(other))) await rm(mark, { force: true });
    await delay(PAUSE_MS);
    return;
  }
  try {
    if ((await readIfThere(lock)) === stale) await rm(lock, { force: true });
  } finally {
    await rm(mark, { force: true });
  }
}

async function isAlive(holder: string): Promise<boolean> {
  const [, pid, started] = /^(\d+) (\S+)$/.exec(holder) ?? [];
  return pid !== undefined && (await startTime(Number(pid))) === started;
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
