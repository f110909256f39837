import { localize } from '#kernel/i18n/locales.js';
import { formatReference } from '#kernel/values/reference-number.js';
import { ButtonLink } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { EmptyState } from '#ui/components/empty-state.js';
import { Pagination } from '#ui/components/pagination.js';
import { StatusTag } from '#ui/components/status-tag.js';
import { Table } from '#ui/components/table.js';
import { CitizenPage } from '#ui/layouts/citizen-page.js';
import type { PageContext } from '#ui/page.js';
import type { PaymentHead } from '../model.js';
import { stateMark } from './words.js';

export const MyPaymentsPage = ({
  page,
  items,
  nextHref,
  isFirst,
}: {
  page: PageContext;
  items: readonly PaymentHead[];
  nextHref: string | undefined;
  isFirst: boolean;
}) => {
  const { t, base } = page;
  return (
    <CitizenPage
      page={page}
      title={t('payment.list.title')}
      lead={t('payment.list.lead')}
      isPrivate
      breadcrumbs={[
        { label: t('procedure.my.title'), href: `${base}/my` },
        { label: t('payment.list.title') },
      ]}
    >
      {items.length === 0 ? (
        <EmptyState title={t('payment.list.empty')} />
      ) : (
        <>
          <Table
            id="payments"
            caption={t('payment.list.title')}
            isCaptionHidden
            stacked
            columns={[
              {
                header: t('payment.what'),
                isRowHeader: true,
                cell: ({ id, title }) => (
                  <a href={`${base}/my/payments/${id}`}>{localize(title, t.locale)}</a>
                ),
              },
              { header: t('payment.amount'), numeric: true, cell: ({ amount }) => t.yen(amount) },
              {
                header: t('payment.stateLabel'),
                cell: ({ state }) => <StatusTag {...stateMark(t, state)} />,
              },
              {
                header: t('payment.number'),
                nowrap: true,
                cell: ({ number }) => <span class="code">{formatReference(number)}</span>,
              },
            ]}
            rows={items}
          />
          <Pagination
            t={t}
            countText={t('payment.list.shown', { shown: items.length })}
            previousHref={isFirst ? undefined : `${base}/my/payments`}
            nextHref={nextHref}
          />
        </>
      )}
    </CitizenPage>
  );
};

/** Between our page and the provider's: browsers refuse a form that ends on another site, so a link leads there. */
export const LeavePage = ({ page, id, address }: { page: PageContext; id: string; address: string }) => {
  const { t, base } = page;
  return (
    <CitizenPage
      page={page}
      title={t('payment.leave.title')}
      isPrivate
      back={{ href: `${base}/my/payments/${id}`, label: t('payment.title') }}
    >
      <p>{t('payment.leave.text')}</p>
      <ButtonRow>
        <ButtonLink href={address} size="large">
          {t('payment.leave.link')}
        </ButtonLink>
      </ButtonRow>
    </CitizenPage>
  );
};
