import { type Locale, type LocalizedText, localize } from '#kernel/i18n/locales.js';
import { fullWidthKana, katakana } from '#kernel/values/japanese-text.js';
import type { Procedure } from './definition.js';

/** Half-width and full-width, hiragana and katakana, large and small letters are the same to a search. */
export const searchForm = (text: string): string =>
  katakana(fullWidthKana(text.normalize('NFKC').toLowerCase())).replace(/[・･]/g, '');

/** Words that stand for everything here say nothing. */
const EVERYTHING = new Set(['手続', '手続き', '申請', '届', '届出']);

const segmenter = new Intl.Segmenter('ja', { granularity: 'word' });

/** The words of a sentence such as 引っ越したので住民票が欲しい; particles and single kana say nothing. */
function wordsOf(text: string): string[] {
  const words = [...segmenter.segment(text)]
    .filter(({ isWordLike }) => isWordLike)
    .map(({ segment }) => segment);
  return words
    .filter((word) => !EVERYTHING.has(word) && (word.length > 1 || /\p{Script=Han}/u.test(word)))
    .map(searchForm);
}

const inEveryLanguage = (text: LocalizedText): string =>
  searchForm(typeof text === 'string' ? text : Object.values(text).join(' '));

interface Searchable {
  title: string;
  keywords: string;
  summary: string;
}

const prepared = new WeakMap<Procedure, Searchable>();

function searchable(procedure: Procedure): Searchable {
  let texts = prepared.get(procedure);
  if (!texts) {
    texts = {
      title: inEveryLanguage(procedure.title),
      keywords: searchForm(procedure.keywords.join(' ')),
      summary: inEveryLanguage(procedure.summary),
    };
    prepared.set(procedure, texts);
  }
  return texts;
}

/** How well one word fits: in the title, among the keywords, in the summary. */
function weight({ title, keywords, summary }: Searchable, word: string): number {
  if (title.includes(word)) return 4;
  if (keywords.includes(word)) return 3;
  return summary.includes(word) ? 1 : 0;
}

/**
 * Procedures that fit the text, the best first: those that hold everything typed between spaces, or else those
 * that hold some of its words.
 */
export function search(procedures: readonly Procedure[], text: string, locale: Locale): Procedure[] {
  const terms = searchForm(text).split(/\s+/).filter(Boolean);
  const scored = (words: readonly string[], needed: 'all' | 'some') =>
    procedures
      .map((procedure) => {
        const weights = words.map((word) => weight(searchable(procedure), word));
        const fits = needed === 'all' ? weights.every((one) => one > 0) : weights.some((one) => one > 0);
        return { procedure, score: fits ? weights.reduce((sum, one) => sum + one, 0) : 0 };
      })
      .filter(({ score }) => score > 0)
      .sort(
        (a, b) =>
          b.score - a.score ||
          titleOf(a.procedure, locale).localeCompare(
            titleOf(b.procedure, locale),
            locale === 'en' ? 'en' : 'ja',
          ),
      )
      .map(({ procedure }) => procedure);
  const whole = terms.length === 0 ? [] : scored(terms, 'all');
  return whole.length > 0 ? whole : scored(wordsOf(text), 'some');
}

const titleOf = ({ title }: Procedure, locale: Locale): string => localize(title, locale);
