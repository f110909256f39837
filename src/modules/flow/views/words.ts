import type { Translator } from '#kernel/i18n/translate.js';
import type { FlowKind } from '#kernel/module.js';

const HOUR = 3600;
/** Up to two days in hours: "1.3 days" says less than "31 hours". */
const IN_HOURS = 48 * HOUR;

const unitOf = (seconds: number): number => (seconds < HOUR ? 60 : seconds < IN_HOURS ? HOUR : 24 * HOUR);

/** The seconds that the words for them stand for. */
export const shown = (seconds: number): number => {
  const unit = unitOf(seconds);
  return Math.round(seconds / unit) * unit;
};

/** How long, as one would say it. */
export function durationWords(t: Translator, seconds: number): string {
  const unit = unitOf(seconds);
  const count = Math.round(seconds / unit);
  return t(unit === 60 ? 'flow.minutes' : unit === HOUR ? 'flow.hours' : 'flow.days', { count });
}

export const stepWords = (t: Translator, { steps }: FlowKind, type: string): string => {
  const key = steps[type];
  return key ? t(key) : type;
};
