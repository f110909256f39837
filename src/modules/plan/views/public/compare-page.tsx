import { SmallMultiples } from '#ui/charts/small-multiples.js';
import { EmptyState } from '#ui/components/empty-state.js';
import { FilterForm } from '#ui/components/filter-form.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { RatingTag } from '#ui/components/plan-tags.js';
import { Section } from '#ui/components/section.js';
import { Select } from '#ui/components/select.js';
import { Table } from '#ui/components/table.js';
import type { PageContext } from '#ui/page.js';
import type { ComparedIndicator, Comparison, IndicatorYear } from '../../model.js';
import { PlanFrame } from './frame.js';
import { chartPoints } from './points.js';
import { SourceBadge } from './source-badge.js';
import { figureWithUnit, figureWords, isNumeric, langOf, unitOf, yearWords } from './words.js';

export interface ComparePageProps {
  page: PageContext;
  /** Indicators that some plan has, in the catalogue's order. */
  comparisons: readonly Comparison[];
  chosen: Comparison | null;
}

/** Pages of another municipality; under a host name of its own there is no prefix for this one only. */
const hrefOf = ({ base, city }: PageContext, { city: other, measure }: ComparedIndicator): string =>
  `${other.slug === city.slug ? base : `/${other.slug}`}/plan/${measure.number}`;

const townNames = ({ entries }: Comparison): string[] => [...new Set(entries.map(({ city }) => city.name))];
const townsIn = (comparison: Comparison): number => townNames(comparison).length;

/** Only what is measured in the same unit can stand on one scale. */
function byUnit(entries: readonly ComparedIndicator[]): { unit: string; entries: ComparedIndicator[] }[] {
  const groups = new Map<string, ComparedIndicator[]>();
  for (const entry of entries.filter(({ indicator }) => isNumeric(indicator) && indicator.years.length > 0)) {
    const unit = unitOf(entry.indicator);
    groups.set(unit, [...(groups.get(unit) ?? []), entry]);
  }
  return [...groups].map(([unit, own]) => ({ unit, entries: own }));
}

const yearsOf = (entries: readonly ComparedIndicator[]): number[] => {
  const known = entries.flatMap(({ indicator }) => indicator.years.map(({ fiscalYear }) => fiscalYear));
  return [...new Set(known)].sort((a, b) => a - b);
};

const Charts = ({ page, chosen }: { page: PageContext; chosen: Comparison }) => {
  const { t, city } = page;
  return (
    <>
      {byUnit(chosen.entries).map(({ unit, entries }) => {
        const years = yearsOf(entries);
        const range = { from: years[0] ?? 0, to: years.at(-1) ?? 0 };
        return (
          <>
            <p class="muted">
              {t('plan.compare.scale', {
                from: yearWords(t, range.from),
                to: yearWords(t, range.to),
                unit: unit === '' ? t('plan.compare.noUnit') : unit,
              })}
            </p>
            <SmallMultiples
              t={t}
              label={t('plan.compare.charts', { unit })}
              unit={unit}
              items={entries.map((entry) => ({
                title: t('plan.compare.town', { town: entry.city.name, measure: entry.measure.label }),
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

const YearCell = ({ page: { t }, entry, year }: { page: PageContext; entry: ComparedIndicator; year: number }) => {
  const found: IndicatorYear | undefined = entry.indicator.years.find(({ fiscalYear }) => fiscalYear === year);
  if (!found || (found.result === null && found.target === null)) return <>—</>;
  return (
    <>
      {found.result !== null && (
        <>
          <b>{figureWords(t, found.result)}</b>
          <br />
        </>
      )}
      {found.target !== null && (
        <span class="muted">{t('plan.compare.targetCell', { target: figureWords(t, found.target) })}</span>
      )}
    </>
  );
};

const Figures = ({ page, chosen }: { page: PageContext; chosen: Comparison }) => {
  const { t } = page;
  const entries = chosen.entries.filter(({ indicator }) => indicator.years.length > 0);
  if (entries.length === 0) return null;
  return (
    <Table
      id="comparison"
      caption={t('plan.compare.table', { indicator: chosen.name })}
      columns={[
        {
          header: t('plan.compare.municipality'),
          cell: (entry) => (
            <>
              {entry.city.name} <a href={hrefOf(page, entry)}>{entry.measure.label}</a>
            </>
          ),
          isRowHeader: true,
        },
        { header: t('measure.field.unit'), cell: ({ indicator }) => unitOf(indicator) || '—', nowrap: true },
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

/** What each municipality means by it, and how it stands: figures compare only as far as their definitions do. */
const Definitions = ({ page, chosen }: { page: PageContext; chosen: Comparison }) => {
  const { t } = page;
  const lang = langOf(t);
  return (
    <div class="cards">
      {chosen.entries.map((entry) => {
        const { city, measure, indicator } = entry;
        return (
          <article class="card">
            <div class="card-heading">
              <h3>
                {city.name}{' '}
                <a href={hrefOf(page, entry)} lang={lang}>
                  {`${measure.label} ${measure.title}`}
                </a>
              </h3>
              <RatingTag t={t} rating={indicator.rating} />
            </div>
            <p lang={lang}>{indicator.name}</p>
            <p lang={indicator.definition ? lang : undefined} class="muted">
              {indicator.definition ?? t('plan.compare.noDefinition')}
            </p>
            {unitOf(indicator) !== chosen.unit && (
              <p>
                {t('plan.compare.otherUnit', {
                  unit: unitOf(indicator) || t('plan.compare.noUnit'),
                  common: chosen.unit,
                })}
              </p>
            )}
            {indicator.latest && indicator.latest.result !== null && (
              <p>
                <b>{figureWithUnit(t, indicator, indicator.latest.result)}</b>{' '}
                {yearWords(t, indicator.latest.fiscalYear)} <SourceBadge t={t} source={indicator.latest.source} />
              </p>
            )}
          </article>
        );
      })}
    </div>
  );
};

const Choice = ({ page, comparisons, chosen }: ComparePageProps) => {
  const { t, base } = page;
  return (
    <FilterForm t={t} action={`${base}/plan/compare`} label={t('plan.compare.choose')}>
      <Select
        t={t}
        id="indicator"
        label={t('plan.compare.choose')}
        bare
        width="full"
        value={chosen?.id}
        emptyLabel={chosen ? null : t('ui.field.choose')}
        options={comparisons.map((one) => ({
          value: one.id,
          label: t('plan.compare.option', { indicator: one.name, count: townsIn(one) }),
        }))}
      />
    </FilterForm>
  );
};

const List = ({ page: { t, base }, id, title, comparisons }: Omit<ComparePageProps, 'chosen'> & { id: string; title: string }) =>
  comparisons.length === 0 ? null : (
    <Section title={title}>
      <Table
        id={id}
        caption={title}
        isCaptionHidden
        columns={[
          {
            header: t('measure.field.indicator'),
            cell: (one) => (
              <a href={`${base}/plan/compare?indicator=${one.id}`} lang={langOf(t)}>
                {one.name}
              </a>
            ),
            isRowHeader: true,
          },
          { header: t('plan.compare.municipalities'), cell: (one) => townNames(one).join(t('plan.listSeparator')) },
          { header: t('measure.field.unit'), cell: ({ unit }) => <span lang={langOf(t)}>{unit}</span>, nowrap: true },
        ]}
        rows={comparisons}
      />
    </Section>
  );

/** The same kind of indicator in all municipalities and the prefecture. */
export const ComparePage = ({ page, comparisons, chosen }: ComparePageProps) => {
  const { t, base } = page;
  return (
    <PlanFrame
      page={page}
      title={chosen ? chosen.name : t('plan.nav.compare')}
      isOwnTitle={chosen !== null}
      lead={t('plan.compare.lead')}
      crumbs={
        chosen
          ? [{ label: t('plan.nav.compare'), href: `${base}/plan/compare` }, { label: chosen.name }]
          : [{ label: t('plan.nav.compare') }]
      }
    >
      {comparisons.length === 0 ? (
        <EmptyState title={t('plan.compare.none')} icon="chart" />
      ) : (
        <Choice page={page} comparisons={comparisons} chosen={chosen} />
      )}
      {chosen ? (
        <>
          {townsIn(chosen) === 1 && <NotificationBanner t={t} kind="info" title={t('plan.compare.onlyOne')} />}
          <Section title={t('plan.compare.figures')}>
            <Charts page={page} chosen={chosen} />
            <Figures page={page} chosen={chosen} />
          </Section>
          <Section title={t('plan.compare.definitions')}>
            <Definitions page={page} chosen={chosen} />
          </Section>
        </>
      ) : (
        <>
          <List
            page={page}
            id="shared"
            title={t('plan.compare.shared')}
            comparisons={comparisons.filter((one) => townsIn(one) > 1)}
          />
          <List
            page={page}
            id="single"
            title={t('plan.compare.single')}
            comparisons={comparisons.filter((one) => townsIn(one) === 1)}
          />
        </>
      )}
    </PlanFrame>
  );
};
