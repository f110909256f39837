import { evaluate as evaluateFeel } from 'feelin';
import { AppError } from '../errors.js';
import { type Checked, type ComparedLiteral, check, type NameUse } from './check.js';
import { type ExpressionFault, parse } from './syntax.js';
import { fits, isOfType, type Scope, typeName, type ValueType } from './value-type.js';

export type Values = Readonly<Record<string, unknown>>;

export interface Expression<Result = unknown> {
  readonly source: string;
  /** The names it uses. */
  readonly names: ReadonlySet<string>;
  /** Where they stand; a name that the expression itself binds (some x in …) is none. */
  readonly uses: readonly NameUse[];
  readonly type: ValueType;
  /** What names are compared with, for checks against the options that exist. */
  readonly literals: readonly ComparedLiteral[];
  /**
   * Names without a value count as null, and null runs through: unknown < 3 is null. An equality is
   * decided all the same (null = "x" is false, null != "x" is true), as FEEL has it.
   * Throws AppError `internal` when a value is not of the type that the scope declares.
   */
  evaluate(values: Values): Result;
}

/** `null` is "cannot be said yet"; whoever asks whether something applies treats it as not met. */
export type Condition = Expression<boolean | null>;

/** Thrown by the compile functions; every fault is named with its place. */
export class BrokenExpression extends AppError {
  readonly source: string;
  readonly faults: readonly ExpressionFault[];
  constructor(source: string, faults: readonly ExpressionFault[]) {
    super('invalidInput', `"${source}": ${faults.map((one) => `${one.message} (at ${one.at})`).join('; ')}`);
    this.name = 'BrokenExpression';
    this.source = source;
    this.faults = faults;
  }
}

/** Reads and checks an expression against the names it may use. Throws BrokenExpression. */
export const compileExpression = (source: string, scope: Scope): Expression => compile(source, scope, 'any');

/** As compileExpression, and the result must be true or false. */
export const compileCondition = (source: string, scope: Scope): Condition =>
  // The checked type makes the result boolean or null; evaluate() holds `any` to it.
  compile(source, scope, 'boolean') as Condition;

function compile(source: string, scope: Scope, wanted: ValueType): Expression {
  const parsed = parse(source);
  if (!parsed.root) throw new BrokenExpression(source, parsed.faults);
  const checked = check(parsed.root, scope);
  const faults = [...checked.faults];
  if (faults.length === 0 && !fits(checked.type, wanted)) {
    const message = `the result is ${typeName(checked.type)}, but ${typeName(wanted)} is needed`;
    faults.push({ code: 'wrongType', message, at: 0, length: source.length });
  }
  if (faults.length > 0) throw new BrokenExpression(source, faults);
  return evaluator(source, checked, scope, wanted);
}

/** Results remembered per expression: the same few answers decide the same condition again and again. */
const MAX_REMEMBERED = 64;

function evaluator(source: string, checked: Checked, scope: Scope, wanted: ValueType): Expression {
  const names = [...checked.names];
  const remembered = new Map<string, unknown>();
  return {
    source,
    names: checked.names,
    uses: checked.uses,
    type: checked.type,
    literals: checked.literals,
    evaluate(values) {
      const used = names.map((name) => values[name] ?? null);
      const key = JSON.stringify(used);
      if (remembered.has(key)) return remembered.get(key);
      const given: Record<string, unknown> = {};
      names.forEach((name, index) => {
        const type = scope.get(name) ?? 'any';
        if (!isOfType(used[index], type)) {
          throw new AppError('internal', `"${source}": the value of "${name}" is not ${typeName(type)}`);
        }
        given[name] = feelValue(used[index], type);
      });
      const result = run(source, given);
      if (!isOfType(result, wanted))
        throw new AppError('internal', `"${source}" did not give ${typeName(wanted)}`);
      if (remembered.size >= MAX_REMEMBERED) remembered.clear();
      remembered.set(key, result);
      return result;
    },
  };
}

function feelValue(value: unknown, type: ValueType): unknown {
  if (type === 'date' && typeof value === 'string') return Temporal.PlainDate.from(value);
  if (typeof type === 'object' && 'list' in type && Array.isArray(value)) {
    return value.map((element) => feelValue(element, type.list));
  }
  if (typeof type === 'object' && 'context' in type && typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, part]) => [
      key,
      feelValue(part, type.context[key] ?? 'any'),
    ]);
    // A part that is not there must be null, not an unknown key.
    return {
      ...Object.fromEntries(Object.keys(type.context).map((key) => [key, null])),
      ...Object.fromEntries(entries),
    };
  }
  return value;
}

/** A computation without a result (1 / 0, the mean of nothing) is null, and no fault. */
const HARMLESS: ReadonlySet<string> = new Set(['INVALID_ARGUMENTS', 'NOT_COMPARABLE']);

function run(source: string, given: Record<string, unknown>): unknown {
  const { value, warnings } = evaluateFeel(source, given);
  // Types are settled at load, so what is left is null running through: a name not answered, an element not there.
  const fault = warnings.find(
    ({ type, details }) => !HARMLESS.has(type) && !Object.values(details.values).includes(null),
  );
  if (fault) throw new AppError('internal', `"${source}": ${fault.message}`);
  return plain(value);
}

/** FEEL's own dates and numbers become those of the program. */
function plain(value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object') return value;
  if ('iso' in value && typeof value.iso === 'string') {
    return value.iso.startsWith('P') || value.iso.startsWith('-P')
      ? Temporal.Duration.from(value.iso)
      : Temporal.PlainDate.from(value.iso);
  }
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plain(part)]));
}

/** The expression with other names for what it uses; `rename` gives null for a name that stays. */
export const withNames = (
  { source, uses }: Pick<Expression, 'source' | 'uses'>,
  rename: (name: string) => string | null,
): string =>
  [...new Map(uses.map(({ name, at }) => [at, name]))]
    .sort(([a], [b]) => b - a)
    .reduce((text, [at, name]) => {
      const other = rename(name);
      return other === null ? text : text.slice(0, at) + other + text.slice(at + name.length);
    }, source);
