import type { Translator } from '#kernel/i18n/translate.js';
import { Button, ButtonLink } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Form } from '#ui/components/form.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { Section } from '#ui/components/section.js';
import { Stat, Stats } from '#ui/components/stat.js';
import { Table } from '#ui/components/table.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import type { PlanChange } from '../../exchange/import/plan-changes.js';
import type { ImportPreview, MeasureChanges } from '../../exchange/import/service.js';
import type { FieldChange } from '../../model.js';
import { placeWords, valueWords } from '../change-words.js';
import { Notices } from './import-page.js';

interface Row {
  item: string;
  from: string | null;
  to: string | null;
}

function measureRow(t: Translator, change: FieldChange): Row {
  const words = (value: string | null) => value && valueWords(t, change.field, value);
  return { item: placeWords(t, change), from: words(change.from), to: words(change.to) };
}

const planRow = (t: Translator, { part, of, from, to }: PlanChange): Row => ({
  item: of === null ? t(`review.exchange.part.${part}`) : `${t(`review.exchange.part.${part}`)}　${of}`,
  from,
  to,
});

/** Line ends of what people wrote are kept. */
const Lines = ({ text, empty }: { text: string | null; empty: string }) =>
  text === null ? (
    <span class="muted">{empty}</span>
  ) : (
    <span>
      {text.split('\n').map((line, index) => (
        <>
          {index > 0 && <br />}
          {line}
        </>
      ))}
    </span>
  );

const ChangeTable = ({
  t,
  id,
  caption,
  rows,
}: {
  t: Translator;
  id: string;
  caption: string;
  rows: Row[];
}) => (
  <Table
    id={id}
    caption={caption}
    isCaptionHidden
    rows={rows}
    columns={[
      { header: t('review.exchange.preview.item'), cell: ({ item }) => item, isRowHeader: true },
      {
        header: t('review.exchange.preview.from'),
        cell: ({ from }) => <Lines text={from} empty={t('review.exchange.preview.empty')} />,
      },
      {
        header: t('review.exchange.preview.to'),
        cell: ({ to }) => <Lines text={to} empty={t('review.exchange.preview.empty')} />,
      },
    ]}
  />
);

const MeasureSection = ({ t, index, measure }: { t: Translator; index: number; measure: MeasureChanges }) => {
  const title = `${measure.label} ${measure.title}`;
  return (
    <Section title={title}>
      {measure.isNew ? (
        <p>{t('review.exchange.preview.newMeasure')}</p>
      ) : measure.changes.length === 0 ? (
        <p>{t('review.exchange.preview.otherChange')}</p>
      ) : (
        <ChangeTable
          t={t}
          id={`changes-${index}`}
          caption={title}
          rows={measure.changes.map((change) => measureRow(t, change))}
        />
      )}
    </Section>
  );
};

const State = ({ page: { t, base }, preview }: { page: PageContext; preview: ImportPreview }) => {
  if (preview.appliedAt) {
    return (
      <NotificationBanner t={t} kind="success" title={t('review.exchange.preview.appliedTitle')}>
        <p>{t('review.exchange.preview.appliedText', { at: t.dateTime(preview.appliedAt) })}</p>
        <p>
          <a href={`${base}/plan`}>{t('review.exchange.preview.toPlan')}</a>
        </p>
      </NotificationBanner>
    );
  }
  if (preview.overtaken.length === 0) return null;
  return (
    <NotificationBanner t={t} kind="warning" title={t('review.exchange.preview.overtakenTitle')}>
      <p>{t('review.exchange.preview.overtakenText', { labels: preview.overtaken.join('、') })}</p>
    </NotificationBanner>
  );
};

/** What a file would change, measure by measure, before anything does; afterwards what it has changed. */
export const PreviewPage = ({ page, preview }: { page: PageContext; preview: ImportPreview }) => {
  const { t, base } = page;
  const { measures, plan } = preview;
  const added = measures.filter(({ isNew }) => isNew).length;
  const fields = plan.length + measures.reduce((sum, { changes }) => sum + changes.length, 0);
  const mayApply = preview.appliedAt === null && preview.overtaken.length === 0;
  return (
    <StaffPage
      page={page}
      title={t('review.exchange.preview.title')}
      lead={t('review.exchange.preview.lead', { file: preview.fileName })}
      breadcrumbs={[
        { label: t('review.desk.title'), href: `${base}/staff/plan` },
        { label: t('review.exchange.import.title'), href: `${base}/staff/plan/import` },
        { label: t('review.exchange.preview.title') },
      ]}
    >
      <State page={page} preview={preview} />
      <Stats>
        <Stat
          label={t('review.exchange.preview.changed')}
          value={t.number(measures.length - added)}
          unit={t('review.exchange.preview.unitMeasures')}
        />
        <Stat
          label={t('review.exchange.preview.added')}
          value={t.number(added)}
          unit={t('review.exchange.preview.unitMeasures')}
        />
        <Stat
          label={t('review.exchange.preview.fields')}
          value={t.number(fields)}
          unit={t('review.exchange.preview.unitFields')}
        />
      </Stats>
      <Notices t={t} notices={preview.notices} />
      {plan.length > 0 && (
        <Section title={t('review.exchange.preview.plan')}>
          <ChangeTable
            t={t}
            id="changes-plan"
            caption={t('review.exchange.preview.plan')}
            rows={plan.map((change) => planRow(t, change))}
          />
        </Section>
      )}
      {measures.map((measure, index) => (
        <MeasureSection t={t} index={index} measure={measure} />
      ))}
      {mayApply && (
        <Form t={t} action={`${base}/staff/plan/import/${preview.id}/apply`}>
          <p>{t('review.exchange.preview.applyText')}</p>
          <ButtonRow>
            <Button type="submit">{t('review.exchange.preview.apply')}</Button>
            <ButtonLink href={`${base}/staff/plan/import`} variant="tertiary">
              {t('review.exchange.preview.again')}
            </ButtonLink>
          </ButtonRow>
        </Form>
      )}
    </StaffPage>
  );
};
