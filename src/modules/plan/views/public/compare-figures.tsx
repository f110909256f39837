import { SmallMultiples } from '#ui/charts/small-multiples.js';
import { Quoted, Quoting } from '#ui/components/quoting.js';
import { Table } from '#ui/components/table.js';
import type { PageContext } from '#ui/page.js';
import type { ComparedIndicator, Comparison, IndicatorYear } from '../../model.js';
import { figureWords, isNumeric, unitOf, yearWords } from '../words.js';
import { chartPoints } from './points.js';

/** Pages of another municipality; under a host name of its own there is no prefix for this one only. */
export const hrefOf = ({ base, city }: PageContext, { city: other, measure }: ComparedIndicator): string =>
  `${other.slug === city.slug ? base : `/${other.slug}`}/plan/${measure.number}`;

/** Only what is measured in the same unit can stand on one scale. */
function byUnit(entries: readonly ComparedIndicator[]): { unit: string; entries: ComparedIndicator[] }[] {
  const groups = new Map<string, ComparedIndicator[]>();
  for (const entry of entries.filter(({ indicator }) => isNumeric(indicator) && indicator.years.length > 0)) {
    const unit = unitOf(entry.indicator);
    groups.set(unit, [...(groups.get(unit) ?? []), entry]);
  }
  return [...groups].map(([unit, own]) => ({ unit, entries: own }));
}

/** Every fiscal year from the first to the last; one of which nobody knows a figure is a column all the same. */
export const yearsOf = (entries: readonly ComparedIndicator[]): number[] => {
  const known = entries.flatMap(({ indicator }) => indicator.years.map(({ fiscalYear }) => fiscalYear));
  if (known.length === 0) return [];
  const first = Math.min(...known);
  return Array.from({ length: Math.max(...known) - first + 1 }, (_, index) => first + index);
};

/** One picture for each municipality, all of one unit on one scale. */
export const Charts = ({ page, chosen }: { page: PageContext; chosen: Comparison }) => {
  const { t, city } = page;
  return (
    <>
      {byUnit(chosen.entries).map(({ unit, entries }, index) => {
        const scale = `scale-${index + 1}`;
        const years = yearsOf(entries);
        const range = { from: years[0] ?? 0, to: years.at(-1) ?? 0 };
        return (
          <>
            <p class="muted" id={scale}>
              <Quoting
                t={t}
                text={unit}
                sentence={t('plan.compare.scale', {
                  from: yearWords(t, range.from),
                  to: yearWords(t, range.to),
                  unit: unit === '' ? t('plan.compare.noUnit') : unit,
                })}
              />
            </p>
            <SmallMultiples
              t={t}
              labelledBy={scale}
              unit={unit}
              items={entries.map((entry) => ({
                title: t('plan.compare.town', { town: entry.city.name, measure: entry.measure.label }),
                quoted: entry.measure.label,
                href: hrefOf(page, entry),
                points: chartPoints(entry.indicator, range),
                isOwn: entry.city.slug === city.slug,
              }))}
            />
          </>
        );
      })}
    </>
  );
};

const YearCell = ({
  page: { t },
  entry,
  year,
}: {
  page: PageContext;
  entry: ComparedIndicator;
  year: number;
}) => {
  const found: IndicatorYear | undefined = entry.indicator.years.find(
    ({ fiscalYear }) => fiscalYear === year,
  );
  if (!found || (found.result === null && found.target === null)) return <>—</>;
  return (
    <>
      {found.result !== null && (
        <>
          <b>
            <Quoted t={t} text={figureWords(t, found.result)} />
          </b>
          <br />
        </>
      )}
      {found.target !== null && (
        <span class="muted">
          <Quoting
            t={t}
            text={figureWords(t, found.target)}
            sentence={t('plan.compare.targetCell', { target: figureWords(t, found.target) })}
          />
        </span>
      )}
    </>
  );
};

/** The same figures as a table. */
export const Figures = ({ page, chosen }: { page: PageContext; chosen: Comparison }) => {
  const { t } = page;
  const entries = chosen.entries.filter(({ indicator }) => indicator.years.length > 0);
  if (entries.length === 0) return null;
  return (
    <Table
      id="comparison"
      caption={
        <Quoting t={t} text={chosen.name} sentence={t('plan.compare.table', { indicator: chosen.name })} />
      }
      columns={[
        {
          header: t('plan.compare.municipality'),
          cell: (entry) => (
            <>
              {entry.city.name}{' '}
              <a href={hrefOf(page, entry)}>
                <Quoted t={t} text={entry.measure.label} />
              </a>
            </>
          ),
          isRowHeader: true,
        },
        {
          header: t('measure.field.unit'),
          cell: ({ indicator }) => <Quoted t={t} text={unitOf(indicator) || '—'} />,
          nowrap: true,
        },
        ...yearsOf(entries).map((year) => ({
          header: yearWords(t, year),
          cell: (entry: ComparedIndicator) => <YearCell page={page} entry={entry} year={year} />,
          numeric: entries.every(({ indicator }) => isNumeric(indicator)),
        })),
      ]}
      rows={entries}
      note={t('plan.compare.tableNote')}
    />
  );
};
