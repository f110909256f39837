import { existsSync, readdirSync, statSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemClock } from '#kernel/clock.js';
import type { Config } from '#kernel/config.js';
import { copyBuilt } from '#kernel/db/built-data.js';
import { isNewDataFolder, lockFolder, postgresFolder } from '#kernel/db/data-folder.js';
import { isLoopback } from '#kernel/http/loopback.js';

/** A data folder with the demo town, made by the build; not there when the program runs from its sources. */
const READY_MADE = fileURLToPath(new URL('../demo-data', import.meta.url));

/** The town lives up to the day on which it is made: after so many hours it is made anew. */
const FRESH_HOURS = 36;

/**
 * Whether the data of a first start may be a copy of the demo town that the build has made: of the shipped catalogue,
 * for this machine alone, lately made, and without keys of somebody else's. Its papers name the address at which they
 * were issued; on the machine itself any port will do.
 */
function isFor({ demo, catalogDir, keysDir, publicUrl }: Config, readyMade: string): boolean {
  if (!demo || catalogDir !== undefined || !isLoopback(publicUrl)) return false;
  if (!existsSync(postgresFolder(readyMade))) return false;
  if (existsSync(keysDir) && readdirSync(keysDir).length > 0) return false;
  const age = systemClock.now().epochMilliseconds - statSync(postgresFolder(readyMade)).mtimeMs;
  return age < FRESH_HOURS * 3_600_000;
}

/** Fills a new data folder with it; false where it is not for this start. Throws CannotOpenData. */
export async function takeReadyMade(config: Config, readyMade = READY_MADE): Promise<boolean> {
  if (!isFor(config, readyMade)) return false;
  const held = await lockFolder(config.dataDir);
  try {
    // Another process may have filled it since the first look.
    if (!isNewDataFolder(config)) return true;
    const folder = postgresFolder(config.dataDir);
    const aside = `${folder}.new`;
    await rm(aside, { recursive: true, force: true });
    const isCopied =
      (await copyBuilt(postgresFolder(readyMade), aside)) &&
      (await copyBuilt(join(readyMade, 'keys'), config.keysDir));
    if (!isCopied) {
      await rm(aside, { recursive: true, force: true });
      return false;
    }
    // Has its name when it is whole, as any new database.
    await rename(aside, folder);
    return true;
  } finally {
    await held.release();
  }
}
