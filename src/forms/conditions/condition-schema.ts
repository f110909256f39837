import type { FormDefinition } from '../definition.js';
import { type ConditionRow, conjuncts, feelToRows, placeOf, shapeOf } from './rows.js';

/** A schema of JSON over the answers of a form. */
export type AnswersSchema = boolean | Readonly<Record<string, unknown>>;

/**
 * A condition as a JSON Schema that holds of answers when the condition does; null where a schema cannot say it (a
 * calculation, a date beside another). Answers as a program sends them: what is not answered is absent or null.
 */
export function conditionSchema(source: string, form: FormDefinition): AnswersSchema | null {
  const rows = feelToRows(source, form);
  if (rows)
    return joined(
      rows.join,
      rows.rows.map((row) => rowSchema(row, form)),
    );
  const parts = conjuncts(source);
  return parts.length > 1
    ? joined(
        'all',
        parts.map((part) => conditionSchema(part, form)),
      )
    : null;
}

export function joined(join: 'all' | 'any', parts: readonly (AnswersSchema | null)[]): AnswersSchema | null {
  if (!parts.every((part) => part !== null)) return null;
  const decisive = join === 'any';
  if (parts.includes(decisive)) return decisive;
  const open = parts.filter((part) => typeof part !== 'boolean');
  const [only] = open;
  if (!only) return !decisive;
  return open.length === 1 ? only : { [join === 'all' ? 'allOf' : 'anyOf']: open };
}

function rowSchema({ field: id, operator, value }: ConditionRow, form: FormDefinition): AnswersSchema | null {
  // Whoever reads the schema applies by API.
  if (id === 'channel') return (value === 'api') === (operator === 'is');
  const field = placeOf(form, id)?.field;
  // What is calculated is not sent.
  if (!field || field.kind === 'calculated') return null;
  const has = (schema: object) => ({ properties: { [id]: schema }, required: [id] });
  const shape = shapeOf(field);
  const isNumber = shape === 'number';
  const typed = isNumber ? Number(value) : value;
  switch (operator) {
    case 'yes':
    case 'no':
      return has({ const: operator === 'yes' });
    case 'filled':
      return has({ not: { type: 'null' } });
    case 'blank':
      return { not: has({ not: { type: 'null' } }) };
    case 'is':
      return value === 'today' || shape === 'count' ? null : has({ const: typed });
    case 'isNot':
      return value === 'today' || shape === 'count' ? null : { not: has({ const: typed }) };
    case 'includes':
      return has({ type: 'array', contains: { const: value } });
    case 'includesNot':
      return has({ type: 'array', not: { contains: { const: value } } });
    case 'less':
      return isNumber ? has({ type: 'number', exclusiveMaximum: typed }) : null;
    case 'atMost':
      return isNumber ? has({ type: 'number', maximum: typed }) : null;
    case 'more':
      return isNumber ? has({ type: 'number', exclusiveMinimum: typed }) : null;
    case 'atLeast':
      return isNumber ? has({ type: 'number', minimum: typed }) : null;
  }
}
