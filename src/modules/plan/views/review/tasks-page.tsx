import { EmptyState } from '#ui/components/empty-state.js';
import { Table } from '#ui/components/table.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import type { TaskRow } from '../../review/reading.js';
import { TaskTag } from './task-tag.js';

/** What the sections of a member of staff owe to the running reviews. */
export const TasksPage = ({ page, rows }: { page: PageContext; rows: readonly TaskRow[] }) => {
  const { t, base } = page;
  return (
    <StaffPage
      page={page}
      title={t('review.tasks.title')}
      lead={t('review.tasks.lead')}
      breadcrumbs={[{ label: t('review.tasks.title') }]}
    >
      {rows.length === 0 ? (
        <EmptyState title={t('review.tasks.none')} icon="check">
          <p>{t('review.tasks.noneText')}</p>
        </EmptyState>
      ) : (
        <Table
          id="tasks"
          caption={t('review.tasks.title')}
          isCaptionHidden
          rows={rows}
          columns={[
            { header: t('review.table.number'), nowrap: true, cell: ({ measure }) => measure.label },
            {
              header: t('review.table.measure'),
              isRowHeader: true,
              cell: ({ measure, round }) => (
                <a href={`${base}/staff/plan/measures/${measure.number}?round=${round.id}`} lang="ja">
                  {measure.title}
                </a>
              ),
            },
            {
              header: t('review.round.year'),
              cell: ({ round }) => t('measure.fiscalYear', { year: round.fiscalYear }),
            },
            {
              header: t('review.table.state'),
              cell: ({ task, isLate }) => <TaskTag t={t} state={task.state} isLate={isLate} />,
            },
            { header: t('review.table.due'), nowrap: true, cell: ({ round }) => t.date(round.dueOn) },
          ]}
        />
      )}
    </StaffPage>
  );
};
