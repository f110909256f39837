import { langOf } from '#kernel/i18n/lang-of.js';
import { Timeline } from '#ui/components/timeline.js';
import type { PageContext } from '#ui/page.js';
import type { IndicatorView, IndicatorYear } from '../../model.js';
import { AchievedTag } from '../achieved-tag.js';
import { figureWords, longYearWords } from '../words.js';

const Step = ({ page: { t }, year }: { page: PageContext; year: IndicatorYear }) => {
  const lang = langOf(t);
  const { target, result, note } = year;
  return (
    <>
      {target !== null && (
        <p>
          {t('plan.step.target')}
          <span lang={lang}>{figureWords(t, target)}</span>
        </p>
      )}
      {result !== null && (
        <p>
          {t('plan.step.result')}
          <span lang={lang}>{figureWords(t, result)}</span>
        </p>
      )}
      {note && (
        <p lang={lang} class="muted">
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
