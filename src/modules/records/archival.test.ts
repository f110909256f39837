import { PDFDocument } from 'pdf-lib';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { type PdfPages, pagesHere } from '#kernel/documents/pdf-pages.js';
import { createTypesetter } from '#kernel/documents/typesetter.js';
import { createLogger } from '#kernel/log.js';
import { pdfText, popplerMissing } from '#testing/read-pdf.js';
import { archivalCopy } from './service/archival.js';

const tools = { typesetter: createTypesetter(), pages: pagesHere, log: createLogger('silent') };
const meta = { author: '奈良市長', date: Temporal.PlainDate.from('2026-11-20') };
const copyOf = (name: string, mediaType: string, bytes: Uint8Array) =>
  archivalCopy(tools, { name, mediaType, bytes }, meta);
const isPdfA = (pdf: Uint8Array | null) => pdf !== null && Buffer.from(pdf).includes('pdfaid:part');

test('a plain PDF is copied page by page as pictures; what is PDF/A already stays as it is', async () => {
  const plain = await PDFDocument.create();
  for (let page = 0; page < 3; page += 1) plain.addPage([300, 400]);
  const copy = await copyOf('図面.pdf', 'application/pdf', await plain.save());
  expect(copy.form).toBe('pages');
  expect(isPdfA(copy.pdf)).toBe(true);
  expect((await PDFDocument.load(copy.pdf ?? new Uint8Array())).getPageCount()).toBe(3);
  const again = await copyOf('図面.pdf', 'application/pdf', copy.pdf ?? new Uint8Array());
  expect(again).toEqual({ form: 'same', pdf: null });
});

test.skipIf(popplerMissing)(
  'the text of its pages can be searched in the copy, and is not seen',
  async () => {
    const words = '奈良市長は、窓口の改善を決定した。';
    const isA = await tools.typesetter.renderPdf({
      template:
        '#import "/base.typ": *\n#set page(width: 120mm, height: 80mm)\n#prose(data.words)\n#pagebreak()\n二枚目',
      data: { words },
      meta: { title: '決定', ...meta },
    });
    // The same pages without what says that they are PDF/A.
    const plain = await PDFDocument.create();
    for (const page of await plain.copyPages(await PDFDocument.load(isA), [0, 1])) plain.addPage(page);
    const copy = await copyOf('決定.pdf', 'application/pdf', await plain.save({ useObjectStreams: false }));
    expect(copy.form).toBe('pages');
    if (!copy.pdf) throw new Error('no copy');
    expect(isPdfA(copy.pdf)).toBe(true);
    const text = (await pdfText(copy.pdf)).replace(/\s/g, '');
    expect(text).toContain(words);
    expect(text).toContain('二枚目');
    // What is seen is the picture alone: without the text the page looks exactly the same.
    const wordless: PdfPages = {
      ...pagesHere,
      draw: async (...of) => (await pagesHere.draw(...of)).map((page) => ({ ...page, lines: [] })),
    };
    const file = { name: '決定.pdf', mediaType: 'application/pdf', bytes: await plain.save() };
    const mute = await archivalCopy({ ...tools, pages: wordless }, file, meta);
    if (!mute.pdf) throw new Error('no copy');
    expect(await pdfText(mute.pdf)).not.toContain('奈良');
    const looks = async (pdf: Uint8Array) => (await pagesHere.draw(pdf, 2)).map(({ png }) => png);
    expect(await looks(copy.pdf)).toEqual(await looks(mute.pdf));
  },
);

test('pictures and texts become PDF/A', async () => {
  const blank = { create: { width: 40, height: 30, channels: 3 as const, background: '#08c' } };
  const png = await copyOf('写真.png', 'image/png', new Uint8Array(await sharp(blank).png().toBuffer()));
  const jpeg = await copyOf('写真.jpg', 'image/jpeg', new Uint8Array(await sharp(blank).jpeg().toBuffer()));
  const text = await copyOf('本文.txt', 'text/plain', new TextEncoder().encode('一行目\n#二行目 $x$'));
  expect([png, jpeg, text].map(({ form }) => form)).toEqual(['picture', 'picture', 'text']);
  for (const { pdf } of [png, jpeg, text]) expect(isPdfA(pdf)).toBe(true);
});

test('what cannot be read has no copy, and nothing fails by it', async () => {
  const broken = new TextEncoder().encode('not what it says');
  for (const type of ['application/pdf', 'image/png', 'application/vnd.oasis.opendocument.text'])
    expect(await copyOf('壊れた', type, broken)).toEqual({ form: 'none', pdf: null });
});
