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

/** Cells of fewer answers could tell of a person; they are not published (k-anonymity, k = 5). */
const LEAST = 5;

export interface ResultRow {
  value: string;
  label: string;
  /** Null: fewer than five, at least one. */
  count: number | null;
}

export interface ResultQuestion {
  field: string;
  question: string;
  /** People may have chosen several. */
  isMultiple: boolean;
  rows: ResultRow[];
}

const labelOf = (field: CountedField, value: string, t: Translator): string =>
  field.kind === 'yesNo'
    ? t(value === 'true' ? 'common.yes' : 'common.no')
    : optionLabel(field.options, value, t);

const valuesOf = (field: CountedField): string[] =>
  field.kind === 'yesNo' ? ['true', 'false'] : field.options.map(({ value }) => value);

/** The counts of every published question, small ones left out. */
export const resultsOf = (
  procedure: Procedure,
  counts: readonly { field: string; value: string; count: number }[],
  t: Translator,
): ResultQuestion[] =>
  countedFields(procedure).map((field) => ({
    field: field.id,
    question: localize(field.label as LocalizedText, t.locale),
    isMultiple: field.kind === 'choices',
    rows: valuesOf(field).map((value) => {
      const count = counts.find((one) => one.field === field.id && one.value === value)?.count ?? 0;
      return { value, label: labelOf(field, value, t), count: count > 0 && count < LEAST ? null : count };
    }),
  }));
