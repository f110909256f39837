import { langOf } from '#kernel/i18n/lang-of.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { Quoting } from '../components/quoting.js';
import { Axis, BOTTOM, HEIGHT, RIGHT, StepLabels, TOP, WIDTH, widthOf } from './axes.js';
import { describePoints } from './chart-words.js';
import { type ChartPoint, figuresOf, latestResult, linePath, niceScale, placeOn } from './points.js';

export interface IndicatorChartProps {
  t: Translator;
  /** Unique on the page. */
  id: string;
  title: string;
  /** Of the title, where it is not the page's. */
  lang?: string | undefined;
  unit: string;
  points: ChartPoint[];
  direction: 'up' | 'down';
  kind?: 'line' | 'bar';
}

interface SeriesProps {
  points: ChartPoint[];
  x: (index: number) => number;
  y: (figure: number) => number;
}

const Bars = ({ points, x, y, width }: SeriesProps & { width: number }) => (
  <>
    {points.map(
      ({ result, source }, index) =>
        result !== undefined && (
          <rect
            class="chart-bar"
            data-source={source}
            x={x(index) - width / 2}
            y={Math.min(y(result), y(0))}
            width={width}
            height={Math.abs(y(0) - y(result))}
          />
        ),
    )}
  </>
);

const Line = ({ points, x, y }: SeriesProps) => (
  <>
    <path
      class="chart-line"
      d={linePath(points.map(({ result }, index) => (result === undefined ? null : [x(index), y(result)])))}
    />
    {points.map(
      ({ result, source }, index) =>
        result !== undefined && (
          <circle class="chart-point" data-source={source} cx={x(index)} cy={y(result)} r="4" />
        ),
    )}
  </>
);

/** Targets as short strokes at their years, joined by a dashed line. */
const Targets = ({ points, x, y, half }: SeriesProps & { half: number }) => {
  const places = points.flatMap(({ target }, index): [number, number][] =>
    target === undefined ? [] : [[x(index), y(target)]],
  );
  return (
    <>
      <path class="chart-target" d={linePath(places)} />
      <path
        class="chart-target-mark"
        d={places.map(([px, py]) => `M${px - half} ${py}h${half * 2}`).join('')}
      />
    </>
  );
};

/** Room that the words of a figure take above their place. */
const LABEL_ROOM = 22;

/** Over the bar, and over the stroke of the target where that stands so near that the words would cover it. */
function aboveBar(
  { result, target }: { result: number; target: number | undefined },
  y: SeriesProps['y'],
): number {
  const top = Math.min(y(result), y(0));
  const isTargetNear = target !== undefined && y(target) <= top + 4 && top - y(target) < LABEL_ROOM;
  return (isTargetNear ? y(target) : top) - 7;
}

/** Above or below the mark, so that the line does not cross the words. */
const besideLine = (
  { result, target }: { result: number; target: number | undefined },
  y: SeriesProps['y'],
) => y(result) + (target !== undefined && target >= result ? 20 : -11);

/** The latest figure in words at its place. */
const LatestLabel = ({
  t,
  points,
  x,
  y,
  unit,
  kind,
}: SeriesProps & Pick<IndicatorChartProps, 't' | 'unit'> & { kind: 'line' | 'bar' }) => {
  const latest = latestResult(points);
  if (latest?.result === undefined) return null;
  const index = points.lastIndexOf(latest);
  const figure = { result: latest.result, target: latest.target };
  const place = kind === 'bar' ? aboveBar(figure, y) : besideLine(figure, y);
  return (
    <text
      class="chart-strong"
      x={Math.min(x(index), RIGHT - 8)}
      y={Math.min(place, BOTTOM - 4)}
      text-anchor="middle"
    >
      {t.number(latest.result)}
      <tspan lang={langOf(t, unit)}>{unit}</tspan>
    </text>
  );
};

const Legend = ({ t, points, kind }: { t: Translator; points: ChartPoint[]; kind: 'line' | 'bar' }) => {
  const sources = (['counted', 'typed'] as const).filter((source) =>
    points.some((point) => point.source === source && point.result !== undefined),
  );
  return (
    <ul class="chart-legend">
      {sources.map((source) => (
        <li>
          <svg viewBox="0 0 28 16" aria-hidden="true" focusable="false">
            {kind === 'line' ? (
              <>
                <path class="chart-line" d="M2 8h24" />
                <circle class="chart-point" data-source={source} cx="14" cy="8" r="4" />
              </>
            ) : (
              <rect class="chart-bar" data-source={source} x="7" y="1" width="14" height="14" />
            )}
          </svg>
          {t('ui.chart.result')}（{t(source === 'counted' ? 'ui.chart.counted' : 'ui.chart.typed')}）
        </li>
      ))}
      {points.some(({ target }) => target !== undefined) && (
        <li>
          <svg viewBox="0 0 28 16" aria-hidden="true" focusable="false">
            <path class="chart-target" d="M1 8h26" />
            <path class="chart-target-mark" d="M8 8h12" />
          </svg>
          {t('ui.chart.target')}
        </li>
      )}
    </ul>
  );
};

/** Results and targets of one indicator over time. The caller puts the table with the same figures beneath. */
export const IndicatorChart = ({
  t,
  id,
  title,
  lang,
  unit,
  points,
  direction,
  kind = 'line',
}: IndicatorChartProps) => {
  const scale = niceScale(figuresOf(points));
  const left = 10 + Math.max(...scale.ticks.map((tick) => widthOf(t.number(tick))));
  const slot = (RIGHT - left) / Math.max(1, points.length);
  const x = (index: number) => Math.round((left + slot * (index + 0.5)) * 10) / 10;
  const y = placeOn(scale, TOP, BOTTOM);
  const barWidth = Math.round(Math.min(28, slot * 0.56));
  const half = kind === 'bar' ? barWidth / 2 + 3 : 7;
  return (
    <figure class="chart">
      <figcaption class="chart-title">
        <span lang={lang}>{title}</span>
        <span class="chart-unit">
          <Quoting t={t} sentence={t('ui.chart.unit', { unit })} text={unit} />
        </span>
        <span class="chart-unit">{t(direction === 'up' ? 'ui.chart.up' : 'ui.chart.down')}</span>
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-labelledby={`${id}-title ${id}-desc`}>
        <title id={`${id}-title`} lang={lang}>
          {title}
        </title>
        <desc id={`${id}-desc`}>{describePoints(t, points, unit)}</desc>
        <Axis t={t} ticks={scale.ticks} y={y} left={left} />
        <StepLabels labels={points.map(({ label }) => label)} x={x} />
        {kind === 'bar' ? (
          <Bars points={points} x={x} y={y} width={barWidth} />
        ) : (
          <Line points={points} x={x} y={y} />
        )}
        <Targets points={points} x={x} y={y} half={half} />
        <LatestLabel t={t} points={points} x={x} y={y} unit={unit} kind={kind} />
      </svg>
      <Legend t={t} points={points} kind={kind} />
    </figure>
  );
};
