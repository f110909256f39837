import { langOf } from '#kernel/i18n/lang-of.js';
import { Quoted } from '#ui/components/quoting.js';
import { Timeline } from '#ui/components/timeline.js';
import type { PageContext } from '#ui/page.js';
import type { IndicatorView, IndicatorYear } from '../../model.js';
import { AchievedTag } from '../achieved-tag.js';
import { figureWords, longYearWords } from '../words.js';

const Step = ({ page: { t }, year }: { page: PageContext; year: IndicatorYear }) => {
  const { target, result, note } = year;
  return (
    <>
      {target !== null && (
        <p>
          {t('plan.step.target')}
          <Quoted t={t} text={figureWords(t, target)} />
        </p>
      )}
      {result !== null && (
        <p>
          {t('plan.step.result')}
          <Quoted t={t} text={figureWords(t, result)} />
        </p>
      )}
      {note && (
        <p lang={langOf(t)} class="muted">
          {note}
        </p>
      )}
    </>
  );
};

/** Steps that the plan says in words, year by year. */
export const Steps = ({ page, indicator }: { page: PageContext; indicator: IndicatorView }) => {
  const { t } = page;
  return (
    <Timeline
      entries={indicator.years.map((year) => ({
        title: (
          <>
            {longYearWords(t, year.fiscalYear)}{' '}
            {year.achieved && <AchievedTag t={t} achieved={year.achieved} />}
          </>
        ),
        text: <Step page={page} year={year} />,
      }))}
    />
  );
};
