import * as mupdf from 'mupdf';
import type { PagePicture } from './page-pictures.js';

export function drawPages(pdf: Uint8Array, most: number, dpi: number): PagePicture[] {
  const document = mupdf.Document.openDocument(pdf, 'application/pdf');
  try {
    const of = document.countPages();
    return Array.from({ length: Math.min(most, of) }, (_, index) => {
      const page = document.loadPage(index);
      const scale = mupdf.Matrix.scale(dpi / 72, dpi / 72);
      const pixmap = page.toPixmap(scale, mupdf.ColorSpace.DeviceRGB, false, true);
      const png = pixmap.asPNG();
      pixmap.destroy();
      page.destroy();
      return { png, of };
    });
  } finally {
    document.destroy();
  }
}
