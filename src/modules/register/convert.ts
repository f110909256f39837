import type { Answers } from '#forms/answers.js';
import { isQuestion, type Question } from '#forms/fields/field.js';
import { fieldType } from '#forms/fields/registry.js';
import { possibleColumns } from '#forms/table/columns.js';
import { typedIn } from '#forms/table/read-rows.js';
import { translatorFor } from '#kernel/i18n/translate.js';
import { withCalculated } from './calculated.js';
import type { Register, RegisterField } from './definition.js';
import { formOf } from './row-form.js';

/** A value that the new definition cannot take: it stays in the versions of the row, and leaves the row. */
export interface Lost {
  field: string;
  /** Field that it was to become; null when the field is gone. */
  to: string | null;
  value: unknown;
}

export interface Converted {
  values: Answers;
  lost: readonly Lost[];
}

const ja = translatorFor('ja');

const ancestorOf = (field: RegisterField, from: Register): Question | null => {
  const before =
    from.fields.find(({ ask }) => ask.id === field.ask.id) ??
    from.fields.find(({ ask }) => field.was !== undefined && ask.id === field.was);
  return before && isQuestion(before.ask) ? before.ask : null;
};

/** Values of one version of a definition as another one has them: renamed, read anew where the kind is another. */
export function convert(from: Register, to: Register, values: Answers, today: Temporal.PlainDate): Converted {
  const converted: Record<string, unknown> = {};
  const lost: Lost[] = [];
  const taken = new Set<string>();
  for (const field of to.fields) {
    const { ask } = field;
    const before = ancestorOf(field, from);
    if (!before || !isQuestion(ask)) continue;
    taken.add(before.id);
    const value = values[before.id];
    if (value === null || value === undefined) continue;
    if (ask.kind === 'calculated') {
      if (before.kind !== 'calculated') lost.push({ field: before.id, to: ask.id, value });
      continue;
    }
    const stored = fieldType(ask).stored(ask).safeParse(value);
    const read = stored.success ? stored.data : readAnew(to, ask, before, value, today);
    if (read === null) lost.push({ field: before.id, to: ask.id, value });
    else converted[ask.id] = read;
  }
  for (const [field, value] of Object.entries(values))
    if (!taken.has(field) && value !== null && value !== undefined) lost.push({ field, to: null, value });
  const whole = Object.entries(withCalculated(to, converted)).filter(([, value]) => (value ?? null) !== null);
  return { values: Object.fromEntries(whole), lost };
}

/** As if its words were read from a file. */
function readAnew(
  to: Register,
  ask: Question,
  before: Question,
  value: unknown,
  today: Temporal.PlainDate,
): unknown {
  const columns = possibleColumns(formOf(to)).filter(({ field }) => field.id === ask.id);
  const [column] = columns;
  if (!column || columns.length > 1) return null;
  const stored = fieldType(before).stored(before).safeParse(value);
  const words = stored.success ? fieldType(before).display(stored.data, before, ja) : String(value);
  const parsed = fieldType(ask).parse({ [column.part]: [...typedIn(column, words)] }, ask, { today });
  return parsed.ok ? parsed.value : null;
}
