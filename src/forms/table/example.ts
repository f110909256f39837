import { localize } from '#kernel/i18n/locales.js';
import { translatorFor } from '#kernel/i18n/translate.js';
import type { Answers } from '../answers.js';
import type { FormDefinition } from '../definition.js';
import { fieldType } from '../fields/registry.js';
import { journey } from '../journey.js';
import { sampleAnswers } from '../sample-answers.js';
import { fieldsOutside, type TableColumn, tableColumns } from './columns.js';
import { tableReader } from './read-rows.js';

/*
 * A row that shows how a table is filled in: one that would be taken in, since a form asks for no answer that its
 * other answers make needless.
 */

/** `files`: whatever is answered, these have to be handed in, and no row can hold them. `none`: none was found. */
export type TableExample =
  | { kind: 'row'; cells: readonly string[] }
  | { kind: 'files'; fields: readonly string[] }
  | { kind: 'none' };

/** So many sets of made-up answers come to everything that the shipped forms ask. */
const TURNS = 24;

/** The first row of made-up answers that holds on this day. */
export function tableExample(form: FormDefinition, today: Temporal.PlainDate): TableExample {
  const columns = tableColumns(form);
  const made = tableReader(
    form,
    columns.map(({ key }) => key),
  );
  if (!made.ok) return { kind: 'none' };
  const files = new Set(fieldsOutside(form).map(({ id }) => id));
  const wanting = new Set<string>();
  for (let turn = 0; turn < TURNS; turn += 1) {
    const { relevant } = journey(form, sampleAnswers(form, turn, today), { today });
    const cells = rowOf(columns, relevant);
    const { problems } = made.reader.read(cells, { today });
    if (problems.length === 0) return { kind: 'row', cells };
    for (const { field } of problems) wanting.add(field);
  }
  return [...wanting].every((field) => files.has(field))
    ? { kind: 'files', fields: [...wanting] }
    : { kind: 'none' };
}

/** What somebody would write into the cells for these answers. */
export const rowOf = (columns: readonly TableColumn[], answers: Answers): string[] =>
  columns.map((column) => cellOf(column, answers[column.field.id]));

const ja = translatorFor('ja');

/** A date as a whole, a choice in words. */
function cellOf({ field, part, cell, options }: TableColumn, answer: unknown): string {
  if (answer === undefined || answer === null) return '';
  const raw = fieldType(field).toRaw(answer, field);
  if (/(^|\.)year$/.test(part)) {
    const near = part.replace(/year$/, '');
    return ['year', 'month', 'day']
      .flatMap((piece) => raw[near + piece]?.[0] || [])
      .map((digits) => digits.padStart(2, '0'))
      .join('-');
  }
  const words = (value: string): string => {
    if (cell === 'yesNo' || cell === 'consent') return ja(value === 'true' ? 'common.yes' : 'common.no');
    const option = options.find((one) => one.value === value);
    return option ? localize(option.label, 'ja') : value;
  };
  return (raw[part] ?? []).map(words).join('、');
}
