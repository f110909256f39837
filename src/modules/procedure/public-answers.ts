import type { Answers } from '#forms/answers.js';
import type { Field } from '#forms/fields/field.js';
import { optionLabel } from '#forms/fields/options.js';
import { type LocalizedText, localize } from '#kernel/i18n/locales.js';
import type { Translator } from '#kernel/i18n/translate.js';
import type { Procedure } from './definition.js';
import { publishedCounts } from './withheld-counts.js';

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

export interface ResultRow {
  value: string;
  label: string;
  /** Null: not published. */
  count: number | null;
  /** Of those who answered the question, 0 to 1. */
  share: number | null;
}

export interface ResultQuestion {
  field: string;
  question: string;
  /** People may have chosen several. */
  isMultiple: boolean;
  /** How many answered it; null: so few, or in such a way, that nothing of it is published. */
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

/** How many answers one person can give at most. */
const mostOf = (field: CountedField): number =>
  field.kind === 'choices' ? (field.atMost ?? field.options.length) : 1;

/** Which answers nobody gives together with another one. */
const aloneIn = (field: CountedField): boolean[] =>
  field.kind === 'choices'
    ? field.options.map(({ exclusive }) => exclusive === true)
    : valuesOf(field).map(() => true);

/** The counts of every published question, what could tell of a person left out. */
export const resultsOf = (procedure: Procedure, counts: AnswerCounts, t: Translator): ResultQuestion[] =>
  countedFields(procedure).map((field) => {
    const answered = counts.answered.find((one) => one.field === field.id)?.count ?? 0;
    const values = valuesOf(field);
    const published = publishedCounts(
      values.map(
        (value) => counts.byValue.find((one) => one.field === field.id && one.value === value)?.count ?? 0,
      ),
      { answered, most: mostOf(field), alone: aloneIn(field) },
    );
    return {
      field: field.id,
      question: localize(field.label as LocalizedText, t.locale),
      isMultiple: field.kind === 'choices',
      answered: published === null ? null : answered,
      rows: values.map((value, index) => {
        const count = published?.[index] ?? null;
        const share = count === null ? null : answered === 0 ? 0 : count / answered;
        return { value, label: labelOf(field, value, t), count, share };
      }),
    };
  });
