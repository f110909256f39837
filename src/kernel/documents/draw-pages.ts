import * as mupdf from 'mupdf';
import type { PageLine, PagePicture, PageUse } from './pdf-pages.js';

const DPI = { screen: 96, keep: 150 } as const satisfies Record<PageUse, number>;
const JPEG_QUALITY = 85;
/** A plan of a building is drawn smaller than it is: so many pixels at most. */
const MOST_PIXELS = 8_000_000;

interface StructuredText {
  blocks: { lines?: { text: string; bbox: { x: number; y: number; h: number } }[] }[];
}

function linesOf(page: mupdf.Page, [left, top]: mupdf.Rect): PageLine[] {
  const structured = page.toStructuredText('');
  const { blocks } = JSON.parse(structured.asJSON()) as StructuredText;
  structured.destroy();
  return blocks
    .flatMap(({ lines }) => lines ?? [])
    .filter(({ text }) => text.trim() !== '')
    .map(({ text, bbox: { x, y, h } }) => ({ text, left: x - left, top: y - top, height: h }));
}

export function drawPages(pdf: Uint8Array, most: number, first: number, use: PageUse): PagePicture[] {
  const document = mupdf.Document.openDocument(pdf, 'application/pdf');
  try {
    const of = document.countPages();
    const count = Math.max(0, Math.min(most, of - first + 1));
    return Array.from({ length: count }, (_, index) => {
      const page = document.loadPage(first - 1 + index);
      const bounds = page.getBounds();
      const [left, top, right, bottom] = bounds;
      const [width, height] = [right - left, bottom - top];
      const scale = Math.min(DPI[use] / 72, Math.sqrt(MOST_PIXELS / (width * height)));
      const pixmap = page.toPixmap(mupdf.Matrix.scale(scale, scale), mupdf.ColorSpace.DeviceRGB, false, true);
      const image = use === 'keep' ? pixmap.asJPEG(JPEG_QUALITY, false) : pixmap.asPNG();
      pixmap.destroy();
      const lines = linesOf(page, bounds);
      page.destroy();
      return { image, width, height, of, lines };
    });
  } finally {
    document.destroy();
  }
}
