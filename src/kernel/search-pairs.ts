/*
 * Japanese has no spaces between words: an index of pairs of neighbouring characters finds any word of two characters
 * and more.
 */

/** Every pair of neighbours, in order. */
export function* pairsOf(text: string): Generator<string> {
  let previous = '';
  for (const character of text) {
    if (previous !== '') yield previous + character;
    previous = character;
  }
}

/** One character alone has no pair. */
export const isTooShort = (word: string): boolean => [...word].length < 2;
