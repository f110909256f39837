import { LOCALE_NAMES, LOCALES, type Locale, type LocalizedText } from '#kernel/i18n/locales.js';
import type { Edit, Path } from '../edits/edit.js';
import type { DraftDocument } from '../model.js';
import { type Control, type Part, type PartContext, textOf } from './control.js';
import { ja } from './texts.js';
import { pageWords, wordsOf } from './words.js';

export interface PlacedText {
  path: Path;
  text: LocalizedText;
}

/** Keys whose words are not for citizens, or no words at all. */
const NOT_WORDS: ReadonlySet<string> = new Set([
  'id',
  'kind',
  'unit',
  'version',
  'keywords',
  'lifeEvents',
  'audience',
  'assuranceLevel',
  'review',
  'retention',
  'representation',
  'public',
  'period',
  'show',
  'require',
  'field',
  'when',
  'amount',
  'evidence',
  'template',
  'delivery',
  'value',
  'law',
  'article',
  'channel',
  'way',
  'sensitivity',
  'reuse',
  'prefill',
  'width',
  'range',
  'min',
  'max',
  'tone',
  'result',
  'of',
  'accept',
  'camera',
  'ask',
  'answers',
  'shows',
  'required',
  'paper',
]);

/** Every text that citizens read, with its place, in the order of the document. */
export function textsIn(document: DraftDocument): PlacedText[] {
  const found: PlacedText[] = [];
  const walk = (value: unknown, path: Path) => {
    if (typeof value === 'string') found.push({ path, text: value });
    else if (Array.isArray(value)) {
      value.forEach((one, index) => {
        walk(one, [...path, index]);
      });
    } else if (typeof value === 'object' && value !== null) {
      if ('ja' in value && typeof value.ja === 'string') found.push({ path, text: value as LocalizedText });
      else
        for (const [key, one] of Object.entries(value)) {
          const isList = path.at(-2) === 'output' || (key === 'fields' && path.at(-1) === 'output');
          if (!NOT_WORDS.has(key) && !isList) walk(one, [...path, key]);
        }
    }
  };
  walk(document, []);
  return found;
}

const has = (text: LocalizedText, locale: Locale): boolean =>
  typeof text !== 'string' && text[locale] !== undefined;

/** How many texts each language still lacks. */
export function missingByLocale(
  document: DraftDocument,
): { locale: Locale; missing: number; total: number }[] {
  const texts = textsIn(document);
  return LOCALES.filter((locale) => locale !== 'ja').map((locale) => ({
    locale,
    missing: texts.filter(({ text }) => !has(text, locale)).length,
    total: texts.length,
  }));
}

/** `<locale>:<page>`; the part before the questions is `start`. */
function subjectOf(
  document: DraftDocument,
  of: string | null,
): { locale: Locale; texts: PlacedText[]; page: string } | null {
  const [first = 'en', page = 'start'] = (of ?? '').split(':');
  const locale = LOCALES.find((one) => one === first && one !== 'ja');
  if (!locale) return null;
  const at = document.form.pages.findIndex(({ id }) => id === page);
  if (page !== 'start' && at === -1) return null;
  const texts = textsIn(document).filter(({ path }) => {
    const isOfPages = path[0] === 'form' && path[1] === 'pages';
    return page === 'start' ? !isOfPages : isOfPages && path[2] === at;
  });
  return { locale, texts, page };
}

/** What kind of text it is: a question, an answer to choose. */
function placeName(t: PartContext['t'], path: Path): string {
  const key = String(typeof path.at(-1) === 'number' ? path.at(-2) : path.at(-1));
  return wordsOf(t, `authoring.key.${path.includes('options') ? 'options' : key}`, key);
}

/** The texts of a page beside their translation into one language. */
export const languages: Part = {
  title: ({ t, document, of }) => {
    const locale = subjectOf(document, of)?.locale ?? 'en';
    return t('authoring.languages.title', { language: LOCALE_NAMES[locale] });
  },
  lead: ({ t, document, of }) => {
    const subject = subjectOf(document, of);
    const page = document.form.pages.find(({ id }) => id === subject?.page);
    const missing = subject?.texts.filter(({ text }) => !has(text, subject.locale)).length ?? 0;
    return t('authoring.languages.lead', {
      part: page ? pageWords(t, page) : t('authoring.languages.start'),
      missing,
    });
  },
  typed: ({ document, of }) => {
    const subject = subjectOf(document, of);
    if (!subject) return null;
    return Object.fromEntries(
      subject.texts.map(({ text }, index) => [
        `text${index}`,
        typeof text === 'string' ? '' : (text[subject.locale] ?? ''),
      ]),
    );
  },
  controls: ({ t, document, of }) =>
    (subjectOf(document, of)?.texts ?? []).map(({ text, path }, index): Control => {
      const words = ja(text);
      const base = {
        name: `text${index}`,
        label: words,
        hint: t('authoring.languages.where', { where: placeName(t, path) }),
      };
      return words.length > 40 || words.includes('\n')
        ? { as: 'area', ...base, rows: 3 }
        : { as: 'text', ...base };
    }),
  shows: ({ document, of }) => {
    const subject = subjectOf(document, of);
    if (!subject) return null;
    const { page, locale } = subject;
    return page === 'start' ? { kind: 'start', locale } : { kind: 'page', page, locale };
  },
  read: ({ document, of }, typed) => {
    const subject = subjectOf(document, of);
    if (!subject) return { ok: false, errors: {} };
    const edits = subject.texts.flatMap(({ path, text }, index): Edit[] => {
      const words = textOf(typed, `text${index}`).replaceAll('\r\n', '\n');
      const before = typeof text === 'string' ? '' : (text[subject.locale] ?? '');
      return words === before ? [] : [{ kind: 'setText', path, locale: subject.locale, text: words }];
    });
    return { ok: true, edits };
  },
};
