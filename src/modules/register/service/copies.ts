import type { PDFDocument } from 'pdf-lib';
import { today } from '#kernel/clock.js';
import { type Context, tenantOf } from '#kernel/context.js';
import { invariant, notFound } from '#kernel/errors.js';
import { localize } from '#kernel/i18n/locales.js';
import { translatorFor } from '#kernel/i18n/translate.js';
import { append } from '#kernel/journal/journal.js';
import { eraDate } from '#kernel/values/era.js';
import type { CounterCopy } from '../definition.js';
import { type KeptRegister, type Row, rowSubject } from '../model.js';
import { filesIn } from '../row-files.js';
import { labelText, valueText } from '../value-text.js';
import { type RegisterDeps, unitName } from './deps.js';
import type { ReadingService } from './reading.js';

const COPY = new URL('../templates/counter-copy.typ', import.meta.url);
const ja = translatorFor('ja');

export interface GivenCopy {
  pdf: Uint8Array;
  sheets: number;
}

/** Copies of rows that are given out at the counter: what may be shown and nothing else. */
export function createCopies({ kernel }: Pick<RegisterDeps, 'kernel'>, reading: ReadingService) {
  const { access, database, files, typesetter } = kernel;

  async function scansOf(
    context: Context,
    { register }: KeptRegister,
    { id, values }: Row,
    copy: CounterCopy,
  ): Promise<{ bytes: Uint8Array; mediaType: string }[]> {
    const named = register.fields
      .filter(({ ask }) => copy.scans.includes(ask.id))
      .flatMap((field) => filesIn(field, values));
    return database.transaction(tenantOf(context), async (tx) => {
      const scans = [];
      for (const { file } of named) {
        const scan = await files.read(tx, rowSubject(register.id, id), file);
        invariant(scan, 'a row has the files that it names');
        scans.push(scan);
      }
      return scans;
    });
  }

  const coverOf = (context: Context, kept: KeptRegister, row: Row, copy: CounterCopy, scans: number) =>
    typesetter.renderPdf({
      template: COPY,
      data: {
        title: localize(copy.title, 'ja'),
        basis: copy.basis,
        municipality: localize(context.municipality.name, 'ja'),
        unit: unitName(context, kept.unit),
        madeOn: eraDate(today(context.clock)),
        scans,
        rows: copy.fields.flatMap((id) => {
          const field = kept.register.fields.find(({ ask }) => ask.id === id);
          return field
            ? [{ label: labelText(ja, field), text: valueText(ja, field, row.values[id]) || '―' }]
            : [];
        }),
      },
      meta: {
        title: localize(copy.title, 'ja'),
        author: localize(context.municipality.name, 'ja'),
        date: today(context.clock),
      },
      missingGlyph: 'mark',
    });

  /** The copy of a row in use, for whoever may give it out. Throws notFound. */
  async function make(context: Context, kept: KeptRegister, row: Row): Promise<GivenCopy> {
    const { counterCopy } = kept.register;
    if (!counterCopy || row.state === 'retired') throw notFound(`copy of row ${row.id}`);
    access.require(context, 'register.edit', kept.unit);
    const scans = await scansOf(context, kept, row, counterCopy);
    const scanned = await pagesOf(scans);
    const cover = await coverOf(context, kept, row, counterCopy, scanned.getPageCount());
    return behind(cover, scanned);
  }

  return {
    make,

    /** The copy as a file; that it was given out is journalled, with how many sheets. */
    async give(context: Context, register: string, id: string): Promise<GivenCopy> {
      const { kept, row } = await reading.open(context, register, id);
      const copy = await make(context, kept, row);
      await database.transaction(tenantOf(context), (tx) =>
        append(tx, context, {
          type: 'register.copyGiven',
          subject: rowSubject(register, id),
          data: { register, unit: kept.unit, sheets: copy.sheets },
        }),
      );
      return copy;
    },
  };
}

const A4 = { width: 595.28, height: 841.89 } as const;

export type CopyService = ReturnType<typeof createCopies>;

/** Every page of the scans; a picture fills a page of its own. */
async function pagesOf(scans: readonly { bytes: Uint8Array; mediaType: string }[]): Promise<PDFDocument> {
  const { PDFDocument: Pdf } = await import('pdf-lib');
  const scanned = await Pdf.create();
  for (const { bytes, mediaType } of scans) {
    if (mediaType === 'application/pdf') {
      const pdf = await Pdf.load(bytes);
      for (const page of await scanned.copyPages(pdf, pdf.getPageIndices())) scanned.addPage(page);
      continue;
    }
    const picture = mediaType === 'image/png' ? await scanned.embedPng(bytes) : await scanned.embedJpg(bytes);
    const { width, height } = picture.scaleToFit(A4.width, A4.height);
    scanned.addPage([width, height]).drawImage(picture, { x: 0, y: 0, width, height });
  }
  return scanned;
}

async function behind(cover: Uint8Array, scanned: PDFDocument): Promise<GivenCopy> {
  const { PDFDocument: Pdf } = await import('pdf-lib');
  const whole = await Pdf.load(cover);
  for (const page of await whole.copyPages(scanned, scanned.getPageIndices())) whole.addPage(page);
  return { pdf: await whole.save(), sheets: whole.getPageCount() };
}
