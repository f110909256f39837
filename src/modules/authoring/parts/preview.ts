import { isDeepStrictEqual } from 'node:util';
import { UnfinishedProcedure } from '#modules/procedure/api.js';
import { applyEdits } from '../edits/apply-edit.js';
import { fieldPlace } from '../edits/places.js';
import type { DraftDocument } from '../model.js';
import { type Part, type PartContext, type Shown, type Typed, textOf } from './control.js';

/** Ways in which a definition comes to people. */
export const CHANNELS = ['web', 'counter', 'paper', 'api', 'staff'] as const;
export type PreviewChannel = (typeof CHANNELS)[number];
/** Who completes a part of others opens a link: there is no counter, paper or staff view of it. */
const OF_OTHERS: readonly PreviewChannel[] = ['web', 'api'];
/** Name of the control that says in which one wants to see it. */
export const CHANNEL = '_channel';

export interface Preview {
  document: DraftDocument;
  shown: Shown;
  channel: PreviewChannel;
  channels: readonly PreviewChannel[];
  /** What was typed is in it, and whether that is something new; otherwise it is what was saved last. */
  isTyped: boolean;
  isChanged: boolean;
}

/** What others would see if what was typed were saved; null for what nobody sees yet. */
export function previewOf(part: Part, context: PartContext, typed: Typed): Preview | null {
  const { document } = context;
  const shown = part.shows(context);
  if (shown === null) return null;
  const channels = context.isOfOthers ? OF_OTHERS : CHANNELS;
  const wanted = textOf(typed, CHANNEL) || (shown.kind === 'staff' ? 'staff' : 'web');
  const channel = channels.find((one) => one === wanted) ?? 'web';
  const saved = { document, shown, channel, channels, isTyped: false, isChanged: false };
  const read = part.read(context, typed);
  const edited = read.ok ? applyEdits(document, read.edits) : null;
  if (!read.ok || !edited?.ok || !UnfinishedProcedure.safeParse(edited.document).success) return saved;
  return {
    ...saved,
    document: edited.document,
    shown: after(shown, document, edited.document, read.of),
    isTyped: true,
    isChanged: !isDeepStrictEqual(edited.document, untouched(part, context)),
  };
}

/** The document as it would be if the page were saved as it came: what is empty may be written out or left out. */
function untouched(part: Part, context: PartContext): DraftDocument {
  const typed = part.typed(context);
  const read = typed && part.read(context, typed);
  const edited = read?.ok ? applyEdits(context.document, read.edits) : null;
  return edited?.ok ? edited.document : context.document;
}

/** A page may have a new name, a question another page; no part changes the order of pages. */
function after(shown: Shown, before: DraftDocument, { form, ...rest }: DraftDocument, of = ''): Shown {
  if (shown.kind === 'part') return { kind: 'part', part: of || shown.part };
  if (shown.kind !== 'page') return shown;
  const place = fieldPlace({ form, ...rest }, of);
  const page = place?.page ?? form.pages[before.form.pages.findIndex(({ id }) => id === shown.page)];
  return { ...shown, page: page?.id ?? shown.page, ...(place && { field: place.field.id }) };
}
