import type { MessageKey } from '#kernel/i18n/catalogues.js';
import { RatingTag } from '#ui/components/plan-tags.js';
import { StatusTag, type StatusTone } from '#ui/components/status-tag.js';
import { type Column, Table } from '#ui/components/table.js';
import { Timeline } from '#ui/components/timeline.js';
import type { PageContext } from '#ui/page.js';
import type { IndicatorView, IndicatorYear } from '../../model.js';
import { SourceBadge } from './source-badge.js';
import { figureWords, langOf, longYearWords, unitOf } from './words.js';

interface YearsProps {
  page: PageContext;
  indicator: IndicatorView;
}

const NOTHING = '—';

/** Every fiscal year of an indicator in figures. */
export const FigureTable = ({ page: { t }, indicator }: YearsProps) => {
  const { years } = indicator;
  if (years.length === 0) return null;
  const unit = unitOf(indicator);
  const headed = (key: 'measure.field.target' | 'measure.field.result') =>
    unit === '' ? t(key) : t('plan.table.withUnit', { name: t(key), unit });
  const columns: Column<IndicatorYear>[] = [
    { header: t('plan.table.year'), cell: ({ fiscalYear }) => longYearWords(t, fiscalYear), isRowHeader: true, nowrap: true },
    {
      header: headed('measure.field.target'),
      cell: ({ target, targetStands }) =>
        target === null ? NOTHING : `${figureWords(t, target)}${targetStands ? t('plan.table.stands') : ''}`,
      numeric: true,
    },
    {
      header: headed('measure.field.result'),
      cell: ({ result, running }) =>
        result === null ? NOTHING : `${figureWords(t, result)}${running ? t('plan.table.soFar') : ''}`,
      numeric: true,
    },
    {
      header: t('plan.table.source'),
      cell: ({ result, source }) => (result === null ? NOTHING : <SourceBadge t={t} source={source} />),
      nowrap: true,
    },
    { header: t('plan.table.rating'), cell: ({ rating }) => <RatingTag t={t} rating={rating} />, nowrap: true },
  ];
  if (years.some(({ note }) => note !== null)) {
    columns.push({
      header: t('measure.field.note'),
      cell: ({ note }) => (note === null ? NOTHING : <span lang={langOf(t)}>{note}</span>),
    });
  }
  return (
    <Table
      id={`figures-${indicator.id}`}
      caption={t('plan.table.caption', { indicator: indicator.name })}
      isCaptionHidden
      columns={columns}
      rows={years}
    />
  );
};

const ACHIEVED = {
  yes: { tone: 'done', word: 'measure.achieved.yes' },
  partly: { tone: 'waiting', word: 'measure.achieved.partly' },
  no: { tone: 'problem', word: 'measure.achieved.no' },
} as const satisfies Record<string, { tone: StatusTone; word: MessageKey }>;

const Step = ({ page: { t }, year }: { page: PageContext; year: IndicatorYear }) => {
  const lang = langOf(t);
  const { target, result, note } = year;
  return (
    <>
      {target !== null && (
        <p>
          {t('plan.step.target')}
          <span lang={lang}>{figureWords(t, target)}</span>
        </p>
      )}
      {result !== null && (
        <p>
          {t('plan.step.result')}
          <span lang={lang}>{figureWords(t, result)}</span>
        </p>
      )}
      {note && (
        <p lang={lang} class="muted">
          {note}
        </p>
      )}
    </>
  );
};

/** Steps that the plan says in words, year by year. */
export const Steps = ({ page, indicator }: YearsProps) => {
  const { t } = page;
  return (
    <Timeline
      entries={indicator.years.map((year) => {
        const achieved = year.achieved && ACHIEVED[year.achieved];
        return {
          at: '',
          title: (
            <>
              {longYearWords(t, year.fiscalYear)}{' '}
              {achieved && <StatusTag tone={achieved.tone} label={t(achieved.word)} />}
            </>
          ),
          text: <Step page={page} year={year} />,
        };
      })}
    />
  );
};
