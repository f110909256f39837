import { LOCALES, type LocalizedText } from '#kernel/i18n/locales.js';
import { translatorFor } from '#kernel/i18n/translate.js';
import { fullWidthKana, katakana } from '#kernel/values/japanese-text.js';
import type { LifeEvent, Procedure } from './definition.js';
import { EVENT_WORDS } from './life-events.js';

/** The same word as people write it; all are read as the first. */
const SPELLINGS: readonly (readonly [string, RegExp])[] = [
  ['引っ越', /引越|ひっこ/g],
  ['子ども', /子供|こども/g],
  ['手続', /手続き/g],
  ['申込', /申し込み|申込み/g],
  ['届', /届け/g],
  ['亡くな', /亡な/g],
  ['おくやみ', /お悔やみ|お悔み/g],
  ['車いす', /車椅子|車イス/g],
];

/** Half-width and full-width, hiragana and katakana, large and small letters are the same to a search. */
export const searchForm = (text: string): string => {
  const usual = SPELLINGS.reduce(
    (words, [first, others]) => words.replace(others, first),
    text.normalize('NFKC').toLowerCase(),
  );
  return katakana(fullWidthKana(usual)).replace(/[・･]/g, '');
};

const segmenter = new Intl.Segmenter('ja', { granularity: 'word' });

/** They stand in nearly every text and find nothing; as searchForm() has them. */
const SAY_NOTHING = new Set([
  '手続',
  '申請',
  '届',
  '届出',
  '方法',
  '人',
  '時',
  '役所',
  '市役所',
  '町',
  '書類',
  ...['しない', 'したい', 'ほしい', 'します', 'したら', 'された', 'ください', 'について'].map(searchForm),
]);

/**
 * The words of a sentence such as 引っ越したので住民票が欲しい. Particles and short kana say nothing, nor does the one
 * character that a compound ends with: 金 of 給付金, 課 of 介護福祉課.
 */
function wordsOf(text: string): string[] {
  const parts = [...segmenter.segment(text)].map(({ segment, isWordLike }) => ({ segment, isWordLike }));
  return parts
    .filter(({ segment: word, isWordLike }, index) => {
      if (!isWordLike) return false;
      if (!/\p{Script=Han}/u.test(word)) return word.length > (/^\p{Script=Hiragana}+$/u.test(word) ? 2 : 1);
      return word.length > 1 || !/\p{Script=Han}$/u.test(parts[index - 1]?.segment ?? '');
    })
    .map(({ segment }) => searchForm(segment))
    .filter((word) => !SAY_NOTHING.has(word));
}

/** 児童手当（じどうてあて） as じどうてあて: what plain Japanese writes beside a word is how it is read. */
const asRead = (text: string): string =>
  text.replace(/[\p{Script=Han}々]+（([\p{Script=Hiragana}\p{Script=Katakana}ー]+)）/gu, '$1');

function inEveryLanguage(text: LocalizedText): string[] {
  if (typeof text === 'string') return [searchForm(text)];
  const easy = text['ja-x-easy'];
  return [...Object.values(text), ...(easy ? [asRead(easy)] : [])].map(searchForm);
}

const eventWords = new Map<LifeEvent, string>();
function wordsOfEvent(event: LifeEvent): string {
  const known = eventWords.get(event);
  if (known !== undefined) return known;
  const words = LOCALES.map((locale) => searchForm(asRead(translatorFor(locale)(EVENT_WORDS[event])))).join(
    ' ',
  );
  eventWords.set(event, words);
  return words;
}

interface Searchable {
  /** In every language, and as it is read. */
  titles: string[];
  keywords: string;
  summary: string;
  /** When it is mainly needed. */
  occasion: string;
  /** When else, and who does it. */
  around: string;
  /** All of it: most words of a search are in none of it. */
  whole: string;
}

const prepared = new WeakMap<Procedure, Searchable>();

function searchable(procedure: Procedure, section: string): Searchable {
  const known = prepared.get(procedure);
  if (known) return known;
  const occasions = procedure.lifeEvents.map(wordsOfEvent);
  const texts = {
    titles: inEveryLanguage(procedure.title),
    keywords: searchForm(procedure.keywords.join(' ')),
    summary: inEveryLanguage(procedure.summary).join(' '),
    occasion: occasions[0] ?? '',
    around: [...occasions, searchForm(section)].join(' '),
  };
  const whole = [...texts.titles, texts.keywords, texts.summary, texts.around].join('\n');
  prepared.set(procedure, { ...texts, whole });
  return { ...texts, whole };
}

/** How well a word fits: at the beginning of a title, in it, among the keywords, in the summary, around them. */
function placeOf({ titles, keywords, summary, around }: Searchable, word: string): number {
  if (titles.some((title) => title.startsWith(word))) return 5;
  if (titles.some((title) => title.includes(word))) return 4;
  if (keywords.includes(word)) return 3;
  if (summary.includes(word)) return 2;
  return around.includes(word) ? 1 : 0;
}

/** What is mainly about an occasion that the word names stands before what it also concerns. */
const weight = (texts: Searchable, word: string): number =>
  texts.whole.includes(word) ? placeOf(texts, word) + (texts.occasion.includes(word) ? 2 : 0) : 0;

/**
 * Procedures that fit the text, the best first: those that hold everything typed between spaces, then those that
 * hold all of its words, or else those that hold some of them. Equal ones keep their order, which is that of the municipality. `sectionOf` says in
 * words who receives a procedure.
 */
export function search(
  procedures: readonly Procedure[],
  text: string,
  sectionOf: (procedure: Procedure) => string = () => '',
): Procedure[] {
  const terms = searchForm(text)
    .split(/\s+/)
    .filter((term) => term !== '' && !SAY_NOTHING.has(term));
  const words = wordsOf(text);
  const weighed = procedures.map((procedure) => {
    const texts = searchable(procedure, sectionOf(procedure));
    const weights = (parts: readonly string[]) => parts.map((part) => weight(texts, part));
    return { procedure, terms: weights(terms), words: weights(words) };
  });
  const holding = (parts: 'terms' | 'words', needed: 'all' | 'some'): Procedure[] =>
    weighed
      .map(({ procedure, [parts]: weights }) => ({
        procedure,
        score:
          needed === 'some' || weights.every((one) => one > 0)
            ? weights.reduce((sum, one) => sum + one, 0)
            : 0,
      }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score)
      .map(({ procedure }) => procedure);
  const whole = [...holding('terms', 'all'), ...holding('words', 'all')];
  return whole.length > 0 ? [...new Set(whole)] : holding('words', 'some');
}
