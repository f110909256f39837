import { evaluate } from 'feelin';
import { operands, parse, type SyntaxNode } from '#kernel/expressions/syntax.js';
import type { ControlTest, Operand } from '#ui/reveal/control-test.js';
import type { FormPageDefinition } from '../definition.js';
import { isQuestion, type Question } from '../fields/field.js';

const NO_TESTS: ReadonlyMap<string, ControlTest> = new Map();
const known = new WeakMap<FormPageDefinition, ReadonlyMap<string, ControlTest>>();

/**
 * Fields of a page of which the page itself can tell at once whether they are asked, by id, with the test over the
 * page's own controls: conditions of simple shapes that look at choices and yes/no of the same page. Every other
 * condition waits until the page is sent. The server judges in any case.
 */
export function testsAtOnce(page: FormPageDefinition): ReadonlyMap<string, ControlTest> {
  if (page.fields.every(({ show }) => show === undefined)) return NO_TESTS;
  const before = known.get(page);
  if (before) return before;
  const questions = new Map(page.fields.filter(isQuestion).map((field) => [field.id, field]));
  const tests = new Map<string, ControlTest>();
  for (const { id, kind, show } of page.fields) {
    // What is calculated has no control: it stands on the page after it was sent.
    const root = show === undefined || kind === 'calculated' ? null : parse(show).root;
    const test = root && testOf(root, questions);
    if (test) tests.set(id, test);
  }
  known.set(page, tests);
  return tests;
}

type Questions = ReadonlyMap<string, Question>;

function operandOf(node: SyntaxNode | undefined, questions: Questions): Operand | null {
  const field = node?.name === 'VariableName' ? questions.get(node.text) : undefined;
  if (field?.kind === 'choice') return { name: field.id, as: 'one' };
  if (field?.kind === 'yesNo' || field?.kind === 'consent') return { name: field.id, as: 'yesNo' };
  if (field?.kind !== 'choices') return null;
  const { id, options, atLeast, atMost = options.length } = field;
  return { name: id, as: 'several', least: atLeast, most: atMost };
}

function testOf(node: SyntaxNode, questions: Questions): ControlTest | null {
  switch (node.name) {
    case 'Expression':
    case 'ParenthesizedExpression': {
      const [only] = operands(node);
      return only ? testOf(only, questions) : null;
    }
    case 'Conjunction':
    case 'Disjunction': {
      const parts = operands(node).map((part) => testOf(part, questions));
      if (!parts.every((part) => part !== null)) return null;
      return node.name === 'Conjunction' ? { all: parts } : { any: parts };
    }
    case 'VariableName': {
      const operand = operandOf(node, questions);
      return operand?.as === 'yesNo' ? { yes: operand } : null;
    }
    case 'Comparison':
      return comparison(node, questions);
    case 'FunctionInvocation':
      return called(node, questions);
    default:
      return null;
  }
}

function comparison(node: SyntaxNode, questions: Questions): ControlTest | null {
  const [left, sign, ...rest] = node.children;
  const operand = operandOf(left, questions);
  if (!operand) return null;
  if (sign?.name === 'in') {
    const values = operand.as === 'one' ? literalsIn(rest) : null;
    return values && { any: values.map((value) => ({ is: operand, value })) };
  }
  const [right, more] = rest;
  if (sign?.name !== 'CompareOp' || !right || more || (sign.text !== '=' && sign.text !== '!=')) return null;
  const test = equality(operand, right);
  return test && (sign.text === '=' ? test : { not: test });
}

function equality(is: Operand, right: SyntaxNode): ControlTest | null {
  if (right.name === 'null') return { is, value: null };
  if (right.name === 'StringLiteral' && is.as === 'one') return { is, value: textOf(right) };
  if (right.name === 'BooleanLiteral' && is.as === 'yesNo') return { is, value: right.text === 'true' };
  return null;
}

const textOf = ({ text }: SyntaxNode): string => String(evaluate(text, {}).value);

/** `("a", "b")`, and nothing but such texts. */
function literalsIn(nodes: readonly SyntaxNode[]): string[] | null {
  const values = nodes.filter(({ name }) => !BRACKETS.has(name)).flatMap(valuesIn);
  return values.length > 0 && values.every((value) => value !== null) ? values : null;
}

const BRACKETS: ReadonlySet<string> = new Set(['(', ')']);
const WRAPPERS: ReadonlySet<string> = new Set([
  'PositiveUnaryTests',
  'PositiveUnaryTest',
  'ParenthesizedExpression',
]);

const valuesIn = (node: SyntaxNode): (string | null)[] => {
  if (WRAPPERS.has(node.name)) return operands(node).flatMap(valuesIn);
  return [node.name === 'StringLiteral' ? textOf(node) : null];
};

function called(node: SyntaxNode, questions: Questions): ControlTest | null {
  const [callee, ...rest] = node.children;
  const given = rest.find(({ name }) => name === 'PositionalParameters')?.children ?? [];
  const [first, second, third] = given;
  const name = callee?.text.replace(/\s+/g, ' ');
  if (name === 'not' && first && !second) {
    const test = testOf(first, questions);
    return test && { not: test };
  }
  if (name !== 'list contains' || second?.name !== 'StringLiteral' || third) return null;
  const operand = operandOf(first, questions);
  return operand?.as === 'several' ? { has: operand, value: textOf(second) } : null;
}
