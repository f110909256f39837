// The whole product inside one bench process, on the database of the environment, without demo and port.
import { createApp } from '#app.js';
import { systemClock } from '#kernel/clock.js';
import { readConfig } from '#kernel/config.js';
import { createKernel } from '#kernel/create-kernel.js';
import { migrate } from '#kernel/db/migrate.js';
import { openDatabase } from '#kernel/db/open.js';
import { createLogger } from '#kernel/log.js';
import { registerMunicipalities } from '#kernel/tenancy/municipalities.js';
import type { Municipality } from '#kernel/tenancy/municipality.js';
import { type LoadResult, summary } from './load.ts';

const folder = (path: string) => new URL(`../dist/${path}/migrations/`, import.meta.url);

export async function openWhole(city: string) {
  const config = readConfig({ ...process.env, DEMO: 'off', METRICS: 'off' });
  const database = await openDatabase(config);
  const kernel = await createKernel({ config, database, clock: systemClock, log: createLogger('warn') });
  const app = createApp(kernel);
  await migrate(database, [
    { module: 'kernel', folder: folder('kernel') },
    ...app.modules.all.flatMap(({ name, migrations }) =>
      migrations ? [{ module: name, folder: migrations }] : [],
    ),
  ]);
  await registerMunicipalities(database, kernel.municipalities);
  await app.start();
  const municipality = kernel.municipalities.bySlug(city);
  if (!municipality) throw new Error(`the catalogue has ${city}`);
  return {
    app,
    kernel,
    database,
    municipality: municipality satisfies Municipality,
    close: async () => {
      await app.close();
      await database.close();
    },
  };
}

export const WARM_UP = 5;

/** One piece of work after the other; `bytes` is the largest that it gave. */
export async function oneByOne(
  rounds: number,
  work: (index: number, isWarmUp: boolean) => Promise<number>,
): Promise<LoadResult> {
  for (let index = 0; index < WARM_UP; index += 1) await work(index, true);
  const latencies: number[] = [];
  let bytes = 0;
  for (let index = 0; index < rounds; index += 1) {
    const startedAt = performance.now();
    bytes = Math.max(bytes, await work(index, false));
    latencies.push(performance.now() - startedAt);
  }
  return {
    ...summary(
      latencies,
      latencies.reduce((sum, one) => sum + one, 0),
    ),
    bytes,
  };
}

interface Timed {
  latencies: number[];
  elapsed: number;
}

async function timed(count: number, atOnce: number, work: (index: number) => Promise<void>): Promise<Timed> {
  const latencies: number[] = [];
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < count; index = next++) {
      const startedAt = performance.now();
      await work(index);
      latencies.push(performance.now() - startedAt);
    }
  };
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: atOnce }, worker));
  return { latencies, elapsed: performance.now() - startedAt };
}

const summed = (parts: readonly Timed[]): LoadResult => ({
  ...summary(
    parts.flatMap(({ latencies }) => latencies),
    parts.reduce((sum, { elapsed }) => sum + elapsed, 0),
  ),
  bytes: 0,
});

/** All pieces of work, so many at a time. */
export const together = async (
  count: number,
  atOnce: number,
  work: (index: number) => Promise<void>,
): Promise<LoadResult> => summed([await timed(count, atOnce, work)]);

/**
 * Several kinds of work in short turns, so that whatever else the machine does slows them all alike; so many pieces of
 * each, so many at a time or so many a second. The first turn of each warms it up. `settle` runs between two turns and
 * is not counted.
 */
export async function inTurns<Kind extends string>(
  {
    turns,
    pieces,
    ...pace
  }: { turns: number; pieces: number } & ({ atOnce: number } | { perSecond: number }),
  works: Record<Kind, (index: number) => Promise<void>>,
  settle: () => Promise<void>,
): Promise<Record<Kind, LoadResult>> {
  const kinds = Object.keys(works) as Kind[];
  const parts = new Map<Kind, Timed[]>(kinds.map((kind) => [kind, []]));
  for (let turn = 0; turn <= turns; turn += 1) {
    for (const kind of kinds) {
      const work = (index: number) => works[kind](turn * pieces + index);
      const part =
        'atOnce' in pace
          ? await timed(pieces, pace.atOnce, work)
          : await timedAtRate(pieces, pace.perSecond, work);
      if (turn > 0) parts.get(kind)?.push(part);
      await settle();
    }
  }
  return Object.fromEntries(kinds.map((kind) => [kind, summed(parts.get(kind) ?? [])])) as Record<
    Kind,
    LoadResult
  >;
}

/** Pieces of work, so many a second, whether the ones before are done or not: each waits from when it was due. */
async function timedAtRate(
  count: number,
  perSecond: number,
  work: (index: number) => Promise<void>,
): Promise<Timed> {
  const latencies: number[] = [];
  const startedAt = performance.now();
  const all: Promise<void>[] = [];
  for (let index = 0; index < count; index += 1) {
    const due = startedAt + (index * 1000) / perSecond;
    const wait = due - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    all.push(work(index).then(() => void latencies.push(performance.now() - due)));
  }
  await Promise.all(all);
  return { latencies, elapsed: performance.now() - startedAt };
}
