import * as mupdf from 'mupdf';
import { invariant } from '../errors.js';
import type { PageOrder } from './pdf-pages.js';

type Mark = Extract<PageOrder, { task: 'mark' }>['marks'][number];
const RED: [number, number, number] = [0.75, 0.05, 0.1];
const NUMBER_SIZE = 11;

/** A copy with the marks as annotations (ISO 32000, 12.5): a frame or a note, each with its number beside it. */
export function markPages(pdf: Uint8Array, marks: readonly Mark[]): Uint8Array {
  const document = mupdf.Document.openDocument(pdf, 'application/pdf').asPDF();
  invariant(document, 'a PDF is marked');
  try {
    const pages = document.countPages();
    for (const mark of marks) {
      if (mark.page > pages) continue;
      const page = document.loadPage(mark.page - 1);
      invariant(page instanceof mupdf.PDFPage, 'a PDF has pages of its own kind');
      annotate(page, mark);
      page.destroy();
    }
    return new Uint8Array(document.saveToBuffer('garbage=1,compress').asUint8Array());
  } finally {
    document.destroy();
  }
}

function annotate(page: mupdf.PDFPage, mark: Mark): void {
  const [x0, y0, x1, y1] = page.getBounds();
  const across = (thousandths: number) => x0 + ((x1 - x0) * thousandths) / 1000;
  const down = (thousandths: number) => y0 + ((y1 - y0) * thousandths) / 1000;
  const [left, top] = [across(mark.left), down(mark.top)];
  const isPoint = mark.width === 0 || mark.height === 0;
  const annotation = page.createAnnotation(isPoint ? 'Text' : 'Square');
  annotation.setRect(
    isPoint
      ? [left, top, left + 20, top + 20]
      : [left, top, across(mark.left + mark.width), down(mark.top + mark.height)],
  );
  annotation.setColor(RED);
  if (!isPoint) annotation.setBorderWidth(1.5);
  annotation.setContents(`${mark.number}. ${mark.words}`);
  annotation.setAuthor(mark.author);
  annotation.setCreationDate(new Date(mark.at));
  annotation.setModificationDate(new Date(mark.at));
  annotation.update();
  const number = page.createAnnotation('FreeText');
  const from = isPoint ? left + 22 : left + 2;
  number.setRect([from, top + 2, from + NUMBER_SIZE * 2, top + 4 + NUMBER_SIZE]);
  number.setDefaultAppearance('Helv', NUMBER_SIZE, RED);
  number.setBorderWidth(0);
  number.setContents(String(mark.number));
  number.update();
}
