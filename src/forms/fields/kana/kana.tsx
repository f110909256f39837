import { characterCount, fullWidthKana, katakana } from '#kernel/values/japanese-text.js';
import { parsed, unparsed } from '#kernel/values/parsed.js';
import { lineOfText } from '../single-line.js';
import { cleanLine, tooLong } from '../typed-text.js';
import type { KanaField } from './definition.js';

const MAX = 100;
const KATAKANA = /^[ァ-ヺー・ヽヾ　]*$/;
/** Dashes that people type for the long vowel mark, only after a kana: ス-パ－ → スーパー. */
const LONG_VOWEL = /(?<=[ァ-ヺー])[-‐‑‒–—―−－]/g;

/** なら はなこ, ﾅﾗ ﾊﾅｺ, ナラ　ハナコ → ナラ　ハナコ */
const reading = (typed: string): string =>
  katakana(fullWidthKana(cleanLine(typed)))
    .replace(/\s+/g, '　')
    .replace(LONG_VOWEL, 'ー');

export const kana = lineOfText<KanaField, 'notKana' | 'tooLong'>({
  read(typed) {
    const line = reading(typed);
    if (!KATAKANA.test(line)) return unparsed('notKana');
    return characterCount(line) > MAX ? unparsed('tooLong') : parsed(line);
  },
  faults: (_field, typed) => ({
    notKana: { code: 'forms.error.kana' },
    tooLong: tooLong(characterCount(reading(typed)), MAX),
  }),
  schema: (text) => text.max(MAX).regex(KATAKANA),
  input: () => ({ width: '20', spellCheck: false, lang: 'ja' }),
});
