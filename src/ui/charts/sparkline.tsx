import type { Translator } from '#kernel/i18n/translate.js';
import { describePoints } from './chart-words.js';
import { type ChartPoint, figuresOf, linePath, niceScale, placeOn, type Scale } from './points.js';

const MARGIN = 5;

interface TrendProps {
  points: readonly ChartPoint[];
  scale: Scale;
  width: number;
  height: number;
}

/** Line of results, dashed line of targets and a dot at the latest result, without words or axes. */
export const Trend = ({ points, scale, width, height }: TrendProps) => {
  const y = placeOn(scale, MARGIN, height - MARGIN);
  const step = (width - 2 * MARGIN) / Math.max(1, points.length - 1);
  const x = (index: number) => Math.round((MARGIN + step * index) * 10) / 10;
  const results = points.map(({ result }, index): [number, number] | null =>
    result === undefined ? null : [x(index), y(result)],
  );
  const targets = points.flatMap(({ target }, index): [number, number][] =>
    target === undefined ? [] : [[x(index), y(target)]],
  );
  const [firstTarget] = targets;
  const latest = results.findLast((place) => place !== null);
  const latestSource = points[results.lastIndexOf(latest ?? null)]?.source;
  return (
    <>
      {targets.length === 1 && firstTarget ? (
        <path class="chart-target-mark" d={`M${firstTarget[0] - 6} ${firstTarget[1]}h12`} />
      ) : (
        <path class="chart-target" d={linePath(targets)} />
      )}
      <path class="chart-line" d={linePath(results)} />
      {latest && (
        <circle class="chart-point" data-source={latestSource} cx={latest[0]} cy={latest[1]} r="3.5" />
      )}
    </>
  );
};

/** A trend in the line of a text or table; its figures are read out in words. */
export const Sparkline = ({ t, points, unit }: { t: Translator; points: ChartPoint[]; unit: string }) => (
  <svg class="sparkline" viewBox="0 0 128 36" role="img" aria-label={describePoints(t, points, unit)}>
    <Trend points={points} scale={niceScale(figuresOf(points))} width={128} height={36} />
  </svg>
);
