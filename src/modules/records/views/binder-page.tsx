import { localize } from '#kernel/i18n/locales.js';
import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { DescriptionList } from '#ui/components/description-list.js';
import { Form } from '#ui/components/form.js';
import { Pagination } from '#ui/components/pagination.js';
import { Section } from '#ui/components/section.js';
import type { Choice } from '#ui/components/select.js';
import { StatusTag } from '#ui/components/status-tag.js';
import { Table } from '#ui/components/table.js';
import { TextInput } from '#ui/components/text-input.js';
import { Textarea } from '#ui/components/textarea.js';
import { Timeline } from '#ui/components/timeline.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import type { Rules } from '../catalog.js';
import type { OpenedBinder } from '../service/binders.js';
import { summaryOf, type Typed } from '../typed.js';
import { HandOverForm } from './hand-over-form.js';
import { BINDER_WORDS, fullNumber, REASON_LIMIT, stateMark } from './words.js';

export interface BinderPageProps {
  page: PageContext;
  data: OpenedBinder;
  rules: Rules;
  units: readonly Choice[];
  unitOf(unit: string): string;
  typed: Typed;
  nextHref: string | undefined;
}

const Facts = ({ page: { t }, data: { binder }, rules, unitOf }: BinderPageProps) => {
  const say = (title: Parameters<typeof localize>[0]) => localize(title, t.locale);
  const small = rules.classOf(binder.classification);
  const kept = rules.retentionOf(binder.retention);
  return (
    <DescriptionList
      items={[
        { term: t('records.state'), value: t(BINDER_WORDS[binder.state]) },
        { term: t('records.year'), value: t('records.yearOf', { year: String(binder.fiscalYear) }) },
        { term: t('records.unit'), value: unitOf(binder.unit) },
        {
          term: t('records.classification'),
          value: small
            ? `${say(small.large)} ＞ ${say(small.middle)} ＞ ${say(small.title)}`
            : binder.classification,
        },
        {
          term: t('records.retention'),
          value: `${kept ? say(kept.title) : binder.retention}${small ? `（${small.article}）` : ''}`,
        },
        {
          term: t('records.keptUntil'),
          value: binder.keptUntil ? t.date(binder.keptUntil) : t('records.forEver'),
        },
      ]}
    />
  );
};

const Documents = ({ page, data: { documents }, nextHref }: BinderPageProps) => {
  const { t, base } = page;
  return (
    <Section title={t('records.binders.documents')}>
      {documents.length === 0 ? (
        <p>{t('records.binders.noDocuments')}</p>
      ) : (
        <>
          <Table
            id="documents"
            caption={t('records.binders.documents')}
            isCaptionHidden
            stacked
            columns={[
              {
                header: t('records.list.number'),
                isRowHeader: true,
                cell: (one) => <a href={`${base}/staff/records/documents/${one.id}`}>{fullNumber(t, one)}</a>,
              },
              { header: t('records.subject'), cell: ({ subject }) => subject },
              {
                header: t('records.completed'),
                nowrap: true,
                cell: ({ completedOn }) => (completedOn ? t.date(completedOn) : t('records.none')),
              },
              { header: t('records.state'), cell: ({ state }) => <StatusTag {...stateMark(t, state)} /> },
            ]}
            rows={documents}
          />
          <Pagination
            t={t}
            countText={t('records.list.shown', { shown: documents.length })}
            nextHref={nextHref}
          />
        </>
      )}
    </Section>
  );
};

const Events = ({ page: { t }, data: { events }, unitOf }: BinderPageProps) =>
  events.length === 0 ? null : (
    <Section title={t('records.binders.events')}>
      <Timeline
        entries={events.map(({ kind, from, to, reason, at }) => ({
          at: t.dateTime(at),
          title:
            kind === 'extended'
              ? t('records.extend.event', {
                  from: t.date(Temporal.PlainDate.from(from)),
                  to: t.date(Temporal.PlainDate.from(to)),
                })
              : t('records.handOver.event', { from: unitOf(from), to: unitOf(to) }),
          text: <p>{reason}</p>,
        }))}
      />
    </Section>
  );

const Work = ({ page, data: { binder, mayKeep, mayExtend, mayExport }, units, typed }: BinderPageProps) => {
  const { t, base } = page;
  const here = `${base}/staff/records/binders/${binder.id}`;
  const hidden = { revision: String(binder.revision) };
  const text = (id: string) => ({ t, id, value: typed.values[id], error: typed.errors[id] });
  return (
    <>
      {mayExport && (
        <Section title={t('records.package.title')}>
          <p>{t('records.package.lead')}</p>
          <Form t={t} action={`${here}/package`}>
            <Button type="submit" variant="secondary">
              {t('records.package.button')}
            </Button>
          </Form>
        </Section>
      )}
      {mayExtend && (
        <Section title={t('records.extend.title')}>
          <Form t={t} action={`${here}/extend`} hidden={hidden}>
            <TextInput {...text('until')} label={t('records.extend.until')} type="date" width="10" required />
            <Textarea
              {...text('extendReason')}
              label={t('records.reason')}
              hint={t('records.extend.hint')}
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
      {mayKeep && (
        <HandOverForm page={page} action={`${here}/hand-over`} of={binder} units={units} typed={typed} />
      )}
    </>
  );
};

/** One binder: what is in it, how long it is kept, what happened to it. */
export const BinderPage = (props: BinderPageProps) => {
  const { page, data, typed } = props;
  const { t, base } = page;
  const { title, volume } = data.binder;
  return (
    <StaffPage
      page={page}
      title={t('records.binderName', { title, volume })}
      breadcrumbs={[{ label: t('records.binders.title'), href: `${base}/staff/records/binders` }]}
      errors={summaryOf(typed)}
    >
      <Facts {...props} />
      <Documents {...props} />
      <Events {...props} />
      <Work {...props} />
    </StaffPage>
  );
};
