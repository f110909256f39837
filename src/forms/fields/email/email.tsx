import { z } from 'zod';
import { parsed, unparsed } from '#kernel/values/parsed.js';
import { lineOfText } from '../single-line.js';
import { folded } from '../typed-text.js';
import type { EmailField } from './definition.js';

/** As browsers check it: addresses with two dots in a row exist on Japanese mobile phones and are let through. */
const ADDRESS = z.regexes.html5Email;
/** RFC 5321, 4.5.3.1.3, without the angle brackets. */
const MAX = 254;

export const email = lineOfText<EmailField, 'unreadable'>({
  read(typed) {
    const address = folded(typed);
    if (address === '') return parsed('');
    return address.length <= MAX && ADDRESS.test(address) ? parsed(address) : unparsed('unreadable');
  },
  faults: () => ({ unreadable: { code: 'forms.error.email' } }),
  schema: (text) => text.max(MAX).regex(ADDRESS),
  input: ({ prefill }) => ({
    type: 'email',
    inputMode: 'email',
    width: '20',
    spellCheck: false,
    ...(prefill && { autoComplete: 'email' }),
  }),
});
