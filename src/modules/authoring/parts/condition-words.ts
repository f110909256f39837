import { type ConditionRow, feelToRows, questionIn, shapeOf } from '#forms/conditions/rows.js';
import type { FormDefinition } from '#forms/definition.js';
import type { Question } from '#forms/fields/field.js';
import { localize } from '#kernel/i18n/locales.js';
import type { Translator } from '#kernel/i18n/translate.js';
import type { DraftDocument } from '../model.js';

/** A document's form for what only reads it: defaults do not matter to names, options and kinds. */
export const formOf = ({ form }: DraftDocument): FormDefinition => form as unknown as FormDefinition;

const MOST_NAMES = 12;

/** The names that a formula may use, each with its question. */
export const namesWords = (questions: readonly Question[]): string =>
  questions
    .slice(0, MOST_NAMES)
    .map(({ id, label }) => `${id}（${localize(label, 'ja')}）`)
    .join('、') || '—';

/** A condition as people say it; FEEL as it is where rows do not suffice. */
export function conditionWords(t: Translator, source: string, form: FormDefinition): string {
  const read = feelToRows(source, form);
  if (!read) return t('authoring.condition.formula', { source });
  const rows = read.rows.map((row) => rowWords(t, row, form));
  return rows.join(t(read.join === 'all' ? 'authoring.condition.and' : 'authoring.condition.or'));
}

const ORDERED = ['less', 'atMost', 'more', 'atLeast'] as const;

function rowWords(t: Translator, { field: id, operator, value }: ConditionRow, form: FormDefinition): string {
  const field = questionIn(form, id);
  const label = field ? localize(field.label, 'ja') : id;
  const shape = field ? shapeOf(field) : 'text';
  const isDate = shape === 'date' && ORDERED.some((one) => one === operator);
  const key = isDate
    ? (`authoring.condition.date.${operator as (typeof ORDERED)[number]}` as const)
    : (`authoring.condition.${operator}` as const);
  const words = value === 'today' && shape === 'date' ? t('authoring.condition.today') : value;
  const option =
    field && (field.kind === 'choice' || field.kind === 'choices')
      ? field.options.find((one) => one.value === value)
      : undefined;
  return t(key, { label, value: option ? localize(option.label, 'ja') : words });
}
