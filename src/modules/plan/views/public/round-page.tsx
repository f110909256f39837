import { dateIn } from '#kernel/clock.js';
import { langOf } from '#kernel/i18n/lang-of.js';
import { fiscalYear } from '#kernel/values/fiscal-year.js';
import { ButtonLink } from '#ui/components/button.js';
import { Card, Cards } from '#ui/components/card.js';
import { ExternalLink } from '#ui/components/link.js';
import { MarkCounts, RatingTag, StageTag } from '#ui/components/plan-tags.js';
import { Quoted } from '#ui/components/quoting.js';
import { Section } from '#ui/components/section.js';
import type { PageContext } from '#ui/page.js';
import { type MeasureView, RATINGS } from '../../model.js';
import type { Evidence } from '../../review/model.js';
import type { Snapshot } from '../../review/snapshot.js';
import { type MeasureInYear, measuresInYear } from '../../year-view.js';
import { FileLinks } from '../file-links.js';
import { SourceBadge } from '../source-badge.js';
import { figureWithUnit, yearWords } from '../words.js';
import { mainFigure } from './filter.js';
import { PlanFrame } from './frame.js';

interface MeasureProps {
  page: PageContext;
  snapshot: Snapshot;
  measure: MeasureView;
}

const Proof = ({ page: { t, base }, snapshot, measure, evidence }: MeasureProps & { evidence: Evidence }) => {
  const indicator = measure.indicators.find(({ id }) => id === evidence.indicator);
  return (
    <p>
      {t('plan.round.evidence')}
      {indicator && <span lang={langOf(t)}>{indicator.name} </span>}
      {evidence.text && <span lang={langOf(t)}>{evidence.text} </span>}
      {evidence.link && (
        <ExternalLink t={t} href={evidence.link}>
          {evidence.link}
        </ExternalLink>
      )}
      <FileLinks files={evidence.files ?? []} at={`${base}/plan/rounds/${snapshot.round}/evidence`} />
    </p>
  );
};

const Judged = ({ page, snapshot, one }: Omit<MeasureProps, 'measure'> & { one: MeasureInYear }) => {
  const { t, base } = page;
  const { measure, stage, rating, byRule, judgement } = one;
  const lang = langOf(t);
  const figure = mainFigure(measure, fiscalYear(snapshot.fiscalYear));
  const proofs = snapshot.evidence
    .filter((one) => one.measure === measure.number)
    .flatMap(({ evidence }) => evidence);
  return (
    <Card
      title={`${measure.label} ${measure.title}`}
      lang={lang}
      href={`${base}/plan/rounds/${snapshot.round}/measures/${measure.number}`}
    >
      <p class="marks">
        <StageTag t={t} stage={stage} /> <RatingTag t={t} rating={rating} />
      </p>
      {rating !== byRule.rating && (
        <p class="muted">{t('plan.round.byRule', { rating: t(`ui.rating.${byRule.rating}`) })}</p>
      )}
      {snapshot.unreported.includes(measure.number) && <p>{t('plan.round.unreported')}</p>}
      {judgement?.comment && (
        <p>
          {t('plan.round.comment')}
          <span lang={lang}>{judgement.comment}</span>
        </p>
      )}
      {figure?.at && figure.at.result !== null && (
        <p>
          <span lang={lang}>{figure.indicator.name}</span>{' '}
          <b>
            <Quoted t={t} text={figureWithUnit(t, figure.indicator, figure.at.result)} />
          </b>{' '}
          {yearWords(t, figure.at.fiscalYear)} <SourceBadge t={t} source={figure.at.source} />
        </p>
      )}
      {proofs.map((evidence) => (
        <Proof page={page} snapshot={snapshot} measure={measure} evidence={evidence} />
      ))}
    </Card>
  );
};

/** A published yearly review: the plan as it stood that day, whatever it becomes later. */
export const RoundPage = ({ page, snapshot }: { page: PageContext; snapshot: Snapshot }) => {
  const { t, base } = page;
  const { plan, fiscalYear: year, publishedAt, hash } = snapshot;
  const listed = measuresInYear(plan, fiscalYear(year));
  const running = listed.filter(({ stage }) => stage !== 'ended');
  return (
    <PlanFrame
      page={page}
      title={t('plan.rounds.of', { year: yearWords(t, year) })}
      above={<span lang={langOf(t)}>{plan.plan.title}</span>}
      lead={
        <>
          {t('plan.round.lead', { date: t.date(dateIn(publishedAt)) })}
          {t('plan.overview.sentence', {
            all: listed.length,
            running: running.length,
            ended: listed.length - running.length,
          })}
        </>
      }
      crumbs={[{ label: t('plan.rounds.of', { year: yearWords(t, year) }) }]}
    >
      <MarkCounts
        t={t}
        label={t('plan.pillar.byRating')}
        counts={RATINGS.map((kind) => ({
          kind,
          count: running.filter(({ rating }) => rating === kind).length,
        }))}
      />
      {plan.plan.pillars.map((pillar) => {
        const own = running.filter(({ measure }) => measure.pillar.id === pillar.id);
        return (
          own.length > 0 && (
            <Section
              title={`${pillar.label} ${pillar.title}`}
              lang={langOf(t)}
              aside={<span class="muted">{t('plan.measures', { count: own.length })}</span>}
            >
              <Cards>
                {own.map((one) => (
                  <Judged page={page} snapshot={snapshot} one={one} />
                ))}
              </Cards>
            </Section>
          )
        );
      })}
      <Section title={t('plan.round.seal')}>
        <p>{t('plan.round.sealText')}</p>
        <p>
          <code id="snapshot-hash">{hash}</code>
        </p>
        <div class="toolbar">
          <ButtonLink
            href={`${base}/plan/slides/${year}.pdf`}
            variant="secondary"
            size="small"
            icon="download"
          >
            {t('plan.files.slides', { year: yearWords(t, year) })}
          </ButtonLink>
        </div>
      </Section>
    </PlanFrame>
  );
};
