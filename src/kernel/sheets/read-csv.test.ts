import { describe, expect, test } from 'vitest';
import { readCsv } from './read-csv.js';
import { csvText } from './write-csv.js';

const BOUNDS = { bytes: 100_000, rows: 100 };
const utf8 = (text: string) => new TextEncoder().encode(text);
const rowsOf = (content: Uint8Array) => {
  const read = readCsv(content, BOUNDS);
  if (!read.ok) throw new Error(read.fault);
  return read.rows;
};
/** 氏名,ﾌﾘｶﾞﾅ CRLF 髙橋①,ﾀｶﾊｼ: with characters that CP932 has and JIS X 0208 has not. */
const CP932 = Uint8Array.of(
  ...[0x8e, 0x81, 0x96, 0xbc, 0x2c, 0xcc, 0xd8, 0xb6, 0xde, 0xc5, 0x0d, 0x0a],
  ...[0xfb, 0xfc, 0x8b, 0xb4, 0x87, 0x40, 0x2c, 0xc0, 0xb6, 0xca, 0xbc],
);

describe('a table in text', () => {
  test.each([
    ['UTF-8', utf8('氏名,年齢\n奈良,8')],
    ['UTF-8 with a mark and CRLF', utf8('\uFEFF氏名,年齢\r\n奈良,8\r\n')],
    ['old Macintosh line ends', utf8('氏名,年齢\r奈良,8\r')],
    ['tabs in UTF-16', Buffer.from('\uFEFF氏名\t年齢\r\n奈良\t8\r\n', 'utf16le')],
  ])('%s', (_name, content) => {
    expect(rowsOf(content)).toEqual([
      ['氏名', '年齢'],
      ['奈良', '8'],
    ]);
  });

  test('CP932, with half-width kana and characters of its own', () => {
    expect(rowsOf(CP932)).toEqual([
      ['氏名', 'ﾌﾘｶﾞﾅ'],
      ['髙橋①', 'ﾀｶﾊｼ'],
    ]);
  });

  test('quotes, line ends within a cell, a row too short and one of nothing', () => {
    expect(rowsOf(utf8('a,b\n"一,""二""\n三",x\n\nz\n'))).toEqual([
      ['a', 'b'],
      ['一,"二"\n三', 'x'],
      [''],
      ['z'],
    ]);
  });

  test('what we write is read', () => {
    expect(
      rowsOf(
        utf8(
          csvText([
            ['一,二', '"'],
            ['三\n四', '辻󠄀'],
          ]),
        ),
      ),
    ).toEqual([
      ['一,二', '"'],
      ['三\n四', '辻󠄀'],
    ]);
  });

  test.each([
    ['empty', utf8(' \n')],
    ['notText', Uint8Array.of(0x50, 0x4b, 0x03, 0x04, 0x00, 0x00)],
    ['notText', Uint8Array.of(0xef, 0xbb, 0xbf, 0x8e, 0x81)],
    ['broken', utf8('a,b\n"never closed')],
    ['broken', utf8('a,b\nx"y,z')],
    ['tooLarge', new Uint8Array(100_001)],
    ['tooManyRows', utf8('a\n'.repeat(101))],
  ])('%s is told', (fault, content) => {
    expect(readCsv(content, BOUNDS)).toMatchObject({ ok: false, fault });
  });

  test('a broken line is named', () => {
    expect(readCsv(utf8('a,b\nx,y\nz,"q"w\n'), BOUNDS)).toMatchObject({ fault: 'broken', line: 3 });
    // Where the quote was opened, not where the file ends.
    const open = 'a,b\n"x\ny",1\n"z,2\n3,4\n5,6\n';
    expect(readCsv(utf8(open), BOUNDS)).toMatchObject({ fault: 'broken', line: 4 });
    const endless = utf8(`a\n"${'x\n'.repeat(200_000)}`);
    expect(readCsv(endless, { ...BOUNDS, bytes: endless.length })).toMatchObject({
      fault: 'broken',
      line: 2,
    });
  });
});
