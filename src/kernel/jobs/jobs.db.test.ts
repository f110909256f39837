import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { testDatabase } from '#testing/database.js';
import { testKernel } from '#testing/test-kernel.js';
import type { Database } from '../db/database.js';
import type { Kernel } from '../kernel.js';
import { type Job, startJobs } from './jobs.js';

const QUICK = { pollSeconds: 0.5, retrySeconds: 1 };

let database: Database;
let kernel: Kernel;
beforeAll(async () => {
  database = await testDatabase();
  kernel = await testKernel(database);
});
afterAll(() => database.close());

const job = (name: string, run: Job['run']): Job => ({ name, schedule: '0 3 1 1 *', run });
const soon = { timeout: 15_000, interval: 100 };
/** Nothing that the scheduler itself does may fail. */
const withoutComplaints = async (work: () => Promise<void>): Promise<void> => {
  const complaints: unknown[] = [];
  const log = vi.spyOn(kernel.log, 'error').mockImplementation(((details: unknown, message: string) => {
    if (message !== 'a job failed') complaints.push(details);
  }) as never);
  await work();
  log.mockRestore();
  expect(complaints).toEqual([]);
};

describe('a job', () => {
  test('runs once for each municipality, however many processes there are', () =>
    withoutComplaints(async () => {
      const runs: string[] = [];
      const both = job('test.twice', async ({ municipality }) => {
        runs.push(municipality.slug);
      });
      const processes = [await startJobs(kernel, [both], QUICK), await startJobs(kernel, [both], QUICK)];
      await processes[0]?.run('test.twice');
      await processes[1]?.run('test.twice');
      const towns = kernel.municipalities.all.length;
      await vi.waitFor(() => expect(runs).toHaveLength(2 * towns), soon);
      await new Promise((resolve) => setTimeout(resolve, 1500));
      expect(runs).toHaveLength(2 * towns);
      for (const process of processes) await process.stop();
    }));

  test('that fails for one municipality runs for the others, and is tried again', () =>
    withoutComplaints(async () => {
      const runs: string[] = [];
      let failures = 1;
      const failing = job('test.fails', async ({ municipality }) => {
        runs.push(municipality.slug);
        if (municipality.slug === 'imari' && failures > 0) {
          failures -= 1;
          await database.transaction(municipality.code, (tx) => sql`SELECT broken`.execute(tx.tables()));
        }
      });
      const jobs = await startJobs(kernel, [failing], QUICK);
      await jobs.run('test.fails');
      await vi.waitFor(() => expect(runs.filter((slug) => slug === 'imari')).toHaveLength(2), soon);
      await jobs.stop();
      expect(new Set(runs).size).toBe(kernel.municipalities.all.length);
    }));

  test('that is under way is finished before the stop is', () =>
    withoutComplaints(async () => {
      let isBegun = false;
      let isDone = false;
      const slow = job('test.slow', async () => {
        if (isBegun) return;
        isBegun = true;
        await new Promise((resolve) => setTimeout(resolve, 1500));
        isDone = true;
      });
      const jobs = await startJobs(kernel, [slow], QUICK);
      await jobs.run('test.slow');
      await vi.waitFor(() => expect(isBegun).toBe(true), soon);
      await jobs.stop();
      expect(isDone).toBe(true);
    }));

  test('is done before its time when somebody rings for it', () =>
    withoutComplaints(async () => {
      let runs = 0;
      const rung = job('test.rung', async () => {
        runs += 1;
      });
      const jobs = await startJobs(kernel, [rung], { pollSeconds: 300, retrySeconds: 1 });
      kernel.bell.ring('test.rung');
      kernel.bell.ring('test.unknown');
      await vi.waitFor(() => expect(runs).toBe(kernel.municipalities.all.length), soon);
      await jobs.stop();
      kernel.bell.ring('test.rung');
    }));

  test('that is no more has no schedule left', () =>
    withoutComplaints(async () => {
      const idle = async () => {};
      await (await startJobs(kernel, [job('test.old', idle), job('test.kept', idle)], QUICK)).stop();
      await (await startJobs(kernel, [job('test.kept', idle)], QUICK)).stop();
      const { rows } = await sql`SELECT name, timezone FROM pgboss.schedule WHERE name LIKE 'test.%'`.execute(
        database.owner,
      );
      expect(rows).toEqual([{ name: 'test.kept', timezone: 'Asia/Tokyo' }]);
    }));
});

test('the role of the application does not reach the scheduler’s tables', async () => {
  await expect(
    database.transaction('292010', (tx) => sql`SELECT * FROM pgboss.job`.execute(tx.tables())),
  ).rejects.toThrow(/permission denied/);
});
