import { serve } from '@hono/node-server';
import { createApp } from '#app.js';
import { systemClock } from '#kernel/clock.js';
import type { Config } from '#kernel/config.js';
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
    const server = await listen(app.fetch, config);
    // The sandbox sign-in and the demo town are reached through the listening server.
    await app.start();
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

function listen(fetch: (request: Request) => Promise<Response>, { port, host }: Config) {
  return new Promise<ReturnType<typeof serve>>((resolve, reject) => {
    const server = serve({ fetch, port, hostname: host }, () => resolve(server));
    server.on('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new PortInUse(port) : error),
    );
  });
}
