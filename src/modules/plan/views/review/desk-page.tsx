import { Button, ButtonLink } from '#ui/components/button.js';
import { DateInput } from '#ui/components/date-input.js';
import { EmptyState } from '#ui/components/empty-state.js';
import { Form } from '#ui/components/form.js';
import { Section } from '#ui/components/section.js';
import { StatusTag, type StatusTone } from '#ui/components/status-tag.js';
import { Table } from '#ui/components/table.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import type { RoundState } from '../../review/model.js';
import type { RoundSummary } from '../../review/reading.js';
import type { Abilities } from '../../service.js';
import { type FormState, fieldsOf, summaryOf } from './fields.js';
import { openLabels } from './labels.js';

export const ROUND_TONES = {
  open: 'active',
  judging: 'waiting',
  published: 'done',
} as const satisfies Record<RoundState, StatusTone>;

export interface DeskPageProps {
  page: PageContext;
  rounds: readonly RoundSummary[];
  abilities: Abilities;
  /** The form that opens a round; its id makes a double click open one. */
  form: FormState & { id: string };
}

/** Desk of the plan office: the reviews and how far each has got. */
export const DeskPage = ({ page, rounds, abilities, form }: DeskPageProps) => {
  const { t, base } = page;
  return (
    <StaffPage
      page={page}
      title={t('review.desk.title')}
      lead={t('review.desk.lead')}
      errors={summaryOf(t, form, openLabels(t))}
      actions={
        <>
          {abilities.report && (
            <ButtonLink href={`${base}/staff/plan/tasks`} variant="secondary">
              {t('review.desk.myTasks')}
            </ButtonLink>
          )}
          <ButtonLink href={`${base}/staff/plan/measures`} variant="secondary">
            {t('review.desk.measures')}
          </ButtonLink>
        </>
      }
    >
      <Section title={t('review.desk.rounds')}>
        {rounds.length === 0 ? (
          <EmptyState title={t('review.desk.none')} icon="chart">
            <p>{t('review.desk.noneText')}</p>
          </EmptyState>
        ) : (
          <Table
            id="rounds"
            caption={t('review.desk.rounds')}
            isCaptionHidden
            rows={rounds}
            columns={[
              {
                header: t('review.round.year'),
                isRowHeader: true,
                cell: ({ round }) => (
                  <a href={`${base}/staff/plan/rounds/${round.id}`}>
                    {t('review.round.title', { year: round.fiscalYear })}
                  </a>
                ),
              },
              {
                header: t('review.round.state'),
                cell: ({ round }) => (
                  <StatusTag tone={ROUND_TONES[round.state]} label={t(`review.round.state.${round.state}`)} />
                ),
              },
              { header: t('review.table.due'), nowrap: true, cell: ({ round }) => t.date(round.dueOn) },
              {
                header: t('review.round.progress'),
                cell: ({ reported, total }) => t('review.round.progressOf', { done: reported, total }),
              },
              {
                header: t('review.round.judgedProgress'),
                cell: ({ byState, total }) => t('review.round.progressOf', { done: byState.judged, total }),
              },
              {
                header: t('review.task.late'),
                cell: ({ late }) =>
                  late > 0 ? (
                    <StatusTag tone="problem" label={t('review.round.late', { count: late })} />
                  ) : (
                    t('review.table.count', { count: 0 })
                  ),
              },
            ]}
          />
        )}
      </Section>
      {abilities.review && <OpenRound page={page} form={form} />}
    </StaffPage>
  );
};

const OpenRound = ({ page, form }: Pick<DeskPageProps, 'page' | 'form'>) => {
  const { t, base } = page;
  const { typed, errors, id } = form;
  return (
    <Section title={t('review.open.title')}>
      <p>{t('review.open.text')}</p>
      <Form t={t} action={`${base}/staff/plan/rounds`} hidden={{ id }}>
        {fieldsOf(t, form).figure('fiscalYear', t('review.round.year'), {
          required: true,
          width: '5',
          hint: t('review.open.yearHint'),
        })}
        <DateInput
          t={t}
          id="dueOn"
          label={t('review.round.due')}
          required
          hint={t('review.open.dueHint')}
          error={errors.dueOn}
          value={{
            year: typed['dueOn.year'] ?? '',
            month: typed['dueOn.month'] ?? '',
            day: typed['dueOn.day'] ?? '',
          }}
        />
        <Button type="submit">{t('review.open.button')}</Button>
      </Form>
    </Section>
  );
};
