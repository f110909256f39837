import { z } from 'zod';
import type { FormBody, UploadBody } from '#kernel/http/route.js';
import { readPlainDate } from '#kernel/values/plain-date.js';

export const DocumentParams = z.object({ document: z.uuid() });
export const FileParams = DocumentParams.extend({
  version: z.coerce.number().int().min(1).max(100_000),
  file: z.uuid(),
});
export const BinderParams = z.object({ binder: z.uuid() });
export const DisclosureParams = z.object({ disclosure: z.uuid() });
export const DisposalParams = z.object({ disposal: z.uuid() });

/** First text of a name, '' when it was not sent. */
export const textOf = (body: FormBody | UploadBody, name: string): string => {
  const value = Object.hasOwn(body, name) ? body[name] : undefined;
  const first = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' ? first : '';
};

export const textsOf = (body: FormBody | UploadBody, name: string): string[] => {
  const value = Object.hasOwn(body, name) ? body[name] : undefined;
  return (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string');
};

/** The revision that the page showed; 0 for none. */
export const revisionOf = (body: FormBody | UploadBody): number => {
  const text = textOf(body, 'revision');
  return /^\d{1,9}$/.test(text) ? Number(text) : 0;
};

/** A day that exists, as a date control sends it. */
export const dayOf = (text: string): Temporal.PlainDate | null =>
  readPlainDate(text.trim().replaceAll('/', '-'));

/** 奈市第12号, 奈市12, 12: symbol and number, or the number alone. */
export function numberIn(text: string): { symbol?: string; number: number } | null {
  const [, symbol = '', digits] =
    /^(\D*?)第?(\d{1,9})号?$/u.exec(text.normalize('NFKC').replace(/\s/g, '')) ?? [];
  if (digits === undefined) return null;
  return { ...(symbol !== '' && { symbol }), number: Number(digits) };
}
