import { randomInt } from 'node:crypto';
import { type Parsed, parsed, unparsed } from './parsed.js';

/*
 * Codes that a person copies from paper or reads over the phone.
 *
 * Alphabet: the ten digits and thirteen letters. Letters that look like a digit are left out (O Q D like 0, I L
 * like 1, Z like 2, S like 5, B like 8, G like 6, A like 4), so are U (V), N (heard as M) and E: with no vowel left
 * the code spells no word.
 *
 * Check character: 23 characters are a prime number, so with value v and weight w (1 for the last character, one
 * more for each step to the left) Σ w·v ≡ 0 mod 23 fails for every single wrong character (w·d ≠ 0) and for every
 * swap of two different characters, neighbours or not (d·(w−w′) ≠ 0), up to 22 characters. ISBN-10 does the same
 * with 11.
 */
const ALPHABET = '0123456789CFHJKMPRTVWXY';
const MODULUS = ALPHABET.length;

/** What was surely meant, since the character itself never occurs; the check character has the last word. */
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  O: '0',
  Q: '0',
  D: '0',
  I: '1',
  L: '1',
  Z: '2',
  A: '4',
  S: '5',
  G: '6',
  B: '8',
  U: 'V',
  N: 'M',
};

/** Hyphens as keyboards, Excel and Japanese input write them, the long-vowel mark included, and spaces. */
const SEPARATORS = /[\s\-‐‑‒–—―−ー－・._]/g;

export interface ReadableCodeShape {
  /** Characters, the check character included; at most 22. */
  length: number;
  /** Characters between two hyphens. */
  group: number;
}

export type ReadableCodeFault = 'unknownCharacter' | 'wrongLength' | 'checkFailed';

const weightedSum = (code: string): number =>
  [...code].reduce((sum, character, index) => sum + ALPHABET.indexOf(character) * (code.length - index), 0);

/** Whether the text, without separators, is a code of this shape with a fitting check character. */
export const isReadableCode = (text: string, { length }: ReadableCodeShape): boolean =>
  text.length === length &&
  [...text].every((character) => ALPHABET.includes(character)) &&
  weightedSum(text) % MODULUS === 0;

function withCheck(data: string): string {
  const missing = (MODULUS - (weightedSum(`${data}0`) % MODULUS)) % MODULUS;
  return `${data}${ALPHABET[missing]}`;
}

/** A random code from the operating system's generator. */
export const newReadableCode = ({ length }: ReadableCodeShape): string =>
  withCheck(Array.from({ length: length - 1 }, () => ALPHABET[randomInt(MODULUS)]).join(''));

/** The code for these bytes, a keyed hash for example: always the same. Each character takes 4.5 bits of them. */
export function readableCodeFrom(bytes: Uint8Array, { length }: ReadableCodeShape): string {
  let left = BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
  let data = '';
  while (data.length < length - 1) {
    data += ALPHABET[Number(left % BigInt(MODULUS))];
    left /= BigInt(MODULUS);
  }
  return withCheck(data);
}

/** K7M-349-XRT */
export const groupedCode = (code: string, { group }: ReadableCodeShape): string =>
  code.replace(new RegExp(`.{${group}}(?=.)`, 'g'), '$&-');

/** Reads a code however it was typed: lower case, full-width, with or without hyphens and spaces, O for 0. */
export function readReadableCode(text: string, shape: ReadableCodeShape): Parsed<string, ReadableCodeFault> {
  const typed = text.normalize('NFKC').toUpperCase().replace(SEPARATORS, '');
  const code = [...typed].map((character) => LOOK_ALIKES[character] ?? character).join('');
  if ([...code].some((character) => !ALPHABET.includes(character))) return unparsed('unknownCharacter');
  if (code.length !== shape.length) return unparsed('wrongLength');
  return isReadableCode(code, shape) ? parsed(code) : unparsed('checkFailed');
}
