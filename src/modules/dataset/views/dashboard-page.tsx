import { dateIn } from '#kernel/clock.js';
import { Card, Cards } from '#ui/components/card.js';
import { EmptyState } from '#ui/components/empty-state.js';
import { Pagination } from '#ui/components/pagination.js';
import { CitizenPage } from '#ui/layouts/citizen-page.js';
import type { PageContext } from '#ui/page.js';
import type { Dashboard } from '../dashboard.js';
import type { DrawnPanel } from '../service/dashboards.js';
import { PanelView } from './panel.js';
import { saidIn, titleOf } from './words.js';

/** What a section shows of the data: charts, figures and maps under each other. */
export const DashboardPage = ({
  page,
  dashboard,
  panels,
}: {
  page: PageContext;
  dashboard: Dashboard;
  panels: readonly DrawnPanel[];
}) => {
  const { t, base } = page;
  const { content } = dashboard;
  const { text, quoted } = titleOf(t, { about: content });
  const lead = saidIn(t, content.lead, content.leadEn);
  return (
    <CitizenPage
      page={page}
      title={text}
      quoted={quoted}
      width="wide"
      breadcrumbs={[
        { label: t('data.title'), href: `${base}/data` },
        { label: t('data.dashboards'), href: `${base}/data/dashboards` },
        { label: text, quoted },
      ]}
    >
      {lead.text && (
        <p class="lines" lang={lead.lang}>
          {lead.text}
        </p>
      )}
      <div class="panels">
        {panels.map((drawn) => (
          <div data-kind={drawn.panel.kind}>
            <PanelView page={page} drawn={drawn} />
          </div>
        ))}
      </div>
      <img src={`${base}/data/dashboards/${dashboard.name}/seen.gif`} alt="" width="1" height="1" />
    </CitizenPage>
  );
};

export const DashboardCards = ({
  page: { t, base },
  items,
  level = 3,
}: {
  page: PageContext;
  items: readonly Dashboard[];
  level?: 2 | 3;
}) => (
  <Cards columns>
    {items.map(({ name, content, publishedAt, createdAt }) => {
      const { text, lang } = titleOf(t, { about: content });
      return (
        <Card level={level} title={text} lang={lang} href={`${base}/data/dashboards/${name}`}>
          <p class="muted">
            {t('data.dashboardPanels', { count: content.panels.length })} ·{' '}
            {t.date(dateIn(publishedAt ?? createdAt))}
          </p>
        </Card>
      );
    })}
  </Cards>
);

/** All of them that are before the public. */
export const DashboardsPage = ({
  page,
  items,
  next,
  isFirst,
}: {
  page: PageContext;
  items: readonly Dashboard[];
  next: string | null;
  isFirst: boolean;
}) => {
  const { t, base } = page;
  const here = `${base}/data/dashboards`;
  return (
    <CitizenPage
      page={page}
      title={t('data.dashboards')}
      lead={t('data.dashboardsLead')}
      breadcrumbs={[{ label: t('data.title'), href: `${base}/data` }, { label: t('data.dashboards') }]}
    >
      {items.length === 0 ? (
        <EmptyState title={t('data.dashboardsNone')} icon="inbox" />
      ) : (
        <DashboardCards page={page} items={items} level={2} />
      )}
      {(next !== null || !isFirst) && (
        <Pagination
          t={t}
          countText={t.number(items.length)}
          previousHref={isFirst ? undefined : here}
          nextHref={next === null ? undefined : `${here}?${new URLSearchParams({ after: next })}`}
        />
      )}
    </CitizenPage>
  );
};
