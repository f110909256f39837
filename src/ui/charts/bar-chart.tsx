import type { Translator } from '#kernel/i18n/translate.js';
import { VisuallyHidden } from '../components/visually-hidden.js';
import { niceScale } from './points.js';

export interface Bar {
  label: string;
  /** Null where there is none, or it is not published. */
  figure: number | null;
  /** The figure as it is read; what stands in its place. */
  words: string;
}

export interface BarChartProps {
  t: Translator;
  /** Unique on the page. */
  id: string;
  title: string;
  /** The heading above says it already. */
  isTitleHidden?: boolean;
  /** Beside the title: of how many, in what. */
  note?: string | undefined;
  rows: readonly Bar[];
  /** Figure of a full bar; the next round one above all figures when absent. */
  full?: number;
}

const WIDTH = 360;
const ROW = 46;
const BAR_TOP = 22;
const BAR_HEIGHT = 16;
/** Where a full bar ends; its figure stands behind it. */
const BAR_END = 300;
/** Where it ends when figures are longer than a percentage. */
const SHORT_END = 250;
/** Full-width characters that stand in a line. */
const LINE = 26;

/** As much of a label as stands in a line: full-width characters are twice the others. The table has all of it. */
function fitted(label: string): string {
  let room = LINE * 2;
  const characters = [...label];
  const cut = characters.findIndex((character) => {
    room -= character > '\u00ff' ? 2 : 1;
    return room < 0;
  });
  return cut < 0 ? label : `${characters.slice(0, cut - 1).join('')}…`;
}

const tenth = (value: number): number => Math.round(value * 10) / 10;

/** Figures as bars under each other, those below zero to the left of it. The caller puts the table beneath. */
export const BarChart = ({ t, id, title, isTitleHidden = false, note, rows, full }: BarChartProps) => {
  const scale = niceScale(rows.flatMap(({ figure }) => figure ?? []));
  const [least, most] = full === undefined ? [scale.min, scale.max] : [0, full];
  const end = rows.some(({ words }) => words.length > 6) ? SHORT_END : BAR_END;
  const step = end / (most - least);
  const zero = tenth(-least * step);
  return (
    <figure class="chart">
      <figcaption class="chart-title">
        {isTitleHidden ? <VisuallyHidden>{title}</VisuallyHidden> : title}
        {note && <span class="chart-unit">{note}</span>}
      </figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${rows.length * ROW}`}
        role="img"
        aria-labelledby={`${id}-title ${id}-desc`}
      >
        <title id={`${id}-title`}>{title}</title>
        <desc id={`${id}-desc`}>
          {rows.map(({ label, words }) => `${label} ${words}`).join(t('ui.chart.separator'))}
        </desc>
        {rows.map(({ label, figure, words }, index) => {
          const top = index * ROW;
          const width = tenth(Math.abs(figure ?? 0) * step);
          const left = (figure ?? 0) < 0 ? tenth(zero - width) : zero;
          return (
            <>
              <text x="0" y={top + BAR_TOP - 7}>
                {fitted(label)}
              </text>
              <line
                class="chart-base"
                x1={zero}
                x2={zero}
                y1={top + BAR_TOP - 3}
                y2={top + BAR_TOP + BAR_HEIGHT + 3}
              />
              {width > 0 && (
                <rect class="chart-bar" x={left} y={top + BAR_TOP} width={width} height={BAR_HEIGHT} />
              )}
              <text
                class={figure === null ? 'chart-faint' : 'chart-strong'}
                x={tenth(Math.max(zero, left + width) + 6)}
                y={top + BAR_TOP + 13}
              >
                {words}
              </text>
            </>
          );
        })}
      </svg>
    </figure>
  );
};
