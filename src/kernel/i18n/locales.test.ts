import { describe, expect, it } from 'vitest';
import { LOCALE_NAMES, LOCALES, LocalizedText, localize } from './locales.js';

describe('localize', () => {
  const text = { ja: '手続', en: 'Procedures', ko: '절차' };

  it.each([
    ['ja', '手続'],
    ['ja-x-easy', '手続'],
    ['en', 'Procedures'],
    ['ko', '절차'],
    ['vi', 'Procedures'],
  ] as const)('in %s gives %s', (locale, words) => {
    expect(localize(text, locale)).toBe(words);
  });

  it('falls back to Japanese when there is no English', () => {
    expect(localize({ ja: '手続' }, 'pt')).toBe('手続');
    expect(localize('手続', 'pt')).toBe('手続');
  });

  it('never shows English for easy Japanese', () => {
    expect(localize({ ja: '手続', 'ja-x-easy': 'てつづき', en: 'Procedures' }, 'ja-x-easy')).toBe('てつづき');
  });
});

describe('LocalizedText', () => {
  it('takes one text or one for each language', () => {
    const all = Object.fromEntries(LOCALES.map((locale) => [locale, LOCALE_NAMES[locale]]));
    expect(LocalizedText.parse(all)).toEqual(all);
    expect(LocalizedText.parse(' 手続 ')).toBe('手続');
  });

  it.each([
    ['no Japanese', { en: 'Procedures' }],
    ['a language that is not served', { ja: '手続', zh: '手续' }],
    ['an empty text', { ja: '手続', en: ' ' }],
    ['nothing', ''],
  ])('refuses %s', (_, value) => {
    expect(LocalizedText.safeParse(value).success).toBe(false);
  });
});

it('uses language tags that browsers take', () => {
  expect(LOCALES.map((locale) => Intl.getCanonicalLocales(locale)[0])).toEqual([...LOCALES]);
});
