import { EmptyState } from '#ui/components/empty-state.js';
import { Pagination } from '#ui/components/pagination.js';
import { Table } from '#ui/components/table.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import type { HandedOver } from '../store/hand-overs.js';
import { fullNumber, GRADE_WORDS, namesIn } from './words.js';

/** Receipts of what sections gave to others: also of what they cannot see any more. */
export const HandOversPage = ({
  page,
  items,
  names,
  unitOf,
  isFirst,
  nextHref,
}: {
  page: PageContext;
  items: readonly HandedOver[];
  names: ReadonlyMap<string, string>;
  unitOf(unit: string): string;
  isFirst: boolean;
  nextHref: string | undefined;
}) => {
  const { t, base } = page;
  return (
    <StaffPage
      page={page}
      title={t('records.handOvers.title')}
      lead={t('records.handOvers.lead')}
      breadcrumbs={[{ label: t('records.list.title'), href: `${base}/staff/records` }]}
    >
      {items.length === 0 ? (
        <EmptyState title={t('records.handOvers.empty')} icon="inbox" />
      ) : (
        <>
          <Table
            id="hand-overs"
            caption={t('records.handOvers.title')}
            isCaptionHidden
            stacked
            columns={[
              {
                header: t('records.handOvers.what'),
                isRowHeader: true,
                cell: ({ document, binder }) =>
                  document ? (
                    <>
                      {fullNumber(t, document)}
                      <p class="muted">
                        {document.grade !== 'open' && (
                          <strong>
                            {t('records.gradeMark', { grade: t(GRADE_WORDS[document.grade]) })}{' '}
                          </strong>
                        )}
                        {document.subject}
                      </p>
                    </>
                  ) : (
                    <>
                      {t('records.binderName', { title: binder.title, volume: binder.volume })}
                      <p class="muted">{t('records.yearOf', { year: String(binder.fiscalYear) })}</p>
                    </>
                  ),
              },
              {
                header: t('records.handOvers.way'),
                cell: ({ from, to }) => t('records.handOver.event', { from: unitOf(from), to: unitOf(to) }),
              },
              { header: t('records.reason'), cell: ({ reason }) => reason },
              {
                header: t('records.handOvers.by'),
                cell: ({ by, at }) => (
                  <>
                    {namesIn(names, by)}
                    <p class="muted">{t.dateTime(at)}</p>
                  </>
                ),
              },
            ]}
            rows={items}
          />
          <Pagination
            t={t}
            countText={t('records.list.shown', { shown: items.length })}
            previousHref={isFirst ? undefined : `${base}/staff/records/hand-overs`}
            nextHref={nextHref}
          />
        </>
      )}
    </StaffPage>
  );
};
