import { formatReference, type ReferenceNumber } from '#kernel/values/reference-number.js';
import { EmptyState } from '#ui/components/empty-state.js';
import { Pagination } from '#ui/components/pagination.js';
import { Table } from '#ui/components/table.js';
import type { PageContext } from '#ui/page.js';
import type { RefundDecisionStanding } from '../service/refund-decisions.js';
import type { RefundLine } from '../store/refund-list.js';
import { RefundDecision } from './refund-decision.js';
import { StaffFrame, type StaffTab } from './staff-frame.js';
import { REFUND_WORDS, WHY_WORDS } from './words.js';

/** Refunds that wait for a second person, or those that are decided. */
export const RefundsPage = ({
  page,
  tabs,
  items,
  isOpen,
  me,
  standings,
  mayDecide,
  nextHref,
}: {
  page: PageContext;
  tabs: readonly StaffTab[];
  items: readonly RefundLine[];
  isOpen: boolean;
  me: string;
  /** Where the town asks for a decision: how far each is. */
  standings: ReadonlyMap<string, RefundDecisionStanding> | null;
  mayDecide: boolean;
  nextHref: string | undefined;
}) => {
  const { t, base } = page;
  const here = `${base}/staff/payments/refunds`;
  return (
    <StaffFrame page={page} tabs={tabs} current="refunds" title={t('paymentDesk.refund.title')}>
      <p>
        {isOpen ? (
          <>
            <strong>{t('paymentDesk.refund.open')}</strong>　
            <a href={`${here}?decided=1`}>{t('paymentDesk.refund.decided')}</a>
          </>
        ) : (
          <>
            <a href={here}>{t('paymentDesk.refund.open')}</a>　
            <strong>{t('paymentDesk.refund.decided')}</strong>
          </>
        )}
      </p>
      {items.length === 0 ? (
        <EmptyState title={t('paymentDesk.refund.empty')} />
      ) : (
        <>
          <Table
            id="refunds"
            caption={t('paymentDesk.refund.title')}
            isCaptionHidden
            stacked
            columns={[
              {
                header: t('paymentDesk.list.number'),
                isRowHeader: true,
                nowrap: true,
                cell: ({ paymentId, number }) =>
                  paymentId === null || number === null ? (
                    '—'
                  ) : (
                    <a class="code" href={`${base}/staff/payments/${paymentId}`}>
                      {formatReference(number as ReferenceNumber)}
                    </a>
                  ),
              },
              { header: t('paymentDesk.list.amount'), numeric: true, cell: ({ amount }) => t.yen(amount) },
              { header: t('paymentDesk.refund.why'), cell: ({ why }) => t(WHY_WORDS[why]) },
              { header: t('paymentDesk.detail.at'), cell: ({ askedAt }) => t.dateTime(askedAt) },
              {
                header: t('paymentDesk.refund.state'),
                cell: (refund) =>
                  refund.state === 'asked' && mayDecide ? (
                    <RefundDecision
                      page={page}
                      refund={refund}
                      isOwn={refund.askedBy === me}
                      standing={refund.unit === null ? undefined : standings?.get(refund.id)}
                    />
                  ) : (
                    t(REFUND_WORDS[refund.state])
                  ),
              },
            ]}
            rows={items}
          />
          <Pagination
            t={t}
            countText={t('paymentDesk.list.shown', { shown: items.length })}
            nextHref={nextHref}
          />
        </>
      )}
    </StaffFrame>
  );
};
