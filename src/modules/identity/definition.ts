import { z } from 'zod';
import type { Access } from '#kernel/access/access.js';
import { BrokenDefinitions, readDefinition } from '#kernel/definitions/read.js';
import { Locale } from '#kernel/i18n/locales.js';
import type { Municipalities } from '#kernel/tenancy/municipalities.js';

export const CITIZEN_PERSONAS = ['resident', 'resident-little-japanese', 'business'] as const;
export const STAFF_PERSONAS = ['clerk', 'section-head', 'plan-office', 'headquarters'] as const;
/** Somebody of a section that not every demo town has. */
export const SECTION_PERSONAS = ['building-clerk'] as const;
export type CitizenPersonaId = (typeof CITIZEN_PERSONAS)[number];
export type StaffPersonaId = (typeof STAFF_PERSONAS)[number];
export type SectionPersonaId = (typeof SECTION_PERSONAS)[number];

const common = {
  name: z.string().min(1),
  about: z
    .strictObject({ ja: z.string().min(1), en: z.string().min(1) })
    .describe('Who this is, for the chooser'),
  acr: z.string().describe('Authentication context that the issuer states'),
};

export const CitizenPersona = z.strictObject({
  ...common,
  id: z.enum(CITIZEN_PERSONAS),
  kind: z.enum(['resident', 'business']),
  reading: z.string().min(1).describe('Katakana'),
  birthDate: z.iso.date().optional(),
  corporateNumber: z
    .string()
    .regex(/^\d{13}$/)
    .optional(),
  email: z.email(),
  locale: Locale,
});
export type CitizenPersona = z.infer<typeof CitizenPersona>;

export const StaffPersona = z.strictObject({
  ...common,
  id: z.enum([...STAFF_PERSONAS, ...SECTION_PERSONAS]),
  kind: z.literal('staff'),
});
export type StaffPersona = z.infer<typeof StaffPersona>;

const Posting = z.strictObject({
  unit: z.string().describe('Where the person sits'),
  grants: z.array(z.strictObject({ role: z.string(), unit: z.string().optional() })).min(1),
  postings: z
    .array(
      z.strictObject({
        unit: z.string(),
        post: z.string(),
        kind: z.enum(['regular', 'concurrent', 'acting']).default('regular'),
      }),
    )
    .default([])
    .describe('Posts (職) that the person holds'),
});

/** The people of the demo and what they are in each municipality: catalog/common/demo/personas.yaml. */
export const Personas = z.strictObject({
  personas: z.array(z.discriminatedUnion('kind', [CitizenPersona, StaffPersona])),
  cities: z.record(
    z.string(),
    z.strictObject({
      addresses: z.record(z.enum(CITIZEN_PERSONAS), z.string().min(1)),
      staff: z.record(z.enum(STAFF_PERSONAS), Posting),
      sections: z.partialRecord(z.enum(SECTION_PERSONAS), Posting).default({}),
    }),
  ),
});
export type Personas = z.infer<typeof Personas>;

/** What a staff persona is in a municipality; undefined where it is nobody. */
export const postingOf = (city: Personas['cities'][string] | undefined, persona: StaffPersona['id']) =>
  city && { ...city.sections, ...city.staff }[persona];

export interface PersonaSources {
  catalogRoot: string;
  municipalities: Municipalities;
  access: Access;
}

/** Reads the demo's people; throws BrokenDefinitions when they name units or roles that do not exist. */
export async function readPersonas({
  catalogRoot,
  municipalities,
  access,
}: PersonaSources): Promise<Personas> {
  const file = await readDefinition(catalogRoot, 'common/demo/personas.yaml', Personas);
  const roles = new Set(access.staffRoles);
  const faults = Object.entries(file.value.cities).flatMap(([slug, city]) => {
    const municipality = municipalities.bySlug(slug);
    if (!municipality) return [file.fault(['cities', slug], `there is no municipality "${slug}"`)];
    const units = new Set(municipality.units.map(({ id }) => id));
    return Object.entries({ ...city.staff, ...city.sections }).flatMap(([persona, posting]) => {
      const named = [posting.unit, ...posting.grants.flatMap(({ unit }) => unit ?? [])];
      const at = ['cities', slug, 'staff', persona];
      return [
        ...named
          .filter((unit) => !units.has(unit))
          .map((unit) => file.fault(at, `there is no unit "${unit}"`)),
        ...posting.grants
          .filter(({ role }) => !roles.has(role))
          .map(({ role }) => file.fault(at, `there is no role "${role}"`)),
      ];
    });
  });
  if (faults.length > 0) throw new BrokenDefinitions(faults);
  return file.value;
}
