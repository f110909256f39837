import { z } from 'zod';

export const NumberParams = z.object({ number: z.string().regex(/^[0-9A-Z]{9}$/) });
export const LinkParams = z.object({ secret: z.string().regex(/^([A-Za-z0-9_-]{22}|[0-9A-Z]{16})$/) });
export const ReportParams = z.object({ report: z.uuid() });
export const PhotoParams = ReportParams.extend({ photo: z.uuid() });
/** A word of a list as a filter states it; '' for anything else. */
export const Word = z
  .string()
  .regex(/^[A-Za-z0-9-]{0,40}$/)
  .optional()
  .catch('');
export const keyOf = (text: string): string | undefined => z.uuid().safeParse(text).data;
