import { evaluate } from 'feelin';
import { operands, parse, type SyntaxNode } from '#kernel/expressions/syntax.js';
import { translatorFor } from '#kernel/i18n/translate.js';
import { CHANNELS, FACTS } from '../compile.js';
import type { FormDefinition, FormPageDefinition } from '../definition.js';
import { isQuestion, type Question } from '../fields/field.js';
import { fieldType } from '../fields/registry.js';

/*
 * Conditions as people say them: rows of question, comparison and value that must all, or any, hold. They are written
 * as FEEL and read back from it; FEEL of another shape stays text.
 */

export const OPERATORS = [
  'is',
  'isNot',
  'less',
  'atMost',
  'more',
  'atLeast',
  'yes',
  'no',
  'includes',
  'includesNot',
  'filled',
  'blank',
] as const;
export type Operator = (typeof OPERATORS)[number];

export interface ConditionRow {
  field: string;
  operator: Operator;
  /** As typed: 18, an option's value, 2026-04-01 or today; '' where the comparison needs none. */
  value: string;
}

export interface ConditionRows {
  join: 'all' | 'any';
  rows: readonly ConditionRow[];
}

/** What the answer to a question is to a comparison. */
export type Shape = 'number' | 'text' | 'option' | 'options' | 'boolean' | 'date' | 'count' | 'other';

const ORDER = ['less', 'atMost', 'more', 'atLeast'] as const;
const ANSWERED = ['filled', 'blank'] as const;
const BY_SHAPE: Record<Shape, readonly Operator[]> = {
  number: [...ORDER, 'is', 'isNot', ...ANSWERED],
  date: [...ORDER, 'is', ...ANSWERED],
  text: ['is', 'isNot', ...ANSWERED],
  option: ['is', 'isNot', ...ANSWERED],
  options: ['includes', 'includesNot', ...ANSWERED],
  boolean: ['yes', 'no'],
  count: ORDER,
  other: ANSWERED,
};

export function shapeOf(field: Question): Shape {
  if (field.kind === 'choice') return 'option';
  if (field.kind === 'choices') return 'options';
  const type = fieldType(field).valueType(field);
  if (type === 'string') return 'text';
  if (type === 'number' || type === 'boolean' || type === 'date') return type;
  return typeof type === 'object' && 'list' in type ? 'count' : 'other';
}

const [ja, en] = [translatorFor('ja'), translatorFor('en')];

/** How an application comes (`channel`), as a question that nobody is asked: rows can look at it like at the others. */
export const CHANNEL_QUESTION: Question = {
  id: 'channel',
  kind: 'choice',
  label: { ja: ja('editor.channel'), en: en('editor.channel') },
  // Where nobody knows it there is none.
  optional: true,
  sensitivity: 'ordinary',
  options: CHANNELS.map((value) => ({
    value,
    label: { ja: ja(`procedure.way.${value}`), en: en(`procedure.way.${value}`) },
  })),
};

export const operatorsOf = (field: Question): readonly Operator[] =>
  field === CHANNEL_QUESTION ? ['is', 'isNot'] : BY_SHAPE[shapeOf(field)];

export const needsValue = (operator: Operator): boolean =>
  !['yes', 'no', 'filled', 'blank'].includes(operator);

/** What is wrong with a row as typed. */
export type RowFault =
  | 'unknownField'
  | 'wrongOperator'
  | 'notANumber'
  | 'notADate'
  | 'valueMissing'
  | 'notAnOption';

export function rowFault(
  { field: id, operator, value }: ConditionRow,
  form: FormDefinition,
): RowFault | null {
  const field = questionIn(form, id);
  if (!field) return 'unknownField';
  const shape = shapeOf(field);
  if (!operatorsOf(field).includes(operator)) return 'wrongOperator';
  if (!needsValue(operator)) return null;
  if (value.trim() === '') return 'valueMissing';
  if ((shape === 'number' || shape === 'count') && !/^-?\d+(\.\d+)?$/.test(value)) return 'notANumber';
  if (shape === 'date' && value !== 'today' && !isDate(value)) return 'notADate';
  if (
    (field.kind === 'choice' || field.kind === 'choices') &&
    !field.options.some((one) => one.value === value)
  )
    return 'notAnOption';
  return null;
}

function isDate(text: string): boolean {
  try {
    return /^\d{4}-\d{2}-\d{2}$/.test(text) && Temporal.PlainDate.from(text).toString() === text;
  } catch {
    return false;
  }
}

interface Place {
  field: Question;
  page: FormPageDefinition;
}
const places = new WeakMap<FormDefinition, ReadonlyMap<string, Place>>();

/** The question with this id and its page. */
export function placeOf(form: FormDefinition, id: string): Place | undefined {
  let known = places.get(form);
  if (!known) {
    known = new Map(
      form.pages.flatMap((page) =>
        page.fields.filter(isQuestion).map((field): [string, Place] => [field.id, { field, page }]),
      ),
    );
    places.set(form, known);
  }
  return known.get(id);
}

export const questionIn = (form: FormDefinition, id: string): Question | undefined =>
  placeOf(form, id)?.field ?? (id === CHANNEL_QUESTION.id ? CHANNEL_QUESTION : undefined);

const SIGNS: Partial<Record<Operator, string>> = {
  is: '=',
  isNot: '!=',
  less: '<',
  atMost: '<=',
  more: '>',
  atLeast: '>=',
};

/** The rows as FEEL. They must be free of faults. */
export const rowsToFeel = ({ join, rows }: ConditionRows, form: FormDefinition): string =>
  rows.map((row) => rowToFeel(row, form)).join(join === 'all' ? ' and ' : ' or ');

function rowToFeel({ field: id, operator, value }: ConditionRow, form: FormDefinition): string {
  const field = questionIn(form, id);
  const shape = field ? shapeOf(field) : 'text';
  if (operator === 'filled') return `${id} != null`;
  if (operator === 'blank') return `${id} = null`;
  if (operator === 'yes' || operator === 'no') return `${id} = ${operator === 'yes'}`;
  if (operator === 'includes') return `list contains(${id}, ${JSON.stringify(value)})`;
  if (operator === 'includesNot') return `not(list contains(${id}, ${JSON.stringify(value)}))`;
  const left = shape === 'count' ? `count(${id})` : id;
  return `${left} ${SIGNS[operator] ?? '='} ${literal(value, shape)}`;
}

function literal(value: string, shape: Shape): string {
  if (shape === 'number' || shape === 'count') return value;
  if (shape === 'date') return value === 'today' ? 'today' : `date("${value}")`;
  return JSON.stringify(value);
}

/** FEEL as rows; null where it says more than rows can. */
export function feelToRows(source: string, form: FormDefinition): ConditionRows | null {
  const { root } = parse(source);
  const body = root && inner(root);
  if (!body) return null;
  const any = anyOfOptions(body, form);
  if (any) return any;
  const join = body.name === 'Disjunction' ? 'any' : 'all';
  const parts = body.name === 'Conjunction' || body.name === 'Disjunction' ? flat(body, body.name) : [body];
  const rows = parts.map((part) => toRow(inner(part), form));
  return rows.every((row) => row !== null) ? { join, rows } : null;
}

/** The conditions that must all hold for this one to hold: itself where it is no conjunction. */
export function conjuncts(source: string): string[] {
  const { root } = parse(source);
  const body = root && inner(root);
  return body?.name === 'Conjunction' ? flat(body, body.name).map(({ text }) => text) : [source];
}

/** Without brackets around it. */
function inner(node: SyntaxNode): SyntaxNode {
  const [only] = operands(node);
  const isWrapper = node.name === 'Expression' || node.name === 'ParenthesizedExpression';
  return isWrapper && only ? inner(only) : node;
}

const flat = (node: SyntaxNode, name: string): SyntaxNode[] =>
  operands(node).flatMap((part) => (part.name === name ? flat(part, name) : [part]));

/** `x in ("a", "b")` */
function anyOfOptions(node: SyntaxNode, form: FormDefinition): ConditionRows | null {
  const [left, operator] = node.children;
  if (node.name !== 'Comparison' || operator?.name !== 'in' || left?.name !== 'VariableName') return null;
  const tests = node.children.find(({ name }) => name === 'PositiveUnaryTests')?.children ?? [];
  const rows = tests.map((test): ConditionRow | null => {
    const [value] = operands(test);
    return value?.name === 'StringLiteral'
      ? { field: left.text, operator: 'is', value: String(evaluate(value.text, {}).value) }
      : null;
  });
  if (rows.length === 0 || rows.some((row) => row === null || rowFault(row, form) !== null)) return null;
  return { join: 'any', rows: rows.filter((row) => row !== null) };
}

function toRow(node: SyntaxNode, form: FormDefinition): ConditionRow | null {
  const row = bareRow(node) ?? compared(node) ?? called(node);
  return row && rowFault(row, form) === null ? row : null;
}

const bareRow = (node: SyntaxNode): ConditionRow | null =>
  node.name === 'VariableName' ? { field: node.text, operator: 'yes', value: '' } : null;

function compared(node: SyntaxNode): ConditionRow | null {
  const [left, sign, right, more] = node.children;
  if (node.name !== 'Comparison' || !left || !right || more || sign?.name !== 'CompareOp') return null;
  const field = left.name === 'VariableName' ? left.text : counted(left);
  if (field === null || (field in FACTS && field !== CHANNEL_QUESTION.id)) return null;
  const operator = OPERATORS.find((one) => SIGNS[one] === sign.text);
  if (!operator) return null;
  if (right.name === 'null') {
    if (operator !== 'is' && operator !== 'isNot') return null;
    return { field, operator: operator === 'is' ? 'blank' : 'filled', value: '' };
  }
  if (right.name === 'BooleanLiteral') {
    const isYes = (right.text === 'true') === (operator === 'is');
    return operator === 'is' || operator === 'isNot'
      ? { field, operator: isYes ? 'yes' : 'no', value: '' }
      : null;
  }
  const value = valueIn(right);
  return value === null ? null : { field, operator, value };
}

const counted = (node: SyntaxNode): string | null => {
  const [callee, ...rest] = node.children;
  if (node.name !== 'FunctionInvocation' || callee?.text !== 'count') return null;
  const [argument] = rest.find(({ name }) => name === 'PositionalParameters')?.children ?? [];
  return argument?.name === 'VariableName' ? argument.text : null;
};

function valueIn(node: SyntaxNode): string | null {
  if (node.name === 'NumericLiteral') return node.text;
  if (node.name === 'StringLiteral') return String(evaluate(node.text, {}).value);
  if (node.name === 'VariableName' && node.text === 'today') return 'today';
  if (node.name === 'DateTimeLiteral') return /^date\(\s*"([^"]+)"\s*\)$/.exec(node.text)?.[1] ?? null;
  return null;
}

function called(node: SyntaxNode): ConditionRow | null {
  const [callee, ...rest] = node.children;
  if (node.name !== 'FunctionInvocation' || !callee) return null;
  const given = rest.find(({ name }) => name === 'PositionalParameters')?.children ?? [];
  const name = callee.text.replace(/\s+/g, ' ');
  const [first, second] = given;
  if (name === 'not' && first && !second) {
    const row = bareRow(inner(first)) ?? called(inner(first));
    if (row?.operator === 'yes') return { ...row, operator: 'no' };
    return row?.operator === 'includes' ? { ...row, operator: 'includesNot' } : null;
  }
  if (name !== 'list contains' || first?.name !== 'VariableName' || second?.name !== 'StringLiteral')
    return null;
  return { field: first.text, operator: 'includes', value: String(evaluate(second.text, {}).value) };
}

/**
 * Questions whose answers are there when a condition is judged: those of the pages before, and of its own page all
 * (`ownPage`), none, or those before a field.
 */
export function questionsBefore(
  form: FormDefinition,
  page: number,
  ownPage: 'all' | 'none' | { before: string },
): Question[] {
  const own = form.pages[page]?.fields ?? [];
  const end = typeof ownPage === 'object' ? own.findIndex(({ id }) => id === ownPage.before) : -1;
  const reached = ownPage === 'none' ? [] : ownPage === 'all' ? own : own.slice(0, Math.max(end, 0));
  const earlier = form.pages.slice(0, Math.max(page, 0)).flatMap(({ fields }) => fields);
  return [...earlier, ...reached].filter(isQuestion);
}
