import { CompiledQuery } from 'kysely';
import { PgBoss } from 'pg-boss';
import { type Context, systemContext } from '../context.js';
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
  stop(): Promise<void>;
}

/** Starts the scheduler on the product's own database, in the schema "pgboss". */
export async function startJobs(kernel: Kernel, jobs: readonly Job[]): Promise<Jobs> {
  const boss = new PgBoss({
    db: {
      executeSql: async (text, values) => {
        const { rows } = await kernel.database.owner.executeQuery(CompiledQuery.raw(text, values ?? []));
        return { rows };
      },
    },
  });
  boss.on('error', (error) => kernel.log.error({ err: error }, 'the job scheduler reported an error'));
  await boss.start();
  for (const job of jobs) {
    await boss.createQueue(job.name);
    await boss.work(job.name, { pollingIntervalSeconds: 20 }, async () => {
      for (const municipality of kernel.municipalities.all) {
        try {
          await job.run(systemContext(municipality, job.name, kernel.clock));
        } catch (error) {
          kernel.log.error({ err: error, job: job.name, tenant: municipality.code }, 'a job failed');
        }
      }
    });
    await boss.schedule(job.name, job.schedule, null, { tz: 'Asia/Tokyo' });
  }
  return { stop: () => boss.stop({ graceful: true, timeout: 5000 }) };
}
