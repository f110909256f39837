import type { Translator } from '#kernel/i18n/translate.js';
import { describePoints } from './chart-words.js';
import { type ChartPoint, figuresOf, latestResult, niceScale } from './points.js';
import { Trend } from './sparkline.js';

export interface Multiple {
  /** Name of the town. */
  title: string;
  href?: string;
  points: ChartPoint[];
  /** The town whose page this is. */
  isOwn?: boolean;
}

export interface SmallMultiplesProps {
  t: Translator;
  label: string;
  unit: string;
  items: Multiple[];
}

/** The same indicator of several towns, all on one scale. The caller puts the table beneath. */
export const SmallMultiples = ({ t, label, unit, items }: SmallMultiplesProps) => {
  const scale = niceScale(items.flatMap(({ points }) => figuresOf(points)));
  return (
    <ul class="multiples" aria-label={label}>
      {items.map(({ title, href, points, isOwn }) => {
        const latest = latestResult(points);
        return (
          <li>
            <figure class="chart" data-own={isOwn ? '' : undefined}>
              <figcaption>
                {href ? <a href={href}>{title}</a> : <span>{title}</span>}
                <span>
                  {latest?.result === undefined ? t('ui.chart.noData') : `${t.number(latest.result)}${unit}`}
                </span>
              </figcaption>
              <svg
                viewBox="0 0 208 84"
                role="img"
                aria-label={`${title}: ${describePoints(t, points, unit)}`}
              >
                <line class="chart-base" x1="0" x2="208" y1="79" y2="79" />
                <Trend points={points} scale={scale} width={208} height={84} />
              </svg>
            </figure>
          </li>
        );
      })}
    </ul>
  );
};
