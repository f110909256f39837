import type { PageContext } from '#kernel/http/page.js';
import type { FormBody } from '#kernel/http/route.js';
import { characterCount, normalizeText } from '#kernel/values/japanese-text.js';
import { REASON_LIMIT } from '../views/words.js';
import { textOf } from './input.js';

/** What is wrong with a reason, in words. */
export const reasonFault = ({ t }: PageContext, reason: string): string | null =>
  reason === ''
    ? t('records.error.reason')
    : characterCount(reason) > REASON_LIMIT
      ? t('records.error.long', { limit: REASON_LIMIT })
      : null;

export const reasonIn = (body: FormBody, name: string): string => normalizeText(textOf(body, name)).trim();
