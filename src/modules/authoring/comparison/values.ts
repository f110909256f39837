import { LOCALE_NAMES, LOCALES, type LocalizedText } from '#kernel/i18n/locales.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { ja } from '../parts/texts.js';
import { maybeWords } from '../parts/words.js';

/** How values are said. */
export interface Saying {
  t: Translator;
  /** A question by its id. */
  nameOf(id: string): string;
  condition(source: string): string;
  /** The same in the words of the earlier version, for what stood there. */
  earlier?: Pick<Saying, 'nameOf' | 'condition'>;
  /** Of a question: its unit is no section. */
  isField?: boolean;
}

/** For what stood in the earlier version. */
export const asBefore = (saying: Saying): Saying => ({ ...saying, ...saying.earlier });

type Loose = Record<string, unknown>;
const isRecord = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is LocalizedText =>
  typeof value === 'string' || (isRecord(value) && typeof value.ja === 'string');

/** Keys whose value is the id of a question, or several. */
const NAMES: ReadonlySet<string> = new Set([
  'field',
  'fields',
  'evidence',
  'capacity',
  'delivery',
  'answers',
  'shows',
]);
const CONDITIONS: ReadonlySet<string> = new Set(['when', 'require', 'required']);

/** How two objects differ, key by key, in the order of the newer one. */
export function differences(saying: Saying, before: object, after: object): string[] {
  const old = before as Loose;
  const now = after as Loose;
  const keys = [...new Set([...Object.keys(now), ...Object.keys(old)])];
  return keys.flatMap((key) => difference(saying, key, old[key], now[key]));
}

function difference(saying: Saying, key: string, before: unknown, after: unknown): string[] {
  if (JSON.stringify(sorted(before)) === JSON.stringify(sorted(after))) return [];
  const { t } = saying;
  const what = keyWords(saying, key);
  if (isText(before) && isText(after)) return textChanged(saying, key, before, after);
  if (Array.isArray(before) || Array.isArray(after))
    return listChanged(saying, key, listOf(before), listOf(after));
  if (isRecord(before) && isRecord(after)) return differences(saying, before, after);
  if (isEmpty(before)) return [t('authoring.compare.added', { what, after: valueWords(saying, key, after) })];
  if (isEmpty(after))
    return [t('authoring.compare.removed', { what, before: valueWords(asBefore(saying), key, before) })];
  return [
    t('authoring.compare.changed', {
      what,
      before: valueWords(asBefore(saying), key, before),
      after: valueWords(saying, key, after),
    }),
  ];
}

const isEmpty = (value: unknown): boolean => value === undefined || value === null;
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** Independent of the order in which keys were written. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isRecord(value)) return value;
  const keys = Object.keys(value).filter((key) => value[key] !== undefined);
  // A text in Japanese alone is the same whichever way it is written.
  if (keys.length === 1 && typeof value.ja === 'string') return value.ja;
  return Object.fromEntries(keys.sort().map((key) => [key, sorted(value[key])]));
}

function textChanged(saying: Saying, key: string, before: LocalizedText, after: LocalizedText): string[] {
  const { t } = saying;
  const what = keyWords(saying, key);
  const words = (text: LocalizedText, locale: (typeof LOCALES)[number]) =>
    typeof text === 'string' ? (locale === 'ja' ? text : undefined) : text[locale];
  return LOCALES.flatMap((locale) => {
    const [old, now] = [words(before, locale), words(after, locale)];
    if (old === now) return [];
    if (locale === 'ja')
      return [
        t('authoring.compare.changed', {
          what,
          before: valueWords(asBefore(saying), key, old),
          after: valueWords(saying, key, now),
        }),
      ];
    return [t('authoring.compare.translated', { what, language: LOCALE_NAMES[locale], after: now ?? '' })];
  });
}

function listChanged(saying: Saying, key: string, before: unknown[], after: unknown[]): string[] {
  const { t } = saying;
  const what = keyWords(saying, key);
  const words = (item: unknown) => valueWords(saying, key, item);
  const [old, now] = [before.map(words), after.map(words)];
  const added = now.filter((item) => !old.includes(item));
  const removed = old.filter((item) => !now.includes(item));
  if (added.length > 0 || removed.length > 0)
    return [
      ...added.map((item) => t('authoring.compare.itemAdded', { what, item })),
      ...removed.map((item) => t('authoring.compare.itemRemoved', { what, item })),
    ];
  const isReordered = old.join('\n') !== now.join('\n');
  return [t(isReordered ? 'authoring.compare.reordered' : 'authoring.compare.detailsChanged', { what })];
}

function keyWords({ t, isField = false }: Saying, key: string): string {
  const [first, second] = isField ? ['option', 'key'] : ['key', 'option'];
  return maybeWords(t, `authoring.${first}.${key}`) ?? maybeWords(t, `authoring.${second}.${key}`) ?? key;
}

const MOST = 120;

function valueWords(saying: Saying, key: string, value: unknown): string {
  const { t, nameOf, condition } = saying;
  if (isEmpty(value) || value === '') return t('authoring.compare.nothing');
  if (typeof value === 'boolean') return t(value ? 'common.yes' : 'common.no');
  if (typeof value === 'number') return t.number(value);
  if (Array.isArray(value)) return value.map((one) => valueWords(saying, key, one)).join('、');
  if (isText(value)) {
    const text = ja(value);
    if (NAMES.has(key)) return nameOf(text);
    if (CONDITIONS.has(key)) return condition(text);
    const known = maybeWords(t, `authoring.value.${key}.${text}`);
    const shown = known ?? text;
    return shown.length > MOST ? `${shown.slice(0, MOST)}…` : shown;
  }
  return Object.entries(value as Loose)
    .filter(([inner]) => inner !== 'id' && inner !== 'value')
    .map(([inner, one]) => valueWords(saying, inner, one))
    .join(t('authoring.compare.divider'));
}
