import { IndicatorChart } from '#ui/charts/indicator-chart.js';
import { MoreLink } from '#ui/components/link.js';
import { RatingTag } from '#ui/components/plan-tags.js';
import { Stat } from '#ui/components/stat.js';
import type { PageContext } from '#ui/page.js';
import type { IndicatorView, MeasureView } from '../../model.js';
import { IndicatorChanges } from './indicator-changes.js';
import { FigureTable, Steps } from './indicator-years.js';
import { chartPoints, isWorthDrawing } from './points.js';
import { SourceBadge } from './source-badge.js';
import { Linked, type TermLinks } from './terms.js';
import { figureWithUnit, figureWords, isNumeric, langOf, unitOf, whyWords, yearWords } from './words.js';

export interface IndicatorBlockProps {
  page: PageContext;
  measure: MeasureView;
  indicator: IndicatorView;
  links: TermLinks;
}

const Current = ({ page: { t }, indicator }: Pick<IndicatorBlockProps, 'page' | 'indicator'>) => {
  const { latest, aim } = indicator;
  const target =
    aim && aim.target !== null
      ? t('plan.figure.target', {
          target: figureWithUnit(t, indicator, aim.target),
          year: yearWords(t, aim.fiscalYear),
        })
      : t('plan.figure.noTarget');
  if (!latest || latest.result === null) {
    return <Stat label={t('plan.figure.result')} value={t('plan.figure.none')} sub={target} />;
  }
  const label = latest.running ? 'plan.figure.resultSoFar' : 'plan.figure.resultOf';
  return (
    <Stat
      label={t(label, { year: yearWords(t, latest.fiscalYear) })}
      value={figureWords(t, latest.result)}
      unit={typeof latest.result === 'number' ? unitOf(indicator) : ''}
      sub={target}
      mark={<SourceBadge t={t} source={latest.source} />}
    />
  );
};

/** Where a counted figure comes from, and where the same is measured elsewhere. */
const Ways = ({ page: { t, base }, measure, indicator }: Omit<IndicatorBlockProps, 'links'>) => {
  const ways = [
    ...(indicator.isCounted
      ? [
          {
            href: `${base}/plan/${measure.number}/indicators/${indicator.id}/entries`,
            label: t('plan.indicator.entries'),
          },
        ]
      : []),
    ...(indicator.common
      ? [{ href: `${base}/plan/compare?indicator=${indicator.common}`, label: t('plan.indicator.compare') }]
      : []),
  ];
  return (
    <>
      {ways.map(({ href, label }) => (
        <p>
          <MoreLink href={href}>{label}</MoreLink>
        </p>
      ))}
    </>
  );
};

/** One indicator: the figure of now, the line to it, every year, and what became of the indicator itself. */
export const IndicatorBlock = ({ page, measure, indicator, links }: IndicatorBlockProps) => {
  const { t } = page;
  const lang = langOf(t);
  const points = isNumeric(indicator) ? chartPoints(indicator) : [];
  const drawn = isWorthDrawing(points);
  const now = (
    <>
      {indicator.kind !== 'milestone' && <Current page={page} indicator={indicator} />}
      <Ways page={page} measure={measure} indicator={indicator} />
    </>
  );
  return (
    <article class="card" id={`indicator-${indicator.id}`}>
      <div class="card-heading">
        <h3 lang={lang}>{indicator.name}</h3>
        <RatingTag t={t} rating={indicator.rating} />
      </div>
      <p>{whyWords(t, indicator.why)}</p>
      {drawn ? (
        <div class="card-columns">
          <div>{now}</div>
          <div>
            <IndicatorChart
              t={t}
              id={`chart-${indicator.id}`}
              title={indicator.name}
              unit={unitOf(indicator)}
              points={points}
              direction={indicator.direction}
              kind={indicator.kind === 'value' ? 'bar' : 'line'}
            />
          </div>
        </div>
      ) : (
        <div>{now}</div>
      )}
      {indicator.definition && (
        <p>
          {t('plan.indicator.definition')}
          <span lang={lang}>
            <Linked links={links} text={indicator.definition} />
          </span>
        </p>
      )}
      {indicator.kind === 'milestone' ? (
        <Steps page={page} indicator={indicator} />
      ) : (
        <FigureTable page={page} indicator={indicator} />
      )}
      <IndicatorChanges page={page} changes={indicator.changes} />
    </article>
  );
};
