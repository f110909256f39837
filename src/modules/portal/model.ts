import type { Clock } from '#kernel/clock.js';
import { today } from '#kernel/clock.js';
import { addBusinessDays, isBusinessDay, nationalHoliday } from '#kernel/values/business-day.js';
import type { PlanView } from '#modules/plan/api.js';

/** What the top page says about the office today. */
export interface OfficeDay {
  date: Temporal.PlainDate;
  isOpen: boolean;
  /** Name of the national holiday, when that is the reason. */
  holiday: string | null;
  /** The next day on which the office is open, when it is closed today. */
  nextOpen: Temporal.PlainDate | null;
}

export function officeDay(clock: Clock): OfficeDay {
  const date = today(clock);
  const isOpen = isBusinessDay(date);
  return {
    date,
    isOpen,
    holiday: nationalHoliday(date),
    nextOpen: isOpen ? null : addBusinessDays(date, 1),
  };
}

/** The figures of the sentence about the plan. */
export interface PlanSentence {
  title: string;
  measures: number;
  running: number;
  countedIndicators: number;
}

export const planSentence = ({ plan, measures }: PlanView): PlanSentence => ({
  title: plan.title,
  measures: measures.length,
  running: measures.filter(({ stage }) => stage !== 'ended').length,
  countedIndicators: measures.flatMap(({ indicators }) => indicators).filter(({ isCounted }) => isCounted)
    .length,
});
