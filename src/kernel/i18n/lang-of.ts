import type { LocalizedText } from './locales.js';
import type { Translator } from './translate.js';

const JAPANESE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/**
 * Value of `lang` for an element that holds a text of the town, which is Japanese in every language of the page unless it
 * says otherwise: nothing where it is in the language of the page.
 */
export function langOf(t: Translator, text?: LocalizedText): 'ja' | 'en' | undefined {
  if (t.lang.startsWith('ja')) return undefined;
  if (text === undefined) return 'ja';
  if (typeof text === 'string') return JAPANESE.test(text) ? 'ja' : undefined;
  if (text[t.locale] !== undefined) return undefined;
  return text.en === undefined ? 'ja' : 'en';
}
