import { dateIn } from '#kernel/clock.js';
import { Button, ButtonLink } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { ConfirmButton } from '#ui/components/confirm-button.js';
import { DescriptionList } from '#ui/components/description-list.js';
import { Form } from '#ui/components/form.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { Section } from '#ui/components/section.js';
import { StatusTag } from '#ui/components/status-tag.js';
import { Table } from '#ui/components/table.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import { isAnonymous, LEAST_ALIKE } from '../anonymity.js';
import { type Dataset, dueOn, LICENCES, mayDiscard, mayHappen, type Version } from '../model.js';
import { FINDINGS, type Finding } from '../quality.js';
import type { FieldLine, Report } from '../service/judging.js';
import { DeskFiles } from './desk-files.js';
import { DeskVersions } from './desk-versions.js';
import { findingText, recognisedText } from './reasons.js';
import { TONES } from './states.js';

export interface DeskPageProps {
  page: PageContext;
  dataset: Dataset;
  versions: readonly Version[];
  /** The last of them, where there are older ones. */
  next: number | null;
  /** By file. */
  downloads: ReadonlyMap<string, number>;
  report: Report;
  fields: readonly FieldLine[];
  needsDecision: boolean;
  mayPublish: boolean;
  /** Titles of the public pages whose charts are made of it. */
  usedBy: readonly string[];
  unit: string;
  error: { id: string; text: string } | undefined;
  /** For which of its files one was sent that is wrong. */
  chosenPart?: string | undefined;
}

const Quality = ({ page: { t }, report }: DeskPageProps) => (
  <Section title={t('dataset.quality')} id="quality">
    {report.findings.length === 0 ? (
      <p>{t('dataset.qualityGood')}</p>
    ) : (
      <Table
        id="findings"
        caption={t('dataset.quality')}
        isCaptionHidden
        stacked
        columns={[
          {
            header: t('dataset.severity'),
            cell: ({ kind }: Finding) => (
              <StatusTag
                tone={{ error: 'problem', warning: 'waiting', note: 'neutral' }[FINDINGS[kind]] as 'problem'}
                label={t(`dataset.severity.${FINDINGS[kind]}`)}
              />
            ),
          },
          ...(report.findings.some(({ file }) => file !== undefined)
            ? [{ header: t('dataset.partName'), cell: ({ file = '' }: Finding) => file }]
            : []),
          {
            header: t('dataset.finding'),
            cell: (finding: Finding) => findingText(t, finding),
          },
        ]}
        rows={report.findings}
      />
    )}
  </Section>
);

const Anonymity = ({ page: { t }, report: { anonymity } }: DeskPageProps) =>
  anonymity && (
    <Section title={t('dataset.anonymity')}>
      {anonymity.assumed.length > 0 && (
        <p>{t('dataset.anonymityAssumed', { columns: anonymity.assumed.join('、') })}</p>
      )}
      {isAnonymous(anonymity) ? (
        <p>{t('dataset.anonymityGood', { least: LEAST_ALIKE, smallest: anonymity.smallest ?? 0 })}</p>
      ) : (
        <NotificationBanner t={t} kind="error" title={recognisedText(t, anonymity)}>
          <ul>
            {anonymity.examples.map(({ values, rows }) => (
              <li>{t('dataset.anonymityExample', { values: values.join('・'), rows })}</li>
            ))}
          </ul>
        </NotificationBanner>
      )}
    </Section>
  );

const Fields = ({ page: { t }, fields }: DeskPageProps) =>
  fields.length > 0 && (
    <Section title={t('dataset.fields')}>
      <Table
        id="fields"
        caption={t('dataset.fields')}
        isCaptionHidden
        stacked
        columns={[
          { header: t('dataset.field'), isRowHeader: true, cell: ({ label }: FieldLine) => label },
          {
            header: t('dataset.isPublic'),
            cell: ({ reason }) =>
              reason === null
                ? t('dataset.fieldPublic')
                : t('dataset.fieldHidden', {
                    reason: reason === 'personal' ? t('dataset.fieldPersonal') : reason,
                  }),
          },
        ]}
        rows={fields}
      />
    </Section>
  );

/** What may be done next, as buttons; the first one leads on. */
const Steps = ({ page: { t, base }, dataset, needsDecision, mayPublish, usedBy }: DeskPageProps) => {
  const steps = (['check', 'ask', 'publish', 'reopen', 'sendBack'] as const).filter(
    (step) =>
      mayHappen(dataset, step) &&
      (step === 'ask' ? needsDecision : step === 'publish' ? mayPublish && !needsDecision : true),
  );
  const mayWithdraw = mayPublish && mayHappen(dataset, 'withdraw');
  if (steps.length === 0 && !mayWithdraw) return null;
  const seen = { seen: String(dataset.revision) };
  return (
    <Section title={t('dataset.next')} id="next">
      {steps.length > 0 && (
        <Form t={t} action={`${base}/staff/datasets/${dataset.id}/${steps[0]}`} hidden={seen}>
          <ButtonRow>
            {steps.map((step, at) => (
              <Button
                type="submit"
                variant={at === 0 ? 'primary' : 'secondary'}
                formAction={`${base}/staff/datasets/${dataset.id}/${step}`}
              >
                {t(`dataset.act.${step}`)}
              </Button>
            ))}
          </ButtonRow>
        </Form>
      )}
      {mayWithdraw && (
        <Form t={t} action={`${base}/staff/datasets/${dataset.id}/withdraw`} hidden={seen}>
          <ConfirmButton
            id="withdraw"
            label={t('dataset.act.withdraw')}
            question={
              usedBy.length === 0
                ? t('dataset.withdrawAsk')
                : t('dataset.withdrawAskUsed', { pages: usedBy.map((title) => `「${title}」`).join('') })
            }
            cancel={t('dataset.withdrawNo')}
          />
        </Form>
      )}
      {mayDiscard(dataset) && (
        <Form t={t} action={`${base}/staff/datasets/${dataset.id}/discard`} hidden={seen}>
          <ConfirmButton
            id="discard"
            label={t('dataset.discard')}
            question={t('dataset.discardAsk', { title: dataset.about.title })}
            cancel={t('dataset.discardNo')}
            isQuiet
          />
        </Form>
      )}
    </Section>
  );
};

/** Everything about one dataset, for those who own it. */
export const DeskPage = (props: DeskPageProps) => {
  const { page, dataset, downloads, unit, error, mayPublish } = props;
  const { t, base } = page;
  const due = dueOn(dataset);
  return (
    <StaffPage
      page={page}
      title={dataset.about.title}
      breadcrumbs={[
        { label: t('dataset.title'), href: `${base}/staff/datasets` },
        { label: dataset.about.title },
      ]}
      errors={error ? [error] : []}
      actions={
        mayHappen(dataset, 'edit') &&
        (dataset.state !== 'published' || mayPublish) && (
          <ButtonLink href={`${base}/staff/datasets/${dataset.id}/edit`} variant="secondary">
            {t('dataset.edit')}
          </ButtonLink>
        )
      }
    >
      <DescriptionList
        items={[
          {
            term: t('dataset.state'),
            value: <StatusTag tone={TONES[dataset.state]} label={t(`dataset.state.${dataset.state}`)} />,
          },
          { term: t('dataset.unit'), value: unit },
          { term: t('dataset.licence'), value: LICENCES[dataset.about.licence].title },
          { term: t('dataset.frequency'), value: t(`data.freq.${dataset.about.frequency}`) },
          ...(due ? [{ term: t('dataset.due'), value: t.date(dateIn(due)) }] : []),
          {
            term: t('dataset.downloads'),
            value: t.number([...downloads.values()].reduce((sum, count) => sum + count, 0)),
          },
          ...(dataset.state === 'published'
            ? [
                {
                  term: t('dataset.open'),
                  value: <a href={`${base}/data/${dataset.name}`}>{`${base}/data/${dataset.name}`}</a>,
                },
              ]
            : []),
        ]}
      />
      <Steps {...props} />
      {dataset.source.kind === 'harvest' ? (
        <p>
          {t('harvest.from')}：<a href={dataset.source.page}>{dataset.source.page}</a>
        </p>
      ) : (
        <Quality {...props} />
      )}
      <Anonymity {...props} />
      <DeskFiles {...props} />
      <Fields {...props} />
      <DeskVersions {...props} />
    </StaffPage>
  );
};
