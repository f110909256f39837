import type { Translator } from '#kernel/i18n/translate.js';
import { VisuallyHidden } from '../components/visually-hidden.js';
import { Axis, BOTTOM, HEIGHT, RIGHT, StepLabels, TOP, WIDTH, widthOf } from './axes.js';
import type { Bar } from './bar-chart.js';
import { linePath, niceScale, placeOn } from './points.js';

export interface LineChartProps {
  t: Translator;
  /** Unique on the page. */
  id: string;
  title: string;
  /** The heading above says it already. */
  isTitleHidden?: boolean;
  /** Beside the title: in what. */
  note?: string | undefined;
  /** In the order of the steps; a step without a figure breaks the line. */
  points: readonly Bar[];
}

/** More marks than this would hide the line. */
const MOST_MARKS = 40;

/** Figures from step to step. The caller puts the table with the same figures beneath. */
export const LineChart = ({ t, id, title, isTitleHidden = false, note, points }: LineChartProps) => {
  const scale = niceScale(points.flatMap(({ figure }) => figure ?? []));
  const left = 10 + Math.max(...scale.ticks.map((tick) => widthOf(t.number(tick))));
  const slot = (RIGHT - left) / Math.max(1, points.length);
  const x = (index: number) => Math.round((left + slot * (index + 0.5)) * 10) / 10;
  const y = placeOn(scale, TOP, BOTTOM);
  const places = points.map(({ figure }, index): [number, number] | null =>
    figure === null ? null : [x(index), y(figure)],
  );
  const last = points.findLastIndex(({ figure }) => figure !== null);
  const end = places[last];
  return (
    <figure class="chart">
      <figcaption class="chart-title">
        {isTitleHidden ? <VisuallyHidden>{title}</VisuallyHidden> : title}
        {note && <span class="chart-unit">{note}</span>}
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-labelledby={`${id}-title ${id}-desc`}>
        <title id={`${id}-title`}>{title}</title>
        <desc id={`${id}-desc`}>
          {points.map(({ label, words }) => `${label} ${words}`).join(t('ui.chart.separator'))}
        </desc>
        <Axis t={t} ticks={scale.ticks} y={y} left={left} />
        <StepLabels labels={points.map(({ label }) => label)} x={x} />
        <path class="chart-line" d={linePath(places)} />
        {points.length <= MOST_MARKS &&
          places.map((place) => place && <circle class="chart-point" cx={place[0]} cy={place[1]} r="4" />)}
        {end && (
          <text class="chart-strong" x={RIGHT} y={end[1] - 11} text-anchor="end">
            {points[last]?.words}
          </text>
        )}
      </svg>
    </figure>
  );
};
