import { type LocalizedText, localize } from '#kernel/i18n/locales.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { withText } from '../edits/places.js';
import { type Typed, textOf } from './control.js';

/** The Japanese words of a text; the other languages have a page of their own. */
export const ja = (text: LocalizedText | undefined): string =>
  text === undefined ? '' : localize(text, 'ja');

/** The text with new Japanese words and its other languages; undefined when nothing was typed. */
export const typedText = (
  typed: Typed,
  name: string,
  before: LocalizedText | undefined,
): LocalizedText | undefined => {
  const words = textOf(typed, name).replaceAll('\r\n', '\n');
  return words === '' ? undefined : withText(before, 'ja', words);
};

/** A text of a list goes along in a hidden control, so that moving a row keeps its languages. */
export const carried = (text: LocalizedText): string => JSON.stringify(text);

export function fromCarried(words: string, carriedText: string): LocalizedText {
  try {
    const before: unknown = JSON.parse(carriedText);
    const isText =
      typeof before === 'string' || (typeof before === 'object' && before !== null && 'ja' in before);
    if (isText) return withText(before as LocalizedText, 'ja', words);
  } catch {
    // A row that was just added carries nothing.
  }
  return words;
}

export class Errors {
  readonly found: Record<string, string> = {};
  readonly #t: Translator;
  constructor(t: Translator) {
    this.#t = t;
  }
  add(name: string, message: string): void {
    this.found[name] ??= message;
  }
  /** Says that something is needed where nothing was typed. */
  need(typed: Typed, name: string, label: string): void {
    if (textOf(typed, name) === '') this.add(name, this.#t('authoring.error.missing', { label }));
  }
  /** The same of what is chosen from a list. */
  choose(typed: Typed, name: string, label: string): void {
    if (textOf(typed, name) === '') this.add(name, this.#t('editor.error.choose', { label }));
  }
  get any(): boolean {
    return Object.keys(this.found).length > 0;
  }
}

/** Digits in full width count as well. */
export const digits = (text: string): string => text.normalize('NFKC').replaceAll(/[,\s円]/g, '');

export function wholeNumber(text: string): number | null {
  const plain = digits(text);
  return /^\d{1,9}$/.test(plain) ? Number(plain) : null;
}
