import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { z } from 'zod';
import { DEFAULT_LOCALE, LOCALES, Locale } from '../i18n/locales.js';

/** How a person wants pages to be: kept in a cookie, no account needed. */
export const Preferences = z.object({
  locale: Locale,
  textSize: z.enum(['standard', 'large', 'largest']),
  furigana: z.boolean(),
});
export type Preferences = z.infer<typeof Preferences>;

const COOKIE = 'yakuba_preferences';
const ONE_YEAR = 365 * 24 * 3600;

export function readPreferences(c: Context): Preferences {
  const [locale, textSize, furigana] = (getCookie(c, COOKIE) ?? '').split('.');
  const parsed = Preferences.safeParse({ locale, textSize, furigana: furigana === '1' });
  if (parsed.success) return parsed.data;
  return { locale: preferredLocale(c.req.header('accept-language')), textSize: 'standard', furigana: false };
}

/** True when the person has chosen, here or through an earlier visit. */
export const hasPreferences = (c: Context): boolean => getCookie(c, COOKIE) !== undefined;

export function writePreferences(c: Context, { locale, textSize, furigana }: Preferences): void {
  setCookie(c, COOKIE, `${locale}.${textSize}.${furigana ? 1 : 0}`, {
    path: '/',
    maxAge: ONE_YEAR,
    sameSite: 'Lax',
    httpOnly: true,
  });
}

/** Whoever comes next to a screen that many use finds it as it was in the morning. */
export const forgetPreferences = (c: Context): void =>
  writePreferences(c, { locale: DEFAULT_LOCALE, textSize: 'standard', furigana: false });

/** The first language of the browser that we speak. */
function preferredLocale(header: string | undefined): Locale {
  for (const part of header?.split(',') ?? []) {
    const tag = part.split(';')[0]?.trim().toLowerCase() ?? '';
    if (tag.startsWith('zh')) return 'zh-Hans';
    const match = LOCALES.find((locale) => locale === tag.split('-')[0]);
    if (match) return match;
  }
  return DEFAULT_LOCALE;
}
