import { evaluate } from 'feelin';
import { FUNCTIONS } from './functions.js';
import { type ExpressionFault, type FaultCode, operands, type SyntaxNode, testsOf } from './syntax.js';
import { fits, isComparable, propertyType, type Scope, typeName, type ValueType } from './value-type.js';

/** A literal that an expression compares a name with, so that options which do not exist can be found. */
export interface ComparedLiteral {
  /** `maritalStatus`, or `address.prefecture` for a part of a value. */
  name: string;
  value: string | number;
  at: number;
}

/** A name of the scope within the source. */
export interface NameUse {
  name: string;
  at: number;
}

export interface Checked {
  type: ValueType;
  names: ReadonlySet<string>;
  /** Where each name of the scope stands, once for each time. */
  uses: readonly NameUse[];
  literals: readonly ComparedLiteral[];
  faults: readonly ExpressionFault[];
}

/** Lists within lists: with two, the steps are at most the square of the longest answer. */
const MAX_LOOPS = 2;

/*
 * FEEL compares a text with a number by answering null, and for ranges by answering true or false at
 * random ("x" in [1..5] is true in feelin). So types are settled here, when the definition is loaded.
 */
export function check(root: SyntaxNode, scope: Scope): Checked {
  const faults: ExpressionFault[] = [];
  const names = new Set<string>();
  const uses: NameUse[] = [];
  const literals: ComparedLiteral[] = [];
  const fault = (node: SyntaxNode, code: FaultCode, message: string): ValueType => {
    faults.push({ code, message, at: node.from, length: node.to - node.from });
    return 'any';
  };
  const wrong = (node: SyntaxNode, wanted: string, type: ValueType) =>
    fault(node, 'wrongType', `"${node.text}" is ${typeName(type)}, but ${wanted} is needed here`);
  const need = (node: SyntaxNode | undefined, wanted: ValueType, locals: Locals): ValueType => {
    if (!node) return 'any';
    const type = infer(node, locals);
    return fits(type, wanted) ? type : wrong(node, typeName(wanted), type);
  };

  function variable(node: SyntaxNode, locals: Locals): ValueType {
    const name = node.text;
    const type = locals.types.get(name) ?? scope.get(name);
    if (type === undefined) return fault(node, 'unknownName', `there is no name "${name}"`);
    if (!locals.types.has(name)) {
      names.add(name);
      uses.push({ name, at: node.from });
    }
    return type;
  }

  function compare(node: SyntaxNode, locals: Locals): ValueType {
    const [left, operator, ...rest] = node.children;
    if (!left || !operator) return 'boolean';
    const type = infer(left, locals);
    const tests = operator.name === 'in' ? rest.flatMap(testsOf) : rest.filter((one) => one.name !== 'and');
    const ordered = operator.name === 'between' || /[<>]/.test(operator.text);
    if (ordered && !isOrdered(type)) wrong(left, 'a number, date, duration or text', type);
    for (const test of tests) {
      const bounds =
        test.name === 'Interval' || test.name === 'SimplePositiveUnaryTest' ? operands(test) : [test];
      for (const bound of bounds) {
        const other = infer(bound, locals);
        // `x in list` asks whether the list holds x.
        const compared =
          operator.name === 'in' && typeof other === 'object' && 'list' in other ? other.list : other;
        if (!isComparable(type, compared)) {
          const message = `"${left.text}" (${typeName(type)}) cannot be compared with "${bound.text}" (${typeName(compared)})`;
          fault(bound, 'wrongType', message);
        }
        remember(left, bound);
        remember(bound, left);
      }
    }
    return 'boolean';
  }

  function remember(name: SyntaxNode, literal: SyntaxNode): void {
    if (name.name !== 'VariableName' && name.name !== 'PathExpression') return;
    if (literal.name === 'List') for (const element of operands(literal)) remember(name, element);
    const value = literalValue(literal);
    if (value !== undefined) literals.push({ name: name.text, value, at: literal.from });
  }

  function arithmetic(node: SyntaxNode, locals: Locals): ValueType {
    const parts = operands(node);
    const operator = node.children.find((child) => child.name === 'ArithOp')?.text ?? '';
    const [left = 'number', right = left] = parts.map((part) => infer(part, locals));
    if (left === 'any' || right === 'any' || left === 'null' || right === 'null') return 'any';
    if (left === 'number' && right === 'number') return 'number';
    if (operator === '+' && left === 'string' && right === 'string') return 'string';
    const isSum = (operator === '+' || operator === '-') && parts.length === 2;
    if (isSum && right === 'duration' && (left === 'date' || left === 'duration')) return left;
    if (operator === '-' && parts.length === 2 && left === 'date' && right === 'date') return 'duration';
    return fault(
      node,
      'wrongType',
      `"${operator}" does not work on ${typeName(left)} and ${typeName(right)}`,
    );
  }

  function call(node: SyntaxNode, locals: Locals): ValueType {
    const [callee, ...rest] = node.children;
    const given = rest.find((child) => child.name === 'PositionalParameters')?.children ?? [];
    const name = callee?.text.replace(/\s+/g, ' ') ?? '';
    const signature = FUNCTIONS.get(name);
    if (!signature) return fault(callee ?? node, 'unknownName', `there is no function "${name}"`);
    const { parameters, optional = 0, variadic = false, result } = signature;
    if (given.length < parameters.length - optional || (!variadic && given.length > parameters.length)) {
      return fault(node, 'wrongType', `"${name}" takes ${parameters.length} values, not ${given.length}`);
    }
    for (const [index, argument] of given.entries()) need(argument, parameters[index] ?? 'any', locals);
    const [first, second] = given;
    if (name === 'list contains' && first && second) remember(first, second);
    return result;
  }

  function dateLiteral(node: SyntaxNode): ValueType {
    const maker = node.children.find((child) => child.name === 'DateTimeConstructor')?.text;
    const given = node.children.find((child) => child.name === 'PositionalParameters')?.children ?? [];
    if (given.length !== 1 || given[0]?.name !== 'StringLiteral') {
      return fault(
        node,
        'notAllowed',
        `"${node.text}": only a fixed text such as date("2026-04-01") may stand here`,
      );
    }
    if (maker !== 'date' && maker !== 'duration') {
      return fault(node, 'notAllowed', `"${maker}" is not allowed in a definition`);
    }
    if (evaluate(node.text, {}).value === null) fault(node, 'wrongType', `${node.text} does not exist`);
    return maker;
  }

  function loop(node: SyntaxNode, locals: Locals): ValueType {
    const bound = new Map(locals.types);
    let loops = locals.loops;
    for (const binding of node.children.find((child) => child.name === 'InExpressions')?.children ?? []) {
      const [name, , iteration] = binding.children;
      loops += 1;
      if (!name || !iteration) continue;
      if (iteration.children.length !== 1) {
        fault(iteration, 'notAllowed', `"${iteration.text}": only lists can be gone through, not ranges`);
        continue;
      }
      const type = need(iteration.children[0], { list: 'any' }, { types: bound, loops });
      bound.set(name.text, typeof type === 'object' && 'list' in type ? type.list : 'any');
    }
    if (loops > MAX_LOOPS)
      fault(node, 'tooDeep', `more than ${MAX_LOOPS} lists are gone through within each other`);
    const body = node.children.at(-1);
    const inner: Locals = { types: bound, loops };
    if (node.name === 'QuantifiedExpression') {
      need(body, 'boolean', inner);
      return 'boolean';
    }
    return { list: body ? infer(body, inner) : 'any' };
  }

  function filter(node: SyntaxNode, locals: Locals): ValueType {
    const [target, , condition] = node.children;
    if (!target || !condition) return 'any';
    const type = need(target, { list: 'any' }, locals);
    const element = typeof type === 'object' && 'list' in type ? type.list : 'any';
    const inner: Locals = { types: new Map(locals.types).set('item', element), loops: locals.loops + 1 };
    if (inner.loops > MAX_LOOPS)
      fault(node, 'tooDeep', `more than ${MAX_LOOPS} lists are gone through within each other`);
    const chosen = infer(condition, inner);
    if (chosen === 'number') return element;
    return fits(chosen, 'boolean')
      ? { list: element }
      : wrong(condition, 'a condition or a position', chosen);
  }

  function infer(node: SyntaxNode, locals: Locals): ValueType {
    const parts = operands(node);
    switch (node.name) {
      case 'NumericLiteral':
        return 'number';
      case 'StringLiteral':
        return 'string';
      case 'BooleanLiteral':
        return 'boolean';
      case 'null':
        return 'null';
      case 'DateTimeLiteral':
        return dateLiteral(node);
      case 'VariableName':
        return variable(node, locals);
      case 'PathExpression': {
        const [target, property] = parts;
        const type = target ? infer(target, locals) : 'any';
        const found = propertyType(type, property?.text ?? '');
        return (
          found ?? fault(property ?? node, 'unknownName', `"${target?.text}" has no part "${property?.text}"`)
        );
      }
      case 'Comparison':
        return compare(node, locals);
      case 'Conjunction':
      case 'Disjunction':
        for (const part of parts) need(part, 'boolean', locals);
        return 'boolean';
      case 'ArithmeticExpression':
        return arithmetic(node, locals);
      case 'IfExpression': {
        const [condition, whenTrue, whenFalse] = parts;
        need(condition, 'boolean', locals);
        const left = whenTrue ? infer(whenTrue, locals) : 'null';
        const right = whenFalse ? infer(whenFalse, locals) : 'null';
        if (!isComparable(left, right)) return wrong(whenFalse ?? node, typeName(left), right);
        return left === 'null' ? right : left;
      }
      case 'FunctionInvocation':
        return call(node, locals);
      case 'ForExpression':
      case 'QuantifiedExpression':
        return loop(node, locals);
      case 'FilterExpression':
        return filter(node, locals);
      case 'List': {
        const types = parts.map((part) => infer(part, locals));
        const [first = 'any'] = types;
        return { list: types.every((type) => isComparable(type, first)) ? first : 'any' };
      }
      case 'Expression':
      case 'ParenthesizedExpression':
      case 'PositiveUnaryTest':
        return parts[0] ? infer(parts[0], locals) : 'any';
      default:
        return fault(node, 'notAllowed', `"${node.text}" cannot stand here`);
    }
  }

  const type = infer(root, { types: new Map(), loops: 0 });
  return { type, names, uses, literals, faults };
}

interface Locals {
  types: ReadonlyMap<string, ValueType>;
  loops: number;
}

const isOrdered = (type: ValueType): boolean => typeof type === 'string' && type !== 'boolean';

function literalValue(node: SyntaxNode): string | number | undefined {
  if (node.name !== 'StringLiteral' && node.name !== 'NumericLiteral') return undefined;
  const { value } = evaluate(node.text, {});
  return typeof value === 'string' || typeof value === 'number' ? value : undefined;
}
