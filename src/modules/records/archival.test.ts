import { PDFDocument } from 'pdf-lib';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { type PdfPages, pagesHere } from '#kernel/documents/pdf-pages.js';
import { createTypesetter } from '#kernel/documents/typesetter.js';
import { createLogger } from '#kernel/log.js';
import { writeBook } from '#kernel/sheets/write-book.js';
import { writeZip } from '#kernel/sheets/zip.js';
import { pdfText, popplerMissing } from '#testing/read-pdf.js';
import { wordFile } from '#testing/word-file.js';
import { archivalCopy, MOST_PAGES } from './service/archival.js';

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
  expect(again).toEqual({ form: 'same', pdf: null, why: null });
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
    const looks = async (pdf: Uint8Array) => (await pagesHere.draw(pdf, 2)).map(({ image }) => image);
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

test('of a PDF as long as it may be every page is copied in its size, piece by piece; of a longer one none', async () => {
  const plain = await PDFDocument.create();
  for (let page = 0; page < 61; page += 1) plain.addPage([60 + page, 40]);
  const copy = await copyOf('長い.pdf', 'application/pdf', await plain.save());
  expect(copy).toMatchObject({ form: 'pages', why: null });
  expect(isPdfA(copy.pdf)).toBe(true);
  const pages = (await PDFDocument.load(copy.pdf ?? new Uint8Array())).getPages();
  expect(pages.map((page) => Math.round(page.getWidth()))).toEqual(
    plain.getPages().map((page) => page.getWidth()),
  );
  for (let page = 61; page < MOST_PAGES + 1; page += 1) plain.addPage([20, 20]);
  const longer = await copyOf('もっと長い.pdf', 'application/pdf', await plain.save());
  expect(longer).toEqual({ form: 'none', pdf: null, why: 'tooManyPages' });
});

const OPEN_XML = 'application/vnd.openxmlformats-officedocument';
const paragraph = (text: string, looks = '') =>
  `<w:p><w:pPr>${looks}</w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`;

test.skipIf(popplerMissing)('a Word file becomes headings, lists and tables on pages', async () => {
  const list = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>';
  const cells = Array.from({ length: 80 }, (_, row) => `<w:tr><w:tc>${paragraph(`行${row}`)}</w:tc></w:tr>`);
  const head = `<w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc>${paragraph('表の頭')}</w:tc></w:tr>`;
  const body =
    paragraph('窓口の改善', '<w:pStyle w:val="1"/>') +
    paragraph('書かない窓口', list) +
    paragraph('待たない窓口', list) +
    `<w:tbl>${head}${cells.join('')}</w:tbl>`;
  const { form, pdf } = await copyOf('計画.docx', `${OPEN_XML}.wordprocessingml.document`, wordFile(body));
  expect(form).toBe('flow');
  if (!pdf) throw new Error('no copy');
  expect(isPdfA(pdf)).toBe(true);
  const text = (await pdfText(pdf)).replace(/[ \u3000]/g, '');
  expect(text).toContain('1.書かない窓口');
  expect(text).toContain('2.待たない窓口');
  // Over two pages or more, the head of the table again on each.
  expect(text.split('表の頭').length - 1).toBe((await PDFDocument.load(pdf)).getPageCount());
  // A heading is found in the bookmarks of the file.
  expect(Buffer.from(pdf).includes('/Outlines')).toBe(true);
});

test.skipIf(popplerMissing)('a workbook becomes tables on pages that lie across', async () => {
  const book = writeBook([
    {
      name: '事業',
      columns: [
        { heading: '番号', width: 8, look: 'number' },
        { heading: '事業の名前', width: 30, look: 'text' },
      ],
      rows: Array.from({ length: 100 }, (_, row) => [row + 1000, `事業${row}`]),
    },
  ]);
  const { form, pdf } = await copyOf('事業.xlsx', `${OPEN_XML}.spreadsheetml.sheet`, book);
  expect(form).toBe('sheets');
  if (!pdf) throw new Error('no copy');
  expect(isPdfA(pdf)).toBe(true);
  const pages = (await PDFDocument.load(pdf)).getPages();
  expect(pages.length).toBeGreaterThan(1);
  for (const page of pages) expect(page.getWidth()).toBeGreaterThan(page.getHeight());
  const text = (await pdfText(pdf)).replaceAll(' ', '');
  expect(text.split('事業の名前').length - 1).toBe(pages.length);
  for (const words of ['1000', '1099', '事業99']) expect(text).toContain(words);
});

test('of an office file whose looks nobody can read the words are kept', async () => {
  const torn = writeZip({ 'word/document.xml': '<w:document><w:p><w:t>言葉だけ</w:t></w:p></w:document>' });
  const copy = await copyOf('半端.docx', `${OPEN_XML}.wordprocessingml.document`, torn);
  expect(copy.form).toBe('text');
});

test('what cannot be read has no copy, and nothing fails by it', async () => {
  const broken = new TextEncoder().encode('not what it says');
  for (const type of ['application/pdf', 'image/png', 'application/vnd.oasis.opendocument.text'])
    expect(await copyOf('壊れた', type, broken)).toEqual({ form: 'none', pdf: null, why: 'unreadable' });
});
