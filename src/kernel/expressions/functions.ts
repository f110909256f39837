import type { ValueType } from './value-type.js';

export interface Signature {
  parameters: readonly ValueType[];
  /** The last parameters that may be left out. */
  optional?: number;
  /** The last parameter may be repeated. */
  variadic?: boolean;
  result: ValueType;
}

const LIST: ValueType = { list: 'any' };

/**
 * The built-in functions of FEEL (DMN 1.5, 10.3.4) that definitions may call. Left out on purpose:
 * now() and today() (time is given, never read), matches, replace and split (a regular expression can
 * run for ever), number() and date() of a typed text (they fail on what a person may type), and what
 * builds lists from lists (size would no longer be bounded by the answers).
 */
export const FUNCTIONS: ReadonlyMap<string, Signature> = new Map<string, Signature>([
  ['not', { parameters: ['boolean'], result: 'boolean' }],
  ['string length', { parameters: ['string'], result: 'number' }],
  ['substring', { parameters: ['string', 'number', 'number'], optional: 1, result: 'string' }],
  ['upper case', { parameters: ['string'], result: 'string' }],
  ['lower case', { parameters: ['string'], result: 'string' }],
  ['substring before', { parameters: ['string', 'string'], result: 'string' }],
  ['substring after', { parameters: ['string', 'string'], result: 'string' }],
  ['contains', { parameters: ['string', 'string'], result: 'boolean' }],
  ['starts with', { parameters: ['string', 'string'], result: 'boolean' }],
  ['ends with', { parameters: ['string', 'string'], result: 'boolean' }],
  ['list contains', { parameters: [LIST, 'any'], result: 'boolean' }],
  ['count', { parameters: [LIST], result: 'number' }],
  ['distinct values', { parameters: [LIST], result: LIST }],
  ['all', { parameters: [{ list: 'boolean' }], result: 'boolean' }],
  ['any', { parameters: [{ list: 'boolean' }], result: 'boolean' }],
  ['min', { parameters: ['any'], variadic: true, result: 'any' }],
  ['max', { parameters: ['any'], variadic: true, result: 'any' }],
  ['sum', { parameters: ['any'], variadic: true, result: 'number' }],
  ['mean', { parameters: ['any'], variadic: true, result: 'number' }],
  ['abs', { parameters: ['number'], result: 'number' }],
  ['floor', { parameters: ['number', 'number'], optional: 1, result: 'number' }],
  ['ceiling', { parameters: ['number', 'number'], optional: 1, result: 'number' }],
  ['decimal', { parameters: ['number', 'number'], result: 'number' }],
  ['round up', { parameters: ['number', 'number'], result: 'number' }],
  ['round down', { parameters: ['number', 'number'], result: 'number' }],
  ['round half up', { parameters: ['number', 'number'], result: 'number' }],
  ['round half down', { parameters: ['number', 'number'], result: 'number' }],
  ['modulo', { parameters: ['number', 'number'], result: 'number' }],
  ['odd', { parameters: ['number'], result: 'boolean' }],
  ['even', { parameters: ['number'], result: 'boolean' }],
  ['day of week', { parameters: ['date'], result: 'string' }],
  ['day of year', { parameters: ['date'], result: 'number' }],
  ['month of year', { parameters: ['date'], result: 'string' }],
  ['years and months duration', { parameters: ['date', 'date'], result: 'duration' }],
]);

/** Words that cannot be the name of a value: FEEL would read them as something else. */
const KEYWORDS = [
  'and',
  'any',
  'between',
  'context',
  'date',
  'days',
  'duration',
  'else',
  'every',
  'external',
  'false',
  'for',
  'function',
  'if',
  'in',
  'instance',
  'item',
  'list',
  'months',
  'not',
  'null',
  'number',
  'of',
  'or',
  'partial',
  'range',
  'return',
  'satisfies',
  'some',
  'string',
  'then',
  'time',
  'true',
  'years',
  'now',
  'today',
  'is',
  'sort',
  'split',
  'replace',
  'matches',
  'append',
  'concatenate',
  'flatten',
  'union',
  'remove',
  'reverse',
  'sublist',
  'product',
  'median',
  'stddev',
  'mode',
  'sqrt',
  'log',
  'exp',
  'before',
  'after',
  'meets',
  'overlaps',
  'finishes',
  'includes',
  'during',
  'starts',
  'coincides',
] as const;

const RESERVED: ReadonlySet<string> = new Set([...KEYWORDS, ...FUNCTIONS.keys()]);

/** One word: FEEL also knows names with spaces and operators, which nobody can tell from arithmetic. */
const NAME = /^[\p{L}_][\p{L}\p{N}_]*$/u;

/**
 * Whether a definition may give this name to a value. `today` is kept for the day that the caller passes in, and
 * what every object of JavaScript has (constructor, toString …) would be found without having been answered.
 */
export const isUsableName = (name: string): boolean =>
  NAME.test(name) && !RESERVED.has(name) && !(name in Object.prototype);
