import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { EmptyState } from '#ui/components/empty-state.js';
import { Form } from '#ui/components/form.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { Pagination } from '#ui/components/pagination.js';
import { Section } from '#ui/components/section.js';
import { Table } from '#ui/components/table.js';
import { TextInput } from '#ui/components/text-input.js';
import type { PageContext } from '#ui/page.js';
import type { ReconciliationData } from '../service/reconcile.js';
import { summaryOf, type Typed } from '../typed.js';
import { StaffFrame, type StaffTab } from './staff-frame.js';
import { DIFFERENCE_WORDS, PROVIDER_WORDS, signedYen } from './words.js';

/** Each difference by its name, and the days that were compared. */
export const ReconciliationPage = ({
  page,
  tabs,
  data,
  isOpen,
  day,
  nextHref,
  typed,
}: {
  page: PageContext;
  tabs: readonly StaffTab[];
  data: ReconciliationData;
  isOpen: boolean;
  /** Proposed for comparing: yesterday. */
  day: Temporal.PlainDate;
  nextHref: string | undefined;
  typed: Typed;
}) => {
  const { t, base } = page;
  const here = `${base}/staff/payments/reconciliation`;
  const { errors, values } = typed;
  const sum = (count: number, amount: number) =>
    t('paymentDesk.recon.count', { count, sum: signedYen(t, amount) });
  return (
    <StaffFrame
      page={page}
      tabs={tabs}
      current="reconciliation"
      title={t('paymentDesk.recon.title')}
      lead={t('paymentDesk.recon.lead')}
      errors={summaryOf(typed)}
    >
      {data.providers.length === 0 ? (
        <NotificationBanner t={t} kind="info" title={t('paymentDesk.recon.none')} />
      ) : (
        <Form t={t} action={here}>
          <TextInput
            t={t}
            id="day"
            type="date"
            label={t('paymentDesk.recon.day')}
            required
            width="10"
            value={values.day ?? day.toString()}
            error={errors.day}
          />
          <ButtonRow>
            <Button type="submit">{t('paymentDesk.recon.run')}</Button>
          </ButtonRow>
        </Form>
      )}
      <Section title={t(isOpen ? 'paymentDesk.recon.open' : 'paymentDesk.recon.settled')} id="differences">
        <p>
          <a href={isOpen ? `${here}?settled=1` : here}>
            {t(isOpen ? 'paymentDesk.recon.settled' : 'paymentDesk.recon.open')}
          </a>
        </p>
        {data.differences.length === 0 ? (
          <EmptyState title={t('paymentDesk.recon.noDifferences')} />
        ) : (
          <>
            <Table
              id="differences-table"
              caption={t('paymentDesk.recon.open')}
              isCaptionHidden
              stacked
              columns={[
                {
                  header: t('paymentDesk.recon.kind'),
                  isRowHeader: true,
                  cell: ({ kind }) => t(DIFFERENCE_WORDS[kind]),
                },
                {
                  header: t('paymentDesk.book.day'),
                  nowrap: true,
                  cell: ({ day: on, provider }) => (
                    <>
                      {t.date(on)}
                      <br />
                      {t(PROVIDER_WORDS[provider])}
                    </>
                  ),
                },
                {
                  header: t('paymentDesk.recon.theirs'),
                  numeric: true,
                  cell: ({ theirs }) => (theirs === null ? '—' : signedYen(t, theirs)),
                },
                {
                  header: t('paymentDesk.recon.ours'),
                  numeric: true,
                  cell: ({ ours }) => (ours === null ? '—' : signedYen(t, ours)),
                },
                {
                  header: t('paymentDesk.detail.reference'),
                  cell: ({ reference, paymentId }) => (
                    <>
                      <span class="code">{reference}</span>
                      {paymentId !== null && (
                        <>
                          {' '}
                          <a href={`${base}/staff/payments/${paymentId}`}>{t('paymentDesk.recon.payment')}</a>
                        </>
                      )}
                    </>
                  ),
                },
                {
                  header: t('paymentDesk.recon.note'),
                  cell: ({ id, note }) =>
                    note !== null ? (
                      <p class="quote">{note}</p>
                    ) : (
                      <Form t={t} action={`${here}/${id}`}>
                        <TextInput
                          t={t}
                          id={values.difference === id ? 'note' : `note-${id}`}
                          name="note"
                          label={t('paymentDesk.recon.note')}
                          bare
                          required
                          value={values.difference === id ? values.note : ''}
                          error={values.difference === id ? errors.note : undefined}
                        />
                        <Button type="submit" size="small" variant="secondary">
                          {t('paymentDesk.recon.settle')}
                        </Button>
                      </Form>
                    ),
                },
              ]}
              rows={data.differences}
            />
            <Pagination
              t={t}
              countText={t('paymentDesk.list.shown', { shown: data.differences.length })}
              nextHref={nextHref}
            />
          </>
        )}
      </Section>
      <Section title={t('paymentDesk.recon.days')} id="days">
        {data.comparisons.length === 0 ? (
          <p>{t('paymentDesk.recon.noDays')}</p>
        ) : (
          <Table
            id="days-table"
            caption={t('paymentDesk.recon.days')}
            isCaptionHidden
            stacked
            columns={[
              { header: t('paymentDesk.book.day'), isRowHeader: true, cell: ({ day: on }) => t.date(on) },
              {
                header: t('paymentDesk.detail.provider'),
                cell: ({ provider }) => t(PROVIDER_WORDS[provider]),
              },
              {
                header: t('paymentDesk.recon.theirs'),
                numeric: true,
                cell: ({ theirCount, theirSum }) => sum(theirCount, theirSum),
              },
              {
                header: t('paymentDesk.recon.ours'),
                numeric: true,
                cell: ({ ourCount, ourSum }) => sum(ourCount, ourSum),
              },
              { header: t('paymentDesk.recon.ranAt'), cell: ({ ranAt }) => t.dateTime(ranAt) },
            ]}
            rows={data.comparisons}
          />
        )}
      </Section>
    </StaffFrame>
  );
};
