import { langOf } from '#kernel/i18n/lang-of.js';
import { Card, Cards } from '#ui/components/card.js';
import { EmptyState } from '#ui/components/empty-state.js';
import { FilterForm } from '#ui/components/filter-form.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { RatingTag } from '#ui/components/plan-tags.js';
import { Quoted, Quoting } from '#ui/components/quoting.js';
import { Section } from '#ui/components/section.js';
import { Select } from '#ui/components/select.js';
import { Table } from '#ui/components/table.js';
import type { PageContext } from '#ui/page.js';
import type { Comparison } from '../../model.js';
import { SourceBadge } from '../source-badge.js';
import { figureWithUnit, unitOf, yearWords } from '../words.js';
import { Charts, Figures, hrefOf } from './compare-figures.js';
import { PlanFrame } from './frame.js';

export interface ComparePageProps {
  page: PageContext;
  /** Indicators that some plan has, in the catalogue's order. */
  comparisons: readonly Comparison[];
  chosen: Comparison | null;
}

const townNames = ({ entries }: Comparison): string[] => [...new Set(entries.map(({ city }) => city.name))];
const townsIn = (comparison: Comparison): number => townNames(comparison).length;

/** What each municipality means by it, and how it stands: figures compare only as far as their definitions do. */
const Definitions = ({ page, chosen }: { page: PageContext; chosen: Comparison }) => {
  const { t } = page;
  const lang = langOf(t);
  return (
    <Cards>
      {chosen.entries.map((entry) => {
        const { city, measure, indicator } = entry;
        return (
          <Card
            title={t('plan.compare.town', { town: city.name, measure: `${measure.label} ${measure.title}` })}
            lang={lang}
            href={hrefOf(page, entry)}
            mark={<RatingTag t={t} rating={indicator.rating} />}
          >
            <p lang={lang}>{indicator.name}</p>
            <p lang={indicator.definition ? lang : undefined} class="muted">
              {indicator.definition ?? t('plan.compare.noDefinition')}
            </p>
            {unitOf(indicator) !== chosen.unit && (
              <p>
                <Quoting
                  t={t}
                  text={[unitOf(indicator), chosen.unit]}
                  sentence={t('plan.compare.otherUnit', {
                    unit: unitOf(indicator) || t('plan.compare.noUnit'),
                    common: chosen.unit,
                  })}
                />
              </p>
            )}
            {indicator.latest && indicator.latest.result !== null && (
              <p>
                <b>
                  <Quoted t={t} text={figureWithUnit(t, indicator, indicator.latest.result)} />
                </b>{' '}
                {yearWords(t, indicator.latest.fiscalYear)}{' '}
                <SourceBadge t={t} source={indicator.latest.source} />
              </p>
            )}
          </Card>
        );
      })}
    </Cards>
  );
};

const Choice = ({ page, comparisons, chosen }: ComparePageProps) => {
  const { t, base } = page;
  return (
    <FilterForm
      t={t}
      action={`${base}/plan/compare`}
      label={t('plan.compare.choose')}
      submitLabel={t('plan.compare.submit')}
    >
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
          lang: langOf(t),
        }))}
      />
    </FilterForm>
  );
};

const List = ({
  page: { t, base },
  id,
  title,
  comparisons,
}: Omit<ComparePageProps, 'chosen'> & { id: string; title: string }) =>
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
          {
            header: t('plan.compare.municipalities'),
            cell: (one) => townNames(one).join(t('plan.listSeparator')),
          },
          {
            header: t('measure.field.unit'),
            cell: ({ unit }) => <span lang={langOf(t)}>{unit}</span>,
            nowrap: true,
          },
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
      quoted={chosen?.name}
      lead={t('plan.compare.lead')}
      crumbs={
        chosen
          ? [
              { label: t('plan.nav.compare'), href: `${base}/plan/compare` },
              { label: chosen.name, quoted: chosen.name },
            ]
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
          {townsIn(chosen) === 1 && (
            <NotificationBanner t={t} kind="info" title={t('plan.compare.onlyOne')} />
          )}
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
