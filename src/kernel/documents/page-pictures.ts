const DPI = 96;

export interface PagePicture {
  /** PNG. */
  png: Uint8Array;
  /** How many pages the document has. */
  of: number;
}

/** The first pages of a PDF of ours as pictures, for looking at it beside something else. */
export async function pagePictures(pdf: Uint8Array, most: number): Promise<PagePicture[]> {
  // Forty megabytes that only those need who look at a preview on paper.
  const mupdf = await import('mupdf');
  const document = mupdf.Document.openDocument(pdf, 'application/pdf');
  try {
    const of = document.countPages();
    return Array.from({ length: Math.min(most, of) }, (_, index) => {
      const page = document.loadPage(index);
      const scale = mupdf.Matrix.scale(DPI / 72, DPI / 72);
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
