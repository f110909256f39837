import { localize } from '#kernel/i18n/locales.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { DescriptionList } from '#ui/components/description-list.js';
import { EmptyState } from '#ui/components/empty-state.js';
import { Form } from '#ui/components/form.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { Pagination } from '#ui/components/pagination.js';
import { Section } from '#ui/components/section.js';
import { type Choice, Select } from '#ui/components/select.js';
import { Table } from '#ui/components/table.js';
import { TextInput } from '#ui/components/text-input.js';
import { Textarea } from '#ui/components/textarea.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import type { DisclosureRules } from '../definition.js';
import { type CopyLine, type Disclosure, type DisclosureState, isLate } from '../disclosure.js';
import { numberText } from '../model.js';
import { summaryOf, type Typed } from '../typed.js';
import { CopiesPart } from './disclosure-copies.js';
import { type DisclosurePageProps, DisclosureWork, LetterPart } from './disclosure-work.js';
import { RecordsFrame } from './frame.js';
import { DECISION_WORDS, fullNumber, namesIn, REASON_LIMIT } from './words.js';

const STATE_WORDS = {
  open: 'records.disclosure.state.open',
  decided: 'records.disclosure.state.decided',
  delivered: 'records.disclosure.state.delivered',
} as const satisfies Record<DisclosureState, string>;

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

/** What it costs, kind by kind, and in all. */
const Fee = ({ t, one }: { t: Translator; one: Disclosure }) => (
  <>
    {one.lines.map((line) => (
      <>
        {localize(line.title, t.locale)}　{amountOf(t, line)}
        <br />
      </>
    ))}
    {t.yen(one.fee ?? 0)}
  </>
);

const amountOf = (t: Translator, { per, yen, number }: CopyLine): string =>
  per === 'yen'
    ? t.yen(yen * number)
    : t('copies.line', { yen: t.yen(yen), number, sum: t.yen(yen * number) });

const Facts = ({ page: { t }, data: { disclosure: one, names }, unitOf }: DisclosurePageProps) => (
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
            { term: t('records.disclosure.fee'), value: <Fee t={t} one={one} /> },
            ...(one.waiver === '' ? [] : [{ term: t('dispatch.disclosure.waiver'), value: one.waiver }]),
          ]
        : []),
      ...(one.deliveredOn
        ? [
            { term: t('records.disclosure.deliveredOn'), value: t.date(one.deliveredOn) },
            ...(one.deliveredWay
              ? [{ term: t('dispatch.way.label'), value: t(`dispatch.disclosure.${one.deliveredWay}`) }]
              : []),
            ...(one.deliveredBy
              ? [{ term: t('copies.deliveredBy'), value: namesIn(names, one.deliveredBy) }]
              : []),
          ]
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
      {disclosure.decision && <LetterPart {...props} />}
      <Documents {...props} />
      <CopiesPart {...props} />
      <DisclosureWork {...props} />
    </StaffPage>
  );
};
