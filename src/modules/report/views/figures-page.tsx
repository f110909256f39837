import { langOf } from '#kernel/i18n/lang-of.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { DescriptionList } from '#ui/components/description-list.js';
import { EmptyState } from '#ui/components/empty-state.js';
import { FilterForm } from '#ui/components/filter-form.js';
import { LinkList } from '#ui/components/link-list.js';
import { Section } from '#ui/components/section.js';
import { Select } from '#ui/components/select.js';
import { Table } from '#ui/components/table.js';
import { CitizenPage } from '#ui/layouts/citizen-page.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import type { ReportRules } from '../catalog.js';
import { CHANNELS } from '../model.js';
import type { ReportStatistics } from '../service/statistics.js';
import type { Figures, Group } from '../store/figures.js';
import { kindTitle, titleIn } from './words.js';

interface Props {
  page: PageContext;
  rules: ReportRules;
  data: ReportStatistics;
  side: 'staff' | 'citizen';
}

const CHANNEL_WORDS = {
  web: 'reportFigures.web',
  phone: 'reportFigures.phone',
  field: 'reportFigures.field',
  api: 'reportFigures.api',
  owner: 'reportFigures.fromOwner',
} as const satisfies Record<(typeof CHANNELS)[number], string>;

export const GROUP_WORDS = {
  kind: 'reportFigures.byKind',
  area: 'reportFigures.byArea',
  channel: 'reportFigures.byChannel',
  month: 'reportFigures.byMonth',
} as const satisfies Record<Group, string>;

/** What a group is called; a part of the town that reports do not name has words, too. */
export function groupTitle(t: Translator, rules: ReportRules, group: Group, key: string | null): string {
  if (key === null) return t('reportFigures.elsewhere');
  switch (group) {
    case 'kind':
      return kindTitle(t, rules, key);
    case 'area':
      return titleIn(t, rules.areas, key);
    case 'channel': {
      const channel = CHANNELS.find((one) => one === key);
      return channel ? t(CHANNEL_WORDS[channel]) : key;
    }
    case 'month':
      return t.month(Temporal.PlainDate.from(`${key}-01`));
  }
}

const days = (t: Translator, value: number | null): string =>
  value === null
    ? t('reportFigures.notYet')
    : t('reportFigures.days', { days: t.number(value, { maximumFractionDigits: 1 }) });

type Line = Figures & { key: string | null };
const Lines = ({ page: { t }, rules, data, group }: Props & { group: Group }) => {
  const rows: readonly Line[] = data.groups[group];
  const isPlain = group === 'area' && rows.every(({ key }) => key === null);
  if (rows.length === 0 || isPlain) return null;
  const number = (value: number) => t.number(value);
  return (
    <Section title={t(GROUP_WORDS[group])}>
      <Table
        id={`by-${group}`}
        caption={t(GROUP_WORDS[group])}
        isCaptionHidden
        stacked
        rows={rows}
        columns={[
          {
            header: t('reportFigures.what'),
            cell: ({ key }: Line) => groupTitle(t, rules, group, key),
            isRowHeader: true,
          },
          { header: t('reportFigures.count'), cell: ({ count }) => number(count), numeric: true },
          { header: t('reportFigures.open'), cell: ({ open }) => number(open), numeric: true },
          { header: t('reportFigures.closed'), cell: ({ closed }) => number(closed), numeric: true },
          {
            header: t('reportFigures.toLook'),
            cell: ({ daysToLook }) => days(t, daysToLook),
            numeric: true,
          },
          {
            header: t('reportFigures.toClose'),
            cell: ({ daysToClose }) => days(t, daysToClose),
            numeric: true,
          },
        ]}
      />
    </Section>
  );
};

/** Posts, days to the first look and to the close: by kind and part of the town, by way and month. */
export const FiguresPage = (props: Props) => {
  const { page, data, side } = props;
  const { t, base } = page;
  const { year, years, all, indicators } = data;
  const list = side === 'staff' ? '/staff/reports' : '/reports';
  const here = `${base}${list}/statistics`;
  const Layout = side === 'staff' ? StaffPage : CitizenPage;
  const listTitle = t(side === 'staff' ? 'reportDesk.nav' : 'reports.title');
  return (
    <Layout
      page={page}
      title={t('reportFigures.title')}
      lead={t(side === 'staff' ? 'reportFigures.leadStaff' : 'reportFigures.lead')}
      breadcrumbs={[{ label: listTitle, href: `${base}${list}` }, { label: t('reportFigures.title') }]}
      width="wide"
    >
      <FilterForm t={t} action={here} label={t('reportFigures.choose')}>
        <Select
          t={t}
          id="year"
          label={t('reportFigures.year')}
          bare
          emptyLabel={null}
          value={String(year)}
          options={years.map((one) => ({
            value: String(one),
            label: t('reportFigures.yearName', { year: String(one) }),
          }))}
        />
      </FilterForm>
      {all.count === 0 ? (
        <EmptyState title={t('reportFigures.none')} icon="info" />
      ) : (
        <>
          <DescriptionList
            items={[
              { term: t('reportFigures.count'), value: t('reportFigures.reports', { count: all.count }) },
              { term: t('reportFigures.open'), value: t('reportFigures.reports', { count: all.open }) },
              { term: t('reportFigures.closed'), value: t('reportFigures.reports', { count: all.closed }) },
              {
                term: t('reportFigures.reopened'),
                value: t('reportFigures.reports', { count: all.reopened }),
              },
              { term: t('reportFigures.toLook'), value: days(t, all.daysToLook) },
              { term: t('reportFigures.toClose'), value: days(t, all.daysToClose) },
            ]}
          />
          <p>{t('reportFigures.how')}</p>
          <p>
            <a href={`${here}.csv?year=${year}`}>{t('reportFigures.csv')}</a>
          </p>
          <Lines {...props} group="kind" />
          <Lines {...props} group="area" />
          <Lines {...props} group="month" />
          <Lines {...props} group="channel" />
        </>
      )}
      {indicators.length > 0 && (
        <Section title={t('reportFigures.plan')}>
          <LinkList
            links={indicators.map(({ measure, indicator }) => ({
              label: `${measure.label} ${measure.title}：${indicator.name}`,
              lang: langOf(t),
              href: `${base}/plan/${measure.number}#indicator-${indicator.id}`,
            }))}
          />
        </Section>
      )}
    </Layout>
  );
};
