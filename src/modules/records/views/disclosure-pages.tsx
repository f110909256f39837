import { Button, ButtonLink } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { DescriptionList } from '#ui/components/description-list.js';
import { EmptyState } from '#ui/components/empty-state.js';
import { Form } from '#ui/components/form.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { Pagination } from '#ui/components/pagination.js';
import { RadioGroup } from '#ui/components/radio-group.js';
import { Section } from '#ui/components/section.js';
import { type Choice, Select } from '#ui/components/select.js';
import { Table } from '#ui/components/table.js';
import { TextInput } from '#ui/components/text-input.js';
import { Textarea } from '#ui/components/textarea.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import type { DisclosureRules } from '../definition.js';
import {
  DECISIONS,
  DELIVERIES,
  type Disclosure,
  type DisclosureDecision,
  type DisclosureState,
  isLate,
} from '../disclosure.js';
import { numberText } from '../model.js';
import type { OpenedDisclosure } from '../service/disclosures.js';
import { summaryOf, type Typed } from '../typed.js';
import { REASON_LIMIT } from './binder-page.js';
import { RecordsFrame } from './frame.js';
import { fullNumber } from './words.js';

const STATE_WORDS = {
  open: 'records.disclosure.state.open',
  decided: 'records.disclosure.state.decided',
  delivered: 'records.disclosure.state.delivered',
} as const satisfies Record<DisclosureState, string>;

const DECISION_WORDS = {
  full: 'records.disclosure.decision.full',
  partial: 'records.disclosure.decision.partial',
  refused: 'records.disclosure.decision.refused',
  absent: 'records.disclosure.decision.absent',
} as const satisfies Record<DisclosureDecision, string>;

/** Requests, without who asks, and the form for a new one. */
export const DisclosuresPage = ({
  page,
  items,
  today,
  units,
  typed,
  intakeKey,
  rules,
  nextHref,
  mayKeep,
}: {
  page: PageContext;
  items: readonly Disclosure[];
  today: Temporal.PlainDate;
  units: readonly Choice[];
  typed: Typed;
  intakeKey: string;
  rules: DisclosureRules;
  nextHref: string | undefined;
  mayKeep: boolean;
}) => {
  const { t, base } = page;
  const here = `${base}/staff/records/disclosures`;
  const text = (id: string) => ({ t, id, value: typed.values[id], error: typed.errors[id], required: true });
  return (
    <RecordsFrame
      page={page}
      current="disclosures"
      title={t('records.disclosure.title')}
      mayKeep={mayKeep}
      errors={summaryOf(typed)}
    >
      {items.length === 0 ? (
        <EmptyState title={t('records.disclosure.empty')} icon="inbox" />
      ) : (
        <>
          <Table
            id="disclosures"
            caption={t('records.disclosure.title')}
            isCaptionHidden
            stacked
            columns={[
              {
                header: t('records.disclosure.number'),
                isRowHeader: true,
                nowrap: true,
                cell: (one) => <a href={`${here}/${one.id}`}>{numberText(one)}</a>,
              },
              { header: t('records.disclosure.what'), cell: ({ what }) => what },
              {
                header: t('records.receivedOn'),
                nowrap: true,
                cell: ({ receivedOn }) => receivedOn.toString(),
              },
              {
                header: t('records.disclosure.due'),
                cell: (one) => (
                  <>
                    {one.dueOn.toString()}
                    {isLate(one, today) && <strong>　{t('records.disclosure.late')}</strong>}
                  </>
                ),
              },
              {
                header: t('records.state'),
                cell: ({ state, decision }) =>
                  `${t(STATE_WORDS[state])}${decision ? `・${t(DECISION_WORDS[decision])}` : ''}`,
              },
            ]}
            rows={items}
          />
          <Pagination
            t={t}
            countText={t('records.disclosure.shown', { shown: items.length })}
            nextHref={nextHref}
          />
        </>
      )}
      <Section title={t('records.disclosure.receive')}>
        <p>{t('records.disclosure.rule', { days: rules.days, article: rules.article })}</p>
        <Form t={t} action={here} hidden={{ key: intakeKey }}>
          <TextInput {...text('requester')} label={t('records.disclosure.requester')} autoComplete="off" />
          <TextInput {...text('address')} label={t('records.disclosure.address')} autoComplete="off" />
          <Textarea
            {...text('what')}
            label={t('records.disclosure.what')}
            rows={3}
            maxLength={REASON_LIMIT}
          />
          <TextInput {...text('receivedOn')} label={t('records.receivedOn')} type="date" width="10" />
          <Select {...text('unit')} label={t('records.disclosure.unit')} options={[...units]} />
          <ButtonRow>
            <Button type="submit">{t('records.receive.submit')}</Button>
          </ButtonRow>
        </Form>
      </Section>
    </RecordsFrame>
  );
};

interface DisclosurePageProps {
  page: PageContext;
  data: OpenedDisclosure;
  rules: DisclosureRules;
  years: readonly number[];
  unitOf(unit: string): string;
  typed: Typed;
}

const Facts = ({ page: { t }, data: { disclosure: one }, unitOf }: DisclosurePageProps) => (
  <DescriptionList
    items={[
      { term: t('records.state'), value: t(STATE_WORDS[one.state]) },
      { term: t('records.disclosure.requester'), value: one.requester },
      { term: t('records.disclosure.address'), value: one.address },
      { term: t('records.disclosure.what'), value: one.what },
      { term: t('records.unit'), value: unitOf(one.unit) },
      { term: t('records.receivedOn'), value: t.date(one.receivedOn) },
      { term: t('records.disclosure.due'), value: t.date(one.dueOn) },
      ...(one.extended ? [{ term: t('records.disclosure.extension'), value: one.extension }] : []),
      ...(one.decision
        ? [
            { term: t('records.disclosure.decide'), value: t(DECISION_WORDS[one.decision]) },
            { term: t('records.disclosure.reason'), value: one.reason || t('records.none') },
            { term: t('records.disclosure.fee'), value: t.yen(one.fee ?? 0) },
            ...(one.waiver === '' ? [] : [{ term: t('dispatch.disclosure.waiver'), value: one.waiver }]),
          ]
        : []),
      ...(one.deliveredOn
        ? [{ term: t('records.disclosure.deliveredOn'), value: t.date(one.deliveredOn) }]
        : []),
    ]}
  />
);

const Documents = ({ page: { t, base }, data, years, typed }: DisclosurePageProps) => {
  const { disclosure, documents, mayWork } = data;
  const here = `${base}/staff/records/disclosures/${disclosure.id}`;
  return (
    <Section title={t('records.disclosure.documents')}>
      {documents.length === 0 ? (
        <p>{t('records.disclosure.noDocuments')}</p>
      ) : (
        <ul>
          {documents.map((one) => (
            <li>
              <a href={`${base}/staff/records/documents/${one.id}`}>{fullNumber(t, one)}</a>　{one.subject}
            </li>
          ))}
        </ul>
      )}
      {disclosure.state === 'open' && mayWork && (
        <Form t={t} action={`${here}/documents`}>
          <p>
            <a href={`${base}/staff/records`}>{t('records.disclosure.search')}</a>
          </p>
          <TextInput
            t={t}
            id="number"
            label={t('records.list.number')}
            required
            width="10"
            value={typed.values.number}
            error={typed.errors.number}
            autoComplete="off"
          />
          <Select
            t={t}
            id="year"
            label={t('records.year')}
            width="10"
            emptyLabel={null}
            value={typed.values.year}
            options={years.map((year) => ({
              value: String(year),
              label: t('records.yearOf', { year: String(year) }),
            }))}
          />
          <ButtonRow>
            <Button type="submit" variant="secondary">
              {t('records.disclosure.link')}
            </Button>
          </ButtonRow>
        </Form>
      )}
    </Section>
  );
};

const Work = ({ page: { t, base }, data, rules, typed }: DisclosurePageProps) => {
  const { disclosure, extendable, mayWork, mayDecide, payment } = data;
  const here = `${base}/staff/records/disclosures/${disclosure.id}`;
  const hidden = { revision: String(disclosure.revision) };
  const text = (id: string) => ({ t, id, value: typed.values[id], error: typed.errors[id] });
  return (
    <>
      {mayDecide && (
        <Section title={t('records.disclosure.decide')}>
          <Form t={t} action={`${here}/decide`} hidden={hidden}>
            <RadioGroup
              {...text('decision')}
              label={t('records.disclosure.decision')}
              required
              options={DECISIONS.map((one) => ({ value: one, label: t(DECISION_WORDS[one]) }))}
            />
            <Textarea
              {...text('reason')}
              label={t('records.disclosure.reason')}
              hint={t('records.disclosure.reasonHint')}
              rows={3}
              maxLength={REASON_LIMIT}
            />
            <TextInput
              {...text('pages')}
              label={t('records.disclosure.pages')}
              hint={t('records.disclosure.feeRule', { yen: rules.yenPerPage })}
              inputMode="numeric"
              width="5"
            />
            <Textarea
              {...text('waiver')}
              label={t('dispatch.disclosure.waiver')}
              hint={t('dispatch.disclosure.waiverHint', { article: rules.article })}
              rows={2}
              maxLength={REASON_LIMIT}
            />
            <TextInput
              {...text('caseNumber')}
              label={t('dispatch.disclosure.caseNumber')}
              hint={t('dispatch.disclosure.caseNumberHint')}
              width="20"
              autoComplete="off"
            />
            <ButtonRow>
              <Button type="submit">{t('records.disclosure.decideButton')}</Button>
            </ButtonRow>
          </Form>
        </Section>
      )}
      {extendable && mayWork && (
        <Section title={t('records.disclosure.extend')}>
          <Form t={t} action={`${here}/extend`} hidden={hidden}>
            <TextInput
              {...text('until')}
              label={t('records.disclosure.due')}
              hint={t('records.disclosure.until', { day: t.date(extendable) })}
              type="date"
              width="10"
              required
            />
            <Textarea
              {...text('extension')}
              label={t('records.reason')}
              rows={3}
              maxLength={REASON_LIMIT}
              required
            />
            <ButtonRow>
              <Button type="submit" variant="secondary">
                {t('records.extend.button')}
              </Button>
            </ButtonRow>
          </Form>
        </Section>
      )}
      {disclosure.state === 'decided' && mayWork && (
        <Section title={t('dispatch.disclosure.delivery')}>
          {payment && payment.state !== 'paid' && (
            <p>
              {t('dispatch.disclosure.unpaid')}{' '}
              <a href={`${base}/staff/payments/${payment.id}`}>{t('dispatch.disclosure.payment')}</a>
            </p>
          )}
          <Form t={t} action={`${here}/deliver`} hidden={hidden}>
            <RadioGroup
              t={t}
              id="way"
              label={t('dispatch.way.label')}
              inline
              value="counter"
              options={DELIVERIES.map((one) => ({ value: one, label: t(`dispatch.disclosure.${one}`) }))}
            />
            <Button type="submit">{t('dispatch.disclosure.done')}</Button>
          </Form>
        </Section>
      )}
    </>
  );
};

/** One request: who asks for what, the documents, the decision. */
export const DisclosurePage = (props: DisclosurePageProps) => {
  const { page, data, typed } = props;
  const { t, base } = page;
  const { disclosure } = data;
  return (
    <StaffPage
      page={page}
      title={t('records.disclosure.one', { number: numberText(disclosure) })}
      breadcrumbs={[{ label: t('records.disclosure.title'), href: `${base}/staff/records/disclosures` }]}
      errors={summaryOf(typed)}
    >
      {data.isLate && <NotificationBanner t={t} kind="warning" title={t('records.disclosure.lateBanner')} />}
      <Facts {...props} />
      {disclosure.decision && (
        <p>
          <ButtonLink
            href={`${base}/staff/records/disclosures/${disclosure.id}/letter.pdf`}
            variant="secondary"
          >
            {t('records.disclosure.letter')}
          </ButtonLink>
        </p>
      )}
      <Documents {...props} />
      <Work {...props} />
    </StaffPage>
  );
};
