import type { MessageKey } from '#kernel/i18n/catalogues.js';
import { localize } from '#kernel/i18n/locales.js';
import { Button } from '#ui/components/button.js';
import { EmptyState } from '#ui/components/empty-state.js';
import { Form } from '#ui/components/form.js';
import { Pagination } from '#ui/components/pagination.js';
import { StatusTag } from '#ui/components/status-tag.js';
import { CitizenPage } from '#ui/layouts/citizen-page.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import type { NoticeKind, Side } from '../model.js';
import type { NoticeLine, NoticePage } from '../service.js';

const STAFF_WORDS = {
  assigned: 'noticeWork.assigned',
  toSection: 'noticeWork.toSection',
  messageFromApplicant: 'noticeWork.messageFromApplicant',
  corrected: 'noticeWork.corrected',
  partSent: 'noticeWork.partSent',
  partExpired: 'noticeWork.partExpired',
  withdrawn: 'noticeWork.withdrawn',
  planReturned: 'noticeWork.planReturned',
  approvalAsked: 'noticeWork.approvalAsked',
  definitionApproved: 'noticeWork.definitionApproved',
  definitionSentBack: 'noticeWork.definitionSentBack',
  registerAsked: 'noticeWork.registerAsked',
  registerApproved: 'noticeWork.registerApproved',
  registerSentBack: 'noticeWork.registerSentBack',
  disposalAsked: 'noticeWork.disposalAsked',
  disposalDone: 'noticeWork.disposalDone',
  disposalRefused: 'noticeWork.disposalRefused',
  decisionAsked: 'noticeWork.decisionAsked',
  decisionLate: 'noticeWork.decisionLate',
  decisionReturned: 'noticeWork.decisionReturned',
  decisionMade: 'noticeWork.decisionMade',
  reportCame: 'noticeWork.reportCame',
  reportReopened: 'noticeWork.reportReopened',
  datasetOverdue: 'noticeWork.datasetOverdue',
  dashboardAsked: 'noticeWork.dashboardAsked',
  dashboardPublished: 'noticeWork.dashboardPublished',
  dashboardSentBack: 'noticeWork.dashboardSentBack',
} as const satisfies Partial<Record<NoticeKind, MessageKey>>;

const CITIZEN_WORDS = {
  messageFromOffice: 'notice.messageFromOffice',
  correctionRequested: 'notice.correctionRequested',
  partSent: 'notice.partSent',
  partExpired: 'notice.partExpired',
  approved: 'notice.approved',
  issued: 'notice.issued',
  refused: 'notice.refused',
  revoked: 'notice.revoked',
  letterCame: 'notice.letterCame',
} as const satisfies Partial<Record<NoticeKind, MessageKey>>;

/** Before the due day, on it, or after it. How many days exactly, the page behind it says. */
function reminderWords({ t }: PageContext, { data }: NoticeLine): string {
  const measure = String(data.measure ?? '');
  if (data.late === true) return t('noticeWork.planLate', { measure });
  return t(data.day === 0 ? 'noticeWork.planDueToday' : 'noticeWork.planDue', { measure });
}

/** A review has begun that asks every section. */
function openedWords({ t }: PageContext, { data }: NoticeLine): string {
  const date = t.date(Temporal.PlainDate.from(String(data.dueOn)));
  return t('noticeWork.planOpened', { year: String(data.fiscalYear), date });
}

/** A draft is named by number, kind and section, and by its title where the reader may open it. */
function dataTitle({ t }: PageContext, { data, draft }: NoticeLine): string {
  const title = String(data.title ?? '');
  if (draft === null) return title;
  const { kind, unit } = draft;
  return draft.title === null
    ? t('noticeWork.draft', { number: title, kind, unit })
    : t('noticeWork.draftTitled', { number: title, kind, unit, title: draft.title });
}

function words(page: PageContext, side: Side, notice: NoticeLine): string {
  const { t } = page;
  if (notice.kind === 'planOpened') return openedWords(page, notice);
  if (notice.kind === 'planReminded') return reminderWords(page, notice);
  const table: Partial<Record<NoticeKind, MessageKey>> = side === 'staff' ? STAFF_WORDS : CITIZEN_WORDS;
  const key = table[notice.kind];
  const title = notice.title ? localize(notice.title, t.locale) : dataTitle(page, notice);
  return key ? t(key, { title, measure: String(notice.data.measure ?? '') }) : title;
}

export const NoticesPage = ({
  page,
  side,
  data,
  isFirst,
}: {
  page: PageContext;
  side: Side;
  data: NoticePage;
  isFirst: boolean;
}) => {
  const { t, base } = page;
  const Layout = side === 'staff' ? StaffPage : CitizenPage;
  const href = `${base}/${side === 'staff' ? 'staff' : 'my'}/notices`;
  // What happened last need not have been told last.
  const upTo = Math.max(...data.items.map(({ entry }) => entry));
  return (
    <Layout
      page={page}
      title={t('notice.title')}
      {...(side === 'citizen' && { breadcrumbs: [{ label: t('notice.title') }] })}
    >
      {data.items.length === 0 ? (
        <EmptyState title={t('notice.none')} icon="bell" />
      ) : (
        <>
          {data.unread > 0 && (
            <Form t={t} action={`${href}/read`} hidden={{ upTo: String(upTo) }}>
              <Button type="submit" variant="secondary" size="small">
                {t('notice.readAll')}
              </Button>
            </Form>
          )}
          <ol class="notices">
            {data.items.map((notice) => (
              <li data-unread={notice.isRead ? undefined : ''}>
                <a href={`${href}/${notice.entry}`}>{words(page, side, notice)}</a>
                <span class="notice-facts">
                  {!notice.isRead && <StatusTag tone="active" label={t('notice.unread')} />}
                  <time datetime={notice.at.toString()}>{t.dateTime(notice.at)}</time>
                </span>
              </li>
            ))}
          </ol>
          <Pagination
            t={t}
            countText={t('notice.shown', { shown: data.items.length, unread: data.unread })}
            previousHref={isFirst ? undefined : href}
            nextHref={data.next === null ? undefined : `${href}?before=${data.next}`}
          />
        </>
      )}
    </Layout>
  );
};
