import { createServer, type RequestListener, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { createApp } from '#app.js';
import { systemClock } from '#kernel/clock.js';
import type { Config } from '#kernel/config.js';
import { systemContext } from '#kernel/context.js';
import { createKernel } from '#kernel/create-kernel.js';
import { migrate } from '#kernel/db/migrate.js';
import { openDatabase } from '#kernel/db/open.js';
import { startJobs } from '#kernel/jobs/jobs.js';
import { createLogger } from '#kernel/log.js';
import { registerMunicipalities } from '#kernel/tenancy/municipalities.js';
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
    const kernel = await createKernel({ config, database, clock: systemClock, log });
    const app = createApp(kernel);
    await migrate(database, migrationSources(app.modules.all));
    await registerMunicipalities(database, kernel.municipalities);
    const { identity } = app.modules;
    const server = await listen(app.fetch, config.demo ? await identity.sandboxIssuer() : () => false, config);
    // The sandbox sign-in and the demo town are reached through the listening server.
    await app.start();
    if (config.demo) {
      for (const municipality of kernel.municipalities.all) {
        await identity.api.seedStaff(systemContext(municipality, 'demo', kernel.clock));
      }
    }
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
  } catch (error) {
    await database.close();
    throw error;
  }
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
