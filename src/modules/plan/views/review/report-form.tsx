import { files } from '#forms/fields/file/files.js';
import { Button } from '#ui/components/button.js';
import { Details } from '#ui/components/details.js';
import { Form } from '#ui/components/form.js';
import { Section } from '#ui/components/section.js';
import type { PageContext } from '#ui/page.js';
import { targetFor } from '../../assemble.js';
import { lacksExternal } from '../../counting.js';
import { evidenceField, type SentEvidence } from '../../forms/evidence-files.js';
import type { IndicatorView, MeasureView } from '../../model.js';
import { hasEnded } from '../../recorded-changes.js';
import type { Round } from '../../review/model.js';
import { figureWithUnit } from '../words.js';
import { type Fields, type FormState, fieldsOf } from './fields.js';
import { ScheduleFields } from './schedule-fields.js';

export interface ReportFormProps {
  page: PageContext;
  measure: MeasureView;
  round: Round;
  /** Version that the form began with. */
  base: number;
  form: FormState;
}

/** What a section reports for a measure: what was done, the results with their evidence, what comes next. */
export const ReportForm = ({ page, measure, round, base, form }: ReportFormProps) => {
  const { t } = page;
  const fields = fieldsOf(t, form);
  const year = round.fiscalYear;
  return (
    <Section title={t('review.report.title')} id="report">
      <Form
        t={t}
        action={`${page.base}/staff/plan/measures/${measure.number}/report`}
        hidden={{ round: round.id, base: String(base) }}
        multipart
      >
        {fields.text('progress', t('review.report.progress', { year }), {
          required: true,
          hint: t('review.report.progressHint'),
        })}
        {measure.indicators
          .filter(({ changes }) => !hasEnded(changes))
          .map((indicator) => (
            <IndicatorReport
              page={page}
              indicator={indicator}
              round={round}
              fields={fields}
              sent={form.evidence}
            />
          ))}
        {fields.text('state', t('review.report.state'), { hint: t('review.report.stateHint') })}
        {fields.text('outlook', t('review.report.outlook'))}
        <Details
          summary={t('review.report.schedule')}
          open={Object.keys(form.errors).some((name) => name.startsWith('schedule.'))}
        >
          <ScheduleFields t={t} form={form} />
        </Details>
        <Button type="submit">{t('review.report.button')}</Button>
      </Form>
    </Section>
  );
};

interface IndicatorReportProps {
  page: PageContext;
  indicator: IndicatorView;
  round: Round;
  fields: Fields;
  sent: SentEvidence | undefined;
}

const IndicatorReport = ({
  page: { t },
  indicator,
  round: { fiscalYear: year },
  fields,
  sent,
}: IndicatorReportProps) => {
  const { id, kind, name, unit, count } = indicator;
  const value = indicator.years.find((one) => one.fiscalYear === year);
  const counted = value?.source === 'counted' ? value.result : null;
  const target = targetFor(indicator, year);
  const hint =
    target === null
      ? t('review.report.noTarget')
      : t('review.report.resultHint', { target: figureWithUnit(t, indicator, target) });
  const label = t('review.report.result', { year });
  return (
    <fieldset class="field">
      <legend class="field-label" data-size="large" lang="ja">
        {name}
      </legend>
      {count ? (
        <>
          <p>
            {counted !== null
              ? t('review.report.counted', { year, result: figureWithUnit(t, indicator, counted) })
              : lacksExternal(count, year)
                ? t('measure.why.externalMissing', { year })
                : t('review.report.countedNone', { year })}
          </p>
          {count.external.map((channel, place) =>
            fields.figure(
              `external.${id}.${place}`,
              t('review.report.external', { label: channel.label, year }),
            ),
          )}
          {counted === null &&
            fields.figure(`result.${id}`, t('review.report.resultTyped', { year }), {
              hint,
              ...(unit ? { suffix: unit } : {}),
            })}
        </>
      ) : kind === 'yesNo' ? (
        fields.choice(
          `result.${id}`,
          label,
          [
            { value: 'yes', label: t('measure.figure.yes') },
            { value: 'no', label: t('measure.figure.no') },
          ],
          { hint },
        )
      ) : kind === 'milestone' ? (
        <>
          {fields.text(`result.${id}`, label, { hint, rows: 2 })}
          {fields.choice(
            `achieved.${id}`,
            t('review.report.achieved'),
            (['yes', 'partly', 'no'] as const).map((one) => ({
              value: one,
              label: t(`measure.achieved.${one}`),
            })),
          )}
        </>
      ) : (
        fields.figure(`result.${id}`, label, { hint, ...(unit ? { suffix: unit } : {}) })
      )}
      {fields.line(`note.${id}`, t('review.report.note'))}
      {fields.line(`evidence.${id}`, t('review.report.evidence'), { hint: t('review.report.evidenceHint') })}
      {fields.line(`link.${id}`, t('review.report.link'), { hint: t('review.report.linkHint') })}
      <files.View
        t={t}
        field={evidenceField(indicator, t('review.report.files'))}
        raw={sent?.[id]?.raw ?? {}}
        errors={sent?.[id]?.errors ?? []}
      />
    </fieldset>
  );
};
