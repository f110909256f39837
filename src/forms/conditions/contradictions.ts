import type { FormDefinition } from '../definition.js';
import type { Question } from '../fields/field.js';
import { type ConditionRow, type ConditionRows, feelToRows, placeOf, questionIn, shapeOf } from './rows.js';

/*
 * Conditions that no answers can ever meet. Only what rows can say is looked at, and only what is certain is told:
 * that nothing is found proves nothing.
 */

/** Rows that must hold together; none where the condition says more than rows can, or offers a choice. */
function demanded(source: string | undefined, form: FormDefinition): readonly ConditionRow[] {
  const read = source === undefined ? null : feelToRows(source, form);
  return read && (read.join === 'all' || read.rows.length === 1) ? read.rows : [];
}

/** Whether a row holds only when its question has an answer. */
const needsAnswer = ({ operator }: ConditionRow): boolean =>
  !['isNot', 'includesNot', 'blank'].includes(operator);

const MAX_DEPTH = 8;

/** The rows with what must hold so that their questions are asked at all. */
function withReasons(rows: readonly ConditionRow[], form: FormDefinition, depth = 0): ConditionRow[] {
  if (depth > MAX_DEPTH) return [...rows];
  const reasons = [...new Set(rows.filter(needsAnswer).map(({ field }) => field))].flatMap((id) => {
    const place = placeOf(form, id);
    return [...demanded(place?.page.show, form), ...demanded(place?.field.show, form)];
  });
  return reasons.length === 0 ? [...rows] : [...rows, ...withReasons(reasons, form, depth + 1)];
}

/** True when no answers meet the condition, together with what is given already (the condition of its page). */
export function isNeverMet(source: string, form: FormDefinition, given: string | undefined): boolean {
  const read = feelToRows(source, form);
  if (!read) return false;
  const before = demanded(given, form);
  const cannot = (rows: readonly ConditionRow[]) => contradict(withReasons([...before, ...rows], form), form);
  return alternatives(read).every(cannot);
}

const alternatives = ({ join, rows }: ConditionRows): (readonly ConditionRow[])[] =>
  join === 'all' ? [rows] : rows.map((row) => [row]);

/** True when rules that hold together leave no answer to a question. */
export function contradictEachOther(rules: readonly string[], form: FormDefinition): boolean {
  return contradict(
    rules.flatMap((rule) => demanded(rule, form)),
    form,
  );
}

function contradict(rows: readonly ConditionRow[], form: FormDefinition): boolean {
  const ids = new Set(rows.map(({ field }) => field));
  return [...ids].some((id) => {
    const field = questionIn(form, id);
    const own = rows.filter((row) => row.field === id);
    return field !== undefined && !canHold(field, own, mayBeBlank(field, form));
  });
}

function mayBeBlank(field: Question, form: FormDefinition): boolean {
  return field.optional || field.show !== undefined || placeOf(form, field.id)?.page.show !== undefined;
}

function canHold(field: Question, rows: readonly ConditionRow[], blank: boolean): boolean {
  const isBlank = rows.every((row) => row.operator === 'blank' || !needsAnswer(row));
  if (isBlank && blank) return true;
  if (rows.some(({ operator }) => operator === 'blank')) return false;
  const shape = shapeOf(field);
  if (shape === 'boolean') return !(has(rows, 'yes') && has(rows, 'no'));
  if (shape === 'options') {
    const never = values(rows, 'includesNot');
    return !values(rows, 'includes').some((value) => never.includes(value));
  }
  if (shape === 'option') {
    const options = field.kind === 'choice' ? field.options.map(({ value }) => value) : [];
    return options.some((option) => fitsText(option, rows));
  }
  if (shape === 'text') {
    const [wanted] = values(rows, 'is');
    return wanted === undefined || fitsText(wanted, rows);
  }
  if (shape === 'number' || shape === 'count') return rangeOf(field, rows, Number);
  if (shape === 'date')
    return rangeOf(
      field,
      rows.filter(({ value }) => value !== 'today'),
      (text) => Date.parse(`${text}T00:00:00Z`),
    );
  return true;
}

const has = (rows: readonly ConditionRow[], operator: ConditionRow['operator']) =>
  rows.some((row) => row.operator === operator);
const values = (rows: readonly ConditionRow[], operator: ConditionRow['operator']) =>
  rows.filter((row) => row.operator === operator).map(({ value }) => value);
const fitsText = (value: string, rows: readonly ConditionRow[]): boolean =>
  values(rows, 'is').every((wanted) => wanted === value) && !values(rows, 'isNot').includes(value);

/** Whether the comparisons, and the limits of the question itself, leave a value between them. */
function rangeOf(field: Question, rows: readonly ConditionRow[], number: (text: string) => number): boolean {
  const limit = (key: 'min' | 'max') => {
    const value = (field as unknown as Record<string, unknown>)[key];
    return typeof value === 'number' || typeof value === 'string' ? number(String(value)) : undefined;
  };
  let low = { at: limit('min') ?? Number.NEGATIVE_INFINITY, open: false };
  let high = { at: limit('max') ?? Number.POSITIVE_INFINITY, open: false };
  const raise = (at: number, open: boolean) => {
    if (at > low.at || (at === low.at && open)) low = { at, open };
  };
  const lower = (at: number, open: boolean) => {
    if (at < high.at || (at === high.at && open)) high = { at, open };
  };
  for (const { operator, value } of rows) {
    const at = number(value);
    if (operator === 'is' || operator === 'atLeast') raise(at, false);
    if (operator === 'is' || operator === 'atMost') lower(at, false);
    if (operator === 'more') raise(at, true);
    if (operator === 'less') lower(at, true);
  }
  const isPoint = low.at === high.at && !low.open && !high.open;
  if (isPoint) return !values(rows, 'isNot').some((value) => number(value) === low.at);
  return low.at < high.at;
}

/** Every condition of a form, with the one of its page where it stands on a page that has one. */
export const conditionsOf = (form: FormDefinition) =>
  form.pages.flatMap((page, index) => [
    ...(page.show === undefined
      ? []
      : [{ path: ['pages', index, 'show'], source: page.show, given: undefined, whose: page.id }]),
    ...page.fields.flatMap((field, at) =>
      field.show === undefined
        ? []
        : [
            {
              path: ['pages', index, 'fields', at, 'show'],
              source: field.show,
              given: page.show,
              whose: field.id,
            },
          ],
    ),
  ]);
