import { z } from 'zod';
import { LocalizedText } from '../i18n/locales.js';
import { MunicipalityCode } from '../values/municipality-code.js';

const Slug = z.string().regex(/^[a-z][a-z0-9-]*$/, 'lower-case letters, digits and hyphens');

/** As browsers send it: lower case, without scheme, port or path. */
const HostName = z
  .string()
  .regex(
    /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/,
    'a host name such as www.city.example.jp',
  );

/** A section of the town hall. Units form a tree and are dated: a past decision shows the past name. */
export const Unit = z.strictObject({
  id: Slug,
  name: z.string().min(1),
  parent: Slug.optional(),
  phone: z.string().optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
});
export type Unit = z.infer<typeof Unit>;

/** Whether there is such a section on the day. */
const isOpenOn = ({ from, to }: Pick<Unit, 'from' | 'to'>, day: Temporal.PlainDate): boolean =>
  (from === undefined || from <= day.toString()) && (to === undefined || day.toString() <= to);

/** A municipality or prefecture as catalog/{slug}/municipality.yaml states it: one tenant. */
export const Municipality = z.strictObject({
  slug: Slug.describe('First part of its addresses'),
  code: MunicipalityCode,
  name: LocalizedText,
  kana: z.string(),
  kind: z.enum(['prefecture', 'city', 'town', 'village', 'ward']),
  prefecture: Slug.optional().describe('Slug of the prefecture it lies in, when that is served here'),
  /** Colour of links, buttons and the mark; checked for contrast at load. */
  accent: z.string().regex(/^#[0-9a-f]{6}$/i, 'a colour such as #1a4d8f'),
  population: z.strictObject({ people: z.int().positive(), asOf: z.iso.date() }).optional(),
  office: z.strictObject({
    address: z.string(),
    phone: z.string(),
    hours: LocalizedText,
    url: z.url().optional(),
  }),
  /** Head of the municipality, as certificates print it (奈良市長 …). */
  head: z.strictObject({ title: z.string(), name: z.string().optional() }),
  hosts: z.array(HostName).default([]).describe('Host names that may replace the /{slug} prefix'),
  /** What the organisation begins with; once it is open, the units that it keeps, past and future ones too. */
  units: z.array(Unit).min(1),
});
export type Municipality = z.infer<typeof Municipality>;

/** Sections to which something new can be given on the day. */
export const openUnits = ({ units }: Pick<Municipality, 'units'>, day: Temporal.PlainDate): Unit[] =>
  units.filter((unit) => isOpenOn(unit, day));
