import { localize } from '#kernel/i18n/locales.js';
import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { DescriptionList } from '#ui/components/description-list.js';
import { Form } from '#ui/components/form.js';
import { Section } from '#ui/components/section.js';
import { type Choice, Select } from '#ui/components/select.js';
import { StatusTag } from '#ui/components/status-tag.js';
import { Timeline } from '#ui/components/timeline.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import type { Rules } from '../catalog.js';
import { type Binder, UNCLASSIFIED } from '../model.js';
import type { OpenedDocument } from '../service/desk.js';
import type { IssueAround } from '../service/issuing.js';
import { summaryOf, type Typed } from '../typed.js';
import { ClassForm } from './class-form.js';
import { HandOverForm } from './hand-over-form.js';
import { IssuePart } from './issue-part.js';
import { FilesField, fileFaults, type TypedFiles } from './receipt-page.js';
import { DIRECTION_WORDS, fullNumber, GRADE_WORDS, stateMark } from './words.js';

export interface DocumentPageProps {
  page: PageContext;
  data: OpenedDocument;
  rules: Rules;
  around: IssueAround;
  /** Binders that it may be put into, when it is to be bound. */
  binders: readonly Binder[];
  binder: Binder | null;
  units: readonly Choice[];
  unitOf(unit: string): string;
  typed: Typed;
  came?: TypedFiles;
}

const Facts = ({
  page: { t, base },
  data: { document, names },
  rules,
  binder,
  unitOf,
}: DocumentPageProps) => {
  const none = t('records.none');
  const day = (one: Temporal.PlainDate | null) => (one ? t.date(one) : none);
  const kind = rules.kind(document.kind)?.title;
  const small = rules.classOf(document.classification);
  const kept = small && rules.retentionOf(small.retention);
  const say = (title: Parameters<typeof localize>[0]) => localize(title, t.locale);
  return (
    <DescriptionList
      items={[
        { term: t('records.state'), value: <StatusTag {...stateMark(t, document.state)} /> },
        {
          term: t('records.kind'),
          value: `${t(DIRECTION_WORDS[document.direction])}・${kind ? say(kind) : document.kind}`,
        },
        { term: t('records.correspondent'), value: document.correspondent || none },
        { term: t('records.theirNumber'), value: document.theirNumber || none },
        { term: t('records.documentDate'), value: day(document.documentDate) },
        { term: t('records.receivedOn'), value: day(document.receivedOn) },
        { term: t('records.unit'), value: unitOf(document.unit) },
        {
          term: t('records.inCharge'),
          value: (document.inCharge !== null && names.get(document.inCharge)) || none,
        },
        { term: t('records.grade'), value: t(GRADE_WORDS[document.grade]) },
        {
          term: t('records.classification'),
          value: small
            ? `${say(small.large)} ＞ ${say(small.middle)} ＞ ${say(small.title)}`
            : document.classification === UNCLASSIFIED
              ? t('dispatch.unclassified.one')
              : document.classification,
        },
        { term: t('records.retention'), value: kept ? `${say(kept.title)}（${small.article}）` : none },
        { term: t('records.registered'), value: t.dateTime(document.registeredAt) },
        { term: t('records.completed'), value: day(document.completedOn) },
        {
          term: t('records.binder'),
          value: binder ? <a href={`${base}/staff/records/binders/${binder.id}`}>{binder.title}</a> : none,
        },
      ]}
    />
  );
};

const Versions = ({
  page: { t, base },
  data: { document, versions, names, mayRedact },
}: DocumentPageProps) => (
  <Section title={t('records.versions')}>
    {versions.length === 0 ? (
      <p>{t('records.noFiles')}</p>
    ) : (
      <Timeline
        entries={versions.map(({ version, content, madeAt, madeBy, digest }) => ({
          at: t.dateTime(madeAt),
          title: t('records.version', { version }),
          by: names.get(madeBy.replace('staff/', '')) ?? '',
          text: (
            <>
              {content === null ? (
                <p>{t('records.contentsGone')}</p>
              ) : (
                <ul class="file-list" aria-label={t('records.files')}>
                  {content.files.map(({ file, name, mediaType }) => {
                    const at = `${base}/staff/records/documents/${document.id}/versions/${version}/files/${file}`;
                    return (
                      <li>
                        <a href={at}>{name}</a>
                        {mediaType === 'application/pdf' && mayRedact && (
                          <a href={`${at}/redact`}>{t('records.redact.link')}</a>
                        )}
                      </li>
                    );
                  })}
                </ul>
              )}
              <p class="muted code">
                {t('records.digest', { digest: Buffer.from(digest).toString('hex').slice(0, 16) })}
              </p>
            </>
          ),
        }))}
      />
    )}
  </Section>
);

/** To what the draft was related, as far as this person may see it. */
const RelatedPart = ({ page: { t, base }, data: { related } }: DocumentPageProps) =>
  related === null || related.items.length + related.hidden === 0 ? null : (
    <Section title={t('draftLinks.title')}>
      {related.items.length > 0 && (
        <ul class="link-list">
          {related.items.map((item) => (
            <li>
              <a href={`${base}${item.path}`}>{item.title}</a>{' '}
              {item.kind === 'document' &&
                t('draftLinks.document', { number: item.number, year: String(item.fiscalYear) })}
            </li>
          ))}
        </ul>
      )}
      {related.hidden > 0 && <p>{t('draftLinks.hidden', { count: related.hidden })}</p>}
    </Section>
  );

const Work = ({ page, data, rules, binders, units, typed, came }: DocumentPageProps) => {
  const { t, base } = page;
  const { document, actions } = data;
  const here = `${base}/staff/records/documents/${document.id}`;
  const hidden = { revision: String(document.revision) };
  const may = (action: (typeof actions)[number]) => actions.includes(action);
  return (
    <>
      {may('classify') && <ClassForm page={page} document={document} rules={rules} typed={typed} />}
      {may('complete') && (
        <Section title={t('records.complete.title')}>
          <p>{t('records.complete.lead')}</p>
          <Form t={t} action={`${here}/complete`} hidden={hidden}>
            <Button type="submit">{t('records.complete.button')}</Button>
          </Form>
        </Section>
      )}
      {may('bind') && (
        <Section title={t('records.bind.title')}>
          <Form t={t} action={`${here}/bind`} hidden={hidden}>
            <Select
              t={t}
              id="binder"
              label={t('records.binder')}
              hint={t('records.bind.hint')}
              width="full"
              value={typed.values.binder}
              error={typed.errors.binder}
              emptyLabel={t('records.bind.new')}
              options={binders.map(({ id, title, volume }) => ({
                value: id,
                label: t('records.binderName', { title, volume }),
              }))}
            />
            <ButtonRow>
              <Button type="submit">{t('records.bind.button')}</Button>
            </ButtonRow>
          </Form>
        </Section>
      )}
      {may('addVersion') && (
        <Section title={t('records.addVersion.title')}>
          <Form t={t} action={`${here}/versions`} multipart hidden={hidden}>
            <FilesField t={t} typed={came} />
            <ButtonRow>
              <Button type="submit" variant="secondary">
                {t('records.addVersion.button')}
              </Button>
            </ButtonRow>
          </Form>
        </Section>
      )}
      {may('handOver') && (
        <HandOverForm page={page} action={`${here}/hand-over`} of={document} units={units} typed={typed} />
      )}
      {document.classification !== UNCLASSIFIED && rules.classOf(document.classification) === undefined && (
        <p>{t('records.classGone')}</p>
      )}
    </>
  );
};

/** One document: what the register says, its versions, and what is to be done. */
export const DocumentPage = (props: DocumentPageProps) => {
  const { page, data, typed, came } = props;
  const { t, base } = page;
  return (
    <StaffPage
      page={page}
      title={data.document.subject}
      lead={fullNumber(t, data.document)}
      breadcrumbs={[{ label: t('records.list.title'), href: `${base}/staff/records` }]}
      errors={[...summaryOf(typed), ...fileFaults(t, came)]}
    >
      <Facts {...props} />
      <Versions {...props} />
      <RelatedPart {...props} />
      <IssuePart page={page} document={data.document} around={props.around} />
      <Work {...props} />
    </StaffPage>
  );
};
