import { Phrase } from '#ui/components/phrase.js';
import { MarkCounts } from '#ui/components/plan-tags.js';
import { ProgressBar } from '#ui/components/progress-bar.js';
import type { PageContext } from '#ui/page.js';
import { Stage } from '../../definition.js';
import { type MeasureView, type PlanView, RATINGS } from '../../model.js';
import { filterQuery } from './filter.js';
import { summarize } from './summary.js';
import { langOf } from './words.js';

interface PillarRowProps {
  page: PageContext;
  pillar: PlanView['plan']['pillars'][number];
  measures: readonly MeasureView[];
}

const PillarRow = ({ page, pillar, measures }: PillarRowProps) => {
  const { t, base } = page;
  const { all, running, ended, judged, byStage, byRating } = summarize(measures);
  const reached = byRating.ahead + byRating.onCourse;
  return (
    <article class="card">
      <div class="card-heading">
        <h3 lang={langOf(t)}>
          <a href={`${base}/plan${filterQuery({ pillar: pillar.id })}#results`}>
            <Phrase text={`${pillar.label} ${pillar.title}`} />
          </a>
        </h3>
      </div>
      <p>
        {t('plan.pillar.sentence', { all, running, ended })}
        {judged > 0 ? t('plan.pillar.judged', { judged, reached }) : t('plan.pillar.noneJudged')}
      </p>
      <div class="card-columns">
        <div>
          <ProgressBar
            label={t('plan.pillar.inOperation')}
            value={byStage.operation}
            max={running}
            text={t('plan.pillar.inOperationText', { count: byStage.operation, running })}
          />
        </div>
        <div>
          <MarkCounts
            t={t}
            label={t('plan.pillar.byStage')}
            counts={Stage.options.map((kind) => ({ kind, count: byStage[kind] }))}
          />
          <MarkCounts
            t={t}
            label={t('plan.pillar.byRating')}
            counts={RATINGS.map((kind) => ({ kind, count: byRating[kind] }))}
          />
        </div>
      </div>
    </article>
  );
};

/** The pillars under each other, each in a sentence and in numbers. */
export const PillarRows = ({ page, plan }: { page: PageContext; plan: PlanView }) => (
  <div class="cards">
    {plan.plan.pillars.map((pillar) => (
      <PillarRow
        page={page}
        pillar={pillar}
        measures={plan.measures.filter((measure) => measure.pillar.id === pillar.id)}
      />
    ))}
  </div>
);
