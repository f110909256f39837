import { Button, ButtonLink } from '#ui/components/button.js';
import { ConfirmButton } from '#ui/components/confirm-button.js';
import { Form } from '#ui/components/form.js';
import { RatingTag } from '#ui/components/plan-tags.js';
import { ProgressBar } from '#ui/components/progress-bar.js';
import { Section } from '#ui/components/section.js';
import { StatusTag } from '#ui/components/status-tag.js';
import { Table } from '#ui/components/table.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import { mayStepRound } from '../../review/model.js';
import type { RoundSummary, TaskRow } from '../../review/reading.js';
import type { Abilities } from '../../service.js';
import { ROUND_TONES } from './desk-page.js';
import { TaskTag } from './task-tag.js';

export interface RoundPageProps {
  page: PageContext;
  summary: RoundSummary;
  rows: readonly TaskRow[];
  abilities: Abilities;
}

/** One review: how far it has got, measure by measure, and what may happen next. */
export const RoundPage = ({ page, summary, rows, abilities }: RoundPageProps) => {
  const { t, base } = page;
  const { round, total, byState, reported, late } = summary;
  const address = `${base}/staff/plan/rounds/${round.id}`;
  const title = t('review.round.title', { year: round.fiscalYear });
  const bar = (label: string, value: number) => (
    <ProgressBar
      label={label}
      value={value}
      max={total}
      text={t('review.round.progressOf', { done: value, total })}
    />
  );
  return (
    <StaffPage
      page={page}
      title={title}
      lead={t('review.round.dueOn', { date: t.date(round.dueOn) })}
      breadcrumbs={[{ label: t('review.desk.title'), href: `${base}/staff/plan` }, { label: title }]}
    >
      <p>
        <StatusTag tone={ROUND_TONES[round.state]} label={t(`review.round.state.${round.state}`)} />{' '}
        {round.state === 'open' &&
          (late > 0 ? (
            <StatusTag tone="problem" label={t('review.round.late', { count: late })} />
          ) : (
            t('review.round.noneLate')
          ))}
      </p>
      {bar(t('review.round.progress'), reported)}
      {bar(t('review.round.judgedProgress'), byState.judged)}
      {abilities.review && <NextSteps page={page} summary={summary} address={address} />}
      <Section title={t('review.round.tasks')}>
        <Table
          id="tasks"
          caption={t('review.round.tasks')}
          isCaptionHidden
          rows={rows}
          columns={[
            { header: t('review.table.number'), nowrap: true, cell: ({ measure }) => measure.label },
            {
              header: t('review.table.measure'),
              isRowHeader: true,
              cell: ({ measure }) => (
                <a href={`${address}/measures/${measure.number}`} lang="ja">
                  {measure.title}
                </a>
              ),
            },
            { header: t('review.table.department'), cell: ({ measure }) => measure.departments.join('、') },
            {
              header: t('review.table.state'),
              cell: ({ task, isLate }) => <TaskTag t={t} state={task.state} isLate={isLate} />,
            },
            {
              header: t('review.table.rating'),
              cell: ({ byRule }) => <RatingTag t={t} rating={byRule.rating} />,
            },
            {
              header: t('review.table.judgement'),
              cell: ({ task }) =>
                task.state === 'judged' && task.rating && <RatingTag t={t} rating={task.rating} />,
            },
          ]}
        />
      </Section>
    </StaffPage>
  );
};

const NextSteps = ({
  page: { t, base },
  summary,
  address,
}: {
  page: PageContext;
  summary: RoundSummary;
  address: string;
}) => {
  const { round, total, byState } = summary;
  const waiting = total - byState.judged;
  if (round.state === 'published') {
    return (
      <Section title={t('review.round.state.published')}>
        {round.publishedAt && <p>{t('review.round.publishedOn', { date: t.dateTime(round.publishedAt) })}</p>}
        <ButtonLink href={`${base}/plan/rounds/${round.id}`} variant="secondary">
          {t('review.round.seePublished')}
        </ButtonLink>
      </Section>
    );
  }
  return (
    <>
      {mayStepRound(round.state, 'closeReports') && (
        <Section title={t('review.close.title')}>
          <p>{t('review.close.text')}</p>
          <Form t={t} action={`${address}/close`}>
            <Button type="submit">{t('review.close.button')}</Button>
          </Form>
        </Section>
      )}
      {mayStepRound(round.state, 'publish') && (
        <Section title={t('review.publish.title')}>
          {waiting > 0 ? (
            <p>{t('review.publish.waiting', { count: waiting })}</p>
          ) : (
            <>
              <p>{t('review.publish.text')}</p>
              <Form t={t} action={`${address}/publish`}>
                <ConfirmButton
                  id="publish"
                  variant="primary"
                  label={t('review.publish.button')}
                  question={t('review.publish.confirm')}
                  cancel={t('review.publish.cancel')}
                />
              </Form>
            </>
          )}
        </Section>
      )}
      {mayStepRound(round.state, 'reopen') && (
        <Form t={t} action={`${address}/reopen`}>
          <Button type="submit" variant="secondary">
            {t('review.reopen.button')}
          </Button>
        </Form>
      )}
    </>
  );
};
