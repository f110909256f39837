import { formatReference } from '#kernel/values/reference-number.js';
import { PageMap } from '#modules/map/api.js';
import { EmptyState } from '#ui/components/empty-state.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import type { ReportRules } from '../catalog.js';
import type { Point, Report } from '../model.js';
import { deskPath, ReportTable } from './desk-list-page.js';
import { pointAt } from './report-place.js';
import { kindTitle } from './words.js';

interface CrewProps {
  page: PageContext;
  rules: ReportRules;
  title: string;
  /** Where the way begins. */
  base: Point;
  items: readonly Report[];
}

const STOP = '#1a4fc4';
const BASE = { letter: '★', colour: '#2b3a67' };

/** The stops with the numbers of the list, and the base where the way begins. */
const WayMap = ({ page, rules, base: start, items }: Omit<CrewProps, 'title'>) => {
  const { t, base } = page;
  const stops = items.flatMap(({ id, number, kind, point }, index) => {
    const label = `${index + 1} ${kindTitle(t, rules, kind)} ${formatReference(number)}`;
    return point ? [{ id, label, point, mark: { letter: String(index + 1), colour: STOP } }] : [];
  });
  if (stops.length === 0) return null;
  const shown = [
    { id: '', label: t('reportDesk.base'), point: start, mark: BASE },
    // The first stop lies on top where several are at one place.
    ...stops.toReversed(),
  ].map(({ id, label, point, mark }) => ({
    mark,
    rows: [{ id, label, geometry: pointAt(point) }],
    clusters: [],
  }));
  return (
    <PageMap
      page={page}
      shown={shown}
      label={t('map.picture', { count: stops.length })}
      hrefOf={(_, { id }) => (id === '' ? '' : base + deskPath(id))}
    />
  );
};

/** What a crew has in hand, in the order of its way. */
export const CrewPage = ({ page, rules, title, base, items }: CrewProps) => {
  const { t } = page;
  return (
    <StaffPage
      page={page}
      title={title}
      lead={t('reportDesk.crewLead')}
      breadcrumbs={[{ label: t('reportDesk.nav'), href: `${page.base}/staff/reports` }, { label: title }]}
    >
      {items.length === 0 ? (
        <EmptyState title={t('reportDesk.none')} icon="info" />
      ) : (
        <>
          <WayMap page={page} rules={rules} base={base} items={items} />
          <ReportTable
            page={page}
            rules={rules}
            items={items}
            stopOf={(report) => (report.point ? String(items.indexOf(report) + 1) : t('reportDesk.noStop'))}
          />
        </>
      )}
    </StaffPage>
  );
};
