import { EmptyState } from '#ui/components/empty-state.js';
import { Phrase } from '#ui/components/phrase.js';
import { Section } from '#ui/components/section.js';
import type { PageContext } from '#ui/page.js';
import type { MeasureView, PlanView } from '../../model.js';
import { AboutPlan, Files, Rounds } from './about-plan.js';
import { filterMeasures, filterOptions, isFiltered, type MeasureFilter } from './filter.js';
import { FilterChips, MeasureFilterForm } from './filter-form.js';
import { PlanFrame } from './frame.js';
import { MeasureCard } from './measure-card.js';
import { PillarRows } from './pillar-rows.js';
import { summarize } from './summary.js';
import { langOf } from './words.js';

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

/** Running measures under the headings of their pillars, ended ones by themselves. */
const Results = ({ page, plan, found, filter }: OverviewProps & { found: readonly MeasureView[] }) => {
  const { t } = page;
  const ended = found.filter(({ stage }) => stage === 'ended');
  const card = (measure: MeasureView) => <MeasureCard page={page} measure={measure} year={filter.year} />;
  return (
    <>
      {plan.plan.pillars.map(({ id, label, title, policy }) => {
        const own = found.filter(({ pillar, stage }) => pillar.id === id && stage !== 'ended');
        if (own.length === 0) return null;
        return (
          <section class="section" id={`pillar-${id}`}>
            <div class="section-heading">
              <h2 lang={langOf(t)}>
                <Phrase text={`${label} ${title}`} />
              </h2>
              <span class="muted">{t('plan.measures', { count: own.length })}</span>
            </div>
            {filter.pillar === id && <p lang={langOf(t)}>{policy}</p>}
            <div class="cards">{own.map(card)}</div>
          </section>
        );
      })}
      {ended.length > 0 && (
        <section class="section" id="ended">
          <div class="section-heading">
            <h2>{t('plan.overview.ended')}</h2>
            <span class="muted">{t('plan.measures', { count: ended.length })}</span>
          </div>
          <p>{t('plan.overview.endedText')}</p>
          <div class="cards">{ended.map(card)}</div>
        </section>
      )}
    </>
  );
};

export const OverviewPage = (props: OverviewProps) => {
  const { page, plan, filter, rounds } = props;
  const { t, base } = page;
  const options = filterOptions(plan);
  const found = filterMeasures(plan.measures, filter);
  const filtered = isFiltered(filter);
  return (
    <PlanFrame page={page} title={plan.plan.title} isOwnTitle lead={<Sentence page={page} plan={plan} />}>
      {!filtered && (
        <Section title={t('plan.overview.pillars')}>
          <PillarRows page={page} plan={plan} />
        </Section>
      )}
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
      <Results {...props} found={found} />
      <Rounds page={page} rounds={rounds} />
      <AboutPlan page={page} plan={plan} />
      <Files page={page} plan={plan} />
    </PlanFrame>
  );
};
