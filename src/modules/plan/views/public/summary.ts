import { Stage } from '../../definition.js';
import { type MeasureView, type PlanView, RATINGS, type Rating } from '../../model.js';

/** Numbers of a set of measures, for the sentence and the rows of the overview. */
export interface MeasureSummary {
  all: number;
  running: number;
  ended: number;
  byStage: Record<Stage, number>;
  /** Of the running ones. */
  byRating: Record<Rating, number>;
  /** Running measures that could be judged. */
  judged: number;
  indicators: number;
  countedIndicators: number;
}

const countBy = <Key extends string>(keys: readonly Key[], values: readonly Key[]): Record<Key, number> =>
  Object.fromEntries(keys.map((key) => [key, values.filter((value) => value === key).length])) as Record<
    Key,
    number
  >;

export function summarize(measures: readonly MeasureView[]): MeasureSummary {
  const running = measures.filter(({ stage }) => stage !== 'ended');
  const byRating = countBy(
    RATINGS,
    running.map(({ rating }) => rating),
  );
  const indicators = running.flatMap((measure) => measure.indicators);
  return {
    all: measures.length,
    running: running.length,
    ended: measures.length - running.length,
    byStage: countBy(
      Stage.options,
      measures.map(({ stage }) => stage),
    ),
    byRating,
    judged: running.length - byRating.unknown,
    indicators: indicators.length,
    countedIndicators: indicators.filter(({ isCounted }) => isCounted).length,
  };
}

export const endedOf = (measures: readonly MeasureView[]): MeasureView[] =>
  measures.filter(({ stage }) => stage === 'ended');

export const runningIn = (
  { id }: PlanView['plan']['pillars'][number],
  measures: readonly MeasureView[],
): MeasureView[] => measures.filter(({ pillar, stage }) => pillar.id === id && stage !== 'ended');
