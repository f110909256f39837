import { createServer, type RequestListener, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { createApp } from '#app.js';
import { systemClock } from '#kernel/clock.js';
import type { Config } from '#kernel/config.js';
import { createKernel } from '#kernel/create-kernel.js';
import { migrate } from '#kernel/db/migrate.js';
import { openDatabase } from '#kernel/db/open.js';
import { startJobs } from '#kernel/jobs/jobs.js';
import type { Kernel } from '#kernel/kernel.js';
import { createLogger } from '#kernel/log.js';
import { registerMunicipalities } from '#kernel/tenancy/municipalities.js';
import { makeDemo } from './demo/make-demo.js';
import { migrationSources } from './migrations.js';

export interface Running {
  /** Where it listens. */
  url: string;
  stop(): Promise<void>;
}

/** The port is taken; the message is the one sentence that the operator needs. */
export class PortInUse extends Error {
  constructor(port: number) {
    super(`Port ${port} is in use. Stop what listens there, or set PORT to another one.`);
    this.name = 'PortInUse';
  }
}

/** Opens the data, brings it up to date, starts the product and listens. */
export async function start(config: Config): Promise<Running> {
  const log = createLogger(config.logLevel);
  const database = await openDatabase(config);
  try {
    return await startOn(await createKernel({ config, database, clock: systemClock, log }));
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** The same over a database that is open; `stop` closes it. */
export async function startOn(kernel: Kernel): Promise<Running> {
  const { config, database, municipalities } = kernel;
  const app = createApp(kernel);
  const { identity } = app.modules;
  await migrate(database, migrationSources(app.modules.all));
  await registerMunicipalities(database, municipalities);
  const server = await listen(app.fetch, config.demo ? await identity.sandboxIssuer() : () => false, config);
  await app.start();
  if (config.demo) await makeDemo(kernel, app.modules);
  await app.settle();
  const jobs = await startJobs(kernel, app.jobs);
  return {
    url: config.publicUrl,
    stop: async () => {
      await new Promise((resolve) => server.close(resolve));
      await jobs.stop();
      app.close();
      await database.close();
    },
  };
}

/** `first` may answer a request itself; it says whether it did. */
function listen(
  fetch: (request: Request) => Promise<Response>,
  first: (...request: Parameters<RequestListener>) => boolean,
  { port, host }: Config,
): Promise<Server> {
  const answer = getRequestListener(fetch);
  return new Promise((resolve, reject) => {
    const server = createServer((request, response) => {
      if (!first(request, response)) void answer(request, response);
    });
    server.listen(port, host, () => resolve(server));
    server.on('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new PortInUse(port) : error),
    );
  });
}
