import type { Translator } from '#kernel/i18n/translate.js';
import type { FlowKind } from '#kernel/module.js';

const HOUR = 3600;
/** Up to two days in hours: "1.3 days" says less than "31 hours". */
const IN_HOURS = 48 * HOUR;

/** How long, as one would say it. */
export function durationWords(t: Translator, seconds: number): string {
  if (seconds < HOUR) return t('flow.minutes', { count: Math.round(seconds / 60) });
  if (seconds < IN_HOURS) return t('flow.hours', { count: Math.round(seconds / HOUR) });
  return t('flow.days', { count: Math.round(seconds / (24 * HOUR)) });
}

export const stepWords = (t: Translator, { steps }: FlowKind, type: string): string => {
  const key = steps[type];
  return key ? t(key) : type;
};
