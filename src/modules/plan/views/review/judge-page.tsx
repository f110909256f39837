import { Button } from '#ui/components/button.js';
import { Form } from '#ui/components/form.js';
import { RadioGroup } from '#ui/components/radio-group.js';
import { Section } from '#ui/components/section.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import { RATINGS } from '../../model.js';
import { isReported, mayStepTask } from '../../review/model.js';
import type { TaskRow } from '../../review/reading.js';
import type { Abilities } from '../../service.js';
import { FigureTable } from '../figure-table.js';
import { FileLinks } from '../file-links.js';
import { whyWords } from '../words.js';
import { type FormState, fieldsOf, summaryOf } from './fields.js';
import { judgeLabels } from './labels.js';
import { TaskTag } from './task-tag.js';

export interface JudgePageProps {
  page: PageContext;
  row: TaskRow;
  abilities: Abilities;
  form: FormState;
  sending: FormState;
}

/** One measure before the headquarters: the report beside the figures, and the judgement. */
export const JudgePage = ({ page, row, abilities, form, sending }: JudgePageProps) => {
  const { t, base } = page;
  const { round, task, measure, byRule, isLate } = row;
  const address = `${base}/staff/plan/rounds/${round.id}/measures/${measure.number}`;
  const canJudge = abilities.judge && mayStepTask(round.state, task.state, 'judge');
  const canSendBack =
    (abilities.judge || abilities.review) && mayStepTask(round.state, task.state, 'sendBack');
  return (
    <StaffPage
      page={page}
      title={`${measure.label} ${measure.title}`}
      lead={measure.departments.join('、')}
      errors={[...summaryOf(t, form, judgeLabels(t)), ...summaryOf(t, sending, judgeLabels(t))]}
      breadcrumbs={[
        { label: t('review.desk.title'), href: `${base}/staff/plan` },
        {
          label: t('review.round.title', { year: round.fiscalYear }),
          href: `${base}/staff/plan/rounds/${round.id}`,
        },
        { label: measure.label },
      ]}
    >
      <p>
        <TaskTag t={t} state={task.state} isLate={isLate} />
      </p>
      <Report page={page} row={row} />
      <Figures page={page} row={row} />
      {canJudge && (
        <Section title={t('review.judge.title', { label: measure.label })}>
          {!isReported(task) && <p>{t('review.judge.unreported')}</p>}
          <Form t={t} action={`${address}/judge`}>
            <RadioGroup
              t={t}
              id="rating"
              label={t('review.judge.rating')}
              required
              hint={t('review.judge.ratingHint', {
                rating: t(`ui.rating.${byRule.rating}`),
                why: whyWords(t, byRule.why),
              })}
              {...(form.errors.rating ? { error: form.errors.rating } : {})}
              {...(form.typed.rating ? { value: form.typed.rating } : {})}
              options={RATINGS.map((rating) => ({ value: rating, label: t(`ui.rating.${rating}`) }))}
            />
            {fieldsOf(t, form).text('comment', t('review.judge.comment'))}
            <Button type="submit">{t('review.judge.button')}</Button>
          </Form>
        </Section>
      )}
      {canSendBack && (
        <Section title={t('review.back.title')} id="back">
          <Form t={t} action={`${address}/send-back`}>
            {fieldsOf(t, sending).text('reason', t('review.back.reason'), { required: true, rows: 2 })}
            <Button type="submit" variant="secondary">
              {t('review.back.button')}
            </Button>
          </Form>
        </Section>
      )}
    </StaffPage>
  );
};

const Report = ({
  page: { t, base },
  row: { measure, round, task },
}: {
  page: PageContext;
  row: TaskRow;
}) => {
  const progress = measure.progress.find(({ fiscalYear }) => fiscalYear === round.fiscalYear)?.text;
  const nameOf = (id: string) => measure.indicators.find((indicator) => indicator.id === id)?.name ?? id;
  return (
    <Section title={t('review.judge.report')}>
      {task.submittedAt && <p>{t('review.measure.submittedAt', { time: t.dateTime(task.submittedAt) })}</p>}
      <p lang="ja">{progress ?? t('review.judge.noReport')}</p>
      {task.evidence.length > 0 && (
        <>
          <h3>{t('review.judge.evidence')}</h3>
          <ul>
            {task.evidence.map(({ indicator, text, link, files = [] }) => (
              <li lang="ja">
                {nameOf(indicator)}：{text} {link && <a href={link}>{link}</a>}{' '}
                <FileLinks
                  files={files}
                  at={`${base}/staff/plan/rounds/${round.id}/measures/${measure.number}/evidence`}
                />
              </li>
            ))}
          </ul>
        </>
      )}
      {task.comment && (
        <>
          <h3>{t('review.judge.comment')}</h3>
          <p lang="ja">{task.comment}</p>
        </>
      )}
    </Section>
  );
};

const Figures = ({ page, row: { measure } }: { page: PageContext; row: TaskRow }) => (
  <Section title={page.t('review.judge.figures')}>
    {measure.indicators.map((indicator) => (
      <FigureTable page={page} indicator={indicator} withWhy />
    ))}
  </Section>
);
