import { localize } from '#kernel/i18n/locales.js';
import { type Layer, layerControl, markAt, PageMap } from '#modules/map/api.js';
import type { TileContent } from '#modules/register/api.js';
import { ButtonLink } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Cards } from '#ui/components/card.js';
import { EmptyState } from '#ui/components/empty-state.js';
import { FilterForm } from '#ui/components/filter-form.js';
import { Pagination } from '#ui/components/pagination.js';
import { PhoneLink } from '#ui/components/phone-link.js';
import { Section } from '#ui/components/section.js';
import { Select } from '#ui/components/select.js';
import { CitizenPage } from '#ui/layouts/citizen-page.js';
import type { PageContext } from '#ui/page.js';
import type { ReportRules } from '../catalog.js';
import type { Report } from '../model.js';
import { ReportCard } from './report-card.js';

interface ListProps {
  page: PageContext;
  rules: ReportRules;
  items: readonly Report[];
  /** All of them that lie somewhere, not only those listed. */
  map: readonly { layer: Layer; content: TileContent }[];
  filter: { kind: string; state: string };
  nextHref: string | undefined;
}

/** Where they lie; what is drawn leads to its page. */
const ReportsMap = ({ page, map }: Pick<ListProps, 'page' | 'map'>) => {
  const { t, base } = page;
  const shown = map.map(({ layer, content }, index) => ({
    layer,
    mark: markAt(index),
    rows: content.kind === 'rows' ? content.rows.map((row) => ({ ...row, label: layer.nameOf(t, row) })) : [],
    clusters: content.kind === 'clusters' ? content.clusters : [],
  }));
  const count = shown.reduce(
    (sum, { rows, clusters }) => rows.length + clusters.reduce((all, one) => all + one.count, sum),
    0,
  );
  if (count === 0) return null;
  const large = new URLSearchParams(['report.open', 'report.closed'].map((id) => [layerControl(id), 'on']));
  return (
    <>
      <PageMap
        page={page}
        shown={shown}
        label={t('map.picture', { count })}
        layers={shown}
        hrefOf={({ layer }, { id }) => base + layer.row + id}
      />
      <p>
        <a href={`${base}/map?${large}`}>{t('reports.largeMap')}</a>
      </p>
    </>
  );
};

/** What staff have released, the newest first. */
export const ReportsPage = ({ page, rules, items, map, filter, nextHref }: ListProps) => {
  const { t, base } = page;
  const isFiltered = filter.kind !== '' || filter.state !== '';
  return (
    <CitizenPage
      page={page}
      title={t('reports.title')}
      lead={t('reports.lead')}
      breadcrumbs={[{ label: t('reports.title') }]}
      width="wide"
    >
      <ButtonRow>
        <ButtonLink href={`${base}/reports/new`} size="large">
          {t('reports.send')}
        </ButtonLink>
      </ButtonRow>
      <p>
        {t('reports.phoneInstead')} <PhoneLink phone={page.city.office.phone} />
      </p>
      <p>
        <a href={`${base}/reports/statistics`}>{t('reportFigures.title')}</a>
      </p>
      <p>
        <a href={`${base}/reports/follow`}>{t('reports.codeLink')}</a>
      </p>
      <Section title={t('reports.known')}>
        <FilterForm
          t={t}
          action={`${base}/reports`}
          label={t('reports.filter')}
          {...(isFiltered && { clearHref: `${base}/reports` })}
        >
          <Select
            t={t}
            id="kind"
            label={t('reports.kind')}
            bare
            value={filter.kind}
            emptyLabel={t('reports.allKinds')}
            options={rules.kinds.map(({ id, title }) => ({ value: id, label: localize(title, t.locale) }))}
          />
          <Select
            t={t}
            id="state"
            label={t('reports.state')}
            bare
            value={filter.state}
            emptyLabel={t('reports.allStates')}
            options={[
              { value: 'open', label: t('reports.open') },
              { value: 'closed', label: t('reports.isClosed') },
            ]}
          />
        </FilterForm>
        {items.length === 0 ? (
          <EmptyState title={t(isFiltered ? 'reports.noneFits' : 'reports.none')} icon="info" />
        ) : (
          <>
            <ReportsMap page={page} map={map} />
            <Cards>
              {items.map((report) => (
                <ReportCard page={page} rules={rules} report={report} />
              ))}
            </Cards>
            <Pagination t={t} nextHref={nextHref} countText={t('reports.shown', { count: items.length })} />
          </>
        )}
      </Section>
    </CitizenPage>
  );
};
