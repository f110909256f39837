import { z } from 'zod';
import { notFound } from '#kernel/errors.js';
import { partForm } from '../edits/part-form.js';
import type { Draft } from '../model.js';

export const ProcedureParams = z.object({ procedure: z.string().max(60) });
/** A definition, or the form of a part of it that others complete: both have pages and questions. */
export const FORM_ROOTS = ['/staff/authoring/:procedure', '/staff/authoring/:procedure/in/:third'] as const;
export const FormParams = ProcedureParams.extend({ third: z.string().max(60).optional() });
export type FormParams = z.infer<typeof FormParams>;

export const Seen = z.coerce.number().int().min(0).max(1_000_000_000);
export const SeenForm = z.object({ seen: Seen });

export const own = ({ procedure, third }: FormParams, rest = ''): string =>
  `/staff/authoring/${procedure}${third === undefined ? '' : `/in/${third}`}${rest}`;

/**
 * The draft as its pages see it: where the form of a part of others is written, that form stands for the document and
 * all addresses lead to it.
 */
export function seenIn(draft: Draft, third: string | undefined): Draft {
  if (third === undefined) return draft;
  const document = partForm(draft.document, third);
  if (!document) throw notFound(`part ${third} of ${draft.procedure}`);
  return { ...draft, procedure: `${draft.procedure}/in/${third}`, document };
}

export const MAX_BYTES = 2 * 1024 * 1024;
