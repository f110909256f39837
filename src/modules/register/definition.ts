import { z } from 'zod';
import { FieldId } from '#forms/fields/base.js';
import { Field } from '#forms/fields/field.js';
import { LocalizedText } from '#kernel/i18n/locales.js';

export const RegisterId = z
  .string()
  .max(60)
  .regex(/^[a-z][a-z0-9-]*$/, 'lower-case letters, digits and hyphens: it is part of the address');
export type RegisterId = z.infer<typeof RegisterId>;

const Roles = z.array(z.string().min(1)).min(1);

/**
 * Kinds of forms that a row can have. Consents and signatures are acts of whoever applies: they belong to a procedure,
 * whose cases can be about the row. A text between questions has no answer: what explains a field is its help.
 */
export const FIELD_KINDS = [
  'text',
  'longText',
  'number',
  'yen',
  'calculated',
  'date',
  'yesNo',
  'choice',
  'choices',
  'name',
  'kana',
  'age',
  'phone',
  'email',
  'postalAddress',
  'person',
  'people',
  'bankAccount',
  'position',
  'photo',
  'file',
] as const satisfies readonly Field['kind'][];
export type FieldKind = (typeof FIELD_KINDS)[number];
export const isFieldKind = (kind: string): kind is FieldKind => FIELD_KINDS.some((one) => one === kind);

/** One column of a register: what is asked, and what the register does with the answer. */
export const RegisterField = z.strictObject({
  ask: Field.describe(
    'A field as in forms: kind, label and options. Not consent, signature and statement: acts of whoever applies, and a text without an answer',
  ),
  filter: z.boolean().default(false).describe('Lists can be narrowed and sorted by it'),
  search: z.boolean().default(false).describe('Found by words'),
  notPublic: z.string().min(1).optional().describe('Why it is not published; published when absent'),
  seenBy: Roles.optional().describe('Roles that see it; all who see the register when absent'),
  editedBy: Roles.optional().describe('Roles that change it; all who work in the register when absent'),
  relation: RegisterId.optional().describe('The answer is the key of a row of this register'),
  relationLabel: FieldId.optional().describe(
    'Of a relation: field of that row by which it is called here; its own name when absent',
  ),
  was: FieldId.optional().describe('What the field was called in the version before'),
});
export type RegisterField = z.infer<typeof RegisterField>;

export const GEOMETRY_KINDS = ['point', 'line', 'polygon'] as const;
export type GeometryKind = (typeof GEOMETRY_KINDS)[number];

const Place = z.strictObject({
  kinds: z.array(z.enum(GEOMETRY_KINDS)).min(1),
  optional: z.boolean().default(true),
  notPublic: z.string().min(1).optional().describe('Why places are not published; published when absent'),
});

/** What a column of a published standard is filled from, besides fields. */
export const SOURCES = [
  '$lat',
  '$lon',
  '$code',
  '$prefecture',
  '$municipality',
  '$full-name',
  '$blank',
] as const;
export type Source = (typeof SOURCES)[number];
export const isSource = (text: string): text is Source => SOURCES.some((one) => one === text);

/** Columns as a national format names them, in its order; also the headings by which its files are read. */
export const Standard = z.strictObject({
  id: RegisterId,
  like: RegisterId.optional().describe(
    'Shared register whose columns these are; of definitions of the browser',
  ),
  title: LocalizedText,
  columns: z
    .record(z.string().min(1), z.string().min(1))
    .describe('Heading: id of a field, or one of the sources'),
  order: z
    .array(z.string())
    .optional()
    .describe('Headings in their order, of definitions of the browser: what lies in the database has none'),
});
export type Standard = z.infer<typeof Standard>;

/** Its headings, in its order. */
export const headingsOf = ({ columns, order }: Standard): string[] => order ?? Object.keys(columns);

/** A number that plans can be bound to: how many rows in use are so. The journal says when a row begins and ceases to be. */
export const RowCount = z.strictObject({
  id: RegisterId,
  title: LocalizedText,
  when: z
    .record(FieldId, z.array(z.string().min(1)).min(1))
    .default({})
    .describe('Each of these fields has one of its values; all rows when absent'),
});
export type RowCount = z.infer<typeof RowCount>;

/** The copy of a row that is given out at the counter. */
export const CounterCopy = z.strictObject({
  title: LocalizedText,
  basis: z.string().min(1).describe('Law or ordinance by which it is shown'),
  yenPerSheet: z.int().min(0).optional(),
  fields: z.array(FieldId).min(1).describe('What may be shown, in this order'),
  scans: z.array(FieldId).default([]).describe('Fields with files whose pages go along'),
});
export type CounterCopy = z.infer<typeof CounterCopy>;

/** Words that are looked for in the text of another register; each article that holds some becomes a row. */
export const Findings = z.strictObject({
  register: RegisterId.describe('Where the texts are; the answer of `source` is the key of its row'),
  text: FieldId,
  words: z
    .record(z.string(), z.array(z.string().min(1)).min(1))
    .describe('Option of the field `kind`: words, any of which is enough'),
  into: z
    .strictObject({
      source: FieldId,
      article: FieldId,
      kind: FieldId,
      title: FieldId,
      excerpt: FieldId,
      found: FieldId,
      state: z.strictObject({ field: FieldId, value: z.string().min(1) }).describe('How a new row begins'),
    })
    .describe('Fields of the rows that are made'),
});
export type Findings = z.infer<typeof Findings>;

/** A register (台帳) as data. */
export const Register = z.strictObject({
  id: RegisterId,
  title: LocalizedText,
  description: LocalizedText.optional(),
  notPublic: z.string().min(1).optional().describe('Why the register has no public pages'),
  staff: z
    .enum(['everyone', 'unit'])
    .default('everyone')
    .describe('Who of the staff sees it besides its own section'),
  key: z.array(FieldId).max(4).default([]).describe('Fields that tell rows apart; none: each row is its own'),
  label: FieldId.describe('Field that names a row'),
  place: Place.optional(),
  retention: z.strictObject({
    years: z.int().min(1).max(100).nullable().describe('After a row was retired; null: for ever'),
    basis: z.string().min(1).describe('Law, ordinance or rule'),
  }),
  fields: z.array(RegisterField).min(1).max(99),
  standards: z.array(Standard).max(10).default([]),
  counts: z.array(RowCount).max(8).default([]),
  counterCopy: CounterCopy.optional(),
  findings: Findings.optional(),
  headings: z
    .record(z.string(), z.string())
    .default({})
    .describe('Further headings of files that are read: heading: field or source'),
});
export type Register = z.infer<typeof Register>;

/** {city}/registers/adopted.yaml: which of the shared registers a municipality keeps, and who keeps them. */
export const AdoptedRegisters = z.strictObject({
  area: z
    .tuple([z.number(), z.number(), z.number(), z.number()])
    .describe(
      'West, south, east and north end of the municipality in degrees: places outside are pointed out',
    ),
  registers: z.array(z.strictObject({ register: RegisterId, unit: z.string().min(1) })),
});
export type AdoptedRegisters = z.infer<typeof AdoptedRegisters>;

/** A register that only this municipality has. */
export const OwnRegister = Register.extend({ unit: z.string().min(1) });
export type OwnRegister = z.infer<typeof OwnRegister>;
