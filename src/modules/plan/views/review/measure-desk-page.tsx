import { ButtonLink } from '#ui/components/button.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { RatingTag, StageTag } from '#ui/components/plan-tags.js';
import { Section } from '#ui/components/section.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import type { Missing } from '../../completeness.js';
import type { FieldChange, MeasureView } from '../../model.js';
import { hasEnded } from '../../recorded-changes.js';
import { mayStepTask } from '../../review/model.js';
import type { TaskRow } from '../../review/reading.js';
import type { Abilities } from '../../service.js';
import { whyWords } from '../words.js';
import { Conflict } from './conflict.js';
import { type FormState, summaryOf } from './fields.js';
import { reportLabels } from './labels.js';
import { ReportForm } from './report-form.js';
import { TaskTag } from './task-tag.js';

export interface MeasureDeskPageProps {
  page: PageContext;
  measure: MeasureView;
  missing: readonly Missing[];
  /** What the review asks that is shown; null when none asks anything. */
  row: TaskRow | null;
  /** What the other running reviews ask. */
  others: readonly TaskRow[];
  abilities: Abilities;
  base: number;
  form: FormState;
  conflict: readonly FieldChange[] | null;
}

/** A measure for those who keep it: what is asked, what is missing, the report. */
export const MeasureDeskPage = (props: MeasureDeskPageProps) => {
  const { page, measure, missing, row, others, abilities, base, form, conflict } = props;
  const { t } = page;
  const address = `${page.base}/staff/plan/measures/${measure.number}`;
  const toReport = row?.mayReport && mayStepTask(row.round.state, row.task.state, 'submit') ? row : null;
  return (
    <StaffPage
      page={page}
      title={`${measure.label} ${measure.title}`}
      lead={measure.departments.join('、')}
      errors={summaryOf(t, form, row ? reportLabels(t, measure, row.round.fiscalYear) : () => null)}
      breadcrumbs={[
        { label: t('review.desk.title'), href: `${page.base}/staff/plan` },
        { label: t('review.desk.measures'), href: `${page.base}/staff/plan/measures` },
        { label: measure.label },
      ]}
      actions={
        <>
          {abilities.edit && (
            <ButtonLink href={`${address}/edit`} variant="secondary">
              {t('review.desk.edit')}
            </ButtonLink>
          )}
          <ButtonLink href={`${page.base}/plan/${measure.number}`} variant="tertiary">
            {t('review.measure.public')}
          </ButtonLink>
        </>
      }
    >
      <p>
        <StageTag t={t} stage={measure.stage} /> <RatingTag t={t} rating={measure.rating} />{' '}
        {whyWords(t, measure.why)}
      </p>
      <Conflict t={t} changes={conflict} />
      {row ? <TaskState page={page} row={row} /> : <p>{t('review.measure.noTask')}</p>}
      {others.map(({ round, task, isLate }) => (
        <p>
          <a href={`${address}?round=${round.id}`}>
            {t('review.measure.otherTask', { year: round.fiscalYear })}
          </a>{' '}
          <TaskTag t={t} state={task.state} isLate={isLate} />
        </p>
      ))}
      <Section title={t('review.measure.missing')}>
        {missing.length === 0 ? (
          <p>{t('review.measure.complete')}</p>
        ) : (
          <ul>
            {missing.map(({ code, params }) => (
              <li>{t(`measure.missing.${code}`, params)}</li>
            ))}
          </ul>
        )}
      </Section>
      {toReport && (
        <ReportForm page={page} measure={measure} round={toReport.round} base={base} form={form} />
      )}
      {abilities.edit && <IndicatorLinks page={page} measure={measure} address={address} />}
    </StaffPage>
  );
};

const TaskState = ({ page: { t }, row: { round, task, isLate } }: { page: PageContext; row: TaskRow }) => (
  <Section title={t('review.measure.task', { year: round.fiscalYear })}>
    <p>
      <TaskTag t={t} state={task.state} isLate={isLate} />{' '}
      {t('review.round.dueOn', { date: t.date(round.dueOn) })}
    </p>
    {task.submittedAt && <p>{t('review.measure.submittedAt', { time: t.dateTime(task.submittedAt) })}</p>}
    {task.state === 'returned' && (
      <NotificationBanner t={t} kind="warning" title={t('review.measure.returned')}>
        <p lang="ja">{task.returnedReason}</p>
      </NotificationBanner>
    )}
  </Section>
);

const IndicatorLinks = ({
  page: { t },
  measure,
  address,
}: {
  page: PageContext;
  measure: MeasureView;
  address: string;
}) => (
  <Section title={t('review.measure.indicators')}>
    <ul>
      {measure.indicators.map(({ id, name, changes }) => (
        <li>
          <a href={`${address}/indicators/${id}`} lang="ja">
            {t('review.measure.editIndicator', { name })}
          </a>
          {hasEnded(changes) && ` ${t('review.measure.endedIndicator')}`}
        </li>
      ))}
    </ul>
    <ButtonLink href={`${address}/indicators/new`} variant="secondary">
      {t('review.measure.addIndicator')}
    </ButtonLink>
  </Section>
);
