import { localize } from '#kernel/i18n/locales.js';
import { EmptyState } from '#ui/components/empty-state.js';
import { Pagination } from '#ui/components/pagination.js';
import { Table } from '#ui/components/table.js';
import { CitizenPage } from '#ui/layouts/citizen-page.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import type { KeptRegister } from '../model.js';
import type { AreaCount, Reader } from '../service/by-area.js';

/** How many rows of a register lie in each area: for staff, and the same for everybody. */
export const ByAreaPage = ({
  page,
  reader,
  kept: { register },
  items,
  nextHref,
  isFirst,
  total,
}: {
  page: PageContext;
  reader: Reader;
  kept: KeptRegister;
  items: readonly AreaCount[];
  nextHref: string | undefined;
  isFirst: boolean;
  /** All rows in use, in words. */
  total: string;
}) => {
  const { t, base } = page;
  const root = reader === 'staff' ? `${base}/staff/registers` : `${base}/registers`;
  const here = `${root}/${register.id}/areas`;
  const name = localize(register.title, t.locale);
  const areaHref = (id: string) => (reader === 'staff' ? `${root}/areas/rows/${id}` : `${root}/areas/${id}`);
  const top = {
    page,
    title: t('registers.areas.title', { name }),
    lead: t('registers.areas.lead', { total }),
    breadcrumbs: [
      { label: t(reader === 'staff' ? 'register.index.title' : 'registers.title'), href: root },
      { label: name, href: `${root}/${register.id}` },
      { label: t('registers.areas.link') },
    ],
  };
  const content =
    items.length === 0 && isFirst ? (
      <EmptyState title={t('registers.areas.none')} icon="inbox" />
    ) : (
      <>
        <Table
          id="areas"
          caption={top.title}
          isCaptionHidden
          columns={[
            {
              header: t('registers.areas.area'),
              isRowHeader: true,
              cell: ({ id, label, key }) => <a href={areaHref(id)}>{label || key}</a>,
            },
            { header: t('registers.areas.code'), cell: ({ key }) => key },
            { header: t('registers.areas.count'), numeric: true, cell: ({ count }) => t.number(count) },
          ]}
          rows={items}
          note={t('registers.areas.note')}
        />
        <Pagination
          t={t}
          countText={t('registers.shown', { shown: items.length })}
          previousHref={isFirst ? undefined : here}
          nextHref={nextHref}
        />
        <p>
          <a href={`${here}.csv`}>{t('registers.areas.csv')}</a>
        </p>
      </>
    );
  return reader === 'staff' ? (
    <StaffPage {...top}>{content}</StaffPage>
  ) : (
    <CitizenPage {...top} width="wide">
      {content}
    </CitizenPage>
  );
};
