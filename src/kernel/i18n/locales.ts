import { z } from 'zod';

/** The seven languages of citizen pages. `ja-x-easy` is やさしい日本語, as a private-use subtag of BCP 47. */
export const LOCALES = ['ja', 'ja-x-easy', 'en', 'zh-Hans', 'ko', 'vi', 'pt'] as const;
export const Locale = z.enum(LOCALES);
export type Locale = z.infer<typeof Locale>;

export const DEFAULT_LOCALE: Locale = 'ja';

/** The language of a staff page for who wishes this one: as a whole page, never half of one (see catalogues.test.ts). */
export const staffLocale = (wished: Locale): 'ja' | 'en' => (wished.startsWith('ja') ? 'ja' : 'en');

/** Each language in its own words, for the language switch. */
export const LOCALE_NAMES: Record<Locale, string> = {
  ja: '日本語',
  'ja-x-easy': 'やさしい日本語',
  en: 'English',
  'zh-Hans': '简体中文',
  ko: '한국어',
  vi: 'Tiếng Việt',
  pt: 'Português',
};

const Words = z.string().trim().min(1);

/** Text that a definition carries in several languages; Japanese is always there. */
export const LocalizedText = z.union([
  Words,
  z.strictObject({
    ja: Words,
    'ja-x-easy': Words.optional(),
    en: Words.optional(),
    'zh-Hans': Words.optional(),
    ko: Words.optional(),
    vi: Words.optional(),
    pt: Words.optional(),
  } satisfies Record<Locale, z.ZodType>),
]);
export type LocalizedText = z.infer<typeof LocalizedText>;

/** The text in the wished language; easy Japanese falls back to Japanese, any other to English and then Japanese. */
export function localize(text: LocalizedText, locale: Locale): string {
  if (typeof text === 'string') return text;
  if (text[locale]) return text[locale];
  if (locale === 'ja-x-easy') return text.ja;
  return text.en ?? text.ja;
}
