import type { Translator } from '#kernel/i18n/translate.js';
import type { FiscalYear } from '#kernel/values/fiscal-year.js';
import type { PageContext } from '#ui/page.js';
import type { SchedulePhase } from '../../definition.js';
import { langOf, yearWords } from './words.js';

interface MeasureScheduleProps {
  page: PageContext;
  schedule: readonly SchedulePhase[];
  current: FiscalYear;
}

/** More columns than this have no room for 年度 beside the number. */
const MANY_YEARS = 6;
/** Of the column with the words: what is planned is told there, since a bar of one year has no room for it. */
const WORDS_WIDTH = 176;

/** 2019〜2022年度: the same as the bar, for those who do not see it. */
const spanWords = (t: Translator, { from, to }: SchedulePhase): string =>
  to === undefined
    ? t('plan.schedule.from', { from: yearWords(t, from) })
    : to === from
      ? yearWords(t, from)
      : t('plan.schedule.fromTo', { from, to });

interface RowProps extends Omit<MeasureScheduleProps, 'schedule' | 'current'> {
  phase: SchedulePhase;
  first: number;
  last: number;
}

const Row = ({ page: { t }, phase, first, last }: RowProps) => {
  const { kind, from, to = last, text } = phase;
  const empty = (count: number) => Array.from({ length: count }, () => <td />);
  return (
    <tr>
      <th scope="row">
        <span lang={langOf(t)}>{text}</span>
        <br />
        <span class="muted">
          {t(`ui.phase.${kind}`)} {spanWords(t, phase)}
        </span>
      </th>
      {empty(from - first)}
      <td colspan={to - from + 1} data-phase={kind}>
        <span>&nbsp;</span>
      </td>
      {empty(last - to)}
    </tr>
  );
};

/** Phases as bars over fiscal years. What is open-ended runs on to this year, or to the last year that is planned. */
export const MeasureSchedule = ({ page, schedule, current }: MeasureScheduleProps) => {
  const { t } = page;
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
      <div class="table schedule">
        <scroll-region role="region" aria-labelledby="schedule-caption" tabindex="0">
          <table>
            <caption id="schedule-caption" class="visually-hidden">
              {t('plan.schedule.caption')}
            </caption>
            <colgroup>
              <col width={String(WORDS_WIDTH)} />
            </colgroup>
            <thead>
              <tr>
                <td />
                {years.map((year) => (
                  <th scope="col">{labelOf(year)}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {schedule.map((phase) => (
                <Row page={page} phase={phase} first={first} last={last} />
              ))}
            </tbody>
          </table>
        </scroll-region>
      </div>
      <p class="muted">
        {last < current
          ? t('plan.schedule.over', { last: yearWords(t, last), now: yearWords(t, current) })
          : t('plan.schedule.nowNote', { now: yearWords(t, current) })}
      </p>
    </>
  );
};
