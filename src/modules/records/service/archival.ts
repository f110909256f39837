import type { Kernel } from '#kernel/kernel.js';
import { textOfFile } from './texts.js';

const TEMPLATE = new URL('../templates/archival.typ', import.meta.url);
/** Longer PDFs stay as they are: their pages as pictures would be larger than what a package may hold. */
const MOST_PAGES = 50;
/** What a line printer would need a day for is no reading copy. */
const MOST_TEXT = 500_000;

/**
 * How a file can be read for ever: `same`: it is PDF/A itself; `pages`: the pages of a PDF as pictures, behind which
 * their text stands to be searched; `picture`;
 * `text`: the words of a text or office file, without its looks; `none`: only as it is.
 */
export type ArchivalForm = 'same' | 'pages' | 'picture' | 'text' | 'none';

export interface ArchivalCopy {
  form: ArchivalForm;
  /** PDF/A-2b; null where there is none beside the original. */
  pdf: Uint8Array | null;
}

/** Says of itself that it is PDF/A: what this product sets, and what others wrote with such a program. */
const saysPdfA = (bytes: Uint8Array): boolean => Buffer.from(bytes).includes('pdfaid:part');

/** A copy in PDF/A beside the original. A file that cannot be read gives none: a package never fails by it. */
export async function archivalCopy(
  { typesetter, pages: drawing, log }: Pick<Kernel, 'typesetter' | 'pages' | 'log'>,
  file: { name: string; mediaType: string; bytes: Uint8Array },
  { author, date }: { author: string; date: Temporal.PlainDate },
): Promise<ArchivalCopy> {
  const { name, mediaType, bytes } = file;
  const set = async (form: ArchivalForm, data: object, files: Record<string, Uint8Array> = {}) => ({
    form,
    pdf: await typesetter.renderPdf({
      template: TEMPLATE,
      data: { form, name, ...data },
      files,
      meta: { title: name, author, date },
      missingGlyph: 'mark',
    }),
  });
  try {
    if (mediaType === 'application/pdf') {
      if (saysPdfA(bytes)) return { form: 'same', pdf: null };
      const pages = await drawing.draw(bytes, MOST_PAGES);
      if (pages.length === 0 || (pages[0]?.of ?? 0) > MOST_PAGES) return { form: 'none', pdf: null };
      const drawn = Object.fromEntries(pages.map(({ png }, index) => [`page-${index + 1}.png`, png]));
      const shown = pages.map(({ width, height, lines }, index) => ({
        picture: `page-${index + 1}.png`,
        ...{ width, height, lines },
      }));
      return await set('pages', { pages: shown }, drawn);
    }
    if (mediaType === 'image/png' || mediaType === 'image/jpeg') {
      const picture = mediaType === 'image/png' ? 'picture.png' : 'picture.jpg';
      return await set('picture', { picture }, { [picture]: bytes });
    }
    const text = await textOfFile({ mediaType, bytes });
    if (text.trim() === '' || text.length > MOST_TEXT) return { form: 'none', pdf: null };
    return await set('text', { text });
  } catch (error) {
    log.warn({ err: error, mediaType }, 'a file has no copy in PDF/A');
    return { form: 'none', pdf: null };
  }
}
