import type { Translator } from '#kernel/i18n/translate.js';
import { eraFiscalYearText } from '#kernel/values/era.js';
import { type FiscalYear, fiscalYearStart } from '#kernel/values/fiscal-year.js';
import type { Figure } from '../../definition.js';
import type { Rating } from '../../model.js';

/** Words that templates print without parameters, under their own names: words.purpose. */
const PLAIN = [
  'sheetTitle',
  'measure',
  'departments',
  'yearListed',
  'stage',
  'rating',
  'content',
  'indicators',
  'noIndicators',
  'target',
  'result',
  'judged',
  'fiscalYear',
  'step',
  'reached',
  'schedule',
  'progress',
  'changes',
  'judgement',
  'tags',
  'none',
  'listedOnly',
  'legend',
  'standing',
  'from',
  'to',
  'contents',
  'aboutPlan',
  'bodies',
  'bodyName',
  'bodyRole',
  'bodyMembers',
  'overview',
  'pillar',
  'total',
  'glossary',
  'term',
  'meaning',
  'revisions',
] as const;

export type Words = Record<(typeof PLAIN)[number], string>;

export const wordsOf = (t: Translator): Words =>
  Object.fromEntries(PLAIN.map((word) => [word, t(`review.exchange.pdf.${word}`)])) as Words;

/** The kind is for the template's mark, the word for the reader: never one without the other. */
export const ratingText = (t: Translator, rating: Rating) => ({
  kind: rating,
  word: t(`ui.rating.${rating}`),
});

export interface YearText {
  /** 令和4 */
  short: string;
  western: string;
}

export const yearText = (year: FiscalYear): YearText => ({
  short: eraFiscalYearText(year).replace(/年度$/, ''),
  western: String(year),
});

/** 令和4年度（2022） */
export const longYearText = (year: FiscalYear): string =>
  `${eraFiscalYearText(year)}（${fiscalYearStart(year).year}）`;

export function figureText(t: Translator, figure: Figure | null): string | null {
  if (figure === null) return null;
  if (typeof figure === 'number') return t.number(figure);
  if (typeof figure === 'boolean')
    return t(figure ? 'review.exchange.pdf.done' : 'review.exchange.pdf.notDone');
  return figure;
}
