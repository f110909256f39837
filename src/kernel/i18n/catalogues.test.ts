import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { CATALOGUES, CITIZEN_NAMESPACES, type MessageKey } from './catalogues.js';
import { LOCALES, type Locale, staffLocale } from './locales.js';

const keysOf = (locale: Locale) => Object.keys(CATALOGUES[locale]) as MessageKey[];
const namespaceOf = (key: string) => key.slice(0, key.indexOf('.'));
const jaKeys = keysOf('ja');
const namespaces = [...new Set(jaKeys.map(namespaceOf))];
const citizenNamespaces = CITIZEN_NAMESPACES.filter((namespace) => namespaces.includes(namespace));
const keysIn = (namespace: string) => jaKeys.filter((key) => namespaceOf(key) === namespace);
const missingIn = (locale: Locale, namespace: string) =>
  keysIn(namespace).filter((key) => CATALOGUES[locale][key] === undefined);

type Element = ReturnType<IntlMessageFormat['getAst']>[number];

/** Names of the parameters, those inside plural and select branches too. A language may format them its own way. */
const parameters = (text: string): string[] => {
  const names = (elements: readonly Element[]): string[] =>
    elements.flatMap((element) => {
      const nested =
        'options' in element ? Object.values(element.options).flatMap(({ value }) => names(value)) : [];
      // Literals carry a value too: 0 is their type and 7 that of the # of a plural, which has none.
      return 'value' in element && element.type !== 0 ? [element.value, ...nested] : nested;
    });
  const ast = new IntlMessageFormat(text, 'ja', undefined, { ignoreTag: true }).getAst();
  return [...new Set(names(ast))].sort();
};

describe('the languages of citizen pages', () => {
  it('has messages in the common namespace at least', () => {
    expect(citizenNamespaces).toContain('common');
  });

  // A page says its language once: words of another one in it would be read out wrong, and answer nobody's wish.
  describe.each(LOCALES.filter((locale) => locale !== 'ja'))('%s', (locale) => {
    it.each(citizenNamespaces)('has every message of %s', (namespace) => {
      expect(missingIn(locale, namespace)).toEqual([]);
    });
  });
});

/** Files of the plan are Japanese, and so are the pages on which they are read in (`isJapanese` of their routes). */
const JAPANESE_ALONE = 'review.exchange.';

it('English has every word of staff pages, which are shown in it or in Japanese', () => {
  const missing = jaKeys.filter((key) => CATALOGUES[staffLocale('vi')][key] === undefined);
  expect(missing.filter((key) => !key.startsWith(JAPANESE_ALONE))).toEqual([]);
  expect(missing).not.toContain('review.exchange.nav');
});

describe.each(LOCALES)('%s', (locale) => {
  it('has no key that Japanese lacks', () => {
    expect(keysOf(locale).filter((key) => CATALOGUES.ja[key] === undefined)).toEqual([]);
  });

  it('has no empty message', () => {
    expect(keysOf(locale).filter((key) => !CATALOGUES[locale][key]?.trim())).toEqual([]);
  });

  it('lets no line end within the name SHA-256', () => {
    expect(keysOf(locale).filter((key) => CATALOGUES[locale][key]?.includes('SHA-256'))).toEqual([]);
  });

  it('takes the same parameters as Japanese', () => {
    const taken = (language: Locale, key: MessageKey) =>
      parameters(CATALOGUES[language][key] ?? '').join(', ');
    const shared = keysOf(locale).filter((key) => CATALOGUES.ja[key] !== undefined);
    const differing = shared.filter((key) => taken(locale, key) !== taken('ja', key));
    expect(
      differing.map((key) => `${key}: {${taken(locale, key)}}, in Japanese {${taken('ja', key)}}`),
    ).toEqual([]);
  });
});

it('sees the parameters inside plural and select', () => {
  expect(
    parameters(
      '{count, plural, one {# day until {date}} other {# days}} for {who, select, a {{x}} other {b}}',
    ),
  ).toEqual(['count', 'date', 'who', 'x']);
  expect(parameters("it's plain")).toEqual([]);
});

/** What bounds something or names a place in it is no count of the things after it. */
const NO_COUNT = /^(most|max|limit|line|column|page|month|year|of[A-Z]|all|total|judged)/;

it('counts one thing in English as one', () => {
  const counted = /\{(\w+), number\} (?!is\b|has\b|points\b)[a-z]+s\b/g;
  const wrong = keysOf('en').filter((key) =>
    [...(CATALOGUES.en[key] ?? '').matchAll(counted)].some(([, name = '']) => !NO_COUNT.test(name)),
  );
  expect(wrong).toEqual([]);
});
