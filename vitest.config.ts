import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { chromiumProgram } from './src/testing/chromium.ts';
import { postgresPrograms } from './src/testing/postgres-programs.ts';

/** The subpath imports of package.json, led to the sources: #kernel/errors.js → src/kernel/errors.ts. */
const sources = {
  name: 'yakuba-sources',
  enforce: 'pre' as const,
  resolveId(id: string) {
    const [, path] = /^#(.+)\.js$/.exec(id) ?? [];
    if (path === undefined) return null;
    return ['ts', 'tsx']
      .map((ending) => fileURLToPath(new URL(`./src/${path}.${ending}`, import.meta.url)))
      .find((file) => existsSync(file));
  },
};

const shared = {
  globals: false,
  setupFiles: ['src/testing/setup.ts'],
  testTimeout: 120_000,
  hookTimeout: 120_000,
  pool: 'forks' as const,
  // A busy machine is no fault.
  expect: { poll: { timeout: 20_000 } },
};

/** What a machine lacks is told test by test: collected, and reported as skipped by name. */
const unless = (present: unknown) => (present ? {} : { runner: './src/testing/skipping-runner.ts' });

/** One process for many files: each has a database of its own, and the product is loaded and warm. */
const DATABASE_TESTS = { include: ['src/**/*.db.test.{ts,tsx}'], isolate: false };

/*
 * The same database tests run on both databases: on the embedded one, and on PostgreSQL where its
 * server programs are installed. Tests that touch no database run once.
 */
export default defineConfig({
  plugins: [sources],
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
    maxWorkers: 2,
    reporters: ['default', './src/testing/closing-line.ts'],
    projects: [
      {
        extends: true,
        test: {
          ...shared,
          name: 'pure',
          include: ['{src,scripts}/**/*.test.{ts,tsx}'],
          exclude: DATABASE_TESTS.include,
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: 'pglite',
          ...DATABASE_TESTS,
          globalSetup: ['src/testing/global-setup.pglite.ts'],
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          ...unless('bin' in postgresPrograms()),
          name: 'postgres',
          ...DATABASE_TESTS,
          globalSetup: ['src/testing/global-setup.postgres.ts'],
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: 'process',
          include: ['e2e/process/**/*.test.ts'],
          globalSetup: ['e2e/harness/global-setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          ...unless(chromiumProgram()),
          name: 'browser',
          include: ['e2e/browser/**/*.test.{ts,tsx}'],
          globalSetup: ['e2e/harness/global-setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
