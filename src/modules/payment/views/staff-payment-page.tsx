import { localize } from '#kernel/i18n/locales.js';
import { formatReference } from '#kernel/values/reference-number.js';
import { Button, ButtonLink } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { DescriptionList } from '#ui/components/description-list.js';
import { Details } from '#ui/components/details.js';
import { Form } from '#ui/components/form.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { RadioGroup } from '#ui/components/radio-group.js';
import { Section } from '#ui/components/section.js';
import { StatusTag } from '#ui/components/status-tag.js';
import { Table } from '#ui/components/table.js';
import { TextInput } from '#ui/components/text-input.js';
import { Textarea } from '#ui/components/textarea.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import { COUNTER_WAYS, receiptCode } from '../model.js';
import type { StaffPayment } from '../service/desk.js';
import { summaryOf, type Typed } from '../typed.js';
import { RefundDecision } from './refund-decision.js';
import {
  ATTEMPT_WORDS,
  PROVIDER_WORDS,
  PURPOSE_WORDS,
  REFUND_WORDS,
  stateMark,
  WAY_WORDS,
  WHY_WORDS,
} from './words.js';

export const NOTE_LIMIT = 100;
export const REASON_LIMIT = 500;

interface Props {
  page: PageContext;
  data: StaffPayment;
  typed: Typed;
}

const TakeSection = ({ page: { t, base }, data, typed: { values, errors } }: Props) => {
  const { payment, attempts } = data;
  if (payment.state !== 'due' || !data.mayTake) return null;
  const isBegun = attempts.some(({ state }) => state === 'begun' || state === 'waiting');
  return (
    <Section title={t('paymentDesk.take.title')} id="take">
      {isBegun && <NotificationBanner t={t} kind="warning" title={t('paymentDesk.take.open')} />}
      <p>{t('paymentDesk.take.lead', { amount: t.yen(payment.amount) })}</p>
      <Form t={t} action={`${base}/staff/payments/${payment.id}/take`}>
        <RadioGroup
          t={t}
          id="way"
          label={t('paymentDesk.take.way')}
          required
          value={values.way}
          error={errors.way}
          options={COUNTER_WAYS.map((way) => ({ value: way, label: t(WAY_WORDS[way]) }))}
        />
        <TextInput
          t={t}
          id="note"
          label={t('paymentDesk.take.note')}
          hint={t('paymentDesk.take.noteHint')}
          value={values.note}
          error={errors.note}
          width="20"
          autoComplete="off"
        />
        <ButtonRow>
          <Button type="submit">{t('paymentDesk.take.button')}</Button>
        </ButtonRow>
      </Form>
    </Section>
  );
};

const MoneySection = ({ page: { t, base }, data }: Props) => {
  const { payment, money } = data;
  const hasReceipt = money.some(({ receipt }) => receipt !== null);
  return (
    <Section title={t('paymentDesk.detail.money')} id="money">
      {money.length === 0 ? (
        <p>{t('paymentDesk.detail.noMoney')}</p>
      ) : (
        <Table
          id="money-table"
          caption={t('paymentDesk.detail.money')}
          isCaptionHidden
          stacked
          columns={[
            { header: t('paymentDesk.detail.at'), isRowHeader: true, cell: ({ at }) => t.dateTime(at) },
            { header: t('paymentDesk.list.amount'), numeric: true, cell: ({ amount }) => t.yen(amount) },
            { header: t('paymentDesk.detail.way'), cell: ({ way }) => t(WAY_WORDS[way]) },
            {
              header: t('paymentDesk.detail.provider'),
              cell: ({ provider, reference }) =>
                provider === 'counter' ? (
                  t(PROVIDER_WORDS[provider])
                ) : (
                  <>
                    {t(PROVIDER_WORDS[provider])} <span class="code">{reference}</span>
                  </>
                ),
            },
            { header: t('paymentDesk.detail.purpose'), cell: ({ purpose }) => t(PURPOSE_WORDS[purpose]) },
            {
              header: t('paymentDesk.detail.receipt'),
              nowrap: true,
              cell: ({ receipt }) => (receipt ? receiptCode(receipt) : '—'),
            },
          ]}
          rows={money}
        />
      )}
      {(hasReceipt || payment.state === 'due') && (
        <ButtonRow>
          {hasReceipt && (
            <ButtonLink
              href={`${base}/staff/payments/${payment.id}/receipt.pdf`}
              variant="secondary"
              icon="paper"
            >
              {t('paymentDesk.detail.print')}
            </ButtonLink>
          )}
          {payment.state === 'due' && (
            <ButtonLink
              href={`${base}/staff/payments/${payment.id}/slip.pdf`}
              variant="tertiary"
              icon="paper"
            >
              {t('paymentDesk.detail.slip')}
            </ButtonLink>
          )}
        </ButtonRow>
      )}
    </Section>
  );
};

const RefundSection = ({ page, data, typed: { values, errors } }: Props) => {
  const { t, base } = page;
  const { payment, money, refunds, mayTake } = data;
  const open = money.filter(({ left }) => left > 0);
  if (money.length === 0) return null;
  const byName = (name: string | null) => name ?? t('paymentDesk.refund.system');
  return (
    <Section title={t('paymentDesk.detail.refunds')} id="refunds">
      {refunds.map((refund) => (
        <div class="refund">
          <DescriptionList
            items={[
              { term: t('paymentDesk.list.amount'), value: t.yen(refund.amount) },
              { term: t('paymentDesk.refund.state'), value: t(REFUND_WORDS[refund.state]) },
              { term: t('paymentDesk.refund.why'), value: t(WHY_WORDS[refund.why]) },
              ...(refund.reason === null
                ? []
                : [{ term: t('paymentDesk.refund.reason'), value: <p class="quote">{refund.reason}</p> }]),
              { term: t('paymentDesk.refund.by'), value: byName(refund.askedByName) },
              ...(refund.decidedBy === null
                ? []
                : [{ term: t('paymentDesk.refund.decidedBy'), value: byName(refund.decidedByName) }]),
            ]}
          />
          {refund.state === 'asked' && data.mayDecide && (
            <RefundDecision
              page={page}
              refund={refund}
              isOwn={refund.askedBy === data.me}
              standing={data.standings?.get(refund.id)}
            />
          )}
        </div>
      ))}
      {mayTake &&
        open.map(({ id, left }) => (
          <Details summary={t('paymentDesk.refund.ask')} open={values.transaction === id}>
            <p>{t('paymentDesk.refund.askLead')}</p>
            <Form t={t} action={`${base}/staff/payments/${payment.id}/refund`} hidden={{ transaction: id }}>
              <TextInput
                t={t}
                id={values.transaction === id ? 'amount' : `amount-${id}`}
                name="amount"
                label={t('paymentDesk.refund.amount')}
                required
                inputMode="numeric"
                width="10"
                suffix="円"
                value={values.transaction === id ? values.amount : String(left)}
                error={values.transaction === id ? errors.amount : undefined}
              />
              <Textarea
                t={t}
                id={values.transaction === id ? 'reason' : `reason-${id}`}
                name="reason"
                label={t('paymentDesk.refund.reason')}
                required
                rows={3}
                value={values.transaction === id ? values.reason : ''}
                error={values.transaction === id ? errors.reason : undefined}
              />
              <ButtonRow>
                <Button type="submit" variant="secondary">
                  {t('paymentDesk.refund.button')}
                </Button>
              </ButtonRow>
            </Form>
          </Details>
        ))}
    </Section>
  );
};

/** One payment with its payer: each look at it is journalled. */
export const StaffPaymentPage = (props: Props) => {
  const { page, data, typed } = props;
  const { t, base } = page;
  const { payment, attempts } = data;
  const caseId = payment.subject.startsWith('case/') ? payment.subject.slice('case/'.length) : null;
  return (
    <StaffPage
      page={page}
      title={localize(payment.title, t.locale)}
      lead={<span class="code">{formatReference(payment.number)}</span>}
      back={{ href: `${base}/staff/payments`, label: t('paymentDesk.list.title') }}
      errors={summaryOf(typed)}
    >
      <DescriptionList
        items={[
          { term: t('paymentDesk.list.state'), value: <StatusTag {...stateMark(t, payment.state)} /> },
          { term: t('paymentDesk.list.amount'), value: <strong>{t.yen(payment.amount)}</strong> },
          {
            term: t('paymentDesk.detail.payer'),
            value: payment.payerName || t('paymentDesk.detail.noPayer'),
          },
          { term: t('paymentDesk.list.unit'), value: data.unit },
          ...(payment.state === 'due'
            ? [{ term: t('paymentDesk.list.due'), value: t.date(payment.dueOn) }]
            : []),
        ]}
      />
      {caseId !== null && (
        <p>
          <a href={`${base}/staff/cases/${caseId}`}>{t('paymentDesk.detail.case')}</a>
        </p>
      )}
      <TakeSection {...props} />
      <MoneySection {...props} />
      <RefundSection {...props} />
      {attempts.length > 0 && (
        <Section title={t('paymentDesk.detail.attempts')} id="attempts">
          <Table
            id="attempts-table"
            caption={t('paymentDesk.detail.attempts')}
            isCaptionHidden
            stacked
            columns={[
              {
                header: t('paymentDesk.detail.at'),
                isRowHeader: true,
                cell: ({ begunAt }) => t.dateTime(begunAt),
              },
              { header: t('paymentDesk.detail.way'), cell: ({ way }) => t(WAY_WORDS[way]) },
              {
                header: t('paymentDesk.detail.provider'),
                cell: ({ provider }) => t(PROVIDER_WORDS[provider]),
              },
              { header: t('paymentDesk.list.state'), cell: ({ state }) => t(ATTEMPT_WORDS[state]) },
            ]}
            rows={attempts}
          />
        </Section>
      )}
      <p class="muted">{t('paymentDesk.detail.looked')}</p>
    </StaffPage>
  );
};
