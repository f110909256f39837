import { langOf } from '#kernel/i18n/lang-of.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { RatingTag } from '#ui/components/plan-tags.js';
import { Quoted, Quoting } from '#ui/components/quoting.js';
import { type Column, Table } from '#ui/components/table.js';
import type { PageContext } from '#ui/page.js';
import type { IndicatorView, IndicatorYear } from '../model.js';
import { SourceBadge } from './source-badge.js';
import { figureWords, isNumeric, unitOf, whyWords, yearWords } from './words.js';

interface FigureTableProps {
  page: PageContext;
  indicator: IndicatorView;
  /** A heading above names the indicator already. */
  isCaptionHidden?: boolean;
  /** Says beside each rating why it is so. */
  withWhy?: boolean;
}

const NOTHING = '—';

const sourceColumn = (t: Translator): Column<IndicatorYear> => ({
  header: t('plan.table.source'),
  cell: ({ result, source }) => (result === null ? NOTHING : <SourceBadge t={t} source={source} />),
  nowrap: true,
});

/** Every fiscal year of an indicator in figures. */
export const FigureTable = ({
  page: { t },
  indicator,
  isCaptionHidden = false,
  withWhy = false,
}: FigureTableProps) => {
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
        target === null ? (
          NOTHING
        ) : (
          <>
            <Quoted t={t} text={figureWords(t, target)} />
            {targetStands && t('plan.table.stands')}
          </>
        ),
      numeric: isNumeric(indicator),
    },
    {
      header: t('measure.field.result'),
      cell: ({ result, running }) =>
        result === null ? (
          NOTHING
        ) : (
          <>
            <Quoted t={t} text={figureWords(t, result)} />
            {running && t('plan.table.soFar')}
          </>
        ),
      numeric: isNumeric(indicator),
    },
    ...(years.some(({ result }) => result !== null) ? [sourceColumn(t)] : []),
    {
      header: t('plan.table.rating'),
      cell: ({ rating, why }) => (
        <>
          <RatingTag t={t} rating={rating} /> {withWhy && whyWords(t, why)}
        </>
      ),
      nowrap: !withWhy,
    },
  ];
  const noted = years.filter(({ note }) => note !== null);
  const unit = unitOf(indicator);
  return (
    <>
      <Table
        id={`figures-${indicator.id}`}
        caption={
          <Quoting
            t={t}
            text={[indicator.name, unit]}
            sentence={
              unit === ''
                ? t('plan.table.caption', { indicator: indicator.name })
                : t('plan.table.captionUnit', { indicator: indicator.name, unit })
            }
          />
        }
        isCaptionHidden={isCaptionHidden}
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
