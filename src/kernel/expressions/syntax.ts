import { parseExpression } from 'feelin';

export type FaultCode = 'syntax' | 'tooLong' | 'tooDeep' | 'notAllowed' | 'unknownName' | 'wrongType';

/** One thing wrong with an expression, found when it is loaded. */
export interface ExpressionFault {
  code: FaultCode;
  /** For the author of the definition. */
  message: string;
  /** Offset of the first character, from 0. */
  at: number;
  /** Characters that the fault covers; 0 where something is missing. */
  length: number;
}

export interface SyntaxNode {
  name: string;
  text: string;
  from: number;
  to: number;
  children: SyntaxNode[];
}

/** Bounds on work: what is longer or deeper belongs into several named expressions. */
export const MAX_LENGTH = 1_000;
export const MAX_DEPTH = 60;

/*
 * The part of FEEL that definitions may use. Contexts and functions of one's own, ranges to count
 * through and `instance of` are left out: without them an expression ends after a number of steps
 * that its length and the answers bound, and its types can be known when it is loaded.
 */
const ALLOWED: ReadonlySet<string> = new Set([
  'Expression',
  'ParenthesizedExpression',
  'Disjunction',
  'or',
  'Conjunction',
  'and',
  'Comparison',
  'CompareOp',
  'between',
  'in',
  'PositiveUnaryTests',
  'PositiveUnaryTest',
  'SimplePositiveUnaryTest',
  'Interval',
  '..',
  'ArithmeticExpression',
  'ArithOp',
  'IfExpression',
  'if',
  'then',
  'else',
  'ForExpression',
  'for',
  'return',
  'QuantifiedExpression',
  'some',
  'every',
  'satisfies',
  'InExpressions',
  'InExpression',
  'IterationContext',
  'Name',
  'Identifier',
  'VariableName',
  'PathExpression',
  '.',
  'PathName',
  'FilterExpression',
  'List',
  '[',
  ']',
  '(',
  ')',
  'FunctionInvocation',
  'SpecialFunctionName',
  'years',
  'months',
  'duration',
  'date',
  'PositionalParameters',
  'null',
  'NumericLiteral',
  'StringLiteral',
  'BooleanLiteral',
  'DateTimeLiteral',
  'DateTimeConstructor',
  'LineComment',
  'BlockComment',
]);

const COMMENTS: ReadonlySet<string> = new Set(['LineComment', 'BlockComment']);

export type Parsed = { root: SyntaxNode; faults: [] } | { root: null; faults: ExpressionFault[] };

const failed = (fault: ExpressionFault): Parsed => ({ root: null, faults: [fault] });

/** Of expressions read before: the checks of a large form read each of its conditions many times. */
const MOST_KEPT = 2_000;
const kept = new Map<string, Parsed>();

/** Reads an expression; names are not looked at yet. What is given out is shared: nobody may change it. */
export function parse(source: string): Parsed {
  const known = kept.get(source);
  if (known) return known;
  const parsed = read(source);
  const [oldest] = kept.keys();
  if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  if (source.length <= MAX_LENGTH) kept.set(source, parsed);
  return parsed;
}

function read(source: string): Parsed {
  if (source.length > MAX_LENGTH) {
    const message = `the expression has ${source.length} characters; at most ${MAX_LENGTH}`;
    return failed({ code: 'tooLong', message, at: MAX_LENGTH, length: source.length - MAX_LENGTH });
  }
  // Names are single words here, so the parser needs no list of them to find where one ends.
  const tree = parseExpression(source, {}, undefined);
  const top: SyntaxNode = { name: 'top', text: source, from: 0, to: source.length, children: [] };
  const open = [top];
  const faults: ExpressionFault[] = [];
  tree.iterate({
    enter({ name, from, to, type }) {
      const text = source.slice(from, to);
      const fault = (code: FaultCode, message: string) =>
        faults.push({ code, message, at: from, length: to - from });
      if (type.isError) fault('syntax', text ? `cannot read "${text}" here` : 'something is missing here');
      else if (!ALLOWED.has(name)) fault('notAllowed', `"${text}" is not allowed in a definition (${name})`);
      else if (open.length > MAX_DEPTH) fault('tooDeep', `nested more than ${MAX_DEPTH} levels deep`);
      const node: SyntaxNode = { name, text, from, to, children: [] };
      if (!COMMENTS.has(name)) open.at(-1)?.children.push(node);
      open.push(node);
    },
    leave() {
      open.pop();
    },
  });
  const [first] = faults;
  if (first) return { root: null, faults: first.code === 'tooDeep' ? [first] : faults };
  const root = top.children[0];
  return root
    ? { root, faults: [] }
    : failed({ code: 'syntax', message: 'the expression is empty', at: 0, length: 0 });
}

const PUNCTUATION: ReadonlySet<string> = new Set([
  '(',
  ')',
  '[',
  ']',
  '.',
  '..',
  'if',
  'then',
  'else',
  'and',
  'or',
  'ArithOp',
  'CompareOp',
]);

/** The parts of a node that have a value. */
export const operands = (node: SyntaxNode): SyntaxNode[] =>
  node.children.filter((child) => !PUNCTUATION.has(child.name));

/** The single tests behind `in`: literals, bounds of an interval, the operand of `> 3`. */
export const testsOf = (node: SyntaxNode): SyntaxNode[] =>
  node.name === 'PositiveUnaryTests' || node.name === 'PositiveUnaryTest'
    ? operands(node).flatMap(testsOf)
    : node.name === 'SimplePositiveUnaryTest'
      ? operands(node).flatMap(testsOf)
      : PUNCTUATION.has(node.name)
        ? []
        : [node];
