import { isQuestion } from '#forms/fields/field.js';
import { fieldType } from '#forms/fields/registry.js';
import { localize } from '#kernel/i18n/locales.js';
import type { Translator } from '#kernel/i18n/translate.js';
import type { RegisterField } from './definition.js';

export const labelText = (t: Translator, { ask }: RegisterField): string =>
  isQuestion(ask) ? localize(ask.label, t.locale) : ask.id;

/** A value in words; '' when blank. */
export function valueText(t: Translator, { ask }: RegisterField, value: unknown): string {
  if (!isQuestion(ask) || value === null || value === undefined) return '';
  const stored = fieldType(ask).stored(ask).safeParse(value);
  return stored.success ? fieldType(ask).display(stored.data, ask, t) : String(value);
}
