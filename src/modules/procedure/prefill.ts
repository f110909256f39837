import type { Field } from '#forms/fields/field.js';
import type { Raw } from '#forms/fields/field-type.js';
import type { PeopleField } from '#forms/fields/people/definition.js';
import type { PersonField } from '#forms/fields/person/definition.js';
import { personMembers } from '#forms/fields/person/person.js';
import { FOUND, foundWith } from '#forms/fields/postalAddress/look-up.js';
import { PREFECTURES } from '#forms/fields/postalAddress/prefectures.js';
import { fieldType } from '#forms/fields/registry.js';
import type { RawByField } from '#forms/page-reading.js';
import type { PersonData } from './model.js';

/** 奈良県奈良市二条大路南一丁目2番3号 → 奈良県 / 奈良市二条大路南 / 一丁目2番3号; an address without figures stays whole. */
const LINE = /^(?<town>.+?)(?<street>(?:[一二三四五六七八九十]+丁目|[0-9０-９]).*)?$/u;

export function addressParts(address: string): { prefecture: string; town: string; street: string } {
  const prefecture = PREFECTURES.find((name) => address.startsWith(name));
  const rest = address.slice(prefecture?.length ?? 0).trim();
  const { town = rest, street = '' } = LINE.exec(rest)?.groups ?? {};
  return { prefecture: prefecture ?? '', town, street };
}

function typedAddress(address: string, postalCode = ''): Raw {
  const { prefecture, town, street } = addressParts(address);
  return {
    prefecture: [prefecture],
    town: [town],
    street: [street],
    [FOUND]: [foundWith(postalCode, prefecture, town)],
    ...(postalCode && { postalCode: [postalCode] }),
  };
}

function typedAs(field: Field, person: PersonData): Raw | undefined {
  if (field.kind === 'people') return firstEntryAs(field, person);
  if (!('prefill' in field) || !field.prefill) return undefined;
  if (field.kind === 'person') return personAs(field, person);
  const text = {
    'identity.name': person.name,
    'identity.kana': person.kana,
    'identity.birthDate': person.birthDate,
    'identity.address': person.address,
    'identity.phone': undefined,
    'identity.email': person.email,
  }[field.prefill];
  if (text === undefined) return undefined;
  if (field.kind === 'postalAddress') return typedAddress(text, person.postalCode);
  if (field.kind === 'date') return fieldType(field).toRaw(text, field);
  return { '': [text] };
}

const numbered = (prefix: string, part: string): string => (part === '' ? prefix : `${prefix}.${part}`);

/** A list of which the entries name a source begins with whoever applies. */
function firstEntryAs({ fields }: PeopleField, person: PersonData): Raw | undefined {
  const parts = fields.flatMap((member) =>
    Object.entries(typedAs(member, person) ?? {}).map(
      ([part, values]) => [numbered(`0.${member.id}`, part), values] as const,
    ),
  );
  return parts.length > 0 ? Object.fromEntries(parts) : undefined;
}

/** The parts of a person, each under its own name. */
function personAs(field: PersonField, person: PersonData): Raw {
  return Object.fromEntries(
    personMembers(field).flatMap((member) =>
      Object.entries(typedAs(member, person) ?? {}).map(
        ([part, values]) => [numbered(member.id, part), values] as const,
      ),
    ),
  );
}

/**
 * What the identity knows, written into the controls of a page. These are proposals: they become answers only when
 * the person has seen the page and sent it.
 */
export function proposals(fields: readonly Field[], person: PersonData): RawByField {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const raw = typedAs(field, person);
      return raw ? [[field.id, raw]] : [];
    }),
  );
}
