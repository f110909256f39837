import { PDFDocument } from 'pdf-lib';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { pagesHere } from '#kernel/documents/pdf-pages.js';
import { createTypesetter } from '#kernel/documents/typesetter.js';
import { createLogger } from '#kernel/log.js';
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
