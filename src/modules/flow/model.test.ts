import { describe, expect, test } from 'vitest';
import type { Flow, FlowWay } from '#kernel/journal/flow.js';
import { compare, isBack, periodBefore, pictureOf, slowest } from './model.js';

const way = (from: string, to: string | null, count: number, medianSeconds: number | null = 60, back = 0) =>
  ({ from, to, count, medianSeconds, back }) satisfies FlowWay;
const flow = (ways: FlowWay[]): Flow => ({
  works: 100,
  reworked: 0,
  medianSeconds: 60,
  steps: ['a', 'b', 'c'].map((type) => ({ type, visits: 1, works: 1, again: 0 })),
  ways,
});

describe('what is drawn', () => {
  test('leaves out rare ways, but never the only way to a step', () => {
    const { ways, left } = pictureOf(
      flow([way('a', 'b', 90), way('b', 'c', 2), way('a', 'c', 1), way('c', null, 3)]),
      0.05,
    );
    expect(ways.map(({ from, to }) => `${from}${to}`)).toEqual(['ab', 'bc']);
    expect(left).toBe(1);
    expect(pictureOf(flow([way('a', 'b', 1), way('c', 'b', 1)]), 0).left).toBe(0);
  });

  test('calls a way back what mostly is one', () => {
    expect([isBack(way('b', 'a', 10, 60, 10)), isBack(way('a', 'b', 10, 60, 5))]).toEqual([true, false]);
  });
});

test('the longest waits are those of most work', () => {
  const found = slowest(
    [way('a', 'b', 1, 900), way('a', 'c', 100, 30), way('b', null, 5, null), way('b', 'c', 3, 0)],
    5,
  );
  expect(found.map(({ from, to }) => `${from}${to}`)).toEqual(['ac', 'ab']);
});

test('two periods are compared way by way, also where one has none', () => {
  const changes = compare(
    flow([way('a', 'b', 4), way('a', null, 1)]),
    flow([way('b', 'c', 9), way('a', 'b', 2)]),
  );
  expect(changes).toMatchObject([
    { from: 'b', to: 'c', before: null, after: { count: 9 } },
    { from: 'a', to: 'b', before: { count: 4 }, after: { count: 2 } },
  ]);
});

test('the period before is as long and ends the day before', () => {
  const day = (text: string) => Temporal.PlainDate.from(text);
  const { from, to } = periodBefore({ from: day('2026-04-01'), to: day('2026-04-30') });
  expect([from.toString(), to.toString()]).toEqual(['2026-03-02', '2026-03-31']);
});
