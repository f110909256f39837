import { dateIn } from '#kernel/clock.js';
import { localize } from '#kernel/i18n/locales.js';
import { formatReference } from '#kernel/values/reference-number.js';
import { Button, ButtonLink } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { EmptyState } from '#ui/components/empty-state.js';
import { FilterForm } from '#ui/components/filter-form.js';
import { Form } from '#ui/components/form.js';
import { LinkList } from '#ui/components/link-list.js';
import { Pagination } from '#ui/components/pagination.js';
import { Section } from '#ui/components/section.js';
import { Select } from '#ui/components/select.js';
import { StatusTag } from '#ui/components/status-tag.js';
import { Table } from '#ui/components/table.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import type { ReportRules } from '../catalog.js';
import type { Crew } from '../definition.js';
import { mayNext, type Report, STATES, shownState } from '../model.js';
import { kindTitle, STATE_TONES, STATE_WORDS, titleIn } from './words.js';

export const deskPath = (id: string, rest = ''): string => `/staff/reports/${id}${rest}`;

export const ReportTable = ({
  page,
  rules,
  items,
  stopOf,
  hasWords = false,
  isChosen = false,
}: {
  page: PageContext;
  rules: ReportRules;
  items: readonly Report[];
  /** Which stop of a way it is; without it there is no way. */
  stopOf?: (report: Report) => string;
  /** What was told stands in it. */
  hasWords?: boolean;
  /** A box before each: `report`, id and revision. */
  isChosen?: boolean;
}) => {
  const { t, base } = page;
  return (
    <Table
      id="reports"
      caption={t('reportDesk.nav')}
      isCaptionHidden
      stacked
      rows={items}
      {...(isChosen && {
        select: {
          name: 'report',
          value: ({ id, revision }: Report) => `${id}.${revision}`,
          label: ({ number }: Report) => t('reportDesk.choose', { number: formatReference(number) }),
        },
      })}
      columns={[
        ...(stopOf ? [{ header: t('reportDesk.stop'), cell: stopOf, numeric: true }] : []),
        {
          header: t('reportDesk.number'),
          cell: ({ id, number }) => <a href={`${base}${deskPath(id)}`}>{formatReference(number)}</a>,
          isRowHeader: true,
          nowrap: true,
        },
        ...(hasWords ? [{ header: t('reportDesk.words'), cell: ({ words }: Report) => words }] : []),
        { header: t('reportDesk.kind'), cell: ({ kind }) => kindTitle(t, rules, kind) },
        {
          header: t('reportDesk.state'),
          cell: (report) => {
            const state = shownState(report);
            return <StatusTag tone={STATE_TONES[state]} label={t(STATE_WORDS[state])} />;
          },
        },
        { header: t('reports.where'), cell: ({ place, point }) => place || `${point?.lat}, ${point?.lon}` },
        { header: t('reportDesk.crew'), cell: ({ crew }) => titleIn(t, rules.crews, crew) },
        {
          header: t('reportDesk.public'),
          cell: ({ releasedAt }) => t(releasedAt ? 'reportDesk.isPublic' : 'reportDesk.notPublic'),
        },
        { header: t('reportDesk.received'), cell: ({ receivedAt }) => t.date(dateIn(receivedAt)) },
      ]}
    />
  );
};

export const WHICH = ['open', 'waiting', 'liability', 'all'] as const;
export type Which = (typeof WHICH)[number];

export interface DeskFilter {
  which: Which;
  kind: string;
  state: string;
}

interface ListProps {
  page: PageContext;
  rules: ReportRules;
  items: readonly Report[];
  filter: DeskFilter;
  count: number;
  isMore: boolean;
  nextHref: string | undefined;
  crews: readonly Crew[];
  /** The viewer may see the statistics. */
  hasFigures: boolean;
}

export const DeskListPage = (props: ListProps) => {
  const { page, rules, items, filter, count, isMore, nextHref, crews, hasFigures } = props;
  const { t, base } = page;
  const maySetAside =
    rules.reasons.some(({ isNoReport }) => isNoReport) && items.some(({ state }) => mayNext(state, 'close'));
  const counted = { count, shown: items.length };
  return (
    <StaffPage
      page={page}
      title={t('reportDesk.nav')}
      lead={t('reportDesk.lead')}
      actions={
        <>
          <ButtonLink href={`${base}/staff/field`} variant="secondary">
            {t('reportDesk.field.title')}
          </ButtonLink>
          <ButtonLink href={`${base}/staff/reports/new`} icon="plus">
            {t('reportDesk.enter')}
          </ButtonLink>
        </>
      }
    >
      <FilterForm
        t={t}
        action={`${base}/staff/reports`}
        label={t('reportDesk.filter')}
        clearHref={`${base}/staff/reports`}
      >
        <Select
          t={t}
          id="which"
          label={t('reportDesk.which')}
          bare
          emptyLabel={null}
          value={filter.which}
          options={WHICH.map((which) => ({ value: which, label: t(`reportDesk.${which}`) }))}
        />
        <Select
          t={t}
          id="kind"
          label={t('reportDesk.kind')}
          bare
          value={filter.kind}
          emptyLabel={t('reportDesk.all')}
          options={rules.kinds.map(({ id, title }) => ({ value: id, label: localize(title, t.locale) }))}
        />
        <Select
          t={t}
          id="state"
          label={t('reportDesk.state')}
          bare
          value={filter.state}
          emptyLabel={t('reportDesk.all')}
          options={STATES.map((state) => ({ value: state, label: t(STATE_WORDS[state]) }))}
        />
      </FilterForm>
      {items.length === 0 ? (
        <EmptyState title={t('reportDesk.none')} icon="info" />
      ) : (
        <>
          {maySetAside ? (
            <Form t={t} action={`${base}/staff/reports/set-aside`}>
              <ReportTable page={page} rules={rules} items={items} isChosen />
              <ButtonRow>
                <Button type="submit" variant="secondary">
                  {t('reportDesk.setAside')}
                </Button>
              </ButtonRow>
            </Form>
          ) : (
            <ReportTable page={page} rules={rules} items={items} />
          )}
          <Pagination
            t={t}
            nextHref={nextHref}
            countText={isMore ? t('reportDesk.more', counted) : t('reportDesk.count', counted)}
          />
        </>
      )}
      {hasFigures && (
        <p>
          <a href={`${base}/staff/reports/statistics`}>{t('reportFigures.title')}</a>
        </p>
      )}
      {crews.length > 0 && (
        <Section title={t('reportDesk.crews')}>
          <LinkList
            links={crews.map(({ id, title }) => ({
              label: title,
              href: `${base}/staff/reports/crews/${id}`,
            }))}
          />
        </Section>
      )}
    </StaffPage>
  );
};
