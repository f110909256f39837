import type { MessageKey } from '#kernel/i18n/catalogues.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { eraFiscalYearText } from '#kernel/values/era.js';
import type { FiscalYear } from '#kernel/values/fiscal-year.js';
import type { Figure, Indicator, Stage } from '../../definition.js';
import type { RatingWhy } from '../../model.js';

/*
 * The plan's own texts are Japanese in every language of the page; what the page says about them is translated.
 */

const isJapanese = (t: Translator): boolean => t.lang.startsWith('ja');

/** Value of `lang` for an element that holds a text of the plan: nothing on a Japanese page. */
export const langOf = (t: Translator): 'ja' | undefined => (isJapanese(t) ? undefined : 'ja');

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

/*
 * What the journal states by codes, in words where an indicator counts it. A code without words here is shown as it
 * is: it is what the entry holds.
 */
const ENTRY_TYPES: Record<string, MessageKey> = {
  'case.submitted': 'plan.entryType.caseSubmitted',
  'case.issued': 'plan.entryType.caseIssued',
  'certificate.verified': 'plan.entryType.certificateVerified',
  'identity.signedIn': 'plan.entryType.signedIn',
};

const ATTRIBUTES: Record<string, MessageKey> = {
  procedure: 'plan.attribute.procedure',
  channel: 'plan.attribute.channel',
  audience: 'plan.attribute.audience',
};

const places = new Map(Object.keys(ATTRIBUTES).map((attribute, place) => [attribute, place]));

/** Conditions as one would say them, the procedure first: the database keeps keys in an order of its own. */
export const inReadingOrder = <Value>(conditions: readonly [string, Value][]): [string, Value][] =>
  conditions.toSorted(
    ([a], [b]) => (places.get(a) ?? places.size) - (places.get(b) ?? places.size) || a.localeCompare(b, 'en'),
  );

const VALUES: Record<string, MessageKey> = {
  online: 'plan.attributeValue.online',
  counter: 'plan.attributeValue.counter',
  paper: 'plan.attributeValue.paper',
  phone: 'plan.attributeValue.phone',
  citizen: 'plan.attributeValue.citizen',
};

const inWords =
  (words: Record<string, MessageKey>) =>
  (t: Translator, code: string): string => {
    const key = words[code];
    return key ? t(key) : code;
  };

export const entryTypeWords = inWords(ENTRY_TYPES);
export const attributeWords = inWords(ATTRIBUTES);
export const valueWords = inWords(VALUES);

const STAGE_LETTERS = { concept: 'A', planning: 'B', operation: 'C', ended: 'Z' } as const satisfies Record<
  Stage,
  string
>;

/** C 運用 */
export const stageWords = (t: Translator, stage: Stage): string =>
  `${STAGE_LETTERS[stage]} ${t(`ui.stage.${stage}`)}`;
