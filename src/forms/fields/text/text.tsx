import { localize } from '#kernel/i18n/locales.js';
import { characterCount } from '#kernel/values/japanese-text.js';
import { parsed, unparsed } from '#kernel/values/parsed.js';
import { lineOfText } from '../single-line.js';
import { cleanLine, tooLong } from '../typed-text.js';
import type { TextField } from './definition.js';

export const text = lineOfText<TextField, 'tooLong'>({
  read(typed, { maxLength }) {
    const line = cleanLine(typed);
    return characterCount(line) > maxLength ? unparsed('tooLong') : parsed(line);
  },
  faults: ({ maxLength }, typed) => ({ tooLong: tooLong(characterCount(cleanLine(typed)), maxLength) }),
  input: ({ width, unit }, t) => ({ width, ...(unit && { suffix: localize(unit, t.locale) }) }),
});
