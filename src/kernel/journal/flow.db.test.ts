import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '#testing/database.js';
import { testKernel } from '#testing/test-kernel.js';
import { systemContext } from '../context.js';
import type { Database } from '../db/database.js';
import type { Kernel } from '../kernel.js';
import { type FlowQuestion, flowOf } from './flow.js';
import { append } from './journal.js';

const START = Temporal.Instant.from('2026-04-01T09:00:00+09:00');
const HOUR = 3600;

let database: Database;
let kernel: Kernel;
const town = (slug: string) => {
  const municipality = kernel.municipalities.bySlug(slug);
  if (!municipality) throw new Error(`no municipality ${slug}`);
  return municipality;
};
const happened = (slug: string, subject: string, type: string, hours: number, data = {}) => {
  const clock = { now: () => START.add({ hours }) };
  const context = systemContext(town(slug), 'test', clock);
  return database.transaction(town(slug).code, (tx) => append(tx, context, { type, subject, data }));
};
const asked: FlowQuestion = {
  begins: 'w.begun',
  steps: ['w.begun', 'w.asked', 'w.answered', 'w.done'],
  where: { kind: 'a' },
  from: START,
  to: START.add({ hours: 24 * 30 }),
};
const flow = (slug: string, question = asked) =>
  database.transaction(town(slug).code, (tx) => flowOf(tx, question));

beforeAll(async () => {
  database = await testDatabase();
  kernel = await testKernel(database);
  const work = async (subject: string, hours: number, ...steps: [string, number][]) => {
    await happened('imari', subject, 'w.begun', hours, { kind: 'a' });
    for (const [type, after] of steps) await happened('imari', subject, type, hours + after);
  };
  // Straight; twice around; still on its way; of another kind; begun before the time.
  await work('w/1', 0, ['w.seen', 1], ['w.done', 2]);
  await work('w/2', 0, ['w.asked', 1], ['w.answered', 5], ['w.asked', 6], ['w.answered', 16], ['w.done', 20]);
  await work('w/3', 0, ['w.asked', 3]);
  await happened('imari', 'w/4', 'w.begun', 0, { kind: 'b' });
  await work('w/5', -100, ['w.done', 200]);
  // The same subject is worked on a second time: two pieces of work.
  await work('w/1', 48, ['w.done', 4]);
});
afterAll(() => database.close());

test('the steps and ways of work are counted, with how long half of them took', async () => {
  const found = await flow('imari');
  expect(found).toMatchObject({ works: 4, reworked: 1 });
  expect(found.medianSeconds).toBe(3.5 * HOUR);
  const steps = Object.fromEntries(found.steps.map(({ type, ...rest }) => [type, rest]));
  expect(steps).toEqual({
    'w.begun': { visits: 4, works: 4, again: 0 },
    'w.asked': { visits: 3, works: 2, again: 1 },
    'w.answered': { visits: 2, works: 1, again: 1 },
    'w.done': { visits: 3, works: 3, again: 0 },
  });
  const ways = Object.fromEntries(found.ways.map(({ from, to, ...rest }) => [`${from} ${to}`, rest]));
  expect(ways).toEqual({
    'w.begun w.done': { count: 2, medianSeconds: 3 * HOUR, back: 0 },
    'w.begun w.asked': { count: 2, medianSeconds: 2 * HOUR, back: 0 },
    'w.asked w.answered': { count: 2, medianSeconds: 7 * HOUR, back: 1 },
    'w.answered w.asked': { count: 1, medianSeconds: HOUR, back: 1 },
    'w.answered w.done': { count: 1, medianSeconds: 4 * HOUR, back: 0 },
    'w.asked null': { count: 1, medianSeconds: null, back: 0 },
    'w.done null': { count: 3, medianSeconds: null, back: 0 },
  });
});

test('whatever follows a step that sends the work back is a way back', async () => {
  const { reworked, ways } = await flow('imari', {
    ...asked,
    repeating: ['w.asked', 'w.answered'],
    returning: ['w.answered'],
  });
  expect(reworked).toBeGreaterThan(0);
  const after = ways.filter(({ from, to }) => from === 'w.answered' && to !== null);
  expect(after.map(({ count, back }) => back - count)).toEqual(after.map(() => 0));
});

test('a step that comes again as the work goes on is no way back', async () => {
  const { reworked, steps, ways } = await flow('imari', { ...asked, repeating: ['w.asked', 'w.answered'] });
  expect(reworked).toBe(0);
  expect(steps.every(({ again }) => again === 0)).toBe(true);
  expect(ways.every(({ back }) => back === 0)).toBe(true);
});

test('another town has none of it, and no work is no flow', async () => {
  const nothing = { works: 0, reworked: 0, medianSeconds: null, steps: [], ways: [] };
  expect(await flow('kashihara')).toEqual(nothing);
  expect(await flow('imari', { ...asked, where: { kind: 'c' } })).toEqual(nothing);
});
