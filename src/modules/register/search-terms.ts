import { createHash } from 'node:crypto';
import type { Answers } from '#forms/answers.js';
import { translatorFor } from '#kernel/i18n/translate.js';
import { pairsOf } from '#kernel/search-pairs.js';
import type { Register, RegisterField } from './definition.js';
import { isInParts, isSealed } from './definition-problems.js';
import { valueText } from './value-text.js';

/** Pairs of neighbouring characters of a row at most: a text of a thousand characters. */
const MOST_TERMS = 1000;

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[ァ-ヶ]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0x60));

/** The words of what somebody looks for. */
export const wordsOf = (text: string): string[] => plain(text).split(/\s+/).filter(Boolean);

const hashOf = (pair: string): number => createHash('sha1').update(pair).digest().readInt32BE(0);

const hashes = new Map<string, number>();
/** Pairs come again and again in a register; the memory of them is bounded. */
function termOf(pair: string): number {
  const known = hashes.get(pair);
  if (known !== undefined) return known;
  const hash = hashOf(pair);
  if (hashes.size > 50_000) hashes.clear();
  hashes.set(pair, hash);
  return hash;
}

export const termsOf = (text: string): number[] => [
  ...new Set(pairsOf(plain(text).replace(/\s+/g, '')).take(MOST_TERMS).map(termOf)),
];

const ja = translatorFor('ja');
const isInWords = (field: RegisterField): boolean =>
  isInParts(field) || field.ask.kind === 'choice' || field.ask.kind === 'choices';
/** Texts as they are; choices and what has parts (an address, files by their names) as they are shown. */
const wordsIn = (field: RegisterField, value: unknown): string =>
  isInWords(field) ? valueText(ja, field, value) : typeof value === 'string' ? value : '';

/** What of a row is found by words: ordinary fields that say so. */
export const searchText = ({ fields }: Register, values: Answers): string =>
  fields
    .filter((field) => field.search && !isSealed(field))
    .map((field) => wordsIn(field, values[field.ask.id]))
    .filter(Boolean)
    .join('\n');

export const holds = (text: string, words: readonly string[]): boolean => {
  const whole = plain(text).replace(/[^\S\n]+/g, '');
  return words.every((word) => whole.includes(word));
};
