import { z } from 'zod';

/** Revision of a draft that a page showed. */
export const Seen = z.coerce.number().int().min(0).max(1_000_000_000);
export const SeenForm = z.object({ seen: Seen });

export const draftPath = (register: string, rest = ''): string =>
  `/staff/registers/drafts/${register}${rest}`;
