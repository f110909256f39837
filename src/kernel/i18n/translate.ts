import { IntlMessageFormat } from 'intl-messageformat';
import { ZONE } from '../clock.js';
import { CATALOGUES, type MessageKey } from './catalogues.js';
import { DEFAULT_LOCALE, type Locale } from './locales.js';

export type MessageParams = Record<string, string | number>;

/**
 * Words and formats of one language. Calling it gives a message; a language that lacks the message
 * falls back (easy Japanese to Japanese, the others to English, then Japanese).
 */
export interface Translator {
  (key: MessageKey, params?: MessageParams): string;
  locale: Locale;
  /** BCP 47 tag for the lang attribute. */
  lang: string;
  /** 2026年11月20日（金） */
  date(date: Temporal.PlainDate): string;
  /** 2026年11月, of any day of it */
  month(date: Temporal.PlainDate): string;
  /** 2026年11月20日（金） 14:05, in the municipality's zone */
  dateTime(instant: Temporal.Instant): string;
  number(value: number, options?: Intl.NumberFormatOptions): string;
  /** 1,200円 */
  yen(amount: number): string;
}

const INTL_TAG: Record<Locale, string> = {
  ja: 'ja',
  'ja-x-easy': 'ja',
  en: 'en',
  'zh-Hans': 'zh-Hans',
  ko: 'ko',
  vi: 'vi',
  pt: 'pt',
};

const fallbacks = (locale: Locale): Locale[] =>
  locale === 'ja' ? ['ja'] : locale === 'ja-x-easy' ? [locale, 'ja'] : [locale, 'en', DEFAULT_LOCALE];

const NEEDS_FORMATTING = /[{'<]/;
const compiled = new Map<string, IntlMessageFormat>();

function message(locale: Locale, key: MessageKey, params: MessageParams | undefined): string {
  for (const candidate of fallbacks(locale)) {
    const text = CATALOGUES[candidate][key];
    if (text === undefined) continue;
    if (!NEEDS_FORMATTING.test(text)) return text;
    const cacheKey = `${candidate} ${key}`;
    let format = compiled.get(cacheKey);
    if (!format) {
      format = new IntlMessageFormat(text, INTL_TAG[candidate], undefined, { ignoreTag: true });
      compiled.set(cacheKey, format);
    }
    return String(format.format(params));
  }
  throw new Error(`no message "${key}" in any language`);
}

/** Making a format costs more than a thousand uses of it. */
const numberFormats = new Map<string, Intl.NumberFormat>();
function numberFormat(tag: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${tag} ${JSON.stringify(options)}`;
  const format = numberFormats.get(key) ?? new Intl.NumberFormat(tag, options);
  numberFormats.set(key, format);
  return format;
}

/** With the weekday in full-width brackets, as Japanese public notices write dates. Intl has no such style. */
function japaneseDate(date: Temporal.PlainDate): string {
  const weekday = '月火水木金土日'[date.dayOfWeek - 1];
  return `${date.year}年${date.month}月${date.day}日（${weekday}）`;
}

function createTranslator(locale: Locale): Translator {
  const tag = INTL_TAG[locale];
  const isJapanese = tag === 'ja';
  const numbers = new Intl.NumberFormat(tag, { maximumFractionDigits: 2 });
  const dates = new Intl.DateTimeFormat(tag, { dateStyle: 'full' });
  const months = new Intl.DateTimeFormat(tag, { year: 'numeric', month: 'long', timeZone: 'UTC' });
  const translate = (key: MessageKey, params?: MessageParams) => message(locale, key, params);
  const date = (value: Temporal.PlainDate) =>
    isJapanese ? japaneseDate(value) : dates.format(value as unknown as Date);
  return Object.assign(translate, {
    locale,
    lang: locale,
    date,
    // Of a PlainDate Intl writes the month as a number, whatever is asked for.
    month: ({ year, month }: Temporal.PlainDate) => months.format(Date.UTC(year, month - 1)),
    dateTime: (instant: Temporal.Instant) => {
      const local = instant.toZonedDateTimeISO(ZONE);
      return `${date(local.toPlainDate())} ${local.toPlainTime().toString({ smallestUnit: 'minute' })}`;
    },
    number: (value: number, options?: Intl.NumberFormatOptions) =>
      options ? numberFormat(tag, options).format(value) : numbers.format(value),
    yen: (amount: number) => (isJapanese ? `${numbers.format(amount)}円` : `¥${numbers.format(amount)}`),
  });
}

const translators = new Map<Locale, Translator>();

export function translatorFor(locale: Locale): Translator {
  let translator = translators.get(locale);
  if (!translator) {
    translator = createTranslator(locale);
    translators.set(locale, translator);
  }
  return translator;
}
