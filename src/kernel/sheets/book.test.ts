import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readBook } from './read-book.js';
import { columnLetters, streamBook, writeBook } from './write-book.js';
import { openZip, streamZip, writeZip } from './zip.js';

const oneColumn = (texts: readonly (string | number | null)[]) =>
  writeBook([
    {
      name: '一覧',
      columns: [{ heading: '内容', width: 20, look: 'text' }],
      rows: texts.map((text) => [text]),
    },
  ]);

const valuesOf = async (content: Uint8Array) => {
  const read = await readBook(content);
  if (!read.ok) throw new Error(read.fault);
  return read.book.sheets[0]?.rows.slice(1).map((row) => row[0]?.value);
};

describe('writing and reading back', () => {
  test.each([
    ['=1+1'],
    ['+81-742-34-1111'],
    ['-5'],
    ['@SUM(A1)'],
    ["'引用"],
    ['=HYPERLINK("http://example.jp","押す")'],
    ['一行目\n二行目'],
    ['<b>&amp;</b> "引用" _x0041_ _x000D_'],
    ['辻󠄀 葛󠄀城 𠮷田 😀'],
    ['0123'],
    ['TRUE'],
    ['2026-04-01'],
  ])('%j is text, comes back as it was, and is no formula', async (text) => {
    const read = await readBook(oneColumn([text]));
    expect(read).toMatchObject({ ok: true });
    if (!read.ok) return;
    expect(read.book.sheets[0]?.rows[1]?.[0]).toEqual({
      value: text,
      isFormula: false,
      isError: false,
      isPercent: false,
    });
  });

  test('any text comes back', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'grapheme', minLength: 1 }), { minLength: 1, maxLength: 20 }),
        async (texts) => {
          expect(await valuesOf(oneColumn(texts))).toEqual(texts);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('numbers come back as numbers', async () => {
    expect(await valuesOf(oneColumn([0, -1.5, 98.25, 123456789]))).toEqual([0, -1.5, 98.25, 123456789]);
  });

  test('equal content is an equal file', () => {
    expect(Buffer.from(oneColumn(['同じ'])).equals(Buffer.from(oneColumn(['同じ'])))).toBe(true);
  });

  test('names columns as Excel does', async () => {
    expect([0, 25, 26, 701, 702].map(columnLetters)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA']);
  });
});

describe('what is not read', () => {
  const faultOf = async (content: Uint8Array) => {
    const read = await readBook(content);
    return read.ok ? null : read.fault;
  };
  const bytes = (text: string) => new TextEncoder().encode(text);

  test('names other kinds of file', async () => {
    expect(await faultOf(new Uint8Array())).toBe('empty');
    expect(await faultOf(bytes('施策,年度\n1-8,2026\n'))).toBe('text');
    expect(await faultOf(bytes('%PDF-1.7'))).toBe('pdf');
    expect(await faultOf(new Uint8Array([0xff, 0xd8, 0xff, 0x00]))).toBe('notAWorkbook');
    expect(await faultOf(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]))).toBe('oldExcel');
    expect(
      await faultOf(
        Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.from('EncryptedPackage', 'utf16le')]),
      ),
    ).toBe('encrypted');
    expect(await faultOf(writeZip({ 'content.xml': '<x/>' }))).toBe('openDocument');
    expect(await faultOf(writeZip({ 'word/document.xml': '<x/>' }))).toBe('notAWorkbook');
    expect(await faultOf(writeZip({ 'xl/workbook.bin': '' }))).toBe('binaryWorkbook');
    expect(await faultOf(writeZip({ 'xl/workbook.xml': '<x/>', 'xl/vbaProject.bin': '' }))).toBe('macros');
  });

  test('a torn file is broken', async () => {
    const whole = oneColumn(['内容']);
    expect(await faultOf(whole.subarray(0, whole.length - 30))).toBe('broken');
  });

  test('a small file that unpacks to a large one is refused', async () => {
    const bomb = writeZip({
      'xl/workbook.xml': '<x/>',
      'xl/worksheets/sheet1.xml': 'a'.repeat(60 * 1024 * 1024),
    });
    expect(bomb.length).toBeLessThan(200 * 1024);
    expect(await faultOf(bomb)).toBe('unpackedTooLarge');
  });

  test('stated sizes are not believed', () => {
    const honest = Buffer.from(writeZip({ 'a.txt': 'a'.repeat(5000) }));
    const central = honest.lastIndexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
    honest.writeUInt32LE(1, central + 24);
    expect(openZip(honest, { entries: 10, bytes: 1000 })).toEqual({ ok: false, fault: 'tooLarge' });
  });

  test('too many entries or rows are refused', async () => {
    const many = writeZip(Object.fromEntries(Array.from({ length: 501 }, (_, index) => [`f${index}`, ''])));
    expect(await faultOf(many)).toBe('unpackedTooLarge');
    expect(await faultOf(oneColumn(Array.from({ length: 20_001 }, (_, index) => index)))).toBe('tooManyRows');
  });
});

describe('piece by piece', () => {
  const sheet = {
    name: '一覧',
    columns: [{ heading: '内容', width: 20, look: 'text' as const }],
  };

  test('a book says the same as one that is written as a whole', async () => {
    const texts = ['=1+1', '辻󠄀', '', '0123', "'引用"];
    async function* pages() {
      yield texts.slice(0, 2).map((text) => [text]);
      yield [];
      yield texts.slice(2).map((text) => [text]);
    }
    const streamed = Buffer.concat(await Array.fromAsync(streamBook(sheet, pages())));
    const [ours, whole] = [streamed, oneColumn(texts)].map((bytes) =>
      openZip(bytes, { entries: 20, bytes: 1e6 }),
    );
    expect(ours).toEqual(whole);
    expect(await valuesOf(streamed)).toEqual(await valuesOf(oneColumn(texts)));
  });

  test('rows are asked for as they are taken, so that many do not build up', async () => {
    let asked = 0;
    async function* pages() {
      for (asked = 1; asked <= 400; asked += 1)
        yield Array.from({ length: 500 }, (_, at) => [`${asked} ${at} ${Math.sin(at * asked)}`]);
    }
    const pieces = streamBook(sheet, pages())[Symbol.asyncIterator]();
    let bytes = 0;
    while (bytes < 100_000) {
      const { value, done } = await pieces.next();
      if (done) throw new Error('the book ended early');
      bytes += value.length;
    }
    expect(asked).toBeLessThan(60);
    await pieces.return?.();
  });

  test('an archive opens again, with its empty files', async () => {
    const zip = Buffer.concat(await Array.fromAsync(streamZip({ 'a.txt': ['あ', 'い'], 'b.txt': [] })));
    const read = openZip(zip, { entries: 5, bytes: 1000 });
    expect(read.ok && [...read.files].map(([name, bytes]) => [name, String(bytes)])).toEqual([
      ['a.txt', 'あい'],
      ['b.txt', ''],
    ]);
  });
});
