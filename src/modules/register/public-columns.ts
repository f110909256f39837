import { type Field, isQuestion } from '#forms/fields/field.js';
import { localize } from '#kernel/i18n/locales.js';
import type { Register, RegisterField } from './definition.js';
import { isPublicField, isSingleValue } from './definition-problems.js';

/** Beside the name; more would be no list on a phone. */
const COLUMNS = 4;
/** What is read on the page of a row, not compared in a list. */
const LEFT: ReadonlySet<string> = new Set(['longText', 'kana', 'phone', 'email'] satisfies Field['kind'][]);

/** The columns of the public list: what the definition asks first, apart from the name, which comes before them. */
export function publicColumns({ fields, label }: Register): RegisterField[] {
  const name = fields.find(({ ask }) => ask.id === label);
  const again = name && `${labelOf(name)}（`;
  return (
    fields
      .filter((field) => field !== name && isPublicField(field) && isQuestion(field.ask))
      .filter((field) => isSingleValue(field) && !LEFT.has(field.ask.kind))
      // 名称（カナ）, 名称（英語）: the name once more, as the national formats have it.
      .filter((field) => again === undefined || !labelOf(field).startsWith(again))
      .slice(0, COLUMNS)
  );
}

const labelOf = ({ ask }: RegisterField): string => (isQuestion(ask) ? localize(ask.label, 'ja') : '');
