import { dateIn } from '#kernel/clock.js';
import { localize } from '#kernel/i18n/locales.js';
import { formatReference } from '#kernel/values/reference-number.js';
import { EmptyState } from '#ui/components/empty-state.js';
import { FilterForm } from '#ui/components/filter-form.js';
import { Pagination } from '#ui/components/pagination.js';
import { Select } from '#ui/components/select.js';
import { StatusTag } from '#ui/components/status-tag.js';
import { Table } from '#ui/components/table.js';
import { TextInput } from '#ui/components/text-input.js';
import type { PageContext } from '#ui/page.js';
import { PAYMENT_STATES, type PaymentHead } from '../model.js';
import { StaffFrame, type StaffTab } from './staff-frame.js';
import { STATE_WORDS, shortDate, stateMark } from './words.js';

export interface ListFilterText {
  state: string;
  number: string;
}

/** Payments of the own sections, without the names of who pays. */
export const StaffListPage = ({
  page,
  tabs,
  items,
  filter,
  isNumberWrong,
  nextHref,
  isFirst,
  unitOf,
}: {
  page: PageContext;
  tabs: readonly StaffTab[];
  items: readonly PaymentHead[];
  filter: ListFilterText;
  isNumberWrong: boolean;
  nextHref: string | undefined;
  isFirst: boolean;
  unitOf(unit: string): string;
}) => {
  const { t, base } = page;
  const here = `${base}/staff/payments`;
  const isFiltered = filter.state !== '' || filter.number !== '';
  return (
    <StaffFrame page={page} tabs={tabs} current="list" title={t('paymentDesk.list.title')}>
      <FilterForm
        t={t}
        action={here}
        label={t('paymentDesk.list.filter')}
        {...(isFiltered && { clearHref: here })}
      >
        <Select
          t={t}
          id="state"
          label={t('paymentDesk.list.state')}
          bare
          width="10"
          value={filter.state}
          emptyLabel={t('paymentDesk.list.all')}
          options={PAYMENT_STATES.map((state) => ({ value: state, label: t(STATE_WORDS[state]) }))}
        />
        <TextInput
          t={t}
          id="number"
          label={t('cases.eitherNumber')}
          bare
          width="10"
          value={filter.number}
          autoComplete="off"
          error={isNumberWrong ? t('paymentDesk.list.numberWrong') : undefined}
        />
      </FilterForm>
      {items.length === 0 ? (
        <EmptyState title={t('paymentDesk.list.empty')} />
      ) : (
        <>
          <Table
            id="payments"
            caption={t('paymentDesk.list.title')}
            isCaptionHidden
            stacked
            columns={[
              {
                header: t('paymentDesk.list.number'),
                isRowHeader: true,
                nowrap: true,
                cell: ({ id, number }) => (
                  <a href={`${here}/${id}`} class="code">
                    {formatReference(number)}
                  </a>
                ),
              },
              {
                header: t('cases.number'),
                nowrap: true,
                cell: ({ reference }) =>
                  reference ? <span class="code">{formatReference(reference)}</span> : '',
              },
              { header: t('paymentDesk.list.what'), cell: ({ title }) => localize(title, t.locale) },
              { header: t('paymentDesk.list.unit'), cell: ({ unit }) => unitOf(unit) },
              { header: t('paymentDesk.list.amount'), numeric: true, cell: ({ amount }) => t.yen(amount) },
              {
                header: t('paymentDesk.list.state'),
                cell: ({ state }) => <StatusTag {...stateMark(t, state)} />,
              },
              {
                header: t('paymentDesk.list.requested'),
                nowrap: true,
                cell: ({ requestedAt }) => shortDate(page, dateIn(requestedAt)),
              },
              {
                header: t('paymentDesk.list.due'),
                nowrap: true,
                cell: ({ dueOn }) => shortDate(page, dueOn),
              },
            ]}
            rows={items}
          />
          <Pagination
            t={t}
            countText={t('paymentDesk.list.shown', { shown: items.length })}
            previousHref={isFirst ? undefined : here}
            nextHref={nextHref}
          />
        </>
      )}
    </StaffFrame>
  );
};
