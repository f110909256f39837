import type { FieldError } from '#forms/fields/field-type.js';
import type { MessageKey } from '#kernel/i18n/catalogues.js';
import { translatorFor } from '#kernel/i18n/translate.js';

const ja = translatorFor('ja');
const en = translatorFor('en');

/** A fault of a row in words of both languages of the staff's screens. */
export const faultOf = (
  key: Extract<MessageKey, `register.error.${string}`>,
  params: Readonly<Record<string, string | number>> = {},
): FieldError => ({ message: { ja: ja(key, params), en: en(key, params) } });
