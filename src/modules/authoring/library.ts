import { Field } from '#forms/fields/field.js';
import type { Translator } from '#kernel/i18n/translate.js';
import type { Publishing } from '#modules/procedure/api.js';
import type { Edit } from './edits/edit.js';
import { fieldPlace } from './edits/places.js';
import type { DraftDocument, DraftField, DraftPage } from './model.js';
import { fieldWords, kindWords, pageWords } from './parts/words.js';

type Library = Awaited<ReturnType<Publishing['library']>>;

export interface LibraryBlock {
  kind: 'page' | 'field';
  name: string;
  title: string;
  asks: string;
}

/** A block of questions with everything that it uses in place; null when it does not fit any more. */
function fieldOf(library: Library, written: unknown): DraftField | null {
  const { use, ...changes } = written as { use?: string };
  const whole = use === undefined ? changes : { ...library.fields[use], ...changes };
  return Field.safeParse(whole).success ? (whole as DraftField) : null;
}

function pageOf(library: Library, name: string): DraftPage | null {
  const block = Object.hasOwn(library.pages, name) ? library.pages[name] : undefined;
  if (!block || !Array.isArray(block.fields)) return null;
  const fields = block.fields.map((field: unknown) => fieldOf(library, field));
  return fields.every((field) => field !== null) ? ({ ...block, fields } as unknown as DraftPage) : null;
}

/** The blocks that procedures share, for choosing. */
export function libraryItems(t: Translator, library: Library): LibraryBlock[] {
  const fields = Object.keys(library.fields).flatMap((name): LibraryBlock[] => {
    const field = fieldOf(library, { use: name });
    return field
      ? [{ kind: 'field', name, title: fieldWords(t, field), asks: kindWords(t, field.kind) }]
      : [];
  });
  const pages = Object.keys(library.pages).flatMap((name): LibraryBlock[] => {
    const page = pageOf(library, name);
    if (!page) return [];
    const asks = page.fields.map((field) => fieldWords(t, field)).join('、');
    return [{ kind: 'page', name, title: pageWords(t, page), asks }];
  });
  return [...fields, ...pages];
}

/** The edit that puts a block in; names that are taken get a number. Null when there is no such block. */
export function blockEdit(
  document: DraftDocument,
  library: Library,
  { block, page }: { block: string; page: string },
): Edit | null {
  const [kind, name = ''] = block.split(':');
  if (kind === 'field') {
    const field = Object.hasOwn(library.fields, name) ? fieldOf(library, { use: name }) : null;
    return field && { kind: 'addField', page, field: { ...field, id: freeId(document, field.id) } };
  }
  const found = pageOf(library, name);
  if (!found) return null;
  const isTaken = found.fields.some(({ id }) => fieldPlace(document, id));
  // Its conditions name its own questions: as long as no name is taken they stay as they are.
  const fields = isTaken
    ? found.fields.map(
        ({ show: _, ...field }) => ({ ...field, id: freeId(document, field.id) }) as DraftField,
      )
    : found.fields;
  const pageId = freePageId(document, found.id);
  return { kind: 'addPage', page: { ...found, id: pageId, fields } };
}

function freeId(document: DraftDocument, wanted: string): string {
  let id = wanted;
  for (let number = 2; fieldPlace(document, id); number += 1) id = `${wanted}${number}`;
  return id;
}

function freePageId({ form }: DraftDocument, wanted: string): string {
  let id = wanted;
  for (let number = 2; form.pages.some((page) => page.id === id); number += 1) id = `${wanted}-${number}`;
  return id;
}
