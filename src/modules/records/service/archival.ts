import type { FlowingText, PrintedSheets } from '#kernel/documents/office/blocks.js';
import { EXCEL, WORD } from '#kernel/documents/office/read-office.js';
import type { Kernel } from '#kernel/kernel.js';
import { textOfFile } from './texts.js';

const TEMPLATE = new URL('../templates/archival.typ', import.meta.url);
const FLOW = new URL('../templates/archival-flow.typ', import.meta.url);
const SHEETS = new URL('../templates/archival-sheets.typ', import.meta.url);
/** Five times what one file may have that is taken in (kernel/files). */
export const MOST_PAGES = 1_000;
/** So many are in memory at a time. */
const PAGES_AT_ONCE = 10;
/** One copy is put together in memory. */
const MOST_BYTES = 150 * 1024 * 1024;
/** What a line printer would need a day for is no reading copy. */
const MOST_TEXT = 500_000;

/**
 * How a file can be read for ever: `same`: it is PDF/A itself; `pages`: the pages of a PDF as pictures, behind which
 * their text stands to be searched; `picture`; `flow`: a Word file with headings, lists, tables and pictures; `sheets`:
 * the tables of a workbook; `text`: the words alone; `none`: only as it is.
 */
export type ArchivalForm = 'same' | 'pages' | 'picture' | 'flow' | 'sheets' | 'text' | 'none';

/** Why there is no copy. */
export type NoCopy = 'tooManyPages' | 'tooLarge' | 'unreadable' | 'packageFull';

export interface ArchivalCopy {
  form: ArchivalForm;
  /** PDF/A-2b; null where there is none beside the original. */
  pdf: Uint8Array | null;
  /** Of the form `none`. */
  why: NoCopy | null;
}

type Tools = Pick<Kernel, 'typesetter' | 'pages' | 'log'>;
interface Source {
  name: string;
  mediaType: string;
  bytes: Uint8Array;
}
type Setter = (
  template: URL,
  data: object,
  files?: Readonly<Record<string, Uint8Array>>,
) => Promise<Uint8Array>;

const none = (why: NoCopy): ArchivalCopy => ({ form: 'none', pdf: null, why });
const copyOf = (form: ArchivalForm, pdf: Uint8Array | null): ArchivalCopy =>
  pdf ? { form, pdf, why: null } : none('tooLarge');

/** Says of itself that it is PDF/A: what this product sets, and what others wrote with such a program. */
const saysPdfA = (bytes: Uint8Array): boolean => Buffer.from(bytes).includes('pdfaid:part');

/** Piece by piece into one file; null when it grows too large. */
async function joined({ pages }: Tools, pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array | null> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of pieces) {
    bytes += part.length;
    if (bytes > MOST_BYTES) return null;
    parts.push(part);
  }
  const [only] = parts;
  return parts.length === 1 && only ? only : pages.join(parts);
}

async function ofPages(tools: Tools, set: Setter, pdf: Uint8Array): Promise<ArchivalCopy> {
  const draw = (first: number) => tools.pages.draw(pdf, PAGES_AT_ONCE, first, 'keep');
  const begin = await draw(1);
  const of = begin[0]?.of ?? 0;
  if (of === 0) return none('unreadable');
  if (of > MOST_PAGES) return none('tooManyPages');
  async function* pieces() {
    for (let first = 1; first <= of; first += PAGES_AT_ONCE) {
      const files: Record<string, Uint8Array> = {};
      const drawn = first === 1 ? begin : await draw(first);
      const shown = drawn.map(({ image, width, height, lines }, index) => {
        const picture = `page-${index + 1}.jpg`;
        files[picture] = image;
        return { picture, width, height, lines };
      });
      yield await set(TEMPLATE, { form: 'pages', pages: shown }, files);
    }
  }
  return copyOf('pages', await joined(tools, pieces()));
}

async function ofOffice(tools: Tools, set: Setter, { bytes, mediaType }: Source): Promise<ArchivalCopy> {
  const read: FlowingText | PrintedSheets = await tools.pages.office(bytes, mediaType);
  if (read.kind === 'flow') {
    const { files, ...data } = read;
    return copyOf('flow', await set(FLOW, data, files));
  }
  if (read.pieces.length === 0) return none('unreadable');
  async function* pieces({ pieces: sheets }: PrintedSheets) {
    for (const piece of sheets) yield await set(SHEETS, piece);
  }
  return copyOf('sheets', await joined(tools, pieces(read)));
}

async function ofText(set: Setter, source: Source): Promise<ArchivalCopy> {
  const text = await textOfFile(source);
  if (text.trim() === '') return none('unreadable');
  if (text.length > MOST_TEXT) return none('tooLarge');
  return copyOf('text', await set(TEMPLATE, { form: 'text', text }));
}

/** A copy in PDF/A beside the original. A file that cannot be read gives none: a package never fails by it. */
export async function archivalCopy(
  tools: Tools,
  source: Source,
  { author, date }: { author: string; date: Temporal.PlainDate },
): Promise<ArchivalCopy> {
  const { name, mediaType, bytes } = source;
  const set: Setter = (template, data, files = {}) =>
    tools.typesetter.renderPdf({
      template,
      data: { name, ...data },
      files,
      meta: { title: name, author, date },
      missingGlyph: 'mark',
    });
  const failed = (error: unknown, what: string) =>
    tools.log.warn({ err: error, mediaType }, `a file has no copy in PDF/A: ${what}`);
  try {
    if (mediaType === 'application/pdf')
      return saysPdfA(bytes) ? { form: 'same', pdf: null, why: null } : await ofPages(tools, set, bytes);
    if (mediaType === 'image/png' || mediaType === 'image/jpeg') {
      const picture = mediaType === 'image/png' ? 'picture.png' : 'picture.jpg';
      return copyOf('picture', await set(TEMPLATE, { form: 'picture', picture }, { [picture]: bytes }));
    }
    if (mediaType === WORD || mediaType === EXCEL) {
      try {
        return await ofOffice(tools, set, source);
      } catch (error) {
        failed(error, 'its looks cannot be read, its words stand for it');
      }
    }
    return await ofText(set, source);
  } catch (error) {
    failed(error, 'it cannot be read');
    return none('unreadable');
  }
}
