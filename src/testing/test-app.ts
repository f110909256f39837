import { type App, createApp } from '#app.js';
import type { Kernel } from '#kernel/kernel.js';
import { testDatabase } from './database.js';
import { type TestOptions, testKernel } from './test-kernel.js';

export interface TestApp extends App {
  kernel: Kernel;
  stop(): Promise<void>;
}

/** The whole product on a database of its own; no port, no demo town. Stop it in afterAll. */
export async function testApp(options: TestOptions = {}): Promise<TestApp> {
  const database = await testDatabase();
  const kernel = await testKernel(database, options);
  const app = createApp(kernel);
  await app.start();
  return {
    ...app,
    kernel,
    stop: async () => {
      await app.close();
      await database.close();
    },
  };
}
