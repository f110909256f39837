import type { Locale } from '#kernel/i18n/locales.js';
import { translatorFor } from '#kernel/i18n/translate.js';
import { Field, type FieldKind } from './field.js';
import { errorText, type FieldError, type Raw } from './field-type.js';
import { fieldType } from './registry.js';

/** Builders for tests. */

export const TODAY = Temporal.PlainDate.from('2026-11-20');

const NEEDED: Partial<Record<FieldKind, object>> = {
  choice: {
    options: ['a', 'b', 'c'].map((value) => ({
      value,
      label: { ja: `${value}の答え`, en: `answer ${value}` },
    })),
  },
  choices: { options: ['a', 'b', 'c'].map((value) => ({ value, label: `${value}の答え` })) },
  people: {
    itemLabel: '世帯員',
    fields: [
      { id: 'name', kind: 'name', label: '氏名', sensitivity: 'personal' },
      { id: 'birthDate', kind: 'date', label: '生年月日', sensitivity: 'personal', optional: true },
    ],
  },
  calculated: { value: '1 + 1' },
};

/** A field of this kind with what it cannot do without. */
export function fieldOf(kind: FieldKind, options: object = {}): Field {
  if (kind === 'statement') return Field.parse({ id: 'note', kind, text: 'お知らせです。', ...options });
  return Field.parse({
    id: 'answer',
    kind,
    label: { ja: '答え', en: 'Answer' },
    sensitivity: 'ordinary',
    ...NEEDED[kind],
    ...options,
  });
}

const rawOf = (value: string | readonly string[] | Raw): Raw =>
  typeof value === 'string' ? { '': [value] } : Array.isArray(value) ? { '': value } : (value as Raw);

/** What typing gives: the stored answer, or the errors in words. */
export function answerOf(field: Field, value: string | readonly string[] | Raw): unknown {
  const result = fieldType(field).parse(rawOf(value), field, { today: TODAY });
  return result.ok ? result.value : wordsOf(field, result.errors);
}

export const errorsOf = (field: Field, value: string | readonly string[] | Raw): readonly FieldError[] => {
  const result = fieldType(field).parse(rawOf(value), field, { today: TODAY });
  return result.ok ? [] : result.errors;
};

export const codesOf = (field: Field, value: string | readonly string[] | Raw): string[] =>
  errorsOf(field, value).map((error) =>
    'code' in error ? error.code.replace('forms.error.', '') : 'own words',
  );

export const wordsOf = (field: Field, errors: readonly FieldError[], locale: Locale = 'ja'): string[] =>
  errors.map((error) => errorText(error, 'label' in field ? field.label : '', translatorFor(locale)));

export const shownAs = (field: Field, stored: unknown, locale: Locale = 'ja'): string =>
  fieldType(field).display(stored, field, translatorFor(locale));

export const isStorable = (field: Field, stored: unknown): boolean =>
  fieldType(field).stored(field).safeParse(stored).success;

/** The field's control as HTML, after typing `value` when there are errors in it. */
export function html(
  field: Field,
  value: string | readonly string[] | Raw = {},
  locale: Locale = 'ja',
): string {
  const { View } = fieldType(field);
  const raw = rawOf(value);
  const hasInput = Object.values(raw).some((values) => values.some((one) => one !== ''));
  return String(
    <View t={translatorFor(locale)} field={field} raw={raw} errors={hasInput ? errorsOf(field, raw) : []} />,
  );
}

/** What there is without script. */
const withoutTemplates = (markup: string): string => markup.replace(/<template>.*?<\/template>/gs, '');

/** The text of a piece of HTML, as a reader gets it. */
export const wordsIn = (markup: string): string =>
  withoutTemplates(markup)
    .replace(/<wbr\/?>|<\/?(span|b)\b[^>]*>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/** The opening tags of one kind. */
export const attributesOf = (markup: string, tag: string): string[] =>
  [...markup.matchAll(new RegExp(`<${tag}\\b[^>]*>`, 'g'))].map(([found]) => found);

const attribute = (tag: string, name: string): string | undefined =>
  new RegExp(` ${name}="([^"]*)"`)
    .exec(tag)?.[1]
    ?.replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

/** What a browser would send for the controls in a piece of HTML, untouched. */
export function bodyOf(markup: string): URLSearchParams {
  const body = new URLSearchParams();
  for (const [tag] of withoutTemplates(markup).matchAll(/<input\b[^>]*>|<select\b.*?<\/select>/gs)) {
    const name = attribute(tag, 'name');
    const isChoice = /type="(radio|checkbox)"/.test(tag);
    if (name === undefined || (isChoice && !tag.includes(' checked'))) continue;
    const chosen = tag.startsWith('<select') ? /<option[^>]* selected[^>]*>/.exec(tag)?.[0] : tag;
    body.append(name, (chosen && attribute(chosen, 'value')) ?? '');
  }
  return body;
}
