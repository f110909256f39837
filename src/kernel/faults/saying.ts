import type { z } from 'zod';
import type { MessageKey } from '../i18n/catalogues.js';
import type { Translator } from '../i18n/translate.js';

type FaultKey = Extract<MessageKey, `fault.${string}`>;

/** What is wrong, before it is in anybody's language: a message, and what stands in it (a message itself, or as it is). */
export interface Saying {
  key: FaultKey;
  params?: Readonly<Record<string, string | number | { key: FaultKey }>>;
}

export const inWords = (t: Translator, { key, params = {} }: Saying): string =>
  t(
    key,
    Object.fromEntries(
      Object.entries(params).map(([name, value]) => [name, typeof value === 'object' ? t(value.key) : value]),
    ),
  );

/** An issue as an error map of Zod gets it, or as it leaves a parse; the input is there when it was asked for. */
export type Issue = z.core.$ZodRawIssue | (z.core.$ZodIssue & { input?: unknown });

/** What our own schemas say, in words of English for authors of files, as a message. */
const OWN: Readonly<Record<string, FaultKey>> = {
  'use lower-case letters, digits, dots and hyphens': 'fault.own.slug',
  'a fiscal year such as 2021': 'fault.own.fiscalYear',
  'a year and month such as 2026-09': 'fault.own.month',
  'the phase ends before it begins': 'fault.own.phase',
  'a name such as birthDate: letters and digits, the first one small': 'fault.own.fieldId',
  'each file once': 'fault.own.eachOnce',
};

/** Every issue of Zod as a message of ours. */
export function sayingOf(issue: Issue): Saying {
  const own = issue.message === undefined ? undefined : OWN[issue.message];
  if (own) return { key: own };
  switch (issue.code) {
    case 'invalid_type':
      return typeSaying(issue);
    case 'invalid_value':
      return isMissing(issue) ? missing(issue, 'fault.type.string') : valueSaying(issue.values as unknown[]);
    case 'too_big':
      return boundSaying('most', issue.origin as string, issue.maximum as number, issue.inclusive !== false);
    case 'too_small':
      return boundSaying('least', issue.origin as string, issue.minimum as number, issue.inclusive !== false);
    case 'invalid_format':
      return formatSaying(issue as unknown as Format);
    case 'not_multiple_of':
      return { key: 'fault.multiple', params: { divisor: Number(issue.divisor) } };
    case 'unrecognized_keys':
      return { key: 'fault.unknownKey', params: { name: (issue.keys as string[]).join('、') } };
    case 'invalid_key':
      return { key: 'fault.key' };
    case 'invalid_element':
      return { key: 'fault.element' };
    case 'invalid_union':
      return isMissing(issue) ? missing(issue, 'fault.type.other') : { key: 'fault.union' };
    default:
      return { key: 'fault.rule' };
  }
}

const isMissing = (issue: Issue): boolean => 'input' in issue && issue.input === undefined;

const missing = ({ path = [] }: Issue, expected: FaultKey): Saying => ({
  key: 'fault.missing',
  params: { name: String(path.at(-1) ?? 'body'), expected: { key: expected } },
});

const TYPES: Readonly<Record<string, FaultKey>> = {
  string: 'fault.type.string',
  number: 'fault.type.number',
  nan: 'fault.type.other',
  int: 'fault.type.int',
  boolean: 'fault.type.boolean',
  array: 'fault.type.array',
  tuple: 'fault.type.array',
  set: 'fault.type.array',
  object: 'fault.type.object',
  record: 'fault.type.object',
  map: 'fault.type.object',
  null: 'fault.type.null',
  date: 'fault.type.date',
  file: 'fault.type.file',
  undefined: 'fault.type.nothing',
  never: 'fault.type.nothing',
};
const typeKey = (name: string): FaultKey => TYPES[name] ?? 'fault.type.other';

const kindOf = (value: unknown): string => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (Number.isNaN(value)) return 'nan';
  return typeof value;
};

function typeSaying(issue: Issue): Saying {
  const expected = typeKey(String('expected' in issue ? issue.expected : ''));
  if (isMissing(issue)) return missing(issue, expected);
  const received = typeKey('input' in issue ? kindOf(issue.input) : '');
  return { key: 'fault.wrongType', params: { expected: { key: expected }, received: { key: received } } };
}

const valueSaying = (values: readonly unknown[]): Saying => ({
  key: values.length === 1 ? 'fault.notThis' : 'fault.notAmong',
  params: { values: values.map(String).join(', ') },
});

function boundSaying(
  side: 'most' | 'least',
  origin: string,
  limit: number | bigint,
  isInclusive: boolean,
): Saying {
  const params = { limit: Number(limit) };
  const isList = origin === 'array' || origin === 'set' || origin === 'map';
  if (side === 'least' && limit === 1 && origin === 'string') return { key: 'fault.empty' };
  if (side === 'least' && limit === 1 && isList) return { key: 'fault.emptyList' };
  if (origin === 'string') return { key: `fault.${side}.characters`, params };
  if (isList) return { key: `fault.${side}.entries`, params };
  if (origin === 'file') return { key: `fault.${side}.bytes`, params };
  const value = {
    limit: origin === 'date' ? new Date(params.limit).toISOString().slice(0, 10) : params.limit,
  };
  if (isInclusive) return { key: `fault.${side}.value`, params: value };
  return { key: side === 'most' ? 'fault.most.below' : 'fault.least.above', params: value };
}

interface Format {
  format: string;
  prefix?: string;
  suffix?: string;
  includes?: string;
}

function formatSaying({ format, prefix, suffix, includes }: Format): Saying {
  switch (format) {
    case 'date':
    case 'datetime':
    case 'time':
    case 'email':
    case 'url':
    case 'uuid':
      return { key: `fault.format.${format}` };
    case 'starts_with':
    case 'ends_with':
    case 'includes':
      return { key: `fault.format.${format}`, params: { part: prefix ?? suffix ?? includes ?? '' } };
    default:
      return { key: 'fault.format.other' };
  }
}
