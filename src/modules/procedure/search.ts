import { LOCALES, type Locale, type LocalizedText, localize } from '#kernel/i18n/locales.js';
import { translatorFor } from '#kernel/i18n/translate.js';
import { fullWidthKana, katakana } from '#kernel/values/japanese-text.js';
import type { LifeEvent, Procedure } from './definition.js';
import { EVENT_WORDS } from './life-events.js';

/** The same word as people write it; all are read as the first. */
const SPELLINGS: readonly (readonly [string, RegExp])[] = [
  ['引っ越', /引越/g],
  ['子ども', /子供|こども/g],
  ['手続', /手続き/g],
  ['申込', /申し込み|申込み/g],
  ['届', /届け/g],
  ['亡くな', /亡な/g],
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

/** They stand in nearly every text and find nothing. */
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
]);

/** The words of a sentence such as 引っ越したので住民票が欲しい; particles and short kana say nothing. */
function wordsOf(text: string): string[] {
  const words = [...segmenter.segment(text)]
    .filter(({ isWordLike }) => isWordLike)
    .map(({ segment }) => segment);
  return words
    .filter(
      (word) => /\p{Script=Han}/u.test(word) || word.length > (/^\p{Script=Hiragana}+$/u.test(word) ? 2 : 1),
    )
    .map(searchForm)
    .filter((word) => !SAY_NOTHING.has(word));
}

/** 児童手当（じどうてあて） as じどうてあて: what plain Japanese writes beside a word is how it is read. */
const asRead = (text: string): string =>
  text.replace(/[\p{Script=Han}々]+（([\p{Script=Hiragana}\p{Script=Katakana}ー]+)）/gu, '$1');

function inEveryLanguage(text: LocalizedText): string {
  if (typeof text === 'string') return searchForm(text);
  const easy = text['ja-x-easy'];
  return searchForm([...Object.values(text), ...(easy ? [asRead(easy)] : [])].join(' '));
}

const eventWords = new Map<LifeEvent, string>();
function wordsOfEvent(event: LifeEvent): string {
  const known = eventWords.get(event);
  if (known !== undefined) return known;
  const words = inEveryLanguage(
    Object.fromEntries(LOCALES.map((locale) => [locale, translatorFor(locale)(EVENT_WORDS[event])])) as {
      ja: string;
    },
  );
  eventWords.set(event, words);
  return words;
}

interface Searchable {
  title: string;
  keywords: string;
  /** What it is for, when it is needed, and who does it. */
  around: string;
}

const prepared = new WeakMap<Procedure, Searchable>();

function searchable(procedure: Procedure, section: string): Searchable {
  let texts = prepared.get(procedure);
  if (!texts) {
    texts = {
      title: inEveryLanguage(procedure.title),
      keywords: searchForm(procedure.keywords.join(' ')),
      around: [
        inEveryLanguage(procedure.summary),
        ...procedure.lifeEvents.map(wordsOfEvent),
        searchForm(section),
      ].join(' '),
    };
    prepared.set(procedure, texts);
  }
  return texts;
}

/** How well one word fits: in the title, among the keywords, around them. */
function weight({ title, keywords, around }: Searchable, word: string): number {
  if (title.startsWith(word)) return 5;
  if (title.includes(word)) return 4;
  if (keywords.includes(word)) return 3;
  return around.includes(word) ? 1 : 0;
}

const collators = new Map<Locale, Intl.Collator>();
const collatorOf = (locale: Locale): Intl.Collator => {
  const known = collators.get(locale) ?? new Intl.Collator(locale === 'en' ? 'en' : 'ja');
  collators.set(locale, known);
  return known;
};

/**
 * Procedures that fit the text, the best first: those that hold everything typed between spaces, or else those
 * that hold some of its words. `sectionOf` says in words who receives a procedure.
 */
export function search(
  procedures: readonly Procedure[],
  text: string,
  locale: Locale,
  sectionOf: (procedure: Procedure) => string = () => '',
): Procedure[] {
  const terms = searchForm(text).split(/\s+/).filter(Boolean);
  const collator = collatorOf(locale);
  const scored = (words: readonly string[], needed: 'all' | 'some') =>
    procedures
      .map((procedure) => {
        const texts = searchable(procedure, sectionOf(procedure));
        const weights = words.map((word) => weight(texts, word));
        const fits = needed === 'all' ? weights.every((one) => one > 0) : weights.some((one) => one > 0);
        return {
          procedure,
          title: localize(procedure.title, locale),
          score: fits ? weights.reduce((sum, one) => sum + one, 0) : 0,
        };
      })
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score || collator.compare(a.title, b.title))
      .map(({ procedure }) => procedure);
  const whole = terms.length === 0 ? [] : scored(terms, 'all');
  return whole.length > 0 ? whole : scored(wordsOf(text), 'some');
}
