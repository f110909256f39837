import { localize } from '#kernel/i18n/locales.js';
import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { DescriptionList } from '#ui/components/description-list.js';
import { EmptyState } from '#ui/components/empty-state.js';
import { Form } from '#ui/components/form.js';
import { Pagination } from '#ui/components/pagination.js';
import { RadioGroup } from '#ui/components/radio-group.js';
import { Section } from '#ui/components/section.js';
import { Table } from '#ui/components/table.js';
import { Tabs } from '#ui/components/tabs.js';
import { Textarea } from '#ui/components/textarea.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import { TASK_STATES } from '../desk.js';
import type { OpenTask } from '../service/tasks.js';
import { TASK_VIEWS, type TaskLine, type TaskView } from '../task-views.js';
import { stateWord, TaskTag, taskPath, type UnitNames } from './task-table.js';

const VIEW_WORDS = {
  open: 'counter.tasks.view.open',
  overdue: 'counter.tasks.view.overdue',
  settled: 'counter.tasks.view.settled',
} as const satisfies Record<TaskView, string>;

interface TasksProps {
  page: PageContext;
  view: TaskView;
  items: readonly TaskLine[];
  next: string | null;
  isFirst: boolean;
  unitName: UnitNames;
}

/** What the desk handed to one's section, the most urgent first. */
export const TasksPage = ({ page, view, items, next, isFirst, unitName }: TasksProps) => {
  const { t, base } = page;
  const href = (of: TaskView, after?: string) =>
    `${base}/staff/tasks?${new URLSearchParams({ view: of, ...(after && { after }) })}`;
  return (
    <StaffPage page={page} title={t('counter.tasks.nav')} lead={t('counter.tasks.lead')}>
      <Tabs
        label={t('counter.tasks.nav')}
        tabs={TASK_VIEWS.map((one) => ({
          label: t(VIEW_WORDS[one]),
          href: href(one),
          isCurrent: one === view,
        }))}
      />
      {items.length === 0 ? (
        <EmptyState title={t('counter.tasks.none')} icon="check" />
      ) : (
        <>
          <Table
            id="tasks"
            caption={t('counter.tasks.nav')}
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
              { header: t('counter.tasks.unit'), cell: ({ unit }) => unitName(unit) },
              { header: t('counter.visits.when'), cell: ({ meetsAt }) => t.dateTime(meetsAt) },
              { header: t('guide.item.deadline'), cell: ({ dueOn }) => (dueOn ? t.date(dueOn) : '') },
              { header: t('counter.tasks.state'), cell: (task) => <TaskTag page={page} task={task} /> },
            ]}
            rows={items}
          />
          <Pagination
            t={t}
            countText={t('staff.case.shown', { shown: items.length })}
            previousHref={isFirst ? undefined : href(view)}
            nextHref={next === null ? undefined : href(view, next)}
          />
        </>
      )}
    </StaffPage>
  );
};

interface TaskProps {
  page: PageContext;
  data: OpenTask;
  unitName: UnitNames;
  /** Where the whole visit is seen; null for who is not at the desk. */
  visitHref: string | null;
  typed?: { state: string; note: string; errors: { state?: string; note?: string } };
}

export const MOST_NOTE = 500;

/** One task: what and why, for whom once it is opened, and how far it is. */
export const TaskPage = ({ page, data, unitName, visitHref, typed }: TaskProps) => {
  const { t, base } = page;
  const { task, used, meetsAt, visit } = data;
  const { subject } = task;
  const errors = typed?.errors ?? {};
  return (
    <StaffPage
      page={page}
      title={localize(subject.title, t.locale)}
      lead={localize(used.guide.title, t.locale)}
      back={{ href: visitHref ?? `${base}/staff/tasks` }}
      errors={Object.entries(errors).map(([id, text]) => ({ id, text }))}
    >
      <p>
        <TaskTag page={page} task={task} />
      </p>
      <DescriptionList
        items={[
          { term: t('counter.tasks.why'), value: localize(subject.why, t.locale) },
          { term: t('counter.tasks.unit'), value: unitName(task.unit) },
          { term: t('counter.visits.when'), value: t.dateTime(meetsAt) },
          ...(task.dueOn
            ? [{ term: t('guide.item.deadline'), value: t.date(task.dueOn) }]
            : subject.deadline
              ? [{ term: t('guide.item.deadline'), value: localize(subject.deadline, t.locale) }]
              : []),
          ...(subject.bring.length > 0
            ? [
                {
                  term: t('guide.item.bring'),
                  value: (
                    <ul>
                      {subject.bring.map((thing) => (
                        <li>{localize(thing, t.locale)}</li>
                      ))}
                    </ul>
                  ),
                },
              ]
            : []),
          ...(visit
            ? [
                { term: t('counter.visits.deceased'), value: visit.content.deceased },
                { term: t('counter.visits.visitor'), value: visit.content.visitor },
                ...(visit.content.phone
                  ? [{ term: t('counter.visits.phone'), value: visit.content.phone }]
                  : []),
              ]
            : []),
          ...(task.note ? [{ term: t('counter.tasks.note'), value: task.note }] : []),
        ]}
      />
      {visit === null ? (
        <Form t={t} action={`${base}${taskPath(task.id, '/open')}`}>
          <p>{t('counter.tasks.openText')}</p>
          <Button type="submit">{t('counter.tasks.open')}</Button>
        </Form>
      ) : (
        visit.state === 'open' && (
          <Section title={t('counter.tasks.change')}>
            <Form t={t} action={`${base}${taskPath(task.id)}`} hidden={{ revision: String(task.revision) }}>
              <RadioGroup
                t={t}
                id="state"
                label={t('counter.tasks.state')}
                required
                inline
                value={typed?.state ?? task.state}
                error={errors.state}
                options={TASK_STATES.map((state) => ({ value: state, label: t(stateWord(state)) }))}
              />
              <Textarea
                t={t}
                id="note"
                label={t('counter.tasks.note')}
                hint={t('counter.tasks.noteHint')}
                rows={3}
                value={typed?.note ?? task.note ?? ''}
                error={errors.note}
              />
              <ButtonRow>
                <Button type="submit">{t('counter.tasks.save')}</Button>
              </ButtonRow>
            </Form>
          </Section>
        )
      )}
    </StaffPage>
  );
};
