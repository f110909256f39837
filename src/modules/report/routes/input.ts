import { z } from 'zod';
import type { Place } from '../store/reports.js';

const PLACE = /^(\d{4}-\d{2}-\d{2}T[\d:.]+Z)_([0-9a-f-]{36})$/;

/** A place in a list as a link states it; undefined for anything else: the list then begins anew. */
export function placeOf(text: string | undefined): Place | undefined {
  const [, at, id] = PLACE.exec(text ?? '') ?? [];
  if (at === undefined || id === undefined || !z.uuid().safeParse(id).success) return undefined;
  try {
    return { at: Temporal.Instant.from(at), id };
  } catch {
    return undefined;
  }
}
export const placeText = ({ at, id }: Place): string => `${at}_${id}`;

export const NumberParams = z.object({ number: z.string().regex(/^[0-9A-Z]{9}$/) });
export const LinkParams = z.object({ secret: z.string().regex(/^[A-Za-z0-9_-]{22}$/) });
export const ReportParams = z.object({ report: z.uuid() });
export const PhotoParams = ReportParams.extend({ photo: z.uuid() });
/** A word of a list as a filter states it; '' for anything else. */
export const Word = z
  .string()
  .regex(/^[A-Za-z0-9-]{0,40}$/)
  .optional()
  .catch('');
export const keyOf = (text: string): string | undefined => z.uuid().safeParse(text).data;
