import { z } from 'zod';
import { Option } from '#forms/fields/base.js';
import { ChoicesOption } from '#forms/fields/choices/definition.js';
import { Field, type FieldKind } from '#forms/fields/field.js';
import { MemberField } from '#forms/fields/member.js';
import { LocalizedText } from '#kernel/i18n/locales.js';

/*
 * What a kind of question can have is read off its schema, so that a kind that is added later has its form without a
 * line here: only the words of its own options are to be written.
 */

export type OptionShape =
  | { as: 'words'; key: string; optional: boolean }
  | { as: 'line'; key: string; optional: boolean }
  | {
      as: 'number';
      key: string;
      optional: boolean;
      whole: boolean;
      min?: number;
      max?: number;
      initial?: number;
    }
  | { as: 'yesNo'; key: string; initial: boolean }
  | { as: 'one'; key: string; optional: boolean; values: readonly string[]; initial?: string }
  | { as: 'several'; key: string; values: readonly string[]; initial: readonly string[] }
  | { as: 'date'; key: string; optional: boolean }
  | { as: 'options'; key: string; mayStandAlone: boolean }
  | { as: 'members'; key: string };

/** Keys that every question has, or that have a page of their own. */
const ELSEWHERE: ReadonlySet<string> = new Set([
  'id',
  'kind',
  'label',
  'help',
  'optional',
  'show',
  'sensitivity',
  'purpose',
  'legalBasis',
  'reuse',
  'prefill',
]);

export const FIELD_KINDS = Field.options.map(({ shape }) => shape.kind.value) as readonly FieldKind[];
export const isFieldKind = (text: string): text is FieldKind => FIELD_KINDS.some((kind) => kind === text);
export const MEMBER_KINDS = MemberField.options.map(({ shape }) => shape.kind.value);

const schemaOf = (kind: FieldKind) => Field.options.find(({ shape }) => shape.kind.value === kind);

/** Whether the kind knows the key at all: a statement has no sensitivity. */
export const knows = (kind: FieldKind, key: string): boolean => key in (schemaOf(kind)?.shape ?? {});

/** The options of a kind, in the order of its schema. */
export const optionShapes = (kind: FieldKind): OptionShape[] =>
  Object.entries(schemaOf(kind)?.shape ?? {}).flatMap(([key, schema]) =>
    ELSEWHERE.has(key) ? [] : (shapeOf(key, schema as z.ZodType) ?? []),
  );

/** What stands in an `.optional()` or `.default()`. */
function unwrap(schema: z.ZodType): { inner: z.ZodType; optional: boolean; initial: unknown } {
  if (schema instanceof z.ZodOptional) return { ...unwrap(schema.unwrap() as z.ZodType), optional: true };
  if (schema instanceof z.ZodDefault)
    return { ...unwrap(schema.unwrap() as z.ZodType), optional: true, initial: schema.def.defaultValue };
  return { inner: schema, optional: false, initial: undefined };
}

function shapeOf(key: string, schema: z.ZodType): OptionShape | null {
  const { inner, optional, initial } = unwrap(schema);
  // .describe() makes a copy that shares its definition.
  if (inner.def === LocalizedText.def || isWords(inner)) return { as: 'words', key, optional };
  if (inner instanceof z.ZodArray) return listShape(key, inner.element as z.ZodType, initial);
  if (inner instanceof z.ZodBoolean) return { as: 'yesNo', key, initial: initial === true };
  if (inner instanceof z.ZodEnum) {
    const values = inner.options.map(String);
    return { as: 'one', key, optional, values, ...(typeof initial === 'string' && { initial }) };
  }
  if (inner instanceof z.ZodLiteral)
    return { as: 'one', key, optional, values: [...inner.values].map(String) };
  if (inner instanceof z.ZodNumber)
    return {
      as: 'number',
      key,
      optional,
      whole: inner.isInt,
      ...limit('min', inner.minValue),
      ...limit('max', inner.maxValue),
      ...(typeof initial === 'number' && { initial }),
    };
  if (inner instanceof z.ZodISODate) return { as: 'date', key, optional };
  return { as: 'line', key, optional };
}

const isWords = (schema: z.ZodType): boolean =>
  schema instanceof z.ZodUnion && schema.safeParse('あ').success && schema.safeParse({ ja: 'あ' }).success;

const limit = (name: 'min' | 'max', value: number | null) =>
  value !== null && Number.isFinite(value) && Math.abs(value) < Number.MAX_SAFE_INTEGER
    ? { [name]: value }
    : {};

function listShape(key: string, element: z.ZodType, initial: unknown): OptionShape | null {
  if (element.def === Option.def) return { as: 'options', key, mayStandAlone: false };
  if (element.def === ChoicesOption.def) return { as: 'options', key, mayStandAlone: true };
  if (element instanceof z.ZodEnum) {
    const chosen = Array.isArray(initial) ? initial.map(String) : [];
    return { as: 'several', key, values: element.options.map(String), initial: chosen };
  }
  return element instanceof z.ZodDiscriminatedUnion ? { as: 'members', key } : null;
}
