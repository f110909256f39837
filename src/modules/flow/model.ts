import type { Flow, FlowStep, FlowWay } from '#kernel/journal/flow.js';

/** Days, both included, in the municipality's zone. */
export interface Period {
  from: Temporal.PlainDate;
  to: Temporal.PlainDate;
}

/** The period just before, of the same length. */
export const periodBefore = ({ from, to }: Period): Period => {
  const days = from.until(to, { largestUnit: 'days' }).days + 1;
  return { from: from.subtract({ days }), to: from.subtract({ days: 1 }) };
};

/** A way with the next step, which alone can be drawn. */
export type Drawn = FlowWay & { to: string };

const isDrawn = (way: FlowWay): way is Drawn => way.to !== null;

/** Ways back are told by most of their work: a step is a place of rework or it is not. */
export const isBack = ({ count, back }: FlowWay): boolean => back * 2 > count;

export interface Picture {
  steps: readonly FlowStep[];
  ways: readonly Drawn[];
  /** Ways that less work goes than was asked for. */
  left: number;
}

/**
 * What is drawn of a flow: ways that at least this share of the work goes, and the steps that they touch. The way most
 * often taken into each step stays, so that none hangs in the air.
 */
export function pictureOf({ works, steps, ways }: Flow, leastShare: number): Picture {
  const all = ways.filter(isDrawn).toSorted((a, b) => b.count - a.count);
  const kept = all.filter(
    (way) => way.count >= works * leastShare || all.find(({ to }) => to === way.to) === way,
  );
  return {
    steps,
    ways: kept,
    left: all.length - kept.length,
  };
}

/** Where work waits longest altogether: the sum of the waiting, so that a rare long wait does not hide a common one. */
export const slowest = (ways: readonly FlowWay[], most: number): Drawn[] =>
  ways
    .filter(isDrawn)
    .filter(({ medianSeconds }) => (medianSeconds ?? 0) > 0)
    .toSorted((a, b) => b.count * (b.medianSeconds ?? 0) - a.count * (a.medianSeconds ?? 0))
    .slice(0, most);

export interface Change {
  from: string;
  to: string;
  before: FlowWay | null;
  after: FlowWay | null;
}

/** The same ways in two periods, the most travelled first. */
export function compare(before: Flow, after: Flow): Change[] {
  const key = ({ from, to }: FlowWay) => `${from} ${to}`;
  const [old, now] = [before, after].map(
    ({ ways }) => new Map(ways.filter(isDrawn).map((way) => [key(way), way])),
  );
  const both = new Map([...(old ?? []), ...(now ?? [])]);
  return [...both]
    .map(([name, { from, to }]) => ({
      from,
      to,
      before: old?.get(name) ?? null,
      after: now?.get(name) ?? null,
    }))
    .toSorted((a, b) => most(b) - most(a));
}

const most = ({ before, after }: Change): number => Math.max(before?.count ?? 0, after?.count ?? 0);
