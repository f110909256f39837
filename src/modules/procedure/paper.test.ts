import * as mupdf from 'mupdf';
import { beforeAll, describe, expect, it } from 'vitest';
import { isTyped } from '#forms/fields/field.js';
import { journey } from '#forms/journey.js';
import { newSheetId, readSheetCode } from '#forms/paper/code.js';
import { rasterised } from '#forms/paper/fixtures.js';
import { BODY, type PlacedRect, SHEET, SHEET_SHAPE } from '#forms/paper/geometry.js';
import { POINT } from '#forms/paper/measure.js';
import { type PaperLayout, paperDocument, paperLayout } from '#forms/paper/paper-form.js';
import { sampleAnswers } from '#forms/sample-answers.js';
import { SHIPPED_CATALOG } from '#kernel/create-kernel.js';
import { createTypesetter } from '#kernel/documents/typesetter.js';
import { localize } from '#kernel/i18n/locales.js';
import { readScan } from '#kernel/scans/read-scan.js';
import { readMunicipalities } from '#kernel/tenancy/municipalities.js';
import type { Municipality } from '#kernel/tenancy/municipality.js';
import { readCommonProcedures, readProcedures } from './catalog.js';
import { Procedure } from './definition.js';
import { paperForm, paperFrame, withDeclaration } from './paper.js';

const TODAY = Temporal.PlainDate.from('2026-11-20');
/** In points: smaller than this nobody reads. */
const LEAST_SIZE = 5.2;
const typesetter = createTypesetter();

/** What municipalities offer, and the shared ones that none has taken over as if one had. */
const { all } = await readMunicipalities(SHIPPED_CATALOG);
const common = await readCommonProcedures(SHIPPED_CATALOG);
const procedures = new Map<string, { municipality: Municipality; procedure: Procedure }>();
for (const municipality of all) {
  const [unit] = municipality.units;
  for (const { document } of common.values()) {
    const procedure = Procedure.parse({ ...document, unit: unit?.id });
    procedures.set(procedure.id, { municipality, procedure });
  }
}
for (const municipality of all)
  for (const { id, document } of await readProcedures(SHIPPED_CATALOG, municipality, common))
    procedures.set(id, { municipality, procedure: Procedure.parse(document) });

function at(id: string): { municipality: Municipality; procedure: Procedure } {
  const found = procedures.get(id);
  if (!found) throw new Error(`no procedure ${id}`);
  return found;
}

interface Line {
  text: string;
  size: number;
  box: { x: number; y: number; w: number; h: number };
}

/** Lines of text as they stand on a page, in points. */
function linesOn(pdf: Uint8Array): Line[][] {
  const document = mupdf.Document.openDocument(pdf, 'application/pdf');
  return Array.from({ length: document.countPages() }, (_, index) => {
    const read = JSON.parse(document.loadPage(index).toStructuredText('').asJSON()) as {
      blocks: { type: string; lines?: { text: string; bbox: Line['box']; font: { size: number } }[] }[];
    };
    return read.blocks.flatMap(({ lines = [] }) =>
      lines.map(({ text, bbox, font }) => ({ text, box: bbox, size: font.size })),
    );
  });
}

const overlap = (a: Line['box'], b: Line['box']): number =>
  Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x) > 1
    ? Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y)
    : 0;

const isIn = (inner: PlacedRect, outer: PlacedRect): boolean =>
  inner.page === outer.page &&
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width + 0.01 &&
  inner.y + inner.height <= outer.y + outer.height + 0.01;

async function typeset(id: string, isFilled: boolean): Promise<{ layout: PaperLayout; pdf: Uint8Array }> {
  const { municipality, procedure } = at(id);
  const frame = paperFrame(procedure, municipality, 12);
  const { relevant } = journey(procedure.form, sampleAnswers(procedure.form, 1, TODAY), { today: TODAY });
  const filled = isFilled ? { answers: withDeclaration(relevant), today: TODAY } : null;
  const layout = paperLayout(paperForm(procedure, { isFilled }), frame, filled);
  const code = { tenant: municipality.code, procedure: id, version: '12.3', sheet: newSheetId() };
  const meta = { author: localize(municipality.name, 'ja'), date: TODAY };
  return { layout, pdf: await typesetter.renderPdf(await paperDocument(layout, frame, code, meta)) };
}

describe.each([...procedures.keys()])('%s on paper', (id) => {
  describe.each([false, true])('filled: %s', (isFilled) => {
    let layout: PaperLayout;
    let pages: Line[][];
    beforeAll(async () => {
      const made = await typeset(id, isFilled);
      layout = made.layout;
      pages = linesOn(made.pdf);
    });

    it('keeps every text to its place, large enough to be read and beside no other', () => {
      expect(pages).toHaveLength(layout.pages.length);
      expect(pages[0]?.map(({ text }) => text)).toContain(localize(at(id).procedure.title, 'ja'));
      for (const lines of pages) {
        expect(lines.filter(({ size }) => size < LEAST_SIZE)).toEqual([]);
        const outside = lines.filter(
          ({ box }) =>
            box.x * POINT < BODY.left - 2 ||
            (box.x + box.w) * POINT > BODY.right + 2 ||
            (box.y + box.h) * POINT > SHEET.height - 8,
        );
        expect(outside).toEqual([]);
        const pairs = lines.flatMap((a, index) =>
          lines
            .slice(index + 1)
            .flatMap((b) =>
              overlap(a.box, b.box) > Math.min(a.size, b.size) * 0.45 ? [[a.text, b.text]] : [],
            ),
        );
        expect(pairs).toEqual([]);
      }
    });

    it('has a place for every question, and boxes to tick that stand in it', () => {
      const { fields } = layout.positions;
      const asked = paperForm(at(id).procedure).pages.flatMap((page) => page.fields.filter(isTyped));
      const ids = asked.map((field) => field.id).sort();
      if (!isFilled) expect(fields.map(({ field }) => field).sort()).toEqual(ids);
      for (const { field, areas, ticks } of fields) {
        expect(areas.length, field).toBeGreaterThan(0);
        for (const tick of ticks)
          expect(
            areas.some((area) => isIn(tick, area)),
            `${field} ${tick.value}`,
          ).toBe(true);
      }
      const ticks = fields.flatMap((field) => field.ticks);
      const isOn = (a: PlacedRect, b: PlacedRect) =>
        a.page === b.page && Math.abs(a.x - b.x) < a.width && Math.abs(a.y - b.y) < a.height;
      const double = ticks.filter((a, index) => ticks.slice(index + 1).some((b) => isOn(a, b)));
      expect(double).toEqual([]);
    });
  });
});

it('the longest code is read from a coarse scan', async () => {
  const longest = [...procedures.keys()].reduce((a, b) => (b.length > a.length ? b : a));
  const { pdf, layout } = await typeset(longest, false);
  const [first] = rasterised(pdf, 150);
  const [page] = await readScan(first ?? Buffer.of(), SHEET_SHAPE);
  expect(readSheetCode(page?.code ?? '')).toMatchObject({
    procedure: longest,
    version: '12.3',
    layout: layout.digest,
    page: 1,
  });
});
