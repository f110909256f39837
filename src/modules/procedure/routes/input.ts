import { z } from 'zod';
import type { SentForm } from '#forms/page-reading.js';
import type { FormBody } from '#kernel/http/route.js';

/** Submitted fields as the form engine reads them. */
export const sentForm = (body: FormBody): SentForm => ({
  getAll: (name) => {
    const value = Object.hasOwn(body, name) ? body[name] : undefined;
    return value === undefined ? [] : typeof value === 'string' ? [value] : value;
  },
});

/** First value of a name, '' when it was not sent. */
export const textOf = (body: FormBody, name: string): string => {
  const [first] = sentForm(body).getAll(name);
  return typeof first === 'string' ? first : '';
};

/** Everything typed, to show a page again. */
export const allTyped = (body: FormBody): Record<string, readonly string[]> =>
  Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, typeof value === 'string' ? [value] : value]),
  );

/** The revision that the page showed; 0, which no case has, for what is no number. */
export const revisionOf = (body: FormBody): number => {
  const text = textOf(body, 'revision');
  return /^\d{1,9}$/.test(text) ? Number(text) : 0;
};

export const CaseParams = z.object({ case: z.uuid() });
export const ProcedureParams = z.object({ procedure: z.string().max(100) });
export const DraftParams = z.object({ procedure: z.string().max(100), draft: z.uuid() });
export const DraftPageParams = DraftParams.extend({ page: z.string().max(60) });
