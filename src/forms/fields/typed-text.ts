import { normalizeText } from '#kernel/values/japanese-text.js';
import type { FieldError } from './field-type.js';

/*
 * Text as it is stored: NFC, no half characters (a lone surrogate breaks UTF-8), no control characters (NUL breaks
 * PostgreSQL), and none of the marks that turn the direction of writing, with which a text could show
 * something else to the clerk than it holds. Variation selectors and joiners stay.
 */
const DIRECTION = /[\u202A-\u202E\u2066-\u2069]/g;

export const cleanLine = (text: string): string =>
  normalizeText(
    text
      .toWellFormed()
      .replace(DIRECTION, '')
      .replace(/\p{Cc}+/gu, ' '),
  ).trim();

export const cleanLines = (text: string): string =>
  normalizeText(
    text
      .toWellFormed()
      .replace(DIRECTION, '')
      .replace(/\r\n?/g, '\n')
      .replace(/[^\P{Cc}\n\t]+/gu, ' '),
  ).trim();

export const tooLong = (count: number, max: number): FieldError => ({
  code: 'forms.error.tooLong',
  params: { count, max },
});

/** Full-width letters and digits, circled figures and the like as their plain forms, without spaces. */
export const folded = (text: string): string =>
  text
    .toWellFormed()
    .normalize('NFKC')
    .replace(/[\s\p{Cc}]/gu, '');
