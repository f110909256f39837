import { createServer, type RequestListener, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { type App, createApp } from '#app.js';
import { systemClock } from '#kernel/clock.js';
import type { Config } from '#kernel/config.js';
import { createKernel } from '#kernel/create-kernel.js';
import { migrate, requireNotNewer } from '#kernel/db/migrate.js';
import { openDatabase } from '#kernel/db/open.js';
import { createPageProcess } from '#kernel/documents/pdf-pages.js';
import { createProcessTypesetter } from '#kernel/documents/process-typesetter.js';
import { createTypesetter, type Typesetter } from '#kernel/documents/typesetter.js';
import { createPdfProcesses } from '#kernel/files/disarm-in-process.js';
import { startJobs } from '#kernel/jobs/jobs.js';
import type { Kernel } from '#kernel/kernel.js';
import { createLogger } from '#kernel/log.js';
import { createScanProcess } from '#kernel/scans/scan-in-process.js';
import { registerMunicipalities } from '#kernel/tenancy/municipalities.js';
import { makeDemo } from './demo/make-demo.js';
import { listen } from './listening.js';
import { migrationSources } from './migrations.js';
import { refuseUnreadable } from './unreadable.js';

export interface Running {
  /** Where it listens. */
  url: string;
  stop(): Promise<void>;
}

/** How long requests that are under way have after the signal to stop. */
const STOP_WITHIN_MS = 10_000;

/** Opens the data, brings it up to date, starts the product and listens. */
export const start = (config: Config): Promise<Running> =>
  withOpenKernel(config, createProcessTypesetter(), startOn);

/** Does what a first start does, up to the demo town, and closes the data again. */
export const prepare = (config: Config): Promise<void> =>
  withOpenKernel(config, createTypesetter(), async (kernel) => {
    const app = createApp(kernel);
    await fill(kernel, app);
    await app.close();
    await kernel.database.close();
  });

async function withOpenKernel<Result>(
  config: Config,
  typesetter: Typesetter,
  work: (kernel: Kernel) => Promise<Result>,
): Promise<Result> {
  const log = createLogger(config.logLevel);
  const database = await openDatabase(config);
  try {
    return await work(
      await createKernel({
        config,
        database,
        clock: systemClock,
        log,
        typesetter,
        disarmPdf: createPdfProcesses(),
        scans: createScanProcess(),
        pages: createPageProcess(),
      }),
    );
  } catch (error) {
    await database.close({ isComplete: false });
    throw error;
  }
}

/** The database as the product needs it: migrated, with every municipality, its definitions and the demo town. */
async function fill(kernel: Kernel, app: App): Promise<void> {
  const { config, database, municipalities, vault } = kernel;
  const sources = migrationSources(app.modules.all);
  // In this order, so that a start that is refused has written nothing: neither keys nor half of an update.
  await requireNotNewer(database, sources);
  for (const { code } of municipalities.all) vault.ready(code);
  await migrate(database, sources);
  await registerMunicipalities(database, municipalities);
  await app.start();
  if (config.demo) await makeDemo(kernel, app.modules);
}

/** The same over a database that is open; `stop` closes it. */
export async function startOn(kernel: Kernel): Promise<Running> {
  const { config, database } = kernel;
  const app = createApp(kernel);
  const { identity } = app.modules;
  // Listens first, so that a port in use is told at once; until the start is complete it answers "unavailable".
  const first = config.demo ? await identity.sandboxIssuer() : () => false;
  const server = await listen(answering(app.fetch, first), config);
  try {
    await fill(kernel, app);
    await app.settle();
    const jobs = await startJobs(kernel, app.jobs);
    return {
      url: config.publicUrl,
      stop: async () => {
        await closeServer(server);
        await jobs.stop();
        await app.close();
        await database.close();
      },
    };
  } catch (error) {
    await closeServer(server);
    await app.close();
    throw error;
  }
}

/** Answers what is under way, takes nothing new, and after a while waits for nobody. */
function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const idle = setInterval(() => server.closeIdleConnections(), 100);
    const limit = setTimeout(() => server.closeAllConnections(), STOP_WITHIN_MS);
    server.close(() => {
      clearInterval(idle);
      clearTimeout(limit);
      resolve();
    });
  });
}

/** `first` may answer a request itself; it says whether it did. */
function answering(fetch: App['fetch'], first: (...request: Parameters<RequestListener>) => boolean): Server {
  const answer = getRequestListener(fetch);
  return createServer((request, response) => {
    if (!first(request, response)) void answer(request, response);
  }).on('clientError', refuseUnreadable);
}
