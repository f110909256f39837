import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { createApp } from '#app.js';
import { systemClock } from '#kernel/clock.js';
import type { Config } from '#kernel/config.js';
import { BadSettings, readConfig } from '#kernel/config.js';
import { createKernel } from '#kernel/create-kernel.js';
import { kyselyOverPglite } from '#kernel/db/connection.js';
import { Database } from '#kernel/db/database.js';
import { migrate, NewerDatabase } from '#kernel/db/migrate.js';
import { CannotOpenData, isNewDataFolder, openDatabase, openPglite } from '#kernel/db/open.js';
import { BrokenDefinitions } from '#kernel/definitions/read.js';
import { verifyJournal } from '#kernel/journal/verify.js';
import { createLogger } from '#kernel/log.js';
import { registerMunicipalities } from '#kernel/tenancy/municipalities.js';
import { loadCommand } from './load-command.js';
import { migrationSources } from './migrations.js';
import { PortInUse, prepare, start } from './serve.js';
import { BadCommand, staffCommand } from './staff-command.js';

const USAGE = `Usage: yakuba <command>

  serve      open the data, load the catalogue, listen (npm start does this)
  prepare    make the data ready as a first start does, and stop
  migrate    bring the database up to date and stop
  verify     recompute every digest, Merkle root and link of the journal
  check      read every definition of the catalogue and name what is wrong
  staff add  register a member of staff and grant a role (staff: shows how)
  load       load the list of postal codes (load: shows how)

Settings come from the environment: docs/reference/settings.md.`;

/** Mistakes whose message is the whole answer: no stack trace. */
const isExpected = (error: unknown): error is Error =>
  [BadCommand, BadSettings, BrokenDefinitions, CannotOpenData, NewerDatabase, PortInUse].some(
    (kind) => error instanceof kind,
  );

/** Runs one command; returns the exit code. A running server keeps the process alive by itself. */
export async function main(words: readonly string[]): Promise<number> {
  const [command = 'help', ...rest] = words;
  const commands: Record<string, (config: Config, words: readonly string[]) => Promise<number>> = {
    serve,
    prepare: prepareData,
    migrate: update,
    verify,
    check,
    load,
    staff,
  };
  const run = commands[command];
  if (!run) {
    console.log(USAGE);
    return command === 'help' || command === '--help' ? 0 : 2;
  }
  try {
    return await run(readConfig(process.env), rest);
  } catch (error) {
    if (!isExpected(error)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
}

async function serve(config: Config): Promise<number> {
  const startedAt = performance.now();
  const stopped = stopSignal();
  if (isNewDataFolder(config)) {
    const isReady = await prepareInChild(stopped);
    if (stopped.aborted) return 0;
    if (!isReady) return 1;
  }
  const running = await start(config);
  const stop = () => void running.stop().then(() => process.exit(0));
  if (stopped.aborted) stop();
  else {
    stopped.addEventListener('abort', stop);
    console.log(
      `Yakuba is ready at ${running.url} after ${((performance.now() - startedAt) / 1000).toFixed(1)} s`,
    );
  }
  return 0;
}

/** Aborted by the first signal to stop, also while the start goes on; a second one ends the process at once. */
function stopSignal(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (controller.signal.aborted) process.exit(1);
      controller.abort();
    });
  }
  return controller.signal;
}

/**
 * Makes a new embedded database and what a first start puts into it in a process of its own: making takes three
 * times the memory of using it, which this process would keep. False when it could not be made; that process has
 * then said why.
 */
function prepareInChild(stopped: AbortSignal): Promise<boolean> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('command.js', import.meta.url)), 'prepare'], {
    // The channel tells the child when this process is gone, however it ended.
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const stop = () => child.kill('SIGTERM');
  stopped.addEventListener('abort', stop);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      stopped.removeEventListener('abort', stop);
      resolve(code === 0);
    });
  });
}

async function prepareData(config: Config): Promise<number> {
  process.on('disconnect', () => process.exit(1));
  process.channel?.unref();
  await prepare(config);
  return 0;
}

/** The database, brought up to date, with the kernel over it; for commands that do not serve. */
async function withKernel<Result>(
  config: Config,
  work: (kernel: Awaited<ReturnType<typeof createKernel>>) => Promise<Result>,
): Promise<Result> {
  const database = await openDatabase(config);
  try {
    const kernel = await createKernel({ config, database, clock: systemClock, log: createLogger('warn') });
    const app = createApp(kernel);
    await app.close();
    await migrate(database, migrationSources(app.modules.all));
    return await work(kernel);
  } finally {
    await database.close();
  }
}

const staff = (config: Config, words: readonly string[]): Promise<number> =>
  withKernel(config, async (kernel) => {
    await registerMunicipalities(kernel.database, kernel.municipalities);
    console.log(await staffCommand(kernel, words));
    return 0;
  });

const load = (config: Config, words: readonly string[]): Promise<number> =>
  withKernel(config, async (kernel) => {
    await registerMunicipalities(kernel.database, kernel.municipalities);
    console.log(await loadCommand(kernel, words));
    return 0;
  });

const update = (config: Config): Promise<number> =>
  withKernel(config, async () => {
    console.log('The database is up to date.');
    return 0;
  });

const verify = (config: Config): Promise<number> =>
  withKernel(config, async ({ database, municipalities }) => {
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
    }
    return faults === 0 ? 0 : 1;
  });

/**
 * Starts everything from nothing, as a new installation would, on a database in memory that nobody sees: what is
 * wrong with the catalogue is found where the start would find it.
 */
async function check(config: Config): Promise<number> {
  const database = new Database('pglite', kyselyOverPglite(await openPglite()));
  try {
    const kernel = await createKernel({ config, database, clock: systemClock, log: createLogger('warn') });
    const app = createApp(kernel);
    await migrate(database, migrationSources(app.modules.all));
    await registerMunicipalities(database, kernel.municipalities);
    await app.start();
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
