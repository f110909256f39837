import { AppError } from '#kernel/errors.js';
import type { Translator } from '#kernel/i18n/translate.js';

/** Draft-ietf-httpapi-idempotency-key-header: printable characters, here without quotes. */
export function idempotencyKey(header: string | undefined, t: Translator): string {
  const key = header?.replace(/^"(.*)"$/, '$1') ?? '';
  if (/^[A-Za-z0-9_.:-]{8,100}$/.test(key)) return key;
  throw new AppError('invalidInput', 'no usable Idempotency-Key', {
    fields: { 'header.Idempotency-Key': t('problem.idempotencyKey') },
  });
}
