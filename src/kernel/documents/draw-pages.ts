import * as mupdf from 'mupdf';
import type { PagePicture } from './pdf-pages.js';

const DPI = 96;
/** A plan of a building is drawn smaller than it is: so many pixels at most. */
const MOST_PIXELS = 8_000_000;

export function drawPages(pdf: Uint8Array, most: number, first: number): PagePicture[] {
  const document = mupdf.Document.openDocument(pdf, 'application/pdf');
  try {
    const of = document.countPages();
    const count = Math.max(0, Math.min(most, of - first + 1));
    return Array.from({ length: count }, (_, index) => {
      const page = document.loadPage(first - 1 + index);
      const [left, top, right, bottom] = page.getBounds();
      const [width, height] = [right - left, bottom - top];
      const scale = Math.min(DPI / 72, Math.sqrt(MOST_PIXELS / (width * height)));
      const pixmap = page.toPixmap(mupdf.Matrix.scale(scale, scale), mupdf.ColorSpace.DeviceRGB, false, true);
      const png = pixmap.asPNG();
      pixmap.destroy();
      page.destroy();
      return { png, width, height, of };
    });
  } finally {
    document.destroy();
  }
}
