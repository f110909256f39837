import type { Translator } from '#kernel/i18n/translate.js';

export interface Share {
  label: string;
  /** Of the whole, 0 to 1; null where it is not published. */
  share: number | null;
}

export interface ShareChartProps {
  t: Translator;
  /** Unique on the page. */
  id: string;
  title: string;
  /** Beside the title: of how many. */
  note?: string | undefined;
  rows: readonly Share[];
  /** In place of a share that is not published. */
  unpublished: string;
}

const WIDTH = 360;
const ROW = 46;
const BAR_TOP = 22;
const BAR_HEIGHT = 16;
/** Where a full bar ends; its figure stands behind it. */
const BAR_END = 300;
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

/** Parts of a whole as bars under each other. The caller puts the table with the same figures beneath. */
export const ShareChart = ({ t, id, title, note, rows, unpublished }: ShareChartProps) => {
  const words = ({ share }: Share) =>
    share === null ? unpublished : t.number(share, { style: 'percent', maximumFractionDigits: 1 });
  return (
    <figure class="chart">
      <figcaption class="chart-title">
        {title}
        {note && <span class="chart-unit">{note}</span>}
      </figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${rows.length * ROW}`}
        role="img"
        aria-labelledby={`${id}-title ${id}-desc`}
      >
        <title id={`${id}-title`}>{title}</title>
        <desc id={`${id}-desc`}>
          {rows.map((row) => `${row.label} ${words(row)}`).join(t('ui.chart.separator'))}
        </desc>
        {rows.map((row, index) => {
          const top = index * ROW;
          const width = Math.round(BAR_END * (row.share ?? 0) * 10) / 10;
          return (
            <>
              <text x="0" y={top + BAR_TOP - 7}>
                {fitted(row.label)}
              </text>
              <line
                class="chart-base"
                x1="0"
                x2="0"
                y1={top + BAR_TOP - 3}
                y2={top + BAR_TOP + BAR_HEIGHT + 3}
              />
              {width > 0 && (
                <rect class="chart-bar" x="0" y={top + BAR_TOP} width={width} height={BAR_HEIGHT} />
              )}
              <text
                class={row.share === null ? 'chart-faint' : 'chart-strong'}
                x={width + 6}
                y={top + BAR_TOP + 13}
              >
                {words(row)}
              </text>
            </>
          );
        })}
      </svg>
    </figure>
  );
};
