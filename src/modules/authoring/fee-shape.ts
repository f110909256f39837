import { type ConditionRow, feelToRows, questionIn, rowsToFeel, shapeOf } from '#forms/conditions/rows.js';
import type { FormDefinition } from '#forms/definition.js';
import type { Question } from '#forms/fields/field.js';

/** A fee as people state one; `formula` is what none of these ways can say. */
export type FeeShape =
  | { mode: 'fixed'; yen: number }
  /** So much for each of a number that is asked: 1通につき300円. */
  | { mode: 'each'; yen: number; field: string }
  /** By an answer; `otherwise` when none of the rows holds. */
  | { mode: 'byAnswer'; rows: readonly { field: string; value: string; yen: number }[]; otherwise: number }
  | { mode: 'formula'; source: string };

const YEN = /^\d{1,9}$/;

export function readFee(source: string, form: FormDefinition): FeeShape {
  const text = source.trim();
  if (YEN.test(text)) return { mode: 'fixed', yen: Number(text) };
  return each(text, form) ?? byAnswer(text, form) ?? { mode: 'formula', source };
}

function each(text: string, form: FormDefinition): FeeShape | null {
  const [, left = '', right = ''] = /^([A-Za-z0-9]+)\s*\*\s*([A-Za-z0-9]+)$/.exec(text) ?? [];
  const [field, yen] = YEN.test(left) ? [right, left] : [left, right];
  const asked = questionIn(form, field);
  return YEN.test(yen) && asked && shapeOf(asked) === 'number'
    ? { mode: 'each', yen: Number(yen), field }
    : null;
}

/** if … then 300 else if … then 500 else 0 */
function byAnswer(text: string, form: FormDefinition): FeeShape | null {
  const rows: { field: string; value: string; yen: number }[] = [];
  let rest = text;
  for (;;) {
    const [, condition = '', yen = '', more = ''] = /^if (.+?) then (\d{1,9}) else (.+)$/s.exec(rest) ?? [];
    if (yen === '') break;
    const read = feelToRows(condition, form);
    const [row, another] = read?.rows ?? [];
    if (!row || another || !['is', 'yes', 'no'].includes(row.operator)) return null;
    rows.push({
      field: row.field,
      value: row.operator === 'is' ? row.value : row.operator,
      yen: Number(yen),
    });
    rest = more.trim();
  }
  return rows.length > 0 && YEN.test(rest) ? { mode: 'byAnswer', rows, otherwise: Number(rest) } : null;
}

export function feeToFeel(shape: FeeShape, form: FormDefinition): string {
  if (shape.mode === 'fixed') return String(shape.yen);
  if (shape.mode === 'each') return `${shape.field} * ${shape.yen}`;
  if (shape.mode === 'formula') return shape.source;
  const cases = shape.rows.map(({ field, value, yen }) => {
    const isYesNo = shapeOfId(field, form) === 'boolean';
    const row: ConditionRow = isYesNo
      ? { field, operator: value === 'yes' ? 'yes' : 'no', value: '' }
      : { field, operator: 'is', value };
    return `if ${rowsToFeel({ join: 'all', rows: [row] }, form)} then ${yen} else `;
  });
  return `${cases.join('')}${shape.otherwise}`;
}

const shapeOfId = (id: string, form: FormDefinition) => {
  const field = questionIn(form, id);
  return field && shapeOf(field);
};

/** Questions whose answer a fee can go by. */
export const answersOf = (field: Question): readonly string[] =>
  field.kind === 'choice'
    ? field.options.map(({ value }) => value)
    : field.kind === 'yesNo'
      ? ['yes', 'no']
      : [];
