import { UnfinishedProcedure } from '#modules/procedure/api.js';
import { applyEdits } from '../edits/apply-edit.js';
import { fieldPlace } from '../edits/places.js';
import type { DraftDocument } from '../model.js';
import type { Part, PartContext, Typed } from './control.js';

export interface Preview {
  document: DraftDocument;
  /** The page of questions that is shown. */
  page: string;
  /** What was typed is in it; otherwise it is what was saved last. */
  isTyped: boolean;
}

/** The page of questions as it would be if what was typed were saved; null for what has no such page. */
export function previewOf(part: Part, context: PartContext, typed: Typed): Preview | null {
  const { document } = context;
  const shown = part.shows?.(context) ?? null;
  if (shown === null) return null;
  const saved = { document, page: shown, isTyped: false };
  const read = part.read(context, typed);
  const edited = read.ok ? applyEdits(document, read.edits) : null;
  if (!read.ok || !edited?.ok || !UnfinishedProcedure.safeParse(edited.document).success) return saved;
  const { pages } = edited.document.form;
  // A page may have a new name, a question another page; no part changes the order of pages.
  const page =
    fieldPlace(edited.document, read.of ?? '')?.page ??
    pages[document.form.pages.findIndex(({ id }) => id === shown)];
  return page ? { document: edited.document, page: page.id, isTyped: true } : saved;
}
