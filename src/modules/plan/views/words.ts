import type { MessageKey } from '#kernel/i18n/catalogues.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { eraFiscalYearText } from '#kernel/values/era.js';
import type { FiscalYear } from '#kernel/values/fiscal-year.js';
import type { Figure, Indicator } from '../definition.js';
import type { RatingWhy } from '../model.js';

/*
 * The plan's own texts are Japanese in every language of the page; what the page says about them is translated.
 */

/** 2022年度, Fiscal 2022 */
export const yearWords = (t: Translator, year: number): string => t('measure.fiscalYear', { year });

/** 2022年度（令和4年度）: the plans themselves count in eras. */
export const longYearWords = (t: Translator, year: FiscalYear): string =>
  t.locale === 'ja' ? t('plan.yearInEra', { year, era: eraFiscalYearText(year) }) : yearWords(t, year);

type Measured = Pick<Indicator, 'unit' | 'kind'>;

/** The figure alone: 1,200 · 実施 · a step in words. */
export function figureWords(t: Translator, figure: Figure): string {
  if (typeof figure === 'number') return t.number(figure);
  if (typeof figure === 'boolean') return t(figure ? 'measure.figure.yes' : 'measure.figure.no');
  return figure;
}

/** Unit after a figure; per cent where a rate states none. */
export const unitOf = ({ unit, kind }: Measured): string => unit ?? (kind === 'rate' ? '%' : '');

/** 1,200件 */
export const figureWithUnit = (t: Translator, indicator: Measured, figure: Figure): string =>
  typeof figure === 'number' ? `${t.number(figure)}${unitOf(indicator)}` : figureWords(t, figure);

/** Steps that the plan says in words, and done or not done, are no figures to draw. */
export const isNumeric = ({ kind }: Pick<Indicator, 'kind'>): boolean =>
  kind !== 'milestone' && kind !== 'yesNo';

export const whyWords = (t: Translator, { code, params }: RatingWhy): string =>
  t(`measure.why.${code}` satisfies MessageKey, params);

const BODY_KINDS = {
  officer: 'plan.body.officer',
  headquarters: 'plan.body.headquarters',
  subcommittee: 'plan.body.subcommittee',
  office: 'plan.body.office',
  adviser: 'plan.body.adviser',
  department: 'plan.body.department',
  partner: 'plan.body.partner',
} as const satisfies Record<string, MessageKey>;

export const bodyKindWords = (t: Translator, kind: keyof typeof BODY_KINDS): string => t(BODY_KINDS[kind]);
