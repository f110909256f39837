import { localize } from '#kernel/i18n/locales.js';
import { ShareChart } from '#ui/charts/share-chart.js';
import { DescriptionList } from '#ui/components/description-list.js';
import { Details } from '#ui/components/details.js';
import { Section } from '#ui/components/section.js';
import { Table } from '#ui/components/table.js';
import { CitizenPage } from '#ui/layouts/citizen-page.js';
import type { PageContext } from '#ui/page.js';
import { CHECK_PAGE, Channel, type Procedure } from '../definition.js';
import type { ResultQuestion, ResultRow } from '../public-answers.js';
import type { ProcedureStatistics } from '../service/results.js';
import type { DayUse } from '../store/statistics.js';
import { CHANNELS } from './words.js';

/** How a procedure is used, and what people answered, with the same figures as a file. */
export const StatisticsPage = ({ page, data }: { page: PageContext; data: ProcedureStatistics }) => {
  const { t, base } = page;
  const { procedure, figures, days, results, from } = data;
  const href = `${base}/procedures/${procedure.id}`;
  const all = figures.byChannel.reduce((sum, { count }) => sum + count, 0);
  const online = figures.byChannel.find(({ channel }) => channel === 'online')?.count ?? 0;
  return (
    <CitizenPage
      page={page}
      title={t('statistics.title')}
      lead={localize(procedure.title, t.locale)}
      back={{ href }}
      width={results.length > 0 ? 'wide' : 'reading'}
    >
      {results.length > 0 && (
        <Section title={t('statistics.answers')}>
          <p>{t('survey.small')}</p>
          <ul>
            <li>
              <a href={`${href}/statistics.csv`}>CSV</a>
            </li>
            <li>
              <a href={`${base}/api/v1/procedures/${procedure.id}/statistics`}>JSON</a>
            </li>
          </ul>
          <div class="survey-questions">
            {results.map((question) => (
              <Question page={page} question={question} />
            ))}
          </div>
        </Section>
      )}
      <Section title={t('statistics.use')}>
        <p>{t('statistics.since', { date: t.date(from) })}</p>
        <DescriptionList
          items={[
            { term: t('statistics.all'), value: t('statistics.cases', { count: all }) },
            {
              term: t('usage.online'),
              value: all === 0 ? t('statistics.notYet') : percent(page, online / all),
            },
            ...figures.byChannel.map(({ channel, count }) => ({
              term: t(CHANNELS[channel].word),
              value: t('statistics.casesOf', {
                count,
                share: percent(page, count / all),
              }),
            })),
            {
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
            },
            {
              term: t('statistics.corrections'),
              value:
                all === 0
                  ? t('statistics.notYet')
                  : t('statistics.correctionsText', {
                      count: t.number(figures.corrections / all, { maximumFractionDigits: 2 }),
                    }),
            },
          ]}
        />
      </Section>
      {figures.byMonth.length > 0 && (
        <Section title={t('statistics.months')}>
          <Bars
            page={page}
            id="by-month"
            caption={t('statistics.months')}
            header={t('statistics.month')}
            rows={figures.byMonth.map(({ month, count }) => ({ label: t.month(month), count }))}
          />
          <p>
            <a href={`${href}/usage.csv`}>{t('statistics.usageCsv')}</a>
          </p>
        </Section>
      )}
      {days.length > 0 && <Days page={page} days={days} />}
      {figures.left.length > 0 && (
        <Section title={t('statistics.left')}>
          <p>{t('statistics.leftText')}</p>
          <Bars
            page={page}
            id="left"
            caption={t('statistics.left')}
            header={t('statistics.page')}
            rows={figures.left.map(({ page: id, count }) => ({
              label: pageTitle(page, procedure, id),
              count,
            }))}
          />
        </Section>
      )}
    </CitizenPage>
  );
};

const percent = ({ t }: PageContext, share: number): string =>
  t.number(share, { style: 'percent', maximumFractionDigits: 1 });

/** A row for each day on which there was a use, a column for each channel that was used. */
const Days = ({ page: { t }, days }: { page: PageContext; days: readonly DayUse[] }) => {
  const channels = Channel.options.filter((channel) => days.some((one) => one.channel === channel));
  const byDay = new Map<string, DayUse[]>();
  for (const one of days) byDay.set(one.day.toString(), [...(byDay.get(one.day.toString()) ?? []), one]);
  return (
    <Section title={t('usage.days')}>
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
    </Section>
  );
};

/** The title of a page as it is today; its id when it is there no more. */
function pageTitle({ t }: PageContext, { form }: Procedure, id: string): string {
  if (id === CHECK_PAGE) return t('statistics.checkPage');
  const page = form.pages.find((one) => one.id === id);
  return page?.title === undefined ? id : localize(page.title, t.locale);
}

const Question = ({ page: { t }, question }: { page: PageContext; question: ResultQuestion }) => {
  const { field, question: title, answered, isMultiple, rows } = question;
  return (
    <div class="survey-question">
      <ShareChart
        t={t}
        id={`${field}-chart`}
        title={title}
        note={answered === null ? t('statistics.few') : t('survey.answered', { count: answered })}
        rows={rows}
        unpublished={t('statistics.few')}
      />
      {isMultiple && <p class="card-note">{t('statistics.multiple')}</p>}
      <Details summary={t('survey.table')}>
        <Table
          id={field}
          caption={title}
          columns={[
            { header: t('statistics.answer'), cell: ({ label }: ResultRow) => label, isRowHeader: true },
            {
              header: t('statistics.count'),
              cell: ({ count }) => (count === null ? t('statistics.few') : t.number(count)),
              numeric: true,
            },
            {
              header: t('survey.share'),
              cell: ({ share }) =>
                share === null
                  ? t('statistics.few')
                  : t.number(share, { style: 'percent', maximumFractionDigits: 1 }),
              numeric: true,
            },
          ]}
          rows={rows}
        />
      </Details>
    </div>
  );
};

interface BarsProps {
  page: PageContext;
  id: string;
  caption: string;
  header: string;
  rows: readonly { label: string; count: number }[];
}

const Bars = ({ page: { t }, id, caption, header, rows }: BarsProps) => {
  const most = Math.max(1, ...rows.map(({ count }) => count));
  return (
    <Table
      id={id}
      caption={caption}
      columns={[
        { header, cell: ({ label }) => label, isRowHeader: true },
        {
          header: t('statistics.count'),
          cell: ({ count }) => t.number(count),
          numeric: true,
        },
        { header: t('statistics.bar'), cell: ({ count }) => <Bar share={count / most} /> },
      ]}
      rows={rows}
    />
  );
};

const WIDTH = 160;

/** The figure stands beside it: the bar is decoration to whoever listens. */
const Bar = ({ share }: { share: number }) => (
  <svg class="bar" viewBox={`0 0 ${WIDTH} 12`} width={WIDTH} height="12" aria-hidden="true" focusable="false">
    <rect x="0" y="0" width={String(Math.round(share * WIDTH))} height="12"></rect>
  </svg>
);
