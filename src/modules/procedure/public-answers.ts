import type { Answers } from '#forms/answers.js';
import type { Field } from '#forms/fields/field.js';
import { optionLabel } from '#forms/fields/options.js';
import { type LocalizedText, localize } from '#kernel/i18n/locales.js';
import type { Translator } from '#kernel/i18n/translate.js';
import type { Procedure } from './definition.js';

/** Kinds of which the answers can be counted; a text is not published, whatever the definition says of it. */
export type CountedField = Extract<Field, { kind: 'choice' | 'choices' | 'yesNo' }>;
const isCounted = (field: Field): field is CountedField =>
  field.kind === 'choice' || field.kind === 'choices' || field.kind === 'yesNo';

/** Fields whose answers the municipality publishes as counts. */
export const countedFields = ({ form, public: { answers } }: Procedure): CountedField[] =>
  form.pages.flatMap(({ fields }) => fields.filter(isCounted).filter(({ id }) => answers.includes(id)));

/** What is counted of one application. */
export function publicAnswers(procedure: Procedure, relevant: Answers): { field: string; value: string }[] {
  return countedFields(procedure).flatMap(({ id }) => {
    const answer = relevant[id];
    const values = Array.isArray(answer) ? answer : answer === null || answer === undefined ? [] : [answer];
    return values.map((value) => ({ field: id, value: String(value) }));
  });
}

/** The code of the one answer by which plans count: what the definition lets the journal name, and nothing else. */
export function countedAnswer({ public: { counted } }: Procedure, relevant: Answers): string | undefined {
  const answer = counted === undefined ? undefined : relevant[counted];
  return typeof answer === 'string' || typeof answer === 'boolean' ? String(answer) : undefined;
}

/** Cells of fewer answers could tell of a person; they are not published (k-anonymity, k = 5). */
const LEAST = 5;

/** Why a count is not published: it is small itself, or another one that is small could be worked out from it. */
export type Withheld = 'few' | 'derivable';

export interface ResultRow {
  value: string;
  label: string;
  /** Null: not published. */
  count: number | null;
  withheld: Withheld | null;
  /** Of those who answered the question, 0 to 1. */
  share: number | null;
}

export interface ResultQuestion {
  field: string;
  question: string;
  /** People may have chosen several. */
  isMultiple: boolean;
  /** How many answered it; null: one to four, and then nothing of it is published. */
  answered: number | null;
  rows: ResultRow[];
}

/** What was counted: answers by value, and applications that answered at all. */
export interface AnswerCounts {
  byValue: readonly { field: string; value: string; count: number }[];
  answered: readonly { field: string; count: number }[];
}

const labelOf = (field: CountedField, value: string, t: Translator): string =>
  field.kind === 'yesNo'
    ? t(value === 'true' ? 'common.yes' : 'common.no')
    : optionLabel(field.options, value, t);

const valuesOf = (field: CountedField): string[] =>
  field.kind === 'yesNo' ? ['true', 'false'] : field.options.map(({ value }) => value);

const isSmall = (count: number): boolean => count > 0 && count < LEAST;

/**
 * Counts as they are published. Where one answer of a person is counted once, the others and their sum would tell the
 * one cell that is left out: then the next smallest is left out with it.
 */
export function publishedCounts(counts: readonly number[], isMultiple: boolean): (number | null)[] {
  const small = counts.filter(isSmall);
  const others = counts.filter((count) => count >= LEAST);
  const second = !isMultiple && small.length === 1 ? counts.indexOf(Math.min(...others)) : -1;
  return counts.map((count, index) => (isSmall(count) || index === second ? null : count));
}

/** The counts of every published question, small ones left out. */
export const resultsOf = (procedure: Procedure, counts: AnswerCounts, t: Translator): ResultQuestion[] =>
  countedFields(procedure).map((field) => {
    const isMultiple = field.kind === 'choices';
    const answered = counts.answered.find((one) => one.field === field.id)?.count ?? 0;
    const values = valuesOf(field);
    const counted = values.map(
      (value) => counts.byValue.find((one) => one.field === field.id && one.value === value)?.count ?? 0,
    );
    const published = isSmall(answered) ? values.map(() => null) : publishedCounts(counted, isMultiple);
    return {
      field: field.id,
      question: localize(field.label as LocalizedText, t.locale),
      isMultiple,
      answered: isSmall(answered) ? null : answered,
      rows: values.map((value, index) => {
        const count = published[index] ?? null;
        const share = count === null ? null : answered === 0 ? 0 : count / answered;
        const withheld =
          count !== null ? null : isSmall(answered) || isSmall(counted[index] ?? 0) ? 'few' : 'derivable';
        return { value, label: labelOf(field, value, t), count, withheld, share };
      }),
    };
  });
