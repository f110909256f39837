import { localize } from '#kernel/i18n/locales.js';
import type { Translator } from '#kernel/i18n/translate.js';
import type { Kernel } from '#kernel/kernel.js';
import type { Municipality } from '#kernel/tenancy/municipality.js';
import { type CitizenPersonaId, type Personas, postingOf, type StaffPersona } from '../definition.js';
import type { Claims } from '../model/person.js';
import type { Choice } from './page.js';
import { parseSubject } from './subject.js';

type Persona = Personas['personas'][number];

/** What the sandbox states about a subject; undefined for a subject that it does not have. */
export function claimsOf(
  { personas, cities }: Personas,
  subject: string,
): (Claims & { sub: string }) | undefined {
  const { slug, persona: id } = parseSubject(subject) ?? {};
  const persona = personas.find((candidate) => candidate.id === id);
  const city = slug === undefined ? undefined : cities[slug];
  if (!persona || !city || (persona.kind === 'staff' && !postingOf(city, persona.id))) return undefined;
  const common = { sub: subject, name: persona.name };
  if (persona.kind === 'staff') return common;
  return {
    ...common,
    'name#ja-Kana-JP': persona.reading,
    address: { formatted: city.addresses[persona.id as CitizenPersonaId] },
    email: persona.email,
    email_verified: true,
    locale: persona.locale,
    ...(persona.birthDate === undefined ? {} : { birthdate: persona.birthDate }),
    ...(persona.corporateNumber === undefined ? {} : { corporate_number: persona.corporateNumber }),
  };
}

/** The people of a municipality in the page's language. */
export function choicesOf(
  { access }: Kernel,
  { personas, cities }: Personas,
  municipality: Municipality,
  t: Translator,
  isWanted: (persona: Persona) => boolean,
): Choice[] {
  const city = cities[municipality.slug];
  if (!city) return [];
  return personas
    .filter((persona) => isWanted(persona) && (persona.kind !== 'staff' || postingOf(city, persona.id)))
    .map((persona) => ({
      persona: persona.id,
      name: persona.name,
      about: localize(persona.about, t.locale),
      post: persona.kind === 'staff' ? postOf(persona.id) : null,
    }));

  function postOf(id: StaffPersona['id']): string | null {
    const posting = postingOf(city, id);
    if (!posting) return null;
    const unit = municipality.units.find((candidate) => candidate.id === posting.unit)?.name ?? posting.unit;
    // Somebody may have one role in several sections.
    const roles = new Set(posting.grants.map(({ role }) => access.titleOf(role)));
    return `${unit} ${[...roles].join('・')}`;
  }
}
