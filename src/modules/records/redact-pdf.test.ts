import { expect, test } from 'vitest';
import { createTypesetter } from '#kernel/documents/typesetter.js';
import { pdfText, popplerMissing } from '#testing/read-pdf.js';
import { misplacedArea } from './service/redact-areas.js';
import { redactPdf } from './service/redact-pdf.js';

const typeset = (text: string) =>
  createTypesetter().renderPdf({
    template: '#import "/base.typ": *\n#set page(width: 80mm, height: 60mm, margin: 10mm)\n#prose(data.text)',
    data: { text },
    meta: { title: '花子さんの相談記録', author: '奈良市', date: Temporal.PlainDate.from('2026-11-20') },
  });
const bare = (text: string) => text.replace(/\s/g, '');

test.skipIf(popplerMissing)(
  'what is blacked out is gone from the file, also where a line breaks it, and its neighbours stay',
  async () => {
    const text =
      '申出人は奈良花子さんで、電話は０７４２-３４-１１１１です。窓口で長く待たされたという申出人奈良花子さんの意見があった。';
    const pdf = await typeset(text);
    expect(bare(await pdfText(pdf))).toContain('奈良花子');
    const { bytes, found } = await redactPdf(pdf, {
      words: ['奈良花子', '0742-34-1111', 'どこにもない'],
      areas: [],
    });
    expect(found).toEqual([2, 1, 0]);
    if (!bytes) throw new Error('nothing was black');
    const left = bare(await pdfText(bytes));
    for (const gone of ['奈良花子', '花子', '０７４２', '1111']) expect(left).not.toContain(gone);
    for (const stays of ['申出人は', 'さんで、電話は', 'です。窓口で', '意見が', 'あった'])
      expect(left).toContain(stays);
    const raw = Buffer.from(bytes).toString('latin1');
    expect(raw).not.toContain('花子さんの相談記録');
    expect(Buffer.from(bytes).includes(Buffer.from('花子さんの相談記録', 'utf16le').swap16())).toBe(false);
  },
);

test.skipIf(popplerMissing)('an area takes everything that stands in it', async () => {
  const pdf = await typeset('一行目は公開する。\n二行目は公開しない。\n三行目も公開する。');
  const { bytes } = await redactPdf(pdf, {
    words: [],
    areas: [{ page: 1, left: 0, top: 0, width: 80, height: 60 }],
  });
  if (!bytes) throw new Error('nothing was black');
  expect(bare(await pdfText(bytes))).toBe('');
});

test('a copy in which nothing is black is not made, and an area beside the sheet is told', async () => {
  const pdf = await typeset('公開する。');
  const at = (page: number, left: number, top: number, width: number, height: number) => ({
    page,
    left,
    top,
    width,
    height,
  });
  expect((await redactPdf(pdf, { words: ['無い'], areas: [at(99, 0, 0, 10, 10)] })).bytes).toBeNull();
  expect(await misplacedArea(pdf, [at(1, 70, 50, 10, 10), at(1, 75, 55, 90, 90)])).toBeNull();
  expect(await misplacedArea(pdf, [at(1, 0, 0, 9, 9), at(99, 0, 0, 9, 9)])).toEqual({
    index: 1,
    page: 99,
    why: 'noPage',
    pages: 1,
  });
  for (const beside of [at(1, 80, 0, 9, 9), at(1, 0, 61, 9, 9), at(1, 0, 0, 0.1, 9), at(1, 79.9, 0, 9, 9)])
    expect(await misplacedArea(pdf, [beside])).toEqual({
      index: 0,
      page: 1,
      why: 'outside',
      width: 80,
      height: 60,
    });
});
