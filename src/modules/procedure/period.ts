import type { Procedure } from './definition.js';

/** Whether it can be gone through on a day. */
export type PeriodState = 'open' | 'early' | 'over';

export function periodState({ period }: Pick<Procedure, 'period'>, day: Temporal.PlainDate): PeriodState {
  const now = day.toString();
  if (period?.from && now < period.from) return 'early';
  return period?.until && now > period.until ? 'over' : 'open';
}
