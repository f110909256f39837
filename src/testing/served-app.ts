import { createServer } from 'node:net';
import { systemClock } from '#kernel/clock.js';
import type { Kernel } from '#kernel/kernel.js';
import { type Running, startOn } from '../serve.js';
import { testDatabase } from './database.js';
import { type TestOptions, testKernel } from './test-kernel.js';

export interface ServedApp extends Running {
  kernel: Kernel;
}

/** The whole product behind a real port, with the demo's sandbox unless the settings say otherwise. Stop it in afterAll. */
export async function servedApp({
  clock = systemClock,
  settings = {},
}: TestOptions = {}): Promise<ServedApp> {
  const port = String(await freePort());
  const kernel = await testKernel(await testDatabase(), {
    clock,
    settings: {
      PORT: port,
      HOST: '127.0.0.1',
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      DEMO: 'on',
      ...settings,
    },
  });
  return { ...(await startOn(kernel)), kernel };
}

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
