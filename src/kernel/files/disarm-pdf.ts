import * as mupdf from 'mupdf';
import { type Disarmed, UnfitFile } from './rules.js';

const MOST_PAGES = 200;

/**
 * The pages set into a new file: what is drawn stays, annotations and filled form fields as part of the drawing.
 * Programs, attached files, actions and everything else of the old file stay behind.
 */
export function disarmPdf(bytes: Uint8Array): Disarmed {
  try {
    const opened = mupdf.Document.openDocument(bytes, 'application/pdf').asPDF();
    if (!opened) throw new UnfitFile('broken');
    if (opened.needsPassword()) throw new UnfitFile('encrypted');
    const pages = opened.countPages();
    if (pages === 0) throw new UnfitFile('broken');
    if (pages > MOST_PAGES) throw new UnfitFile('tooManyPages');
    opened.bake(true, true);
    const clean = new mupdf.PDFDocument();
    const map = clean.newGraftMap();
    for (let page = 0; page < pages; page += 1) map.graftPage(-1, opened, page);
    const written = clean.saveToBuffer('garbage=4,compress,sanitize').asUint8Array();
    const result = { bytes: new Uint8Array(written), mediaType: 'application/pdf', ending: 'pdf' };
    clean.destroy();
    opened.destroy();
    return result;
  } catch (error) {
    if (error instanceof UnfitFile) throw error;
    throw new UnfitFile('broken', { cause: error });
  }
}
