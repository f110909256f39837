import type { Translator } from '#kernel/i18n/translate.js';
import { RatingTag } from '#ui/components/plan-tags.js';
import { type Column, Table } from '#ui/components/table.js';
import { Timeline } from '#ui/components/timeline.js';
import type { PageContext } from '#ui/page.js';
import type { IndicatorView, IndicatorYear } from '../../model.js';
import { AchievedTag } from './achieved-tag.js';
import { SourceBadge } from './source-badge.js';
import { figureWords, langOf, longYearWords, unitOf, yearWords } from './words.js';

interface YearsProps {
  page: PageContext;
  indicator: IndicatorView;
}

const NOTHING = '—';

const sourceColumn = (t: Translator): Column<IndicatorYear> => ({
  header: t('plan.table.source'),
  cell: ({ result, source }) => (result === null ? NOTHING : <SourceBadge t={t} source={source} />),
  nowrap: true,
});

/** Every fiscal year of an indicator in figures. */
export const FigureTable = ({ page: { t }, indicator }: YearsProps) => {
  const { years } = indicator;
  if (years.length === 0) return null;
  const columns: Column<IndicatorYear>[] = [
    {
      header: t('plan.table.year'),
      cell: ({ fiscalYear }) => yearWords(t, fiscalYear),
      isRowHeader: true,
      nowrap: true,
    },
    {
      header: t('measure.field.target'),
      cell: ({ target, targetStands }) =>
        target === null ? NOTHING : `${figureWords(t, target)}${targetStands ? t('plan.table.stands') : ''}`,
      numeric: true,
    },
    {
      header: t('measure.field.result'),
      cell: ({ result, running }) =>
        result === null ? NOTHING : `${figureWords(t, result)}${running ? t('plan.table.soFar') : ''}`,
      numeric: true,
    },
    ...(years.some(({ result }) => result !== null) ? [sourceColumn(t)] : []),
    {
      header: t('plan.table.rating'),
      cell: ({ rating }) => <RatingTag t={t} rating={rating} />,
      nowrap: true,
    },
  ];
  const noted = years.filter(({ note }) => note !== null);
  const unit = unitOf(indicator);
  return (
    <>
      <Table
        id={`figures-${indicator.id}`}
        caption={
          unit === ''
            ? t('plan.table.caption', { indicator: indicator.name })
            : t('plan.table.captionUnit', { indicator: indicator.name, unit })
        }
        isCaptionHidden
        columns={columns}
        rows={years}
      />
      {noted.length > 0 && (
        <ul class="plain-list">
          {noted.map(({ fiscalYear, note }) => (
            <li class="muted">
              {t('plan.table.noteOf', { year: yearWords(t, fiscalYear) })}
              <span lang={langOf(t)}>{note}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
};

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
      entries={indicator.years.map((year) => ({
        at: '',
        title: (
          <>
            {longYearWords(t, year.fiscalYear)}{' '}
            {year.achieved && <AchievedTag t={t} achieved={year.achieved} />}
          </>
        ),
        text: <Step page={page} year={year} />,
      }))}
    />
  );
};
