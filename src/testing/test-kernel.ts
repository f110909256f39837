import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { type Clock, pinnedClock } from '#kernel/clock.js';
import { type Config, readConfig } from '#kernel/config.js';
import { createKernel } from '#kernel/create-kernel.js';
import type { Database } from '#kernel/db/database.js';
import type { Kernel } from '#kernel/kernel.js';
import { createLogger } from '#kernel/log.js';

/** The present of every test: Friday, 20 November 2026, 10:00 in Japan. */
export const TEST_NOW = '2026-11-20T10:00:00+09:00';

export interface TestOptions {
  clock?: Clock;
  settings?: Record<string, string>;
}

export function testConfig(settings: Record<string, string> = {}): Config {
  const keys = join(tmpdir(), `yakuba-test-keys-${userInfo().uid}`);
  return readConfig({ LOG_LEVEL: 'silent', DEMO: 'off', METRICS: 'off', KEYS_DIR: keys, ...settings });
}

export const testKernel = (database: Database, { clock, settings }: TestOptions = {}): Promise<Kernel> =>
  createKernel({
    config: testConfig(settings),
    database,
    clock: clock ?? pinnedClock(Temporal.Instant.from(TEST_NOW)),
    log: createLogger('silent'),
  });
