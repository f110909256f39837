import { today } from '#kernel/clock.js';
import type { MessageKey } from '#kernel/i18n/catalogues.js';
import { localize } from '#kernel/i18n/locales.js';
import { StatusTag, type StatusTone } from '#ui/components/status-tag.js';
import { Table } from '#ui/components/table.js';
import type { PageContext } from '#ui/page.js';
import { isOverdue, type Task, type TaskState } from '../desk.js';

const STATES = {
  open: { word: 'counter.tasks.state.open', tone: 'active' },
  done: { word: 'counter.tasks.state.done', tone: 'done' },
  notNeeded: { word: 'counter.tasks.state.notNeeded', tone: 'neutral' },
} as const satisfies Record<TaskState, { word: MessageKey; tone: StatusTone }>;

export const stateWord = (state: TaskState): MessageKey => STATES[state].word;

type Shown = Pick<Task, 'state' | 'dueOn'>;

const dayOf = ({ now }: PageContext): Temporal.PlainDate => today({ now: () => now });

export const TaskTag = ({ page, task }: { page: PageContext; task: Shown }) =>
  isOverdue(task, dayOf(page)) ? (
    <StatusTag tone="problem" label={page.t('counter.tasks.overdue')} />
  ) : (
    <StatusTag tone={STATES[task.state].tone} label={page.t(STATES[task.state].word)} />
  );

export const taskPath = (id: string, rest = ''): string => `/staff/tasks/${id}${rest}`;

/** Name of a unit, for a page; null is a place elsewhere. */
export type UnitNames = (unit: string | null) => string;

interface TaskTableProps {
  page: PageContext;
  tasks: readonly Task[];
  unitName: UnitNames;
}

/** The tasks of a visit, in the order of the guide. */
export const TaskTable = ({ page, tasks, unitName }: TaskTableProps) => {
  const { t, base } = page;
  return (
    <Table
      id="tasks"
      caption={t('counter.tasks.title')}
      isCaptionHidden
      stacked
      columns={[
        {
          header: t('counter.tasks.what'),
          cell: ({ id, subject }) => (
            <a href={`${base}${taskPath(id)}`}>{localize(subject.title, t.locale)}</a>
          ),
          isRowHeader: true,
        },
        {
          header: t('counter.tasks.unit'),
          cell: ({ unit }) => unitName(unit),
        },
        { header: t('guide.item.deadline'), cell: ({ dueOn }) => (dueOn ? t.date(dueOn) : '') },
        { header: t('counter.tasks.state'), cell: (task) => <TaskTag page={page} task={task} /> },
        { header: t('counter.tasks.note'), cell: ({ note }) => note ?? '' },
      ]}
      rows={tasks}
    />
  );
};
