import { createHash } from 'node:crypto';
import type { Answers } from '#forms/answers.js';
import { pairsOf } from '#kernel/search-pairs.js';
import type { Register } from './definition.js';
import { isSealed } from './definition-problems.js';

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

/** What of a row is found by words: ordinary fields that say so. */
export const searchText = ({ fields }: Register, values: Answers): string =>
  fields
    .filter((field) => field.search && !isSealed(field))
    .flatMap(({ ask }) => (typeof values[ask.id] === 'string' ? [String(values[ask.id])] : []))
    .join('\n');

export const holds = (text: string, words: readonly string[]): boolean => {
  const whole = plain(text).replace(/[^\S\n]+/g, '');
  return words.every((word) => whole.includes(word));
};
