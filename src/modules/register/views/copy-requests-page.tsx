import { localize } from '#kernel/i18n/locales.js';
import { formatReference } from '#kernel/values/reference-number.js';
import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { EmptyState } from '#ui/components/empty-state.js';
import { Form } from '#ui/components/form.js';
import { Pagination } from '#ui/components/pagination.js';
import { Section } from '#ui/components/section.js';
import { Table } from '#ui/components/table.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import type { KeptRegister } from '../model.js';
import type { CopyLine } from '../service/copy-requests.js';
import { viewingPath } from './viewing-frame.js';

const STATE_WORDS = {
  asked: 'viewingDesk.asked',
  given: 'viewingDesk.given',
  cancelled: 'viewingDesk.cancelled',
} as const satisfies Record<CopyLine['state'], string>;

const Owed = ({
  page: { t, base },
  line: { fee, payment, maySeePayment },
}: {
  page: PageContext;
  line: CopyLine;
}) => {
  if (!payment) return <>{t('viewing.free')}</>;
  const state = t(payment.state === 'paid' ? 'viewingDesk.paid' : 'viewingDesk.owed');
  return (
    <>
      {t('viewing.yen', { yen: fee })}{' '}
      {maySeePayment ? <a href={`${base}/staff/payments/${payment.id}`}>{state}</a> : state}
    </>
  );
};

const Work = ({ page: { t, base }, here, line }: { page: PageContext; here: string; line: CopyLine }) => {
  const { id, state, payment, maySeePayment } = line;
  if (state === 'cancelled') return null;
  const isPaid = payment === null || payment.state === 'paid';
  return (
    <>
      {isPaid && (
        <Form t={t} action={`${here}/${id}/give`}>
          <ButtonRow>
            <Button type="submit" size="small">
              {t(state === 'given' ? 'viewingDesk.again' : 'viewingDesk.give')}
            </Button>
          </ButtonRow>
        </Form>
      )}
      {!isPaid && payment && maySeePayment && (
        <p>
          <a href={`${base}/staff/payments/${payment.id}`}>{t('viewingDesk.take')}</a>
        </p>
      )}
      {state === 'asked' && (
        <Form t={t} action={`${here}/${id}/cancel`}>
          <ButtonRow>
            <Button type="submit" size="small" variant="tertiary">
              {t('viewingDesk.cancel')}
            </Button>
          </ButtonRow>
        </Form>
      )}
    </>
  );
};

/** The section's side of a terminal: opening it, and the copies that visitors asked for. */
export const CopyRequestsPage = ({
  page,
  kept: { register },
  items,
  next,
  isFirst,
  code,
}: {
  page: PageContext;
  kept: KeptRegister;
  items: readonly CopyLine[];
  next: string | null;
  isFirst: boolean;
  /** With which the screen is taken back; another each time. */
  code: string;
}) => {
  const { t, base } = page;
  const list = `${base}/staff/registers/${register.id}`;
  const here = base + viewingPath(register.id);
  const title = localize(register.title, t.locale);
  return (
    <StaffPage
      page={page}
      title={t('viewingDesk.title')}
      lead={t('viewingDesk.lead')}
      breadcrumbs={[
        { label: t('register.index.title'), href: `${base}/staff/registers` },
        { label: title, href: list },
        { label: t('viewingDesk.title') },
      ]}
    >
      <Section title={t('viewingDesk.copies')} id="copies">
        {items.length === 0 && isFirst ? (
          <EmptyState title={t('viewingDesk.none')} icon="inbox" />
        ) : (
          <>
            <Table
              id="requests"
              caption={t('viewingDesk.copies')}
              isCaptionHidden
              stacked
              columns={[
                {
                  header: t('viewingDesk.number'),
                  isRowHeader: true,
                  nowrap: true,
                  cell: ({ number }) => <span class="code">{formatReference(number)}</span>,
                },
                {
                  header: title,
                  cell: ({ row, label }) => <a href={`${list}/rows/${row}`}>{label}</a>,
                },
                {
                  header: t('viewing.copies'),
                  cell: ({ copies, sheets }) => t('viewing.copiesOf', { copies, sheets }),
                },
                { header: t('viewing.fee'), cell: (line) => <Owed page={page} line={line} /> },
                { header: t('viewingDesk.at'), cell: ({ askedAt }) => t.dateTime(askedAt) },
                { header: t('viewingDesk.state'), cell: ({ state }) => t(STATE_WORDS[state]) },
                {
                  header: t('viewingDesk.work'),
                  cell: (line) => <Work page={page} here={here} line={line} />,
                },
              ]}
              rows={items}
            />
            <Pagination
              t={t}
              countText={t('registers.shown', { shown: items.length })}
              previousHref={isFirst ? undefined : here}
              nextHref={next ? `${here}?${new URLSearchParams({ after: next })}` : undefined}
            />
          </>
        )}
      </Section>
      <Section title={t('viewingDesk.open')} id="open">
        <p>{t('viewingDesk.openText')}</p>
        <p>
          {t('handBack.code')} <strong class="code">{code}</strong>
        </p>
        <Form t={t} action={here} hidden={{ code }}>
          <ButtonRow>
            <Button type="submit" variant="secondary">
              {t('viewingDesk.go')}
            </Button>
          </ButtonRow>
        </Form>
      </Section>
    </StaffPage>
  );
};
