import type { ChartPoint } from '#ui/charts/points.js';
import type { IndicatorView } from '../../model.js';

const numberOr = (figure: unknown): number | undefined => (typeof figure === 'number' ? figure : undefined);

/** Every fiscal year from the first to the last one with a figure, so that distances in time are true. */
export function chartPoints(
  { years }: Pick<IndicatorView, 'years'>,
  range?: { from: number; to: number },
): ChartPoint[] {
  const known = years.filter(
    ({ target, result }) => typeof target === 'number' || typeof result === 'number',
  );
  const from = range?.from ?? known[0]?.fiscalYear;
  const to = range?.to ?? known.at(-1)?.fiscalYear;
  if (from === undefined || to === undefined) return [];
  return Array.from({ length: to - from + 1 }, (_, offset) => {
    const year = known.find(({ fiscalYear }) => fiscalYear === from + offset);
    return {
      label: String(from + offset),
      target: numberOr(year?.target),
      result: numberOr(year?.result),
      source: year?.source ?? 'typed',
    };
  });
}

/** Whether a line says more than the figure beside it. */
export const isWorthDrawing = (points: readonly ChartPoint[]): boolean =>
  points.filter(({ target, result }) => target !== undefined || result !== undefined).length > 1;
