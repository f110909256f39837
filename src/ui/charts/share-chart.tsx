import type { Translator } from '#kernel/i18n/translate.js';
import { BarChart } from './bar-chart.js';

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

/** Parts of a whole as bars under each other. The caller puts the table with the same figures beneath. */
export const ShareChart = ({ t, rows, unpublished, ...props }: ShareChartProps) => (
  <BarChart
    t={t}
    {...props}
    full={1}
    rows={rows.map(({ label, share }) => ({
      label,
      figure: share,
      words: share === null ? unpublished : t.number(share, { style: 'percent', maximumFractionDigits: 1 }),
    }))}
  />
);
