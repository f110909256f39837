import { z } from 'zod';

export const ProcedureParams = z.object({ procedure: z.string().max(60) });
export const Seen = z.coerce.number().int().min(0).max(1_000_000_000);
export const SeenForm = z.object({ seen: Seen });

export const own = (params: { procedure: string }, rest = ''): string =>
  `/staff/authoring/${params.procedure}${rest}`;

export const MAX_BYTES = 2 * 1024 * 1024;
