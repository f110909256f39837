import type { Child } from 'hono/jsx';
import { langOf } from '#kernel/i18n/lang-of.js';
import { localize } from '#kernel/i18n/locales.js';
import { type Description, DescriptionList } from '#ui/components/description-list.js';
import { Details } from '#ui/components/details.js';
import { LinkList } from '#ui/components/link-list.js';
import { Section } from '#ui/components/section.js';
import { Table } from '#ui/components/table.js';
import { CitizenPage } from '#ui/layouts/citizen-page.js';
import type { PageContext } from '#ui/page.js';
import { CHECK_PAGE, Channel, kindOf, type Procedure } from '../definition.js';
import type { ProcedureStatistics } from '../service/results.js';
import type { DayUse } from '../store/statistics.js';
import { Bars } from './bars.js';
import { SurveyResults } from './survey-results.js';
import { CHANNELS } from './words.js';

/** What a head of section asks of a procedure, in that order; of a survey first what was answered. */
export const StatisticsPage = ({ page, data }: { page: PageContext; data: ProcedureStatistics }) => {
  const { t, base } = page;
  const { procedure, results } = data;
  const title = localize(procedure.title, t.locale);
  const isSurvey = kindOf(procedure) === 'survey';
  const answers = results.length > 0 && <SurveyResults page={page} procedure={procedure} results={results} />;
  return (
    <CitizenPage
      page={page}
      title={t(isSurvey ? 'kind.survey.resultsTitle' : 'statistics.title')}
      lead={title}
      back={{ href: `${base}/procedures/${procedure.id}` }}
      width={results.length > 0 ? 'wide' : 'reading'}
    >
      {isSurvey && answers}
      <Use page={page} data={data} />
      {!isSurvey && answers}
    </CitizenPage>
  );
};

/** How it is used: how many, by which way, day by day, what went wrong, how long it takes. */
const Use = ({ page, data }: { page: PageContext; data: ProcedureStatistics }) => {
  const { t, base } = page;
  const { procedure, figures, days, from, offering, indicators } = data;
  const isSurvey = kindOf(procedure) === 'survey';
  const all = figures.byChannel.reduce((sum, { count }) => sum + count, 0);
  const online = figures.byChannel.find(({ channel }) => channel === 'online')?.count ?? 0;
  return (
    <>
      <Section title={t(isSurvey ? 'kind.survey.received' : 'statistics.use')}>
        <p>{t('statistics.since', { date: t.date(from) })}</p>
        <DescriptionList
          items={[
            {
              term: t(isSurvey ? 'kind.survey.all' : 'statistics.all'),
              value: t('statistics.cases', { count: all }),
            },
            {
              term: t('usage.online'),
              value: all === 0 ? t('statistics.notYet') : percent(page, online / all),
            },
            ...(isSurvey ? [] : [daysFact(page, data), correctionsFact(page, data, all)]),
          ]}
        />
      </Section>
      <Counts
        page={page}
        id="by-month"
        title={t('statistics.months')}
        header={t('statistics.month')}
        rows={figures.byMonth.map(({ month, count }) => ({ label: t.month(month), count }))}
      />
      <Counts
        page={page}
        id="by-channel"
        title={t('figures.channels')}
        rows={figures.byChannel.map(({ channel, count }) => ({ label: t(CHANNELS[channel].word), count }))}
      >
        <p>
          <a href={`${base}/procedures/${procedure.id}/usage.csv`}>{t('statistics.usageCsv')}</a>
        </p>
      </Counts>
      {days.length > 0 && <Days page={page} days={days} />}
      <Counts
        page={page}
        id="left"
        title={t('statistics.left')}
        lead={t('statistics.leftText')}
        header={t('statistics.page')}
        rows={figures.left.map(({ page: id, count }) => ({ label: pageTitle(page, procedure, id), count }))}
      />
      {indicators.length > 0 && (
        <Section title={t('usage.plan')}>
          <p>{t('usage.planText')}</p>
          <LinkList
            links={indicators.map(({ measure, indicator }) => ({
              label: t('usage.planLink', {
                measure: `${measure.label} ${measure.title}`,
                name: indicator.name,
              }),
              lang: langOf(t),
              href: `${base}/plan/${measure.number}#indicator-${indicator.id}`,
            }))}
          />
        </Section>
      )}
      {offering.online > 0 && (
        <Section title={t('figures.online')}>
          <p>
            {t('figures.onlineText', { ...offering, share: percent(page, offering.online / offering.all) })}
          </p>
        </Section>
      )}
    </>
  );
};

interface CountsProps extends Pick<Parameters<typeof Bars>[0], 'page' | 'id' | 'rows'> {
  title: string;
  lead?: string;
  /** Of the first column; the title when absent. */
  header?: string;
  children?: Child;
}

/** Counts under a heading; nothing where there are none. */
const Counts = ({ page, id, title, lead, header = title, rows, children }: CountsProps) =>
  rows.length > 0 && (
    <Section title={title}>
      {lead && <p>{lead}</p>}
      <Bars page={page} id={id} caption={title} header={header} rows={rows} />
      {children}
    </Section>
  );

const daysFact = ({ t }: PageContext, { figures, procedure }: ProcedureStatistics): Description => ({
  term: t('statistics.days'),
  value:
    figures.medianDays === null
      ? t('statistics.notYet')
      : t('statistics.daysText', {
          days: figures.medianDays,
          standard: procedure.standardProcessingDays,
          inTime: figures.inTime,
          decided: figures.decided,
        }),
});

const correctionsFact = ({ t }: PageContext, { figures }: ProcedureStatistics, all: number): Description => ({
  term: t('statistics.corrections'),
  value:
    all === 0
      ? t('statistics.notYet')
      : t('statistics.correctionsText', {
          count: t.number(figures.corrections / all, { maximumFractionDigits: 2 }),
        }),
});

const percent = ({ t }: PageContext, share: number): string =>
  t.number(share, { style: 'percent', maximumFractionDigits: 1 });

/** A row for each day on which there was a use, a column for each channel that was used. */
const Days = ({ page: { t }, days }: { page: PageContext; days: readonly DayUse[] }) => {
  const channels = Channel.options.filter((channel) => days.some((one) => one.channel === channel));
  const byDay = new Map<string, DayUse[]>();
  for (const one of days) byDay.set(one.day.toString(), [...(byDay.get(one.day.toString()) ?? []), one]);
  return (
    <Section title={t('usage.days')}>
      <Details summary={t('survey.table')}>
        <Table
          id="by-day"
          caption={t('usage.days')}
          isCaptionHidden
          columns={[
            {
              header: t('usage.day'),
              cell: ([day]: readonly [string, DayUse[]]) => t.date(Temporal.PlainDate.from(day)),
              isRowHeader: true,
              nowrap: true,
            },
            ...channels.map((channel) => ({
              header: t(CHANNELS[channel].word),
              cell: ([, uses]: readonly [string, DayUse[]]) =>
                t.number(uses.find((one) => one.channel === channel)?.count ?? 0),
              numeric: true,
            })),
          ]}
          rows={[...byDay].reverse()}
        />
      </Details>
    </Section>
  );
};

/** The title of a page as it is today; its id when it is there no more. */
function pageTitle({ t }: PageContext, { form }: Procedure, id: string): string {
  if (id === CHECK_PAGE) return t('statistics.checkPage');
  const page = form.pages.find((one) => one.id === id);
  return page?.title === undefined ? id : localize(page.title, t.locale);
}
