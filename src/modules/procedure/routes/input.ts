import { z } from 'zod';
import { sentForm } from '#forms/uploads.js';
import type { FormBody, UploadBody } from '#kernel/http/route.js';

/** First value of a name, '' when it was not sent. */
export const textOf = (body: FormBody | UploadBody, name: string): string => {
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
export const FileParams = CaseParams.extend({ file: z.uuid() });
export const ProcedureParams = z.object({ procedure: z.string().max(100) });
export const DraftParams = z.object({ procedure: z.string().max(100), draft: z.uuid() });
export const DraftPageParams = DraftParams.extend({ page: z.string().max(60) });

/** The largest file that any field takes, and room for some of them with what is typed beside. */
export const PAGE_WITH_FILES = { maxFileBytes: 50 * 1024 * 1024, maxBytes: 300 * 1024 * 1024 } as const;
