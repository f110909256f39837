import { localize } from '#kernel/i18n/locales.js';
import { formatReference } from '#kernel/values/reference-number.js';
import { Button, ButtonLink } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { CopyButton } from '#ui/components/copy-button.js';
import { type Description, DescriptionList } from '#ui/components/description-list.js';
import { Form } from '#ui/components/form.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { Section } from '#ui/components/section.js';
import { StatusTag } from '#ui/components/status-tag.js';
import { Table } from '#ui/components/table.js';
import { CitizenPage } from '#ui/layouts/citizen-page.js';
import type { PageContext } from '#ui/page.js';
import type { OnlineWay, RefundState } from '../model.js';
import type { MyPayment } from '../service/my.js';
import { stateMark, WAY_WORDS } from './words.js';

interface Props {
  page: PageContext;
  mine: MyPayment;
}

const PAY_WORDS = { card: 'payment.pay.card', konbini: 'payment.pay.konbini' } as const satisfies Record<
  OnlineWay,
  string
>;

const REFUND_TEXTS = {
  asked: 'payment.refund.asked',
  sent: 'payment.refund.sent',
  done: 'payment.refund.done',
  failed: 'payment.refund.failed',
} as const satisfies Record<Exclude<RefundState, 'dismissed'>, string>;

const VoucherSection = ({ page: { t }, mine: { waiting } }: Props) => {
  const voucher = waiting?.voucher;
  if (!voucher) return null;
  return (
    <Section title={t('payment.konbini.title')} id="konbini">
      {waiting.until && <p>{t('payment.konbini.until', { at: t.dateTime(waiting.until) })}</p>}
      <Table
        id="shops"
        caption={t('payment.konbini.title')}
        isCaptionHidden
        stacked
        narrow
        columns={[
          { header: t('payment.konbini.shop'), isRowHeader: true, cell: ({ shop }) => shop },
          {
            header: t('payment.konbini.code'),
            nowrap: true,
            cell: ({ number }) => (
              <>
                <span class="code">{number}</span> <CopyButton t={t} text={number} />
              </>
            ),
          },
          {
            header: t('payment.konbini.confirmation'),
            nowrap: true,
            cell: ({ confirmation }) => <span class="code">{confirmation ?? '—'}</span>,
          },
        ]}
        rows={voucher.numbers}
      />
      {(voucher.address ?? waiting.address) !== null && (
        <p>
          <a href={voucher.address ?? waiting.address ?? ''}>{t('payment.konbini.page')}</a>
        </p>
      )}
      <p>{t('payment.konbini.other')}</p>
    </Section>
  );
};

const OnlineSection = ({ page: { t, base }, mine: { payment, online } }: Props) =>
  online.length === 0 ? null : (
    <Section title={t('payment.online.title')} id="online">
      <p>{t('payment.online.lead')}</p>
      <Form t={t} action={`${base}/my/payments/${payment.id}/begin`}>
        <ButtonRow>
          {online.map((way, index) => (
            <Button
              type="submit"
              name="way"
              value={way}
              size="large"
              variant={index === 0 ? 'primary' : 'secondary'}
            >
              {t(PAY_WORDS[way])}
            </Button>
          ))}
        </ButtonRow>
      </Form>
    </Section>
  );

/** What can be done without the provider: at the counter, with the slip, with postal orders. */
const OfficeSections = ({ page, mine: { payment } }: Props) => {
  const { t, base, city } = page;
  const number = formatReference(payment.number);
  const has = (way: (typeof payment.ways)[number]) => payment.ways.includes(way);
  const { address, hours, phone } = city.office;
  return (
    <>
      {has('counter') && (
        <Section title={t('payment.counter.title')} id="counter">
          <p>{t('payment.counter.text', { number })}</p>
          <p>
            {city.name}　{address}　{phone}
            <br />
            {hours}
          </p>
        </Section>
      )}
      {has('paymentSlip') && (
        <Section title={t('payment.slip.title')} id="slip">
          <p>{t('payment.slip.text')}</p>
          <ButtonRow>
            <ButtonLink
              href={`${base}/my/payments/${payment.id}/slip.pdf`}
              variant="secondary"
              icon="download"
              download
            >
              {t('payment.slip.download')}
            </ButtonLink>
          </ButtonRow>
        </Section>
      )}
      {has('postalOrder') && (
        <Section title={t('payment.postalOrder.title')} id="postal-order">
          <p>{t('payment.postalOrder.text', { amount: t.yen(payment.amount), number, address })}</p>
        </Section>
      )}
    </>
  );
};

const PaidSection = ({ page: { t, base }, mine }: Props) => {
  const { payment, money, receipt, refunds } = mine;
  const paid = money.find(({ purpose }) => purpose === 'settles');
  const hasSurplus = money.some(({ purpose }) => purpose === 'surplus');
  const shown = refunds.flatMap(({ state, amount }) =>
    state === 'dismissed' ? [] : [t(REFUND_TEXTS[state], { amount: t.yen(amount) })],
  );
  return (
    <>
      {receipt && paid && (
        <Section title={t('payment.receipt.title')} id="receipt">
          <DescriptionList
            items={[
              { term: t('payment.paid.on'), value: t.dateTime(paid.at) },
              { term: t('payment.paid.way'), value: t(WAY_WORDS[paid.way]) },
            ]}
          />
          <ButtonRow>
            <ButtonLink href={`${base}/my/payments/${payment.id}/receipt.pdf`} icon="download" download>
              {t('payment.receipt.download')}
            </ButtonLink>
          </ButtonRow>
        </Section>
      )}
      {(shown.length > 0 || hasSurplus) && (
        <Section title={t('payment.refund.title')} id="refund">
          {hasSurplus && <p>{t('payment.surplus.text')}</p>}
          {shown.length > 0 && (
            <ul>
              {shown.map((text) => (
                <li>{text}</li>
              ))}
            </ul>
          )}
        </Section>
      )}
    </>
  );
};

/** One own payment: what is owed, each way to pay it, and what came of it. */
export const MyPaymentPage = ({ page, mine, unitOf }: Props & { unitOf(unit: string): string }) => {
  const { t, base } = page;
  const { payment, waiting, failed } = mine;
  const isDue = payment.state === 'due';
  const number = formatReference(payment.number);
  const facts: Description[] = [
    { term: t('payment.what'), value: localize(payment.title, t.locale) },
    { term: t('payment.amount'), value: <strong>{t.yen(payment.amount)}</strong> },
    {
      term: t('payment.stateLabel'),
      value: (
        <StatusTag
          {...(waiting
            ? { tone: 'waiting', label: t('payment.state.waiting') }
            : stateMark(t, payment.state))}
        />
      ),
    },
    {
      term: t('payment.number'),
      value: (
        <>
          <span class="code">{number}</span> <CopyButton t={t} text={number} />
        </>
      ),
    },
    ...(isDue ? [{ term: t('payment.due'), value: t.date(payment.dueOn) }] : []),
  ];
  const caseId = payment.subject.startsWith('case/') ? payment.subject.slice('case/'.length) : null;
  return (
    <CitizenPage
      page={page}
      title={t('payment.title')}
      isPrivate
      breadcrumbs={[
        { label: t('procedure.my.title'), href: `${base}/my` },
        { label: t('payment.list.title'), href: `${base}/my/payments` },
        { label: localize(payment.title, t.locale) },
      ]}
    >
      {failed && (
        <NotificationBanner t={t} kind="warning" title={t('payment.failed.title')}>
          <p>{t('payment.failed.text')}</p>
        </NotificationBanner>
      )}
      <DescriptionList items={facts} />
      {caseId !== null && (
        <p>
          <a href={`${base}/my/cases/${caseId}`}>{t('payment.toCase')}</a>
        </p>
      )}
      <PaidSection page={page} mine={mine} />
      <VoucherSection page={page} mine={mine} />
      {isDue && (
        <>
          <OnlineSection page={page} mine={mine} />
          <OfficeSections page={page} mine={mine} />
        </>
      )}
      <Section title={t('payment.looks.title')} id="looks">
        {mine.looks.length === 0 ? (
          <p>{t('payment.looks.none')}</p>
        ) : (
          <ul>
            {mine.looks.map(({ at, unit }) => (
              <li>
                {t.dateTime(at)} {unitOf(unit)}
              </li>
            ))}
          </ul>
        )}
      </Section>
    </CitizenPage>
  );
};
