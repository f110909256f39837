import { characterCount } from '#kernel/values/japanese-text.js';
import { parsed, unparsed } from '#kernel/values/parsed.js';
import { lineOfText } from '../single-line.js';
import { cleanLine, tooLong } from '../typed-text.js';
import type { NameField } from './definition.js';

const MAX = 100;

export const name = lineOfText<NameField, 'tooLong'>({
  read(typed) {
    const line = cleanLine(typed);
    return characterCount(line) > MAX ? unparsed('tooLong') : parsed(line);
  },
  faults: (_field, typed) => ({ tooLong: tooLong(characterCount(cleanLine(typed)), MAX) }),
  input: ({ of, prefill }) => ({
    width: of === 'person' ? '20' : 'full',
    spellCheck: false,
    // Only where the person writes about themselves (WCAG 2.2, 1.3.5); another person's name must not be offered.
    ...(prefill && { autoComplete: of === 'person' ? 'name' : 'organization' }),
  }),
});
