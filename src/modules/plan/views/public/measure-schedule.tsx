import { Schedule } from '#ui/components/schedule.js';
import type { PageContext } from '#ui/page.js';
import type { FiscalYear } from '#kernel/values/fiscal-year.js';
import type { MeasureView } from '../../model.js';
import { yearWords } from './words.js';

/** More columns than this have no room for 年度 beside the number. */
const MANY_YEARS = 7;

/** Phases as bars over fiscal years. What is open-ended runs on to this year, or to the last year that is planned. */
export const MeasureSchedule = ({ page: { t }, measure, current }: { page: PageContext; measure: MeasureView; current: FiscalYear }) => {
  const { schedule } = measure;
  const first = Math.min(...schedule.map(({ from }) => from));
  const lastPlanned = Math.max(...schedule.map(({ from, to }) => to ?? from));
  const isOpen = schedule.some(({ to }) => to === undefined);
  const last = isOpen ? Math.max(lastPlanned, current) : lastPlanned;
  const years = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const labelOf = (year: number) => {
    const label = years.length > MANY_YEARS ? String(year) : yearWords(t, year);
    return year === current ? t('plan.schedule.now', { year: label }) : label;
  };
  return (
    <>
      <Schedule
        t={t}
        id="schedule"
        caption={t('plan.schedule.caption')}
        years={years.map((year) => ({ year, label: labelOf(year) }))}
        phases={schedule.map(({ kind, from, to, text }) => ({ kind, from, to: to ?? last, text }))}
      />
      {last < current && (
        <p class="muted">
          {t('plan.schedule.over', { last: yearWords(t, last), now: yearWords(t, current) })}
        </p>
      )}
    </>
  );
};
