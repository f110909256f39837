import type { Translator } from '#kernel/i18n/translate.js';

/* What charts of steps in time stand on: the room of the drawing, its scale and the names of the steps. */

export const WIDTH = 360;
export const HEIGHT = 216;
export const TOP = 20;
export const BOTTOM = 188;
export const RIGHT = 348;
const LABEL_UNIT = 13;

/** Width of a label in units of the drawing: full-width characters are twice the others. */
export const widthOf = (label: string): number =>
  [...label].reduce((width, character) => width + (character > '\u00ff' ? LABEL_UNIT : LABEL_UNIT * 0.58), 0);

export const Axis = ({
  t,
  ticks,
  y,
  left,
}: {
  t: Translator;
  ticks: number[];
  y: (figure: number) => number;
  left: number;
}) => (
  <>
    {ticks.map((tick) => (
      <>
        <line
          class={tick === 0 ? 'chart-base' : 'chart-grid'}
          x1={left}
          x2={RIGHT}
          y1={y(tick)}
          y2={y(tick)}
        />
        <text class="chart-faint" x={left - 6} y={y(tick) + 4} text-anchor="end">
          {t.number(tick)}
        </text>
      </>
    ))}
  </>
);

/** As many names as have room, the last one always. */
export const StepLabels = ({ labels, x }: { labels: readonly string[]; x: (index: number) => number }) => {
  const widest = Math.max(...labels.map(widthOf)) + 6;
  const every = Math.ceil(widest / (labels.length > 1 ? x(1) - x(0) : WIDTH));
  const last = labels.length - 1;
  return (
    <>
      {labels.map(
        (label, index) =>
          (last - index) % every === 0 && (
            <text class="chart-faint" x={x(index)} y={BOTTOM + 18} text-anchor="middle">
              {label}
            </text>
          ),
      )}
    </>
  );
};
