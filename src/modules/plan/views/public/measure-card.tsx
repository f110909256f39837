import { langOf } from '#kernel/i18n/lang-of.js';
import type { FiscalYear } from '#kernel/values/fiscal-year.js';
import { Sparkline } from '#ui/charts/sparkline.js';
import { Card, Cards } from '#ui/components/card.js';
import { RatingTag, StageTag } from '#ui/components/plan-tags.js';
import { Quoted } from '#ui/components/quoting.js';
import type { PageContext } from '#ui/page.js';
import type { MeasureView } from '../../model.js';
import { AchievedTag } from '../achieved-tag.js';
import { SourceBadge } from '../source-badge.js';
import { figureWithUnit, figureWords, isNumeric, unitOf, yearWords } from '../words.js';
import { type MainFigure, mainFigure, ratingIn } from './filter.js';
import { chartPoints, isWorthDrawing } from './points.js';
import { TargetWords } from './target-words.js';

const Figure = ({ page: { t }, figure: { indicator, at } }: { page: PageContext; figure: MainFigure }) => {
  const points = isNumeric(indicator) ? chartPoints(indicator) : [];
  const target = at?.target != null ? at : indicator.aim;
  return (
    <div class="main-figure">
      <p lang={langOf(t)}>{indicator.name}</p>
      {at && at.result !== null ? (
        isNumeric(indicator) ? (
          <p>
            <b>
              <Quoted t={t} text={figureWithUnit(t, indicator, at.result)} />
            </b>{' '}
            <span>{yearWords(t, at.fiscalYear)}</span> <SourceBadge t={t} source={at.source} />{' '}
            {isWorthDrawing(points) && <Sparkline t={t} points={points} unit={unitOf(indicator)} />}
          </p>
        ) : (
          <p>
            {t('plan.figure.resultWords', { year: yearWords(t, at.fiscalYear) })}
            <Quoted t={t} text={figureWords(t, at.result)} />{' '}
            {at.achieved && <AchievedTag t={t} achieved={at.achieved} />}
          </p>
        )
      ) : (
        <p class="muted">{t('plan.figure.noResult')}</p>
      )}
      {target && target.target !== null && (
        <p class="muted">
          <TargetWords t={t} indicator={indicator} year={target} />
        </p>
      )}
    </div>
  );
};

interface MeasureCardProps {
  page: PageContext;
  measure: MeasureView;
  /** Shows the figures of this fiscal year in place of the newest. */
  year?: FiscalYear | undefined;
}

const MeasureCard = ({ page, measure, year }: MeasureCardProps) => {
  const { t, base } = page;
  const figure = mainFigure(measure, year);
  return (
    <Card
      title={`${measure.label} ${measure.title}`}
      lang={langOf(t)}
      href={`${base}/plan/${measure.number}`}
      aside={
        figure ? <Figure page={page} figure={figure} /> : <p class="muted">{t('plan.figure.noIndicator')}</p>
      }
    >
      {measure.departments.length > 0 && (
        <p lang={langOf(t)} class="muted">
          {measure.departments.join('、')}
        </p>
      )}
      <p class="marks">
        <StageTag t={t} stage={measure.stage} />
        {measure.stage !== 'ended' && <RatingTag t={t} rating={ratingIn(measure, year)} />}
      </p>
      {measure.listedOnly && <p class="muted">{t('plan.listedOnly.short')}</p>}
    </Card>
  );
};

/** Measures as the overview lists them. */
export const MeasureCards = ({
  page,
  measures,
  year,
}: Omit<MeasureCardProps, 'measure'> & { measures: readonly MeasureView[] }) => (
  <Cards>
    {measures.map((measure) => (
      <MeasureCard page={page} measure={measure} year={year} />
    ))}
  </Cards>
);
