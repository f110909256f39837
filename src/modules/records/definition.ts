import { z } from 'zod';
import { LocalizedText } from '#kernel/i18n/locales.js';

const Id = z.string().regex(/^[a-z][a-z0-9-]*$/, 'lower-case letters, digits and hyphens');
const Article = z.string().min(1).describe('The article of the ordinance or rule that it comes from');

export const Kind = z.strictObject({ id: Id, title: LocalizedText });
export type Kind = z.infer<typeof Kind>;

export const Retention = z.strictObject({
  id: Id,
  years: z
    .int()
    .min(1)
    .max(100)
    .nullable()
    .describe('Counted from 1 April after the year of the binder; null: for ever'),
  title: LocalizedText,
  article: Article,
});
export type Retention = z.infer<typeof Retention>;

/** What becomes of a binder when its retention is over. */
export const AFTERWARDS = ['destroy', 'archive'] as const;
export type Afterwards = (typeof AFTERWARDS)[number];

const SmallClass = z.strictObject({
  id: Id,
  title: LocalizedText,
  retention: Id,
  afterwards: z.enum(AFTERWARDS),
  article: Article,
});
const MiddleClass = z.strictObject({ id: Id, title: LocalizedText, small: z.array(SmallClass).min(1) });
const LargeClass = z.strictObject({ id: Id, title: LocalizedText, middle: z.array(MiddleClass).min(1) });
export type LargeClass = z.infer<typeof LargeClass>;

/** A small class with the titles above it. */
export interface Classification extends z.infer<typeof SmallClass> {
  large: LocalizedText;
  middle: LocalizedText;
}

/** By what copies are counted: 枚, 個, or the yen of what they really cost. */
export const COUNTED_BY = ['sheet', 'piece', 'yen'] as const;
export type CountedBy = (typeof COUNTED_BY)[number];

export const CopyRate = z.strictObject({
  id: Id,
  title: LocalizedText,
  per: z.enum(COUNTED_BY).describe('What is counted; yen: what it really costs (実費)'),
  yen: z.int().min(0).max(100_000).describe('For each one'),
});
export type CopyRate = z.infer<typeof CopyRate>;

/** How long a request for disclosure may take, what its letter is in the register, and what copies cost. */
export const DisclosureRules = z.strictObject({
  article: Article,
  days: z.int().min(1).max(60),
  extension: z.int().min(0).max(90).describe('Days by which it may be put off, once, with a reason'),
  letter: z
    .strictObject({ kind: Id, classification: Id })
    .describe('Kind and class of the letter with the decision in the register'),
  rates: z.array(CopyRate).min(1).describe('Kinds of copies, in the order of the form'),
});
export type DisclosureRules = z.infer<typeof DisclosureRules>;

/** common/records.yaml: symbols, kinds, classification and retention as most municipalities have them. */
export const RecordsRules = z.strictObject({
  symbols: z.strictObject({
    article: Article,
    prefix: z
      .string()
      .min(1)
      .max(4)
      .optional()
      .describe('Before every symbol; the first character of the name when absent'),
    default: z.string().min(1).max(8),
    units: z.record(z.string(), z.string().min(1).max(8)),
  }),
  kinds: z.array(Kind).min(1),
  retention: z.array(Retention).min(1),
  classification: z.array(LargeClass).min(1),
  disclosure: DisclosureRules,
});
export type RecordsRules = z.infer<typeof RecordsRules>;

/** {city}/records.yaml: replaces what has the same id, adds what is new. */
export const CityRules = z.strictObject({
  symbols: RecordsRules.shape.symbols.partial().optional(),
  kinds: z.array(Kind).default([]),
  retention: z.array(Retention).default([]),
  classification: z.array(LargeClass).default([]),
  disclosure: DisclosureRules.optional(),
});
export type CityRules = z.infer<typeof CityRules>;
