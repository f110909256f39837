import { createApp } from '#app.js';
import { systemClock } from '#kernel/clock.js';
import type { Config } from '#kernel/config.js';
import { createKernel } from '#kernel/create-kernel.js';
import { kyselyOverPglite } from '#kernel/db/connection.js';
import { isNewDataFolder } from '#kernel/db/data-folder.js';
import { Database } from '#kernel/db/database.js';
import { migrate, requireMigrated } from '#kernel/db/migrate.js';
import { CannotOpenData, openDatabase, openPglite } from '#kernel/db/open.js';
import { verifyJournal } from '#kernel/journal/verify.js';
import type { Kernel } from '#kernel/kernel.js';
import { createLogger } from '#kernel/log.js';
import type { Module } from '#kernel/module.js';
import { registerMunicipalities } from '#kernel/tenancy/municipalities.js';
import { loadCommand } from './load-command.js';
import { migrationSources } from './migrations.js';
import { prepare } from './serve.js';
import { staffCommand } from './staff-command.js';

/** What a first start does to the data; ends with the process that asked for it. */
export async function prepareData(config: Config): Promise<number> {
  process.on('disconnect', () => process.exit(1));
  process.channel?.unref();
  await prepare(config);
  return 0;
}

/** The database, brought up to date unless told otherwise, with the kernel over it; for commands that do not serve. */
async function withKernel<Result>(
  config: Config,
  work: (kernel: Kernel, modules: readonly Module[]) => Promise<Result>,
  makeReady = migrate,
): Promise<Result> {
  const database = await openDatabase(config);
  let isComplete = false;
  try {
    const kernel = await createKernel({ config, database, clock: systemClock, log: createLogger('warn') });
    const app = createApp(kernel);
    await app.close();
    await makeReady(database, migrationSources(app.modules.all));
    isComplete = true;
    return await work(kernel, app.modules.all);
  } finally {
    await database.close({ isComplete });
  }
}

export const staff = (config: Config, words: readonly string[]): Promise<number> =>
  withKernel(config, async (kernel) => {
    await registerMunicipalities(kernel.database, kernel.municipalities);
    console.log(await staffCommand(kernel, words));
    return 0;
  });

export const load = (config: Config, words: readonly string[]): Promise<number> =>
  withKernel(config, async (kernel) => {
    await registerMunicipalities(kernel.database, kernel.municipalities);
    console.log(await loadCommand(kernel, words));
    return 0;
  });

export const update = (config: Config): Promise<number> =>
  withKernel(config, async () => {
    console.log('The database is up to date.');
    return 0;
  });

/** Only reads: what it judges is the data as they were left, and data that are not there are no all-clear. */
export async function verify(config: Config): Promise<number> {
  if (isNewDataFolder(config)) throw new CannotOpenData(`There is no data in ${config.dataDir}.`);
  return withKernel(config, verifyAll, requireMigrated);
}

async function verifyAll({ database, municipalities }: Kernel, modules: readonly Module[]): Promise<number> {
  let faults = 0;
  for (const { code, slug } of municipalities.all) {
    const startedAt = performance.now();
    const found = await database.transaction(code, verifyJournal);
    if (found.fault) {
      faults += 1;
      const { position, entryId, message } = found.fault;
      console.log(`${slug}: entry ${position}${entryId ? ` (${entryId})` : ''}: ${message}`);
    } else {
      console.log(
        `${slug}: ${found.entries} entries fit; ${found.blocks} blocks, ${found.unsealed} entries not sealed yet` +
          `${found.head ? `; head ${found.head}` : ''} (${((performance.now() - startedAt) / 1000).toFixed(1)} s)`,
      );
    }
    for (const module of modules) {
      const verified = await module.verify?.(code);
      if (!verified) continue;
      faults += verified.faults.length;
      for (const fault of verified.faults) console.log(`${slug}: ${fault}`);
      console.log(
        `${slug}: ${verified.checked} ${verified.what} checked, ${verified.faults.length} do not fit`,
      );
    }
  }
  return faults === 0 ? 0 : 1;
}

/**
 * Starts everything from nothing, as a new installation would, on a database in memory that nobody sees: what is
 * wrong with the catalogue is found where the start would find it.
 */
export async function check(config: Config): Promise<number> {
  const database = new Database('pglite', kyselyOverPglite(await openPglite()));
  try {
    const kernel = await createKernel({ config, database, clock: systemClock, log: createLogger('warn') });
    const app = createApp(kernel);
    await migrate(database, migrationSources(app.modules.all));
    await registerMunicipalities(database, kernel.municipalities);
    await app.start();
    if (config.demo) await app.modules.identity.sandboxIssuer();
    await app.close();
    const { all } = kernel.municipalities;
    console.log(
      `The catalogue fits: ${all.length} municipalities (${all.map(({ slug }) => slug).join(', ')}).`,
    );
    return 0;
  } finally {
    await database.close();
  }
}
