import { POINTS_PER_MM } from '../model.js';
import type { Area } from './redact-pdf.js';

/** An area that blacks out nothing: on a page that there is not, or beside its sheet. Sizes in millimetres. */
export type Misplaced = { index: number; page: number } & (
  | { why: 'noPage'; pages: number }
  | { why: 'outside'; width: number; height: number }
);

/** Less than this cannot be seen as black, in millimetres. */
const LEAST = 0.5;

/** The first of the areas that would black out nothing; null when all do. */
export async function misplacedArea(bytes: Uint8Array, areas: readonly Area[]): Promise<Misplaced | null> {
  const { Document } = await import('mupdf');
  const opened = Document.openDocument(bytes, 'application/pdf');
  try {
    const pages = opened.countPages();
    for (const [index, { page, ...area }] of areas.entries()) {
      if (page > pages) return { index, page, why: 'noPage', pages };
      const loaded = opened.loadPage(page - 1);
      const [left, top, right, bottom] = loaded.getBounds();
      loaded.destroy();
      const [width, height] = [(right - left) / POINTS_PER_MM, (bottom - top) / POINTS_PER_MM];
      const across = Math.min(area.left + area.width, width) - Math.max(area.left, 0);
      const down = Math.min(area.top + area.height, height) - Math.max(area.top, 0);
      if (across < LEAST || down < LEAST)
        return { index, page, why: 'outside', width: Math.round(width), height: Math.round(height) };
    }
    return null;
  } finally {
    opened.destroy();
  }
}
