import { langOf } from '#kernel/i18n/lang-of.js';
import { ButtonLink } from '#ui/components/button.js';
import { DescriptionList } from '#ui/components/description-list.js';
import { Details } from '#ui/components/details.js';
import { LinkList } from '#ui/components/link-list.js';
import { Section } from '#ui/components/section.js';
import { Timeline } from '#ui/components/timeline.js';
import type { PageContext } from '#ui/page.js';
import type { PlanView } from '../../model.js';
import { longYearWords, yearWords } from '../words.js';
import type { RoundLink } from './overview-page.js';

/** Published yearly reviews, newest first. */
export const Rounds = ({ page, rounds }: { page: PageContext; rounds: readonly RoundLink[] }) => {
  const { t, base } = page;
  return (
    <Section title={t('plan.rounds.title')} id="rounds">
      {rounds.length > 0 ? (
        <LinkList
          links={rounds.map(({ id, fiscalYear, publishedOn }) => ({
            label: t('plan.rounds.of', { year: yearWords(t, fiscalYear) }),
            href: `${base}/plan/rounds/${id}`,
            before: t('plan.rounds.publishedOn', { date: t.date(publishedOn) }),
          }))}
        />
      ) : (
        <p>{t('plan.rounds.none')}</p>
      )}
    </Section>
  );
};

export const AboutPlan = ({ page, plan: { plan } }: { page: PageContext; plan: PlanView }) => {
  const { t, base } = page;
  const { period, source, adoptedOn, reviewCycle } = plan;
  const lang = langOf(t);
  const date = (text: string) => t.date(Temporal.PlainDate.from(text));
  const facts = [
    {
      term: t('plan.about.period'),
      value: period.to
        ? t('plan.about.periodFromTo', {
            from: longYearWords(t, period.from),
            to: longYearWords(t, period.to),
          })
        : t('plan.about.periodFrom', { from: longYearWords(t, period.from) }),
    },
    { term: t('plan.about.adoptedOn'), value: adoptedOn && date(adoptedOn) },
    {
      term: t('plan.about.source'),
      value: (
        <>
          <span lang={lang}>
            {source.publisher}「{source.title}」
          </span>
          {source.asOf && t('plan.about.asOf', { date: date(source.asOf) })}
        </>
      ),
    },
    { term: t('plan.about.review'), value: reviewCycle && <span lang={lang}>{reviewCycle}</span> },
  ];
  return (
    <Section title={t('plan.about.title')} id="about">
      <p lang={lang}>{plan.summary}</p>
      <DescriptionList items={facts.filter(({ value }) => value)} />
      {plan.revisions.length > 0 && (
        <>
          <h3>{t('plan.about.revisions')}</h3>
          <Timeline
            entries={plan.revisions.map(({ date: on, summary }) => ({
              at: date(on),
              title: summary,
              lang,
            }))}
          />
        </>
      )}
      {(plan.background || plan.principles.length > 0) && (
        <Details summary={t('plan.about.background')}>
          {plan.background && <p lang={lang}>{plan.background}</p>}
          {plan.principles.length > 0 && (
            <ul lang={lang}>
              {plan.principles.map((principle) => (
                <li>{principle}</li>
              ))}
            </ul>
          )}
        </Details>
      )}
      <LinkList
        links={[
          { label: t('plan.about.governance'), href: `${base}/plan/governance` },
          { label: t('plan.about.terms'), href: `${base}/plan/terms` },
          { label: t('plan.about.ratings'), href: `${base}/plan/ratings` },
        ]}
      />
    </Section>
  );
};

/** The same plan on paper and as data; `slidesOf` is the fiscal year that the slides speak of. */
export const Files = ({ page, slidesOf }: { page: PageContext; slidesOf: number }) => {
  const { t, base } = page;
  const files = [
    { label: t('plan.files.pdf'), href: `${base}/plan/plan.pdf` },
    {
      label: t('plan.files.slides', { year: yearWords(t, slidesOf) }),
      href: `${base}/plan/slides/${slidesOf}.pdf`,
    },
    { label: t('plan.files.excel'), href: `${base}/plan/plan.xlsx` },
    { label: t('plan.files.csv'), href: `${base}/plan/plan.csv` },
    { label: t('plan.files.json'), href: `${base}/plan/plan.json` },
  ];
  return (
    <Section title={t('plan.files.title')} id="files">
      <p>{t('plan.files.text')}</p>
      <div class="toolbar">
        {files.map(({ label, href }) => (
          <ButtonLink href={href} variant="secondary" size="small" icon="download">
            {label}
          </ButtonLink>
        ))}
      </div>
    </Section>
  );
};
