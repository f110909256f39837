import { describe, expect, test } from 'vitest';
import { BrokenCsv, streamCsv } from './stream-csv.js';
import { asEucJp, findEncoding, type Pieces, type TextEncoding } from './text-encoding.js';

const utf8 = (text: string) => new TextEncoder().encode(text);
/** As a disk gives it: characters are torn in two. */
const torn = (bytes: Uint8Array, size = 5): Pieces =>
  async function* () {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  };
/** 氏名,年齢 CRLF 髙橋①,8 in CP932. */
const CP932 = Uint8Array.of(
  ...[0x8e, 0x81, 0x96, 0xbc, 0x2c, 0x94, 0x4e, 0x97, 0xee, 0x0d, 0x0a],
  ...[0xfb, 0xfc, 0x8b, 0xb4, 0x87, 0x40, 0x2c, 0x38],
);
const JAPANESE = utf8('氏名,年齢\r\n奈良,8\r\n桜井,');
const damaged = (bytes: Uint8Array) => Uint8Array.of(...bytes, 0x83, 0x65, 0x0d, 0x0a);

describe('the encoding of a text that comes piece by piece', () => {
  test.each([
    ['UTF-8', JAPANESE],
    ['UTF-8', utf8('a,b\n1,2\n')],
    ['UTF-8 (BOM)', utf8('\uFEFF氏名\n')],
    ['UTF-16LE', Buffer.from('\uFEFF氏名\t年齢\r\n', 'utf16le')],
    ['CP932', CP932],
  ])('%s is found', async (encoding, bytes) => {
    expect(await findEncoding(torn(bytes))).toEqual({ ok: true, encoding });
  });

  test('damaged UTF-8 is told where it breaks, rather than taken for CP932', async () => {
    for (const size of [1, 3, 1000])
      expect(await findEncoding(torn(damaged(JAPANESE), size))).toEqual({
        ok: false,
        broken: { encoding: 'UTF-8', line: 3, column: 4 },
      });
    expect(await findEncoding(torn(damaged(utf8('\uFEFFa,b\n'))))).toMatchObject({
      broken: { encoding: 'UTF-8 (BOM)', line: 2, column: 1 },
    });
  });

  test('damaged CP932 is told where it breaks', async () => {
    expect(await findEncoding(torn(Uint8Array.of(...CP932, 0x0a, 0x31, 0xff)))).toEqual({
      ok: false,
      broken: { encoding: 'CP932', line: 3, column: 2 },
    });
  });

  test('EUC-JP is told as what it seems to be, also where its bytes could be half-width katakana', async () => {
    // ひらがな,あ in EUC-JP; the first line is ASCII.
    const euc = [0xa4, 0xd2, 0xa4, 0xe9, 0xa4, 0xac, 0xa4, 0xca, 0x2c, 0xa4, 0xa2];
    expect(await findEncoding(torn(Uint8Array.of(...utf8('NO,name\n1,'), ...euc)))).toEqual({
      ok: false,
      broken: { encoding: 'UTF-8', line: 2, column: 3, seems: 'EUC-JP' },
    });
    // ｱｲｳｴ: even pairs, and no EUC-JP.
    const halfWidth = Uint8Array.of(0xb1, 0xb2, 0xb3, 0xb4, 0x0a);
    expect(await findEncoding(torn(halfWidth))).toEqual({ ok: true, encoding: 'CP932' });
  });

  test('headings of half-width katakana alone may be EUC-JP, and are said as such', () => {
    // 名称 and 番号 in EUC-JP, as CP932 has their bytes.
    expect(asEucJp(['ﾌｾｾﾎ', 'ﾈﾖｹ2'])).toBeNull();
    expect(asEucJp(['ﾌｾｾﾎ', 'name', 'ﾌｾ2'])).toEqual(['名称', 'name', '名2']);
    for (const headings of [['name'], ['名称', 'ﾌｾｾﾎ'], ['ﾅﾏｴ', 'ｼﾞｭｳｼｮ'], []])
      expect(asEucJp(headings), String(headings)).toBeNull();
  });

  test('NUL in a text is told where it stands', async () => {
    const nul = utf8('NO,名称\n1,公民館\n2,\0\n');
    expect(await findEncoding(torn(nul))).toEqual({
      ok: false,
      broken: { encoding: 'UTF-8', line: 3, column: 3, seems: 'NUL' },
    });
    expect(await findEncoding(torn(Uint8Array.of(...CP932, 0x0a, 0x31, 0)))).toMatchObject({
      broken: { encoding: 'CP932', line: 3, column: 2, seems: 'NUL' },
    });
  });

  test('a picture is no text', async () => {
    for (const head of [
      [0x89, 0x50, 0x4e, 0x47, 0, 0],
      [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0],
      [0xff, 0xd8, 0xff, 0xe0, 0, 0x10],
    ])
      expect(await findEncoding(torn(Uint8Array.of(...head)))).toEqual({ ok: false, broken: null });
  });
});

describe('rows that come piece by piece', () => {
  const rowsOf = (bytes: Uint8Array, encoding: TextEncoding = 'UTF-8') =>
    Array.fromAsync(streamCsv(torn(bytes), encoding));

  test('are those of the file, with quotes, line ends in cells and tabs', async () => {
    expect(await rowsOf(utf8('a,b\n"一,""二""\n三",x\n\nz\n'))).toEqual([
      ['a', 'b'],
      ['一,"二"\n三', 'x'],
      [''],
      ['z'],
    ]);
    expect(await rowsOf(CP932, 'CP932')).toEqual([
      ['氏名', '年齢'],
      ['髙橋①', '8'],
    ]);
    const tabs = Buffer.from('\uFEFF氏名\t年齢\r\n奈良\t8\r\n', 'utf16le');
    expect(await rowsOf(tabs, 'UTF-16LE')).toEqual([
      ['氏名', '年齢'],
      ['奈良', '8'],
    ]);
  });

  test('end where a quote is never closed, and say so', async () => {
    await expect(rowsOf(utf8('a,b\n1,2\n3,"4\n5,6\n'))).rejects.toThrow(BrokenCsv);
  });
});
