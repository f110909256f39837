import { z } from 'zod';
import { LocalizedText } from '#kernel/i18n/locales.js';

/*
 * Letters and digits only: the id is a name in conditions (FEEL would read `birth-date` as a subtraction),
 * the id of an HTML control, and a column of the open data.
 */
export const FieldId = z
  .string()
  .max(60)
  .regex(/^[a-z][a-zA-Z0-9]*$/, 'a name such as birthDate: letters and digits, the first one small');

export const ConditionText = z
  .string()
  .trim()
  .min(1)
  .describe('FEEL condition over ids of fields, `today` and `channel` (show: channel != "counter")');

/** `special`: 要配慮個人情報 (個人情報の保護に関する法律 第2条第3項). */
export const Sensitivity = z.enum(['ordinary', 'personal', 'special']);
export type Sensitivity = z.infer<typeof Sensitivity>;

/** What the identity of a signed-in person can fill in. */
export const PrefillKey = z.enum([
  'identity.name',
  'identity.kana',
  'identity.birthDate',
  'identity.address',
  'identity.phone',
  'identity.email',
]);
export type PrefillKey = z.infer<typeof PrefillKey>;

/** What every field that asks something has. */
export const fieldShape = {
  id: FieldId,
  label: LocalizedText.describe('The question, or the name of what is asked for'),
  help: LocalizedText.optional().describe('Shown beside the field'),
  optional: z.boolean().default(false),
  show: ConditionText.optional().describe(
    'Asked only when this is true; may look at this page and earlier ones',
  ),
  sensitivity: Sensitivity,
  purpose: LocalizedText.optional().describe('What the answer is used for; that of the form when absent'),
  legalBasis: LocalizedText.optional().describe('Law and article; that of the form when absent'),
};

/** A range of which the end lies before the beginning takes no answer at all. */
export const rangeProblems = (
  id: string,
  min: number | undefined,
  max: number | undefined,
  words: string,
  path = 'max',
): { code: 'badRange'; path: string[]; ids: string[]; message: string }[] =>
  min !== undefined && max !== undefined && min > max
    ? [{ code: 'badRange', path: [path], ids: [id], message: `${id}: ${words}` }]
    : [];

/** Parts of a person that a single question can ask for: `deceased.name` is the name of the person `deceased`. */
export const PART_KINDS = {
  name: 'name',
  kana: 'kana',
  birthDate: 'date',
  address: 'postalAddress',
  phone: 'phone',
} as const;

export const ReuseKey = z
  .string()
  .regex(
    /^[a-z][a-zA-Z0-9]*(?:\.(?:name|kana|birthDate|address|phone))?$/,
    'letters and digits, the first one small; a part of a person after a dot: deceased.name',
  )
  .max(60);

/** Answers under the same key are proposed to a person who gave one before and agreed to that ("answer once"). */
export const reuseShape = {
  reuse: ReuseKey.optional().describe(
    'Key under which earlier answers are proposed; never for signatures, consents, files or the day of signing',
  ),
};

/** The person and the part that a key names; null for a key of its own. */
export function partOfPerson(key: string): { person: string; part: keyof typeof PART_KINDS } | null {
  const [person = '', part = ''] = key.split('.');
  return part in PART_KINDS ? { person, part: part as keyof typeof PART_KINDS } : null;
}

/** Of lists and persons: who of the people that an interview already knows is proposed here. */
export const proposeShape = {
  proposeUnder: z
    .int()
    .min(1)
    .max(120)
    .optional()
    .describe(
      'Of people named before in one interview only those younger than this on the day: 18 for children',
    ),
};

export const prefillShape = { prefill: PrefillKey.optional() };

export const Option = z.strictObject({
  value: z.string().regex(/^[A-Za-z0-9_-]{1,60}$/, 'letters, digits, - and _'),
  label: LocalizedText,
  help: LocalizedText.optional(),
});
export type Option = z.infer<typeof Option>;
