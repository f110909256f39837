import type { MessageKey } from '#kernel/i18n/catalogues.js';
import { localize } from '#kernel/i18n/locales.js';
import { formatReference } from '#kernel/values/reference-number.js';
import { Button } from '#ui/components/button.js';
import { EmptyState } from '#ui/components/empty-state.js';
import { Inbox } from '#ui/components/inbox.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { Pagination } from '#ui/components/pagination.js';
import { type Tab, Tabs } from '#ui/components/tabs.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import { BULK_ACTIONS, type BulkAction } from '../bulk-actions.js';
import { EXACT_COUNT, INBOX_VIEWS, type InboxView } from '../model.js';
import type { InboxData } from '../service/inbox.js';
import { type InboxFilterText, inboxQuery, isFiltered } from './inbox-address.js';
import { InboxFilters, InboxViews } from './inbox-filters.js';
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

export const BULK_WORDS = {
  take: 'inbox.bulk.take',
  assign: 'inbox.bulk.assign',
  signOff: 'inbox.bulk.signOff',
  approve: 'inbox.bulk.approve',
} as const satisfies Record<BulkAction, MessageKey>;

export interface InboxPageProps {
  page: PageContext;
  data: InboxData;
  filter: InboxFilterText;
  /** What was looked for has the look of a number and cannot be one. */
  isNumberWrong: boolean;
  isFirst: boolean;
  today: Temporal.PlainDate;
  /** May work on cases: can choose several. */
  canWork: boolean;
  /** What is wrong with the title of a view to be kept. */
  viewFault?: { title: string; error: string };
}

const countWords = ({ t }: PageContext, count: number): string =>
  count > EXACT_COUNT ? t('casework.inbox.moreThan', { limit: EXACT_COUNT }) : t.number(count);

/** What the list holds, in words: how many of how many, where that is counted. */
function countText({ page: { t }, data, filter }: InboxPageProps): string {
  const shown = data.items.length;
  const { view } = filter;
  if (view === 'closed' || filter.text !== '') return t('staff.case.shown', { shown });
  const total = data.counts[view];
  return total > EXACT_COUNT
    ? t('casework.inbox.shownOfMore', { shown, limit: EXACT_COUNT })
    : t('staff.case.shownOf', { shown, total });
}

export const InboxPage = (props: InboxPageProps) => {
  const { page, data, filter, isFirst, today, canWork, viewFault } = props;
  const { t } = page;
  const { view } = filter;
  const address = (changes: Partial<InboxFilterText> & { after?: string }) =>
    `${page.base}/staff${inboxQuery({ ...filter, ...changes })}`;
  const isSearched = filter.text !== '';
  const tabs = INBOX_VIEWS.map(
    (one): Tab => ({
      label: t(VIEW_WORDS[one]),
      href: address({ view: one, text: '' }),
      isCurrent: one === view && !isSearched,
      ...(one !== 'closed' && { count: countWords(page, data.counts[one]) }),
    }),
  );
  return (
    <StaffPage
      page={page}
      title={t('staff.case.inbox')}
      errors={viewFault ? [{ id: 'title', text: viewFault.error }] : []}
    >
      <Tabs label={t('staff.case.views')} tabs={tabs} />
      <InboxViews {...props} />
      <InboxFilters {...props} />
      {isSearched && !props.isNumberWrong && data.items.length > 0 && (
        <NotificationBanner t={t} kind="info" title={t('inbox.searched')} />
      )}
      {data.items.length === 0 ? (
        <EmptyState
          title={
            isSearched
              ? t('inbox.searchedNone')
              : isFiltered(filter)
                ? t('staff.case.empty.filtered')
                : t(EMPTY_WORDS[view])
          }
          icon="inbox"
        />
      ) : (
        <>
          <Inbox
            t={t}
            caption={isSearched ? t('inbox.searched') : t(VIEW_WORDS[view])}
            {...(canWork && {
              action: `${page.base}/staff/inbox/bulk`,
              bulkActions: BULK_ACTIONS.map((action) => (
                <Button type="submit" variant="secondary" size="small" name="todo" value={action}>
                  {t(BULK_WORDS[action])}
                </Button>
              )),
            })}
            rows={data.items.map((item) => ({
              id: `${item.id}_${item.revision}`,
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
            countText={countText(props)}
            previousHref={isFirst ? undefined : address({})}
            nextHref={data.next === null ? undefined : address({ after: data.next })}
          />
        </>
      )}
    </StaffPage>
  );
};
