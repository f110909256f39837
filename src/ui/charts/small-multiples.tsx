import type { Translator } from '#kernel/i18n/translate.js';
import { Quoted, Quoting } from '../components/quoting.js';
import { describePoints } from './chart-words.js';
import { type ChartPoint, figuresOf, latestResult, niceScale } from './points.js';
import { Trend } from './sparkline.js';

export interface Multiple {
  /** Name of the town. */
  title: string;
  /** Text of the town in it. */
  quoted?: string;
  href?: string;
  points: ChartPoint[];
  /** The town whose page this is. */
  isOwn?: boolean;
}

export interface SmallMultiplesProps {
  t: Translator;
  /** Id of the line above that says what all have in common. */
  labelledBy: string;
  unit: string;
  items: Multiple[];
}

/** The same indicator of several towns, all on one scale. The caller puts the table beneath. */
export const SmallMultiples = ({ t, labelledBy, unit, items }: SmallMultiplesProps) => {
  const scale = niceScale(items.flatMap(({ points }) => figuresOf(points)));
  return (
    <ul class="multiples" aria-labelledby={labelledBy}>
      {items.map(({ title, quoted, href, points, isOwn }) => {
        const latest = latestResult(points);
        const name = <Quoting t={t} sentence={title} text={quoted} />;
        const figure =
          latest?.result === undefined ? t('ui.chart.noData') : `${t.number(latest.result)}${unit}`;
        return (
          <li>
            <figure class="chart" data-own={isOwn ? '' : undefined}>
              <figcaption>
                {href ? <a href={href}>{name}</a> : <span>{name}</span>}
                <span>
                  <Quoted t={t} text={figure} />
                </span>
              </figcaption>
              <svg viewBox="0 0 208 84" role="img" aria-label={describePoints(t, points, unit)}>
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
