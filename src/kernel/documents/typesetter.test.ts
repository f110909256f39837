import { describe, expect, test } from 'vitest';
import { pdfFonts, pdfText, popplerMissing } from '#testing/read-pdf.js';
import type { PdfDocument } from './document.js';
import { qrSvg } from './qr.js';
import { createTypesetter } from './typesetter.js';

const typesetter = createTypesetter();
const TEMPLATE = `#import "/base.typ": *
#set page(height: 12cm)
#prose(data.text)
`;
const document = (data: object, changes: Partial<PdfDocument> = {}): PdfDocument => ({
  template: TEMPLATE,
  data,
  meta: { title: '住民票の写し', author: '奈良市', date: Temporal.PlainDate.from('2026-11-20') },
  ...changes,
});
const text = async (data: object, changes?: Partial<PdfDocument>) =>
  pdfText(await typesetter.renderPdf(document(data, changes)));

describe('without reading the file', () => {
  test('is a PDF/A file with its title, language and date', async () => {
    const pdf = Buffer.from(await typesetter.renderPdf(document({ text: '本文' }))).toString('latin1');
    expect(pdf).toMatch(/^%PDF-1\.7/);
    expect(pdf).toContain('<pdfaid:part>2</pdfaid:part>');
    expect(pdf).toContain('/Lang (ja)');
    expect(pdf).toContain('2026-11-20');
  });

  test('the same document gives the same bytes', async () => {
    const [first, second] = [
      await typesetter.renderPdf(document({ text: '同じ' })),
      await typesetter.renderPdf(document({ text: '同じ' })),
    ];
    expect(Buffer.from(first).equals(Buffer.from(second))).toBe(true);
    const other = await typesetter.renderPdf(document({ text: '別' }));
    expect(Buffer.from(first).equals(Buffer.from(other))).toBe(false);
  });

  test('documents asked for at the same time do not meet', async () => {
    const texts = Array.from({ length: 12 }, (_, index) => `控え${index}`);
    const together = await Promise.all(texts.map((each) => typesetter.renderPdf(document({ text: each }))));
    for (const [index, each] of texts.entries()) {
      const alone = await typesetter.renderPdf(document({ text: each }));
      expect(Buffer.from(together[index] ?? []).equals(Buffer.from(alone))).toBe(true);
    }
  });

  test('refuses a character that the fonts cannot print, and names it', async () => {
    await expect(typesetter.renderPdf(document({ text: '𰻞田 太郎 😀' }))).rejects.toMatchObject({
      code: 'invalidInput',
      userMessage: expect.stringContaining('𰻞'),
    });
  });

  test('a broken template is an internal error that says where', async () => {
    await expect(typesetter.renderPdf(document({}, { template: '#nowhere' }))).rejects.toMatchObject({
      code: 'internal',
      message: expect.stringContaining('unknown variable: nowhere'),
    });
  });

  test('a template cannot read files of the machine', async () => {
    await expect(
      typesetter.renderPdf(document({}, { template: '#read("/../../../package.json")' })),
    ).rejects.toMatchObject({ code: 'internal' });
  });

  test('files have plain names', async () => {
    const files = { '../base.typ': '' };
    await expect(typesetter.renderPdf(document({}, { files }))).rejects.toMatchObject({ code: 'internal' });
  });

  test('a QR code is a picture of the document', async () => {
    const svg = await qrSvg('http://localhost:3000/nara-city/verify/ABCD-EFGH');
    const template = '#import "/base.typ": *\n#file-image("qr.svg", width: 3cm)';
    const withPicture = await typesetter.renderPdf(document({}, { template, files: { 'qr.svg': svg } }));
    expect(withPicture.byteLength).toBeGreaterThan(2000);
    // The picture of one document is gone for the next one.
    await expect(typesetter.renderPdf(document({}, { template }))).rejects.toMatchObject({
      code: 'internal',
    });
  });
});

describe.skipIf(popplerMissing)('as read by pdftotext (poppler-utils)', () => {
  test('prints markup in data as the characters it is', async () => {
    const hostile =
      '#import "/x.typ" #eval("1+1") \\ " $x$ *太字* _斜体_ <a> @b // c /* d */ `e` = 見出し #sys.version';
    expect((await text({ text: hostile })).replaceAll('\n', ' ')).toContain(hostile);
  });

  test('keeps the line ends of prose', async () => {
    expect(await text({ text: '一行目\n二行目' })).toMatch(/一行目\n二行目/);
  });

  test('prints variants of names from the fonts of the product', async () => {
    const pdf = await typesetter.renderPdf(document({ text: '辻󠄀 葛󠄀城 髙﨑' }));
    expect(await pdfText(pdf)).toMatch(/辻.? 葛.?城 髙﨑/u);
    for (const font of await pdfFonts(pdf)) expect(font).toMatch(/^[A-Z]{6}\+BIZUDP(Gothic|Mincho)-/);
    const plain = await typesetter.renderPdf(document({ text: '辻 葛城 髙﨑' }));
    expect(Buffer.from(pdf).equals(Buffer.from(plain))).toBe(false);
  });

  test('prints the few characters of names that they lack from the font beside them', async () => {
    expect(await text({ text: '𠮷田 恵' })).toContain('𠮷田 恵');
  });

  test('marks what cannot be printed with a geta where that is wanted', async () => {
    const printed = await text({ text: '𰻞田 😀 葛' }, { missingGlyph: 'mark' });
    expect(printed).toContain('〓田 〓 葛');
  });

  test('helpers write dates, numbers and page numbers', async () => {
    const template = `#import "/base.typ": *
      #set page(footer: footer(left: [控え]))
      #date-text("2026-04-01") / #number-text(1234567.5) / #number-text(-1000) / #number-text(12)
      #pagebreak()
      次の頁`;
    const printed = await text({}, { template });
    expect(printed).toContain('2026年4月1日 / 1,234,567.5 / −1,000 / 12');
    expect(printed).toContain('1/2');
    expect(printed).toContain('2/2');
  });
});
