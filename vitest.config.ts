import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

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

/*
 * The same tests run on both databases: on the embedded one, and on PostgreSQL where its server
 * programs are installed (globalSetup says so when they are not). Tests that touch no database
 * run once.
 */
const shared = {
  globals: false,
  setupFiles: ['src/testing/setup.ts'],
  testTimeout: 30_000,
  hookTimeout: 60_000,
  pool: 'forks',
} as const;

const DATABASE_TESTS = ['src/**/*.db.test.{ts,tsx}'];

export default defineConfig({
  plugins: [sources],
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: { ...shared, name: 'pure', include: ['src/**/*.test.{ts,tsx}'], exclude: [...DATABASE_TESTS] },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: 'pglite',
          include: DATABASE_TESTS,
          globalSetup: ['src/testing/global-setup.pglite.ts'],
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: 'postgres',
          include: DATABASE_TESTS,
          globalSetup: ['src/testing/global-setup.postgres.ts'],
        },
      },
      {
        extends: true,
        test: { ...shared, name: 'browser', include: ['e2e/**/*.test.ts'], testTimeout: 180_000, hookTimeout: 180_000 },
      },
    ],
  },
});
