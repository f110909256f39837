import { langOf } from '#kernel/i18n/lang-of.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { IndicatorChart } from '#ui/charts/indicator-chart.js';
import { Card } from '#ui/components/card.js';
import { MoreLink } from '#ui/components/link.js';
import { RatingTag } from '#ui/components/plan-tags.js';
import { Stat } from '#ui/components/stat.js';
import type { PageContext } from '#ui/page.js';
import type { CountsSoFar, IndicatorView, MeasureView } from '../../model.js';
import { FigureTable } from '../figure-table.js';
import { SourceBadge } from '../source-badge.js';
import { figureWords, isNumeric, unitOf, whyWords, yearWords } from '../words.js';
import { IndicatorChanges } from './indicator-changes.js';
import { chartPoints, isWorthDrawing } from './points.js';
import { Steps } from './steps.js';
import { TargetWords } from './target-words.js';
import { Linked, type TermLinks } from './terms.js';

export interface IndicatorBlockProps {
  page: PageContext;
  measure: MeasureView;
  indicator: IndicatorView;
  links: TermLinks;
  /** What this month and this year have brought to a count. */
  soFar?: CountsSoFar | undefined;
}

const soFarWords = (t: Translator, { numerator, denominator }: CountsSoFar): string =>
  denominator
    ? t('plan.figure.soFarRatio', { ...numerator, ofMonth: denominator.month, ofYear: denominator.year })
    : t('plan.figure.soFar', { ...numerator });

const Current = ({
  page: { t },
  indicator,
  soFar,
}: Pick<IndicatorBlockProps, 'page' | 'indicator' | 'soFar'>) => {
  const { latest, aim } = indicator;
  const target = <TargetWords t={t} indicator={indicator} year={aim} />;
  const sub = soFar ? (
    <>
      {soFarWords(t, soFar)}
      <br />
      {target}
    </>
  ) : (
    target
  );
  if (!latest || latest.result === null) {
    return <Stat label={t('plan.figure.result')} value={t('plan.figure.none')} sub={sub} />;
  }
  const label = latest.running ? 'plan.figure.resultSoFar' : 'plan.figure.resultOf';
  return (
    <Stat
      label={t(label, { year: yearWords(t, latest.fiscalYear) })}
      value={figureWords(t, latest.result)}
      unit={typeof latest.result === 'number' ? unitOf(indicator) : ''}
      unitLang={langOf(t, unitOf(indicator))}
      sub={sub}
      mark={<SourceBadge t={t} source={latest.source} />}
    />
  );
};

/** Where a counted figure comes from, and where the same is measured elsewhere. */
const Ways = ({
  page: { t, base },
  measure,
  indicator,
}: Pick<IndicatorBlockProps, 'page' | 'measure' | 'indicator'>) => {
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
export const IndicatorBlock = ({ page, measure, indicator, links, soFar }: IndicatorBlockProps) => {
  const { t } = page;
  const lang = langOf(t);
  const points = isNumeric(indicator) ? chartPoints(indicator) : [];
  const drawn = isWorthDrawing(points);
  const now = (
    <>
      {indicator.kind !== 'milestone' && <Current page={page} indicator={indicator} soFar={soFar} />}
      <Ways page={page} measure={measure} indicator={indicator} />
    </>
  );
  return (
    <Card
      id={`indicator-${indicator.id}`}
      title={indicator.name}
      lang={lang}
      mark={<RatingTag t={t} rating={indicator.rating} />}
    >
      <p>{whyWords(t, indicator.why)}</p>
      {drawn ? (
        <div class="card-columns">
          <div>{now}</div>
          <div>
            <IndicatorChart
              t={t}
              id={`chart-${indicator.id}`}
              title={indicator.name}
              lang={lang}
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
        <FigureTable page={page} indicator={indicator} isCaptionHidden />
      )}
      <IndicatorChanges page={page} changes={indicator.changes} />
    </Card>
  );
};
