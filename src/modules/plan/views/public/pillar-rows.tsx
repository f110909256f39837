import { langOf } from '#kernel/i18n/lang-of.js';
import { Card } from '#ui/components/card.js';
import { Details } from '#ui/components/details.js';
import { MarkCounts } from '#ui/components/plan-tags.js';
import { ProgressBar } from '#ui/components/progress-bar.js';
import type { PageContext } from '#ui/page.js';
import { Stage } from '../../definition.js';
import { type MeasureView, type PlanView, RATINGS } from '../../model.js';

import { filterQuery } from './filter.js';
import { MeasureCards } from './measure-card.js';
import { runningIn, summarize } from './summary.js';

interface PillarRowProps {
  page: PageContext;
  pillar: PlanView['plan']['pillars'][number];
  measures: readonly MeasureView[];
}

const PillarRow = ({ page, pillar, measures }: PillarRowProps) => {
  const { t, base } = page;
  const own = measures.filter((measure) => measure.pillar.id === pillar.id);
  const { all, running, ended, judged, byStage, byRating } = summarize(own);
  const reached = byRating.ahead + byRating.onCourse;
  return (
    <div class="pillar" id={`pillar-${pillar.id}`}>
      <Card
        title={`${pillar.label} ${pillar.title}`}
        lang={langOf(t)}
        href={`${base}/plan${filterQuery({ pillar: pillar.id })}#results`}
        aside={
          <>
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
          </>
        }
      >
        <p>
          {t('plan.pillar.sentence', { all, running, ended })}
          {judged > 0 ? t('plan.pillar.judged', { judged, reached }) : t('plan.pillar.noneJudged')}
        </p>
        <ProgressBar
          label={t('plan.pillar.inOperation')}
          value={byStage.operation}
          max={running}
          text={t('plan.pillar.inOperationText', { count: byStage.operation, running })}
        />
      </Card>
      {running > 0 && (
        <Details summary={t('plan.overview.show', { count: running })} isList>
          <MeasureCards page={page} measures={runningIn(pillar, own)} />
        </Details>
      )}
    </div>
  );
};

/** The pillars under each other, each in a sentence and in numbers, with its running measures to unfold. */
export const PillarRows = ({ page, plan }: { page: PageContext; plan: PlanView }) => (
  <div class="cards">
    {plan.plan.pillars.map((pillar) => (
      <PillarRow page={page} pillar={pillar} measures={plan.measures} />
    ))}
  </div>
);
