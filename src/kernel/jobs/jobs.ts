import { CompiledQuery, sql } from 'kysely';
import { PgBoss } from 'pg-boss';
import { ZONE } from '../clock.js';
import { type Context, systemContext } from '../context.js';
import type { Database } from '../db/database.js';
import type { Kernel } from '../kernel.js';

/** Work that runs by itself, once for each municipality. It must be safe to repeat. */
export interface Job {
  /** Name of the system actor and of the queue: letters, digits, dots and hyphens. */
  name: string;
  /** Cron expression in the municipality's zone. */
  schedule: string;
  run(context: Context): Promise<void>;
}

export interface Jobs {
  /** Asks for one run besides the schedule; some process of the installation does it soon. */
  run(name: string): Promise<void>;
  /** Takes nothing new, and gives what is under way some seconds to finish. */
  stop(): Promise<void>;
}

export interface Pace {
  /** How often each queue is looked at. */
  pollSeconds: number;
  /** How long after a failure it is tried again; twice as long each time after. */
  retrySeconds: number;
}

const PACE: Pace = { pollSeconds: 20, retrySeconds: 60 };
const RETRIES = 3;
const STOP_WITHIN_MS = 5000;

/** Starts the scheduler on the product's own database, in the schema "pgboss". */
export async function startJobs(kernel: Kernel, jobs: readonly Job[], pace = PACE): Promise<Jobs> {
  const boss = new PgBoss({ db: { executeSql: (text, values) => execute(kernel.database, text, values) } });
  boss.on('error', (error) => kernel.log.error({ err: error }, 'the job scheduler reported an error'));
  await boss.start();
  let isOpen = true;
  const workers = new Map<string, string>();
  const names = new Set(jobs.map(({ name }) => name));
  for (const { name } of await boss.getSchedules()) if (!names.has(name)) await boss.unschedule(name);
  for (const job of jobs) {
    const retries = { retryLimit: RETRIES, retryDelay: pace.retrySeconds, retryBackoff: true };
    await boss.createQueue(job.name, retries);
    // A queue of an earlier edition keeps what it was made with.
    await boss.updateQueue(job.name, retries);
    const worker = await boss.work(job.name, { pollingIntervalSeconds: pace.pollSeconds }, () =>
      runEverywhere(kernel, job),
    );
    workers.set(job.name, worker);
    await boss.schedule(job.name, job.schedule, null, { tz: ZONE });
  }
  const run = async (name: string): Promise<void> => {
    await boss.send(name);
    const worker = workers.get(name);
    if (worker !== undefined) boss.notifyWorker(worker);
  };
  kernel.bell.hear((name) => {
    if (!isOpen || !workers.has(name)) return;
    // What cannot be asked for now comes by its schedule.
    run(name).catch((error) => kernel.log.warn({ err: error, job: name }, 'a job could not be asked for'));
  });
  return {
    run,
    stop: () => {
      isOpen = false;
      return boss.stop({ graceful: true, timeout: STOP_WITHIN_MS });
    },
  };
}

/** One municipality's failure keeps no other from its turn; the scheduler hears of it and tries again. */
async function runEverywhere(kernel: Kernel, job: Job): Promise<void> {
  const failed: string[] = [];
  for (const municipality of kernel.municipalities.all) {
    try {
      await job.run(systemContext(municipality, job.name, kernel.clock));
    } catch (error) {
      failed.push(municipality.slug);
      kernel.log.error({ err: error, job: job.name, tenant: municipality.code }, 'a job failed');
    }
  }
  if (failed.length > 0) throw new Error(`${job.name} failed for ${failed.join(', ')}`);
}

/** The scheduler sends whole transactions as one text: one that fails half-way is ended here, on its own session. */
const execute = (
  { owner }: Database,
  text: string,
  values: unknown[] = [],
): Promise<{ rows: Record<string, unknown>[] }> =>
  owner.connection().execute(async (connection) => {
    try {
      const { rows } = await connection.executeQuery<Record<string, unknown>>(
        CompiledQuery.raw(text, values),
      );
      return { rows: rows.map(withPlainTimes) };
    } catch (error) {
      await sql.raw('ROLLBACK').execute(connection);
      throw error;
    }
  });

/** The scheduler makes a Date of every time that it reads, which a Temporal.Instant refuses to become. */
const withPlainTimes = (row: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      value instanceof Temporal.Instant ? String(value) : value,
    ]),
  );
