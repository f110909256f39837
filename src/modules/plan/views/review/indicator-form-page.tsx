import { Button } from '#ui/components/button.js';
import { Checkbox } from '#ui/components/checkbox.js';
import { Details } from '#ui/components/details.js';
import { Form } from '#ui/components/form.js';
import { Section } from '#ui/components/section.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import type { CommonIndicators } from '../../catalog.js';
import { type Indicator, IndicatorKind, type Measure } from '../../definition.js';
import type { FieldChange } from '../../model.js';
import { hasEnded } from '../../recorded-changes.js';
import { Conflict } from './conflict.js';
import { type Fields, type FormState, fieldsOf, summaryOf } from './fields.js';
import { indicatorLabels } from './labels.js';

export interface IndicatorFormPageProps {
  page: PageContext;
  measure: Measure;
  /** Null for a new one. */
  indicator: Indicator | null;
  base: number;
  years: readonly number[];
  common: CommonIndicators;
  form: FormState;
  ending: FormState;
  conflict: readonly FieldChange[] | null;
}

/** One indicator: its words and its figures year by year. */
export const IndicatorFormPage = (props: IndicatorFormPageProps) => {
  const { page, measure, indicator, base, years, common, form, ending, conflict } = props;
  const { t } = page;
  const fields = fieldsOf(t, form);
  const sheet = `${page.base}/staff/plan/measures/${measure.number}`;
  const title = indicator ? t('review.indicator.title', { name: indicator.name }) : t('review.indicator.new');
  return (
    <StaffPage
      page={page}
      title={title}
      errors={[form, ending].flatMap((one) => summaryOf(t, one, indicatorLabels(t)))}
      breadcrumbs={[
        { label: t('review.desk.title'), href: `${page.base}/staff/plan` },
        { label: t('review.desk.measures'), href: `${page.base}/staff/plan/measures` },
        { label: measure.label, href: sheet },
        { label: title },
      ]}
    >
      <Conflict t={t} changes={conflict} />
      {indicator?.count && <p>{t('review.indicator.counted')}</p>}
      <Form t={t} action={`${sheet}/indicators/${indicator?.id ?? 'new'}`} hidden={{ base: String(base) }}>
        {fields.line('name', t('review.indicator.name'), { required: true })}
        {fields.choice(
          'kind',
          t('review.indicator.kind'),
          IndicatorKind.options.map((kind) => ({ value: kind, label: t(`measure.kind.${kind}`) })),
          { required: true, emptyLabel: null },
        )}
        {fields.line('unit', t('review.indicator.unit'), {
          width: '10',
          hint: t('review.indicator.unitHint'),
        })}
        {fields.choice(
          'direction',
          t('review.indicator.direction'),
          (['up', 'down'] as const).map((one) => ({ value: one, label: t(`measure.direction.${one}`) })),
          { required: true, emptyLabel: null },
        )}
        {fields.text('definition', t('review.indicator.definition'), { rows: 2 })}
        {fields.choice(
          'common',
          t('review.indicator.common'),
          common.map(({ id, name }) => ({ value: id, label: name })),
          { hint: t('review.indicator.commonHint'), emptyLabel: t('review.indicator.noCommon') },
        )}
        <Checkbox
          t={t}
          id="targetStands"
          label={t('review.indicator.targetStands')}
          value="on"
          checked={Boolean(form.typed.targetStands)}
        />
        <Section title={t('review.indicator.figures')}>
          {years.map((year) => (
            <YearFields page={page} year={year} indicator={indicator} fields={fields} form={form} />
          ))}
        </Section>
        {indicator &&
          fields.line('reason', t('review.edit.reason'), { hint: t('review.indicator.reasonHint') })}
        <Button type="submit">{t('review.edit.save')}</Button>
      </Form>
      {indicator && !hasEnded(indicator.changes) && (
        <Section title={t('review.indicator.end')} id="end">
          <p>{t('review.indicator.endText')}</p>
          <Form t={t} action={`${sheet}/indicators/${indicator.id}/end`} hidden={{ base: String(base) }}>
            {fieldsOf(t, ending).text('endReason', t('review.end.reason'), { required: true, rows: 2 })}
            <Button type="submit" variant="danger">
              {t('review.indicator.endButton')}
            </Button>
          </Form>
        </Section>
      )}
    </StaffPage>
  );
};

interface YearFieldsProps {
  page: PageContext;
  year: number;
  indicator: Indicator | null;
  fields: Fields;
  form: FormState;
}

const YearFields = ({ page: { t }, year, indicator, fields, form }: YearFieldsProps) => {
  const names = ['target', 'result', 'achieved', 'note'].map((side) => `${side}.${year}`);
  const kind = form.typed.kind ?? indicator?.kind;
  const figure = (side: 'target' | 'result') => {
    const name = `${side}.${year}`;
    const label = t(`review.indicator.${side}`, { year });
    if (kind !== 'yesNo') return kind === 'milestone' ? fields.line(name, label) : fields.figure(name, label);
    return fields.choice(
      name,
      label,
      (['yes', 'no'] as const).map((one) => ({ value: one, label: t(`measure.figure.${one}`) })),
    );
  };
  return (
    <Details
      summary={t('measure.fiscalYear', { year })}
      open={names.some((name) => Boolean(form.typed[name]) || form.errors[name] !== undefined)}
    >
      {figure('target')}
      {figure('result')}
      {kind === 'milestone' &&
        fields.choice(
          `achieved.${year}`,
          t('review.indicator.achieved', { year }),
          (['yes', 'partly', 'no'] as const).map((one) => ({
            value: one,
            label: t(`measure.achieved.${one}`),
          })),
        )}
      {fields.line(`note.${year}`, t('review.indicator.note', { year }))}
    </Details>
  );
};
