import { Table } from '#ui/components/table.js';
import type { PageContext } from '#ui/page.js';

interface BarsProps {
  page: PageContext;
  id: string;
  caption: string;
  header: string;
  rows: readonly { label: string; count: number }[];
}

/** Counts as bars beside their figures. */
export const Bars = ({ page: { t }, id, caption, header, rows }: BarsProps) => {
  const most = Math.max(1, ...rows.map(({ count }) => count));
  return (
    <Table
      id={id}
      caption={caption}
      isCaptionHidden
      columns={[
        { header, cell: ({ label }) => label, isRowHeader: true },
        {
          header: t('statistics.count'),
          cell: ({ count }) => t.number(count),
          numeric: true,
        },
        { header: t('statistics.bar'), cell: ({ count }) => <Bar share={count / most} /> },
      ]}
      rows={rows}
    />
  );
};

const WIDTH = 160;

/** The figure stands beside it: the bar is decoration to whoever listens. */
const Bar = ({ share }: { share: number }) => (
  <svg class="bar" viewBox={`0 0 ${WIDTH} 12`} width={WIDTH} height="12" aria-hidden="true" focusable="false">
    <rect x="0" y="0" width={String(Math.round(share * WIDTH))} height="12"></rect>
  </svg>
);
