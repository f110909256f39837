import type { MessageKey } from '#kernel/i18n/catalogues.js';
import { localize } from '#kernel/i18n/locales.js';
import { formatReference } from '#kernel/values/reference-number.js';
import { EmptyState } from '#ui/components/empty-state.js';
import { FilterForm } from '#ui/components/filter-form.js';
import { Inbox } from '#ui/components/inbox.js';
import { Pagination } from '#ui/components/pagination.js';
import { Select } from '#ui/components/select.js';
import { type Tab, Tabs } from '#ui/components/tabs.js';
import { TextInput } from '#ui/components/text-input.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import { EXACT_COUNT, INBOX_VIEWS, type InboxView } from '../model.js';
import type { InboxData } from '../service/work.js';
import { dueWords, stateMark } from './words.js';

const VIEW_WORDS = {
  today: 'staff.case.view.today',
  overdue: 'staff.case.view.overdue',
  waiting: 'staff.case.view.waiting',
  open: 'staff.case.view.open',
  closed: 'staff.case.view.closed',
} as const satisfies Record<InboxView, MessageKey>;

const EMPTY_WORDS = {
  today: 'staff.case.empty.today',
  overdue: 'staff.case.empty.overdue',
  waiting: 'staff.case.empty.waiting',
  open: 'staff.case.empty.open',
  closed: 'staff.case.empty.closed',
} as const satisfies Record<InboxView, MessageKey>;

/** The filter as the address states it. */
export interface InboxFilterText {
  view: InboxView;
  procedure: string;
  who: string;
  number: string;
}

export interface InboxPageProps {
  page: PageContext;
  data: InboxData;
  filter: InboxFilterText;
  /** The number in the filter cannot be one. */
  isNumberWrong: boolean;
  isFirst: boolean;
  today: Temporal.PlainDate;
}

const address = (page: PageContext, filter: Partial<InboxFilterText> & { after?: string }): string => {
  const given = Object.entries(filter).filter(
    (pair): pair is [string, string] => pair[1] !== undefined && pair[1] !== '',
  );
  return `${page.base}/staff${given.length > 0 ? `?${new URLSearchParams(given)}` : ''}`;
};

const countWords = ({ t }: PageContext, count: number): string =>
  count > EXACT_COUNT ? t('casework.inbox.moreThan', { limit: EXACT_COUNT }) : t.number(count);

export const InboxPage = ({ page, data, filter, isNumberWrong, isFirst, today }: InboxPageProps) => {
  const { t } = page;
  const { view } = filter;
  const isFiltered = filter.procedure !== '' || filter.who !== '' || filter.number !== '';
  const tabs = INBOX_VIEWS.map(
    (one): Tab => ({
      label: t(VIEW_WORDS[one]),
      href: address(page, { ...filter, view: one }),
      isCurrent: one === view,
      ...(one !== 'closed' && { count: countWords(page, data.counts[one]) }),
    }),
  );
  return (
    <StaffPage page={page} title={t('staff.case.inbox')}>
      <Tabs label={t('staff.case.views')} tabs={tabs} />
      <FilterForm
        t={t}
        action={`${page.base}/staff`}
        label={t('staff.case.filter')}
        hidden={{ view }}
        {...(isFiltered && { clearHref: address(page, { view }) })}
      >
        <Select
          t={t}
          id="procedure"
          label={t('staff.case.procedure')}
          bare
          value={filter.procedure}
          emptyLabel={t('staff.case.all')}
          options={data.procedures.map(({ id, title }) => ({ value: id, label: localize(title, t.locale) }))}
        />
        <Select
          t={t}
          id="who"
          label={t('staff.case.assignee')}
          bare
          value={filter.who}
          emptyLabel={t('staff.case.all')}
          width="10"
          options={[
            { value: 'me', label: t('staff.case.mine') },
            { value: 'nobody', label: t('staff.case.nobodys') },
          ]}
        />
        <TextInput
          t={t}
          id="number"
          label={t('staff.case.number')}
          bare
          value={filter.number}
          width="10"
          autoComplete="off"
          error={isNumberWrong ? t('staff.case.numberWrong') : undefined}
        />
      </FilterForm>
      {data.items.length === 0 ? (
        <EmptyState title={isFiltered ? t('staff.case.empty.filtered') : t(EMPTY_WORDS[view])} icon="inbox" />
      ) : (
        <>
          <Inbox
            t={t}
            caption={t(VIEW_WORDS[view])}
            rows={data.items.map((item) => ({
              id: item.id,
              href: `${page.base}/staff/cases/${item.id}`,
              number: formatReference(item.number),
              person: item.applicantName,
              subject: localize(item.title, t.locale),
              state: stateMark(t, item),
              due: dueWords(t, item, today),
              ...(item.assigneeName !== null && { assignee: item.assigneeName }),
            }))}
          />
          <Pagination
            t={t}
            countText={
              view === 'closed' || isFiltered
                ? t('staff.case.shown', { shown: data.items.length })
                : data.counts[view] > EXACT_COUNT
                  ? t('casework.inbox.shownOfMore', { shown: data.items.length, limit: EXACT_COUNT })
                  : t('staff.case.shownOf', { shown: data.items.length, total: data.counts[view] })
            }
            previousHref={isFirst ? undefined : address(page, filter)}
            nextHref={data.next === null ? undefined : address(page, { ...filter, after: data.next })}
          />
        </>
      )}
    </StaffPage>
  );
};
