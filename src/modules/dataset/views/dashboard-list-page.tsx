import { dateIn } from '#kernel/clock.js';
import { ButtonLink } from '#ui/components/button.js';
import { EmptyState } from '#ui/components/empty-state.js';
import { Pagination } from '#ui/components/pagination.js';
import { StatusTag, type StatusTone } from '#ui/components/status-tag.js';
import { Table } from '#ui/components/table.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import type { Dashboard, DashboardState } from '../dashboard.js';

export const DASHBOARD_TONES: Record<DashboardState, StatusTone> = {
  draft: 'neutral',
  asked: 'waiting',
  published: 'done',
  withdrawn: 'neutral',
};

/** Pages of charts of the sections in which somebody works. */
export const DashboardListPage = ({
  page,
  items,
  next,
  isFirst,
  uses,
  unitOf,
}: {
  page: PageContext;
  items: readonly Dashboard[];
  next: string | null;
  isFirst: boolean;
  uses: ReadonlyMap<string, number>;
  unitOf(unit: string): string;
}) => {
  const { t, base } = page;
  const here = `${base}/staff/dashboards`;
  return (
    <StaffPage
      page={page}
      title={t('dashboard.title')}
      lead={t('dashboard.lead')}
      breadcrumbs={[
        { label: t('dataset.title'), href: `${base}/staff/datasets` },
        { label: t('dashboard.title') },
      ]}
      actions={<ButtonLink href={`${here}/new`}>{t('dashboard.new')}</ButtonLink>}
    >
      {items.length === 0 && isFirst ? (
        <EmptyState title={t('dashboard.empty')} icon="inbox">
          {t('dashboard.emptyText')}
        </EmptyState>
      ) : (
        <>
          <Table
            id="dashboards"
            caption={t('dashboard.title')}
            isCaptionHidden
            stacked
            columns={[
              {
                header: t('dashboard.label'),
                isRowHeader: true,
                cell: ({ id, content }: Dashboard) => <a href={`${here}/${id}`}>{content.title}</a>,
              },
              {
                header: t('dashboard.state'),
                cell: ({ state }) => (
                  <StatusTag tone={DASHBOARD_TONES[state]} label={t(`dashboard.state.${state}`)} />
                ),
              },
              { header: t('dashboard.unit'), cell: ({ unit }) => unitOf(unit) },
              {
                header: t('dashboard.updated'),
                nowrap: true,
                cell: ({ updatedAt }) => t.date(dateIn(updatedAt)),
              },
              {
                header: t('dashboard.uses'),
                numeric: true,
                cell: ({ id }) => t.number(uses.get(id) ?? 0),
              },
            ]}
            rows={items}
          />
          <Pagination
            t={t}
            countText={t.number(items.length)}
            previousHref={isFirst ? undefined : here}
            nextHref={next === null ? undefined : `${here}?${new URLSearchParams({ after: next })}`}
          />
        </>
      )}
    </StaffPage>
  );
};
