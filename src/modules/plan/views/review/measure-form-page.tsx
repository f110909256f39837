import { Button } from '#ui/components/button.js';
import { Form } from '#ui/components/form.js';
import { stageWords } from '#ui/components/plan-tags.js';
import { Section } from '#ui/components/section.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import { type Measure, type Pillar, Stage } from '../../definition.js';
import type { FieldChange } from '../../model.js';
import { Conflict } from './conflict.js';
import { type FormState, fieldsOf, summaryOf } from './fields.js';
import { measureLabels } from './labels.js';
import { ScheduleFields } from './schedule-fields.js';

export interface MeasureFormPageProps {
  page: PageContext;
  /** Null for a new measure. */
  measure: Measure | null;
  base: number | null;
  pillars: readonly Pillar[];
  /** Fiscal years of the yearly texts. */
  years: readonly number[];
  form: FormState;
  /** The form that ends the measure, below; it has its own state. */
  ending: FormState;
  conflict: readonly FieldChange[] | null;
}

/** All fields of a measure but its indicators, which have pages of their own. */
export const MeasureFormPage = (props: MeasureFormPageProps) => {
  const { page, measure, base, pillars, years, form, ending, conflict } = props;
  const { t } = page;
  const fields = fieldsOf(t, form);
  const title = measure ? t('review.edit.title', { label: measure.label }) : t('review.edit.new');
  const address = `${page.base}/staff/plan/measures${measure ? `/${measure.number}/edit` : '/new'}`;
  return (
    <StaffPage
      page={page}
      title={title}
      errors={[form, ending].flatMap((one) => summaryOf(t, one, measureLabels(t)))}
      breadcrumbs={[
        { label: t('review.desk.title'), href: `${page.base}/staff/plan` },
        { label: t('review.desk.measures'), href: `${page.base}/staff/plan/measures` },
        ...(measure
          ? [{ label: measure.label, href: `${page.base}/staff/plan/measures/${measure.number}` }]
          : []),
        { label: title },
      ]}
    >
      <Conflict t={t} changes={conflict} />
      <Form t={t} action={address} hidden={{ base: base === null ? undefined : String(base) }}>
        {!measure &&
          fields.line('number', t('review.edit.number'), {
            required: true,
            width: '10',
            hint: t('review.edit.numberHint'),
          })}
        {fields.line('label', t('review.edit.label'), {
          required: true,
          width: '10',
          hint: t('review.edit.labelHint'),
        })}
        {fields.line('title', t('review.edit.name'), { required: true })}
        {fields.choice(
          'pillar',
          t('review.edit.pillar'),
          pillars.map(({ id, label, title: name }) => ({ value: id, label: `${label} ${name}` })),
          { required: true },
        )}
        {fields.text('departments', t('review.edit.departments'), {
          rows: 2,
          hint: t('review.edit.departmentsHint'),
        })}
        {fields.figure('yearListed', t('review.edit.yearListed'), { width: '5' })}
        {measure?.stage !== 'ended' &&
          fields.choice(
            'stage',
            t('review.edit.stage'),
            Stage.exclude(['ended']).options.map((stage) => ({
              value: stage,
              label: stageWords(t, stage),
            })),
            { required: true, emptyLabel: null },
          )}
        {fields.text('purpose', t('review.edit.purpose'))}
        {fields.text('state', t('review.report.state'))}
        {fields.text('outlook', t('review.report.outlook'))}
        {years.map((year) =>
          fields.text(`progress.${year}`, t('review.report.progress', { year }), { rows: 2 }),
        )}
        <Section title={t('review.report.schedule')}>
          <ScheduleFields t={t} form={form} />
        </Section>
        {fields.text('tags', t('review.edit.tags'), { rows: 2, hint: t('review.edit.linesHint') })}
        {fields.text('related', t('review.edit.related'), { rows: 2, hint: t('review.edit.linesHint') })}
        {fields.text('systems', t('review.edit.systems'), { rows: 2, hint: t('review.edit.linesHint') })}
        {measure && fields.line('reason', t('review.edit.reason'), { hint: t('review.edit.reasonHint') })}
        <Button type="submit">{t('review.edit.save')}</Button>
      </Form>
      {measure && measure.stage !== 'ended' && (
        <EndForm page={page} measure={measure} base={base} form={ending} />
      )}
    </StaffPage>
  );
};

const EndForm = ({
  page,
  measure,
  base,
  form,
}: {
  page: PageContext;
  measure: Measure;
  base: number | null;
  form: FormState;
}) => {
  const { t } = page;
  const fields = fieldsOf(t, form);
  return (
    <Section title={t('review.end.title')} id="end">
      <p>{t('review.end.text')}</p>
      <Form
        t={t}
        action={`${page.base}/staff/plan/measures/${measure.number}/end`}
        hidden={{ base: base === null ? undefined : String(base) }}
      >
        {fields.figure('endYear', t('review.end.year'), { required: true, width: '5' })}
        {fields.text('endReason', t('review.end.reason'), { required: true, rows: 2 })}
        <Button type="submit" variant="danger">
          {t('review.end.button')}
        </Button>
      </Form>
    </Section>
  );
};
