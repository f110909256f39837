import { createHmac } from 'node:crypto';
import { pairsOf } from '#kernel/search-pairs.js';

/** Beyond this, text is not looked through: some two hundred pages. */
export const MOST_INDEXED = 300_000;

/**
 * Text as it is compared: width, case, spaces, line ends and variation selectors make no difference, for a PDF breaks
 * words where its lines end.
 */
export const comparable = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s|\p{Cc}|[\u{FE00}-\u{FE0F}]|[\u{E0100}-\u{E01EF}]/gu, '');

/** A keyed hash of 32 bits. Clashes cost a look at a document that does not fit, and nothing else. */
export const hashTerm = (key: Uint8Array, term: string): number =>
  createHmac('sha256', key).update(term).digest().readInt32BE(0);

/** Hashes of the pairs of texts, in order. Pairs over the border of two texts are not made. */
export function termsOf(key: Uint8Array, texts: readonly string[]): number[] {
  const found = new Set<number>();
  for (const text of texts)
    for (const pair of new Set(pairsOf(comparable(text)))) found.add(hashTerm(key, pair));
  return [...found].sort((a, b) => a - b);
}

/** Words that are looked for, each as it is compared. Those of one character find nothing by themselves. */
export const wordsOf = (typed: string): string[] =>
  typed
    .split(/[\s　]+/u)
    .map(comparable)
    .filter((word) => word !== '');
