import { localize } from '#kernel/i18n/locales.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { filterKind, type KeptRegister, type RegisterField } from '#modules/register/api.js';
import { queryables } from './query.js';

export const SCHEMA_TYPE = 'application/schema+json';

/** As OpenAPI 3.0 and JSON Schema have it alike. */
export function fieldSchema({ ask }: RegisterField) {
  const kind = filterKind(ask);
  if (kind === 'number' || kind === 'yen' || kind === 'age') return { type: 'number' };
  if (kind === 'yesNo') return { type: 'boolean' };
  if (kind === 'date') return { type: 'string', format: 'date' };
  if (ask.kind === 'choice') return { type: 'string', enum: ask.options.map(({ value }) => value) };
  return { type: 'string', ...('maxLength' in ask && { maxLength: ask.maxLength }) };
}

/** What a field is called, and what its codes mean: 区分（o1：図書館、o2：公民館） */
export function fieldTitle({ ask }: RegisterField, t: Translator): string | undefined {
  if (!('label' in ask)) return undefined;
  const label = localize(ask.label, t.locale);
  if (ask.kind !== 'choice') return label;
  const codes = ask.options.map((option) => `${option.value}: ${localize(option.label, t.locale)}`);
  return `${label} (${codes.join(', ')})`;
}

/** Codes of a choice with their words, as JSON Schema names the members of an enumeration. */
const codesOf = ({ ask }: RegisterField, t: Translator) =>
  ask.kind === 'choice' && {
    oneOf: ask.options.map(({ value, label }) => ({ const: value, title: localize(label, t.locale) })),
  };

/** By what the items of a collection can be asked for (OGC API – Features, part 3: 19-079r2, chapter 6). */
export const queryablesDocument = (root: string, kept: KeptRegister, t: Translator) => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: `${root}/collections/${kept.register.id}/queryables`,
  type: 'object',
  title: localize(kept.register.title, t.locale),
  additionalProperties: false,
  properties: Object.fromEntries(
    queryables(kept).map((field) => [
      field.ask.id,
      {
        ...('label' in field.ask && { title: localize(field.ask.label, t.locale) }),
        ...fieldSchema(field),
        ...codesOf(field, t),
      },
    ]),
  ),
});
