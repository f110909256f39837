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

/** One column of a register: what is asked, and what the register does with the answer. */
export const RegisterField = z.strictObject({
  ask: Field.describe('A field as in forms: kind, label and options'),
  filter: z.boolean().default(false).describe('Lists can be narrowed and sorted by it'),
  search: z.boolean().default(false).describe('Found by words'),
  notPublic: z.string().min(1).optional().describe('Why it is not published; published when absent'),
  seenBy: Roles.optional().describe('Roles that see it; all who see the register when absent'),
  editedBy: Roles.optional().describe('Roles that change it; all who work in the register when absent'),
  relation: RegisterId.optional().describe('The answer is the key of a row of this register'),
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
  title: LocalizedText,
  columns: z
    .record(z.string().min(1), z.string().min(1))
    .describe('Heading: id of a field, or one of the sources'),
});
export type Standard = z.infer<typeof Standard>;

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
