import { langOf } from '#kernel/i18n/lang-of.js';
import { Details } from '#ui/components/details.js';
import { EmptyState } from '#ui/components/empty-state.js';
import { Section } from '#ui/components/section.js';
import type { PageContext } from '#ui/page.js';
import type { MeasureView, PlanView } from '../../model.js';

import { AboutPlan, Files, Rounds } from './about-plan.js';
import { filterMeasures, filterOptions, isFiltered, type MeasureFilter } from './filter.js';
import { FilterChips, MeasureFilterForm } from './filter-form.js';
import { PlanFrame } from './frame.js';
import { MeasureCards } from './measure-card.js';
import { PillarRows } from './pillar-rows.js';
import { endedOf, runningIn, summarize } from './summary.js';

/** A published yearly review, as the overview lists it. */
export interface RoundLink {
  id: string;
  fiscalYear: number;
  publishedOn: Temporal.PlainDate;
}

export interface OverviewProps {
  page: PageContext;
  plan: PlanView;
  filter: MeasureFilter;
  rounds: readonly RoundLink[];
}

const Sentence = ({ page: { t }, plan }: { page: PageContext; plan: PlanView }) => {
  const { all, running, ended, judged, byRating, countedIndicators } = summarize(plan.measures);
  return (
    <>
      {t('plan.overview.sentence', { all, running, ended })}
      {judged > 0 ? t('plan.overview.judged', { judged, ...byRating }) : t('plan.overview.noneJudged')}
      {countedIndicators > 0 && t('plan.overview.counted', { count: countedIndicators })}
    </>
  );
};

/** What the filter found: running measures under the headings of their pillars, ended ones by themselves. */
const Found = ({ page, plan, found, filter }: OverviewProps & { found: readonly MeasureView[] }) => {
  const { t } = page;
  const ended = endedOf(found);
  return (
    <>
      {plan.plan.pillars.map((pillar) => {
        const own = runningIn(pillar, found);
        if (own.length === 0) return null;
        return (
          <Section
            id={`pillar-${pillar.id}`}
            title={`${pillar.label} ${pillar.title}`}
            lang={langOf(t)}
            aside={<span class="muted">{t('plan.measures', { count: own.length })}</span>}
          >
            {filter.pillar === pillar.id && <p lang={langOf(t)}>{pillar.policy}</p>}
            <MeasureCards page={page} measures={own} year={filter.year} />
          </Section>
        );
      })}
      {ended.length > 0 && (
        <Section
          id="ended"
          title={t('plan.overview.ended')}
          aside={<span class="muted">{t('plan.measures', { count: ended.length })}</span>}
        >
          <p>{t('plan.overview.endedText')}</p>
          <MeasureCards page={page} measures={ended} year={filter.year} />
        </Section>
      )}
    </>
  );
};

/** The whole plan: pillar by pillar, the measures folded away so that a phone shows the whole at a glance. */
const Whole = ({ page, plan }: { page: PageContext; plan: PlanView }) => {
  const { t } = page;
  const ended = endedOf(plan.measures);
  return (
    <>
      <Section title={t('plan.overview.pillars')} id="pillars">
        <PillarRows page={page} plan={plan} />
      </Section>
      {ended.length > 0 && (
        <Section title={t('plan.overview.ended')} id="ended">
          <p>{t('plan.overview.endedText')}</p>
          <Details summary={t('plan.overview.show', { count: ended.length })} isList>
            <MeasureCards page={page} measures={ended} />
          </Details>
        </Section>
      )}
    </>
  );
};

/** All measures of the plan, whole or as the address filters them. */
export const OverviewPage = (props: OverviewProps) => {
  const { page, plan, filter, rounds } = props;
  const { t, base } = page;
  const options = filterOptions(plan);
  const found = filterMeasures(plan.measures, filter);
  const filtered = isFiltered(filter);
  return (
    <PlanFrame
      page={page}
      title={plan.plan.title}
      quoted={plan.plan.title}
      lead={<Sentence page={page} plan={plan} />}
    >
      <Section title={t('plan.overview.find')} id="measures">
        <MeasureFilterForm page={page} filter={filter} options={options} />
        <p id="results">
          {filtered
            ? t('plan.overview.found', { count: found.length, all: plan.measures.length })
            : t('plan.overview.allShown', { all: plan.measures.length })}
        </p>
        {filtered && <FilterChips page={page} filter={filter} plan={plan} />}
        {found.length === 0 && (
          <EmptyState
            title={t('plan.overview.nothing')}
            icon="search"
            action={<a href={`${base}/plan#measures`}>{t('ui.filter.clear')}</a>}
          >
            <p>{t('plan.overview.nothingText')}</p>
          </EmptyState>
        )}
      </Section>
      {filtered ? <Found {...props} found={found} /> : <Whole page={page} plan={plan} />}
      <Rounds page={page} rounds={rounds} />
      <AboutPlan page={page} plan={plan} />
      <Files page={page} slidesOf={rounds[0]?.fiscalYear ?? plan.fiscalYear} />
    </PlanFrame>
  );
};
