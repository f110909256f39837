import type { MessageKey } from '#kernel/i18n/catalogues.js';
import { localize } from '#kernel/i18n/locales.js';
import { Button, ButtonLink } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { DescriptionList } from '#ui/components/description-list.js';
import { EmptyState } from '#ui/components/empty-state.js';
import { Form } from '#ui/components/form.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { Pagination } from '#ui/components/pagination.js';
import { ProgressBar } from '#ui/components/progress-bar.js';
import { RadioGroup } from '#ui/components/radio-group.js';
import { Section } from '#ui/components/section.js';
import { Table } from '#ui/components/table.js';
import { Tabs } from '#ui/components/tabs.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import type { Progress, Visit } from '../desk.js';
import { COUNTER_PURPOSES, type CounterPurpose } from '../interview.js';
import type { UsedGuide } from '../model.js';
import type { ClosedVisit, OpenVisit } from '../service/desk.js';
import type { VisitLine } from '../store/visits.js';
import { VISIT_FORM } from '../visit-form.js';
import { FormFields, formErrors, type Typed } from './form-fields.js';
import { TaskTable, type UnitNames } from './task-table.js';

export const visitPath = (id: string, rest = ''): string => `/staff/counter/visits/${id}${rest}`;

const PURPOSE_WORDS = {
  reception: 'counter.purpose.reception',
  consultation: 'counter.purpose.consultation',
} as const satisfies Record<CounterPurpose, MessageKey>;

/** 2 of 9 done, 1 overdue. */
const progressWords = ({ t }: PageContext, { open, settled, overdue }: Progress): string =>
  overdue > 0
    ? t('counter.visits.progressLate', { settled, total: open + settled, overdue })
    : t('counter.visits.progress', { settled, total: open + settled });

interface VisitsProps {
  page: PageContext;
  used: readonly UsedGuide[];
  state: Visit['state'];
  items: readonly VisitLine[];
  next: string | null;
  isFirst: boolean;
}

/** Families that come, from the earliest on; names are not in the list. */
export const VisitsPage = ({ page, used, state, items, next, isFirst }: VisitsProps) => {
  const { t, base } = page;
  const href = (of: Visit['state'], after?: string) =>
    `${base}/staff/counter/visits?${new URLSearchParams({ state: of, ...(after && { after }) })}`;
  const titleOf = (id: string): string => {
    const found = used.find(({ guide }) => guide.id === id);
    return found ? localize(found.guide.title, t.locale) : id;
  };
  return (
    <StaffPage
      page={page}
      title={t('counter.visits.title')}
      lead={t('counter.visits.lead')}
      back={{ href: `${base}/staff/counter` }}
      actions={used.map(({ guide }) => (
        <ButtonLink href={`${base}/staff/counter/visits/new?guide=${guide.id}`} icon="plus">
          {t('counter.visits.new')}
        </ButtonLink>
      ))}
    >
      <Tabs
        label={t('counter.visits.title')}
        tabs={(['open', 'closed'] as const).map((one) => ({
          label: t(one === 'open' ? 'counter.visits.state.open' : 'counter.visits.state.closed'),
          href: href(one),
          isCurrent: one === state,
        }))}
      />
      {items.length === 0 ? (
        <EmptyState title={t('counter.visits.none')} icon="calendar" />
      ) : (
        <>
          <Table
            id="visits"
            caption={t('counter.visits.title')}
            isCaptionHidden
            stacked
            columns={[
              {
                header: t('counter.visits.when'),
                cell: ({ id, meetsAt }) => <a href={`${base}${visitPath(id)}`}>{t.dateTime(meetsAt)}</a>,
                isRowHeader: true,
              },
              { header: t('counter.start.event'), cell: ({ guide }) => titleOf(guide) },
              { header: t('counter.tasks.title'), cell: (line) => progressWords(page, line) },
            ]}
            rows={items}
          />
          <Pagination
            t={t}
            countText={t('staff.case.shown', { shown: items.length })}
            previousHref={isFirst ? undefined : href(state)}
            nextHref={next === null ? undefined : href(state, next)}
          />
        </>
      )}
    </StaffPage>
  );
};

interface NewVisitProps {
  page: PageContext;
  used: UsedGuide;
  /** Of somebody who is at the counter already. */
  interview: string;
  typed: Typed;
}

/** Who died, who comes, when. */
export const NewVisitPage = ({ page, used, interview, typed }: NewVisitProps) => {
  const { t, base } = page;
  return (
    <StaffPage
      page={page}
      title={t('counter.visits.new')}
      lead={localize(used.guide.title, t.locale)}
      back={{ href: `${base}/staff/counter/visits` }}
      errors={formErrors(t, VISIT_FORM, typed)}
    >
      <Form
        t={t}
        action={`${base}/staff/counter/visits`}
        hidden={{ guide: used.guide.id, interview: interview === '' ? undefined : interview }}
      >
        <FormFields t={t} form={VISIT_FORM} typed={typed} />
        <ButtonRow>
          <Button type="submit">{t('counter.visits.make')}</Button>
        </ButtonRow>
      </Form>
    </StaffPage>
  );
};

/** Before the names are shown: for what. */
export const ClosedVisitPage = ({
  page,
  data,
  error,
}: {
  page: PageContext;
  data: ClosedVisit;
  error?: string;
}) => {
  const { t, base } = page;
  return (
    <StaffPage
      page={page}
      title={localize(data.used.guide.title, t.locale)}
      lead={t.dateTime(data.meetsAt)}
      back={{ href: `${base}/staff/counter/visits` }}
      errors={error ? [{ id: 'purpose', text: error }] : []}
    >
      <Form t={t} action={`${base}${visitPath(data.id, '/purpose')}`}>
        <RadioGroup
          t={t}
          id="purpose"
          label={t('counter.purpose.title')}
          required
          error={error}
          options={COUNTER_PURPOSES.map((purpose) => ({ value: purpose, label: t(PURPOSE_WORDS[purpose]) }))}
        />
        <ButtonRow>
          <Button type="submit">{t('counter.open.button')}</Button>
        </ButtonRow>
      </Form>
    </StaffPage>
  );
};

interface VisitProps {
  page: PageContext;
  data: OpenVisit;
  unitName: UnitNames;
}

/** One family: who, the tasks of all sections, the forms, the booklet. */
export const VisitPage = ({ page, data, unitName }: VisitProps) => {
  const { t, base } = page;
  const { used, visit, tasks, progress } = data;
  const { deceased, visitor, phone, note } = visit.content;
  const href = (rest: string) => `${base}${visitPath(visit.id, rest)}`;
  const total = progress.open + progress.settled;
  return (
    <StaffPage
      page={page}
      title={localize(used.guide.title, t.locale)}
      lead={t.dateTime(visit.meetsAt)}
      back={{ href: `${base}/staff/counter/visits` }}
      actions={
        tasks.length > 0 && (
          <ButtonLink href={href('/booklet.pdf')} variant="secondary" icon="print" download>
            {t('counter.visits.booklet')}
          </ButtonLink>
        )
      }
    >
      <DescriptionList
        items={[
          { term: t('counter.visits.deceased'), value: deceased },
          { term: t('counter.visits.visitor'), value: visitor },
          ...(phone ? [{ term: t('counter.visits.phone'), value: phone }] : []),
          ...(note ? [{ term: t('counter.tasks.note'), value: <span class="quote">{note}</span> }] : []),
        ]}
      />
      {visit.state === 'closed' && (
        <NotificationBanner t={t} kind="success" title={t('counter.visits.isClosed')} />
      )}
      {visit.interview !== null && visit.state === 'open' && (
        <Section title={t('counter.visits.forms')}>
          <p>{t(tasks.length === 0 ? 'counter.visits.askFirst' : 'counter.visits.formsText')}</p>
          <Form t={t} action={href('/interview')}>
            <Button type="submit" variant={tasks.length === 0 ? 'primary' : 'secondary'}>
              {t(tasks.length === 0 ? 'counter.visits.ask' : 'counter.visits.openForms')}
            </Button>
          </Form>
        </Section>
      )}
      {tasks.length > 0 && (
        <Section title={t('counter.tasks.title')}>
          <ProgressBar
            label={t('counter.tasks.title')}
            value={progress.settled}
            max={total}
            text={progressWords(page, progress)}
          />
          <TaskTable page={page} tasks={tasks} unitName={unitName} />
          {visit.state === 'open' && progress.open === 0 && (
            <Form t={t} action={href('/close')}>
              <Button type="submit">{t('counter.visits.close')}</Button>
            </Form>
          )}
        </Section>
      )}
    </StaffPage>
  );
};
