import type { Child } from 'hono/jsx';
import { dateIn } from '#kernel/clock.js';
import { langOf } from '#kernel/i18n/lang-of.js';
import { fiscalYear } from '#kernel/values/fiscal-year.js';
import { ButtonLink } from '#ui/components/button.js';
import { DescriptionList } from '#ui/components/description-list.js';
import { LinkList } from '#ui/components/link-list.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { RatingTag, StageTag, stageWords } from '#ui/components/plan-tags.js';
import { Schedule } from '#ui/components/schedule.js';
import { Section } from '#ui/components/section.js';
import { Timeline } from '#ui/components/timeline.js';
import type { PageContext } from '#ui/page.js';
import type { Missing } from '../../completeness.js';
import type { CountsSoFar, Judged, MeasureVersion, MeasureView, PlanView } from '../../model.js';
import type { Snapshot } from '../../review/snapshot.js';
import { ruledIn } from '../../year-view.js';
import { longYearWords, whyWords, yearWords } from '../words.js';
import { PlanFrame } from './frame.js';
import { IndicatorBlock } from './indicator-block.js';
import { History, MissingList } from './measure-record.js';
import { createTermLinks, Linked, type TermLinks } from './terms.js';

export interface MeasurePageProps {
  page: PageContext;
  plan: PlanView;
  measure: MeasureView;
  history: readonly MeasureVersion[];
  missing: readonly Missing[];
  /** Of the counted indicators, by their id. */
  counts: ReadonlyMap<string, CountsSoFar>;
}

interface PartProps {
  page: PageContext;
  measure: MeasureView;
}

/** The upper half of the sheet: who, since when, what for, how far, and on to what. */
const Facts = ({ page: { t }, measure, links }: PartProps & { links: TermLinks }) => {
  const { departments, yearListed, yearEnded, tags, stageHistory } = measure;
  const lang = langOf(t);
  const words = (text: string | undefined) =>
    text && (
      <p lang={lang}>
        <Linked links={links} text={text} />
      </p>
    );
  const facts = [
    {
      term: t('measure.field.departments'),
      value:
        departments.length > 0 ? (
          <span lang={lang}>{departments.join('、')}</span>
        ) : (
          t('plan.measure.noDepartment')
        ),
    },
    { term: t('measure.field.yearListed'), value: yearListed && longYearWords(t, yearListed) },
    { term: t('measure.field.yearEnded'), value: yearEnded && longYearWords(t, yearEnded) },
    {
      term: t('plan.measure.stageHistory'),
      value: stageHistory.length > 0 && (
        <ul class="plain-list">
          {stageHistory.map(({ fiscalYear, stage, reason }) => (
            <li>
              {t('plan.measure.stageIn', { year: yearWords(t, fiscalYear), stage: stageWords(t, stage) })}
              {reason && <span lang={lang}>{reason}</span>}
            </li>
          ))}
        </ul>
      ),
    },
    { term: t('measure.field.purpose'), value: words(measure.purpose) },
    { term: t('measure.field.state'), value: words(measure.state) },
    { term: t('measure.field.outlook'), value: words(measure.outlook) },
    { term: t('measure.field.tags'), value: tags.length > 0 && <span lang={lang}>{tags.join('、')}</span> },
  ];
  return <DescriptionList items={facts.filter(({ value }) => value)} />;
};

/** How the measure stands, in a sentence; the headquarters' own words where a review was published. */
const Standing = ({ page: { t }, measure, ruled }: PartProps & { ruled: Judged }) => {
  const { judgement } = measure;
  return (
    <>
      <p class="marks sheet-marks">
        <StageTag t={t} stage={measure.stage} />{' '}
        {measure.stage !== 'ended' && <RatingTag t={t} rating={ruled.rating} />}
      </p>
      {measure.stage !== 'ended' && measure.indicators.length > 0 && <p>{whyWords(t, ruled.why)}</p>}
      {judgement && (
        <p>
          {t('plan.measure.judgement', { year: yearWords(t, judgement.fiscalYear) })}{' '}
          <RatingTag t={t} rating={judgement.rating} />{' '}
          {judgement.comment && <span lang={langOf(t)}>{judgement.comment}</span>}
        </p>
      )}
    </>
  );
};

/** Why the sheet is as short as it is. */
const Notices = ({ page: { t }, measure }: PartProps) => (
  <>
    {measure.stage === 'ended' && measure.endReason && (
      <NotificationBanner t={t} kind="info" title={t('plan.measure.ended')}>
        <p lang={langOf(t)}>{measure.endReason}</p>
      </NotificationBanner>
    )}
    {measure.listedOnly && (
      <NotificationBanner t={t} kind="info" title={t('plan.listedOnly.title')}>
        <p>{t('plan.listedOnly.text')}</p>
      </NotificationBanner>
    )}
  </>
);

const Progress = ({ page: { t }, measure, links }: PartProps & { links: TermLinks }) =>
  measure.progress.length > 0 ? (
    <Section title={t('plan.measure.progress')}>
      <Timeline
        entries={[...measure.progress]
          .sort((a, b) => b.fiscalYear - a.fiscalYear)
          .map(({ fiscalYear, text }) => ({
            title: longYearWords(t, fiscalYear),
            text: (
              <p lang={langOf(t)}>
                <Linked links={links} text={text} />
              </p>
            ),
          }))}
      />
    </Section>
  ) : null;

const Neighbours = ({ page: { t }, plan, measure, at }: PartProps & { plan: PlanView; at: string }) => {
  const place = plan.measures.findIndex(({ number }) => number === measure.number);
  const neighbours = [
    { before: t('plan.measure.previous'), measure: plan.measures[place - 1] },
    { before: t('plan.measure.next'), measure: plan.measures[place + 1] },
  ];
  return (
    <nav aria-label={t('plan.measure.neighbours')} data-not-printed>
      <LinkList
        links={neighbours.flatMap(({ before, measure: other }) =>
          other
            ? [
                {
                  before,
                  label: `${other.label} ${other.title}`,
                  href: `${at}/${other.number}`,
                  lang: langOf(t),
                },
              ]
            : [],
        )}
      />
    </nav>
  );
};

/** The files of the sheet as it stands. */
const Files = ({ page: { t, base }, measure }: PartProps) => (
  <div class="toolbar">
    <ButtonLink
      href={`${base}/plan/${measure.number}/sheet.pdf`}
      variant="secondary"
      size="small"
      icon="print"
    >
      {t('plan.measure.sheet')}
    </ButtonLink>
    <ButtonLink
      href={`${base}/api/v1/plan/measures/${measure.number}`}
      variant="secondary"
      size="small"
      icon="download"
    >
      {t('plan.measure.json')}
    </ButtonLink>
  </div>
);

interface SheetProps extends PartProps {
  plan: PlanView;
  /** How it stands: now, or in the year of a published review. */
  ruled: Judged;
  /** Of the counted indicators, by their id. */
  counts?: ReadonlyMap<string, CountsSoFar>;
  /** Address below which the other measures are. */
  at: string;
  notice?: Child;
  /** What stands after the sheet itself. */
  children?: Child;
}

/** The sheet of one measure, in the order of the sheets that municipalities print. */
const Sheet = ({ page, plan, measure, ruled, counts, at, notice, children }: SheetProps) => {
  const { t, base } = page;
  const links = createTermLinks(plan.plan.terms, `${base}/plan/terms`);
  const part = { page, measure };
  const related = measure.related.flatMap(
    (number) => plan.measures.find((one) => one.number === number) ?? [],
  );
  return (
    <>
      {notice}
      <Standing {...part} ruled={ruled} />
      <Notices {...part} />
      <Section title={t('plan.measure.contents')}>
        <Facts {...part} links={links} />
      </Section>
      {measure.indicators.length > 0 && (
        <Section title={t('plan.measure.indicators')}>
          <div class="sheet-indicators">
            {measure.indicators.map((indicator) => (
              <IndicatorBlock
                page={page}
                measure={measure}
                indicator={indicator}
                links={links}
                soFar={counts?.get(indicator.id)}
              />
            ))}
          </div>
        </Section>
      )}
      {measure.schedule.length > 0 && (
        <Section title={t('measure.field.schedule')}>
          <Schedule
            t={t}
            id="schedule"
            caption={t('plan.schedule.caption')}
            phases={measure.schedule}
            current={plan.fiscalYear}
            yearWords={(year) => yearWords(t, year)}
            lang={langOf(t)}
          />
        </Section>
      )}
      <Progress {...part} links={links} />
      {related.length > 0 && (
        <Section title={t('measure.field.related')}>
          <LinkList
            links={related.map(({ number, label, title }) => ({
              label: `${label} ${title}`,
              lang: langOf(t),
              href: `${at}/${number}`,
            }))}
          />
        </Section>
      )}
      {children && <div data-not-printed>{children}</div>}
      <Neighbours {...part} plan={plan} at={at} />
    </>
  );
};

const headingOf = ({ t }: PageContext, { label, title, pillar }: MeasureView) => ({
  title: `${label} ${title}`,
  quoted: `${label} ${title}`,
  above: <span lang={langOf(t)}>{`${pillar.label} ${pillar.title}`}</span>,
});

/** A measure as it stands. */
export const MeasurePage = ({ page, plan, measure, history, missing, counts }: MeasurePageProps) => (
  <PlanFrame page={page} {...headingOf(page, measure)} crumbs={[{ label: measure.label }]}>
    <Sheet page={page} plan={plan} measure={measure} ruled={measure} counts={counts} at={`${page.base}/plan`}>
      <Section title={page.t('plan.history.title')} id="history">
        <History page={page} plan={plan} versions={history} />
        <MissingList page={page} missing={missing} />
      </Section>
      <Files page={page} measure={measure} />
    </Sheet>
  </PlanFrame>
);

/** A measure as a published review shows it, whatever it has become since. */
export const PublishedMeasurePage = ({
  page,
  snapshot: { plan, round, fiscalYear: year, publishedAt },
  measure,
}: PartProps & { snapshot: Snapshot }) => {
  const { t, base } = page;
  const address = `${base}/plan/rounds/${round}`;
  const review = t('plan.rounds.of', { year: yearWords(t, year) });
  return (
    <PlanFrame
      page={page}
      {...headingOf(page, measure)}
      crumbs={[{ label: review, href: address }, { label: measure.label }]}
    >
      <Sheet
        page={page}
        plan={plan}
        measure={measure}
        ruled={ruledIn(measure, fiscalYear(year))}
        at={`${address}/measures`}
        notice={
          <NotificationBanner t={t} kind="info" title={review}>
            <p>{t('plan.round.lead', { date: t.date(dateIn(publishedAt)) })}</p>
            <p>
              <a href={`${base}/plan/${measure.number}`}>{t('plan.round.now')}</a>
            </p>
          </NotificationBanner>
        }
      />
    </PlanFrame>
  );
};
