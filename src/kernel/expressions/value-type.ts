/**
 * What a name in an expression may hold. Every value may also be null: not answered yet.
 * Dates are ISO texts (yyyy-mm-dd) or Temporal.PlainDate on the way in, Temporal.PlainDate on the way out.
 */
export type ValueType =
  | 'string'
  | 'number'
  | 'boolean'
  | 'date'
  | 'duration'
  | 'null'
  | 'any'
  | { readonly list: ValueType }
  | { readonly context: Readonly<Record<string, ValueType>> };

/** The names that an expression may use, each with the type of its value. */
export type Scope = ReadonlyMap<string, ValueType>;

export const typeName = (type: ValueType): string =>
  typeof type === 'string' ? type : 'list' in type ? `list of ${typeName(type.list)}` : 'context';

const shape = (type: ValueType): string =>
  typeof type === 'string' ? type : 'list' in type ? 'list' : 'context';

const isOpen = (type: ValueType): boolean => type === 'any' || type === 'null';

/** Whether two values can be compared at all. FEEL answers null (or worse, true) where they cannot. */
export const isComparable = (left: ValueType, right: ValueType): boolean =>
  isOpen(left) || isOpen(right) || shape(left) === shape(right);

export const fits = (type: ValueType, wanted: ValueType): boolean =>
  isOpen(type) || wanted === 'any' || shape(type) === shape(wanted);

const DATE_PARTS: Readonly<Record<string, ValueType>> = {
  year: 'number',
  month: 'number',
  day: 'number',
  weekday: 'number',
};
const DURATION_PARTS: Readonly<Record<string, ValueType>> = {
  years: 'number',
  months: 'number',
  days: 'number',
};

/** Type of `value.property`; undefined when there is no such property. */
export function propertyType(type: ValueType, property: string): ValueType | undefined {
  if (isOpen(type)) return 'any';
  if (type === 'date') return DATE_PARTS[property];
  if (type === 'duration') return DURATION_PARTS[property];
  if (typeof type === 'string') return undefined;
  if ('context' in type) return Object.hasOwn(type.context, property) ? type.context[property] : undefined;
  const element = propertyType(type.list, property);
  return element && { list: element };
}

/** Whether a value that comes in is of the declared type; a wrong one is a fault of the program. */
export function isOfType(value: unknown, type: ValueType): boolean {
  if (value === null || value === undefined || type === 'any') return true;
  if (typeof type !== 'string') {
    if ('list' in type) return Array.isArray(value) && value.every((element) => isOfType(element, type.list));
    return typeof value === 'object' && !Array.isArray(value);
  }
  if (type === 'date') {
    return value instanceof Temporal.PlainDate || (typeof value === 'string' && isIsoDate(value));
  }
  if (type === 'number') return typeof value === 'number' && Number.isFinite(value);
  return typeof value === type;
}

function isIsoDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    Temporal.PlainDate.from(text);
    return true;
  } catch {
    return false;
  }
}
