import { parsed, unparsed } from '#kernel/values/parsed.js';
import { lineOfText } from '../single-line.js';
import { folded } from '../typed-text.js';
import type { PhoneField } from './definition.js';

/** Hyphens, dashes and long vowel marks that Japanese keyboards give for one. */
const DASHES = /[-‐‑‒–—―−ー]/g;

/** ０７４２（３４）１１１１ → 0742-34-1111; 09012345678 → 090-1234-5678 */
function plainNumber(typed: string): string {
  const number = folded(typed)
    .replace(DASHES, '-')
    .replace(/[()]/g, '-')
    .replace(/-{2,}/g, '-')
    .replace(/^-|-$/g, '');
  // 電気通信番号規則 別表: mobile numbers are grouped 3-4-4; area codes differ in length and stay as typed.
  return number.replace(/^(0[5789]0)(\d{4})(\d{4})$/, '$1-$2-$3');
}

export const phone = lineOfText<PhoneField, 'unreadable' | 'digits'>({
  read(typed) {
    const number = plainNumber(typed);
    if (number === '') return parsed('');
    if (!/^\+?\d+(-\d+)*$/.test(number)) return unparsed('unreadable');
    const digits = number.replaceAll('-', '');
    return /^(0\d{9,10}|\+[1-9]\d{6,14})$/.test(digits) ? parsed(number) : unparsed('digits');
  },
  faults: () => ({
    unreadable: { code: 'forms.error.phone' },
    digits: { code: 'forms.error.phoneDigits' },
  }),
  schema: (text) => text.regex(/^\+?\d+(-\d+)*$/),
  input: ({ prefill }) => ({
    type: 'tel',
    inputMode: 'tel',
    width: '10',
    ...(prefill && { autoComplete: 'tel' }),
  }),
});
