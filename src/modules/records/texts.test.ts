import { expect, test } from 'vitest';
import { isTooShort, pairsOf } from '#kernel/search-pairs.js';
import { writeZip } from '#kernel/sheets/zip.js';
import { comparable, termsOf, wordsOf } from './search-terms.js';
import { textOfFile } from './service/texts.js';

const office = (files: Record<string, string>, mediaType = 'application/vnd.x') =>
  textOfFile({ mediaType, bytes: writeZip(files) });

test('reads what people wrote in office files, and no formulas, furigana or tags', async () => {
  const sheet =
    '<row><c t="s"><v>17</v></c><c><f>SUM(A1)</f><v>42</v></c><c t="inlineStr"><is><t>直接の字</t></is></c></row>';
  const book = await office({
    'xl/sharedStrings.xml': '<si><t>予算</t><rPh><t>ヨサン</t></rPh></si>',
    'xl/worksheets/sheet1.xml': sheet,
    'docProps/app.xml': '<x>秘書</x>',
  });
  expect(comparable(book)).toBe('予算直接の字');
  const odt = await office({
    'content.xml': '<text:p>前の<text:span>段落</text:span></text:p><text:p>次&#x6bb5;</text:p>',
  });
  expect(odt.trim().split('\n')).toEqual(['前の段落', '次段']);
});

test('a file that cannot be read has no words, and does no harm', async () => {
  expect(await textOfFile({ mediaType: 'application/vnd.x', bytes: new Uint8Array([1, 2, 3]) })).toBe('');
  expect(await textOfFile({ mediaType: 'image/png', bytes: new Uint8Array([1]) })).toBe('');
});

test('width, case, spaces, line ends and variants make no difference to what is looked for', () => {
  expect(comparable('ＡＢＣ ﾅﾗ\n県')).toBe('abcナラ県');
  expect(comparable('辻\u{e0100}')).toBe('辻');
  expect([...pairsOf('住民票')]).toEqual(['住民', '民票']);
  expect(wordsOf(' 道路　占用 ')).toEqual(['道路', '占用']);
  expect([isTooShort('道'), isTooShort('道路'), isTooShort('𠮷')]).toEqual([true, false, true]);
});

test('terms of another key have nothing in common', () => {
  const [one, other] = [
    termsOf(Buffer.alloc(16, 1), ['住民票の写し']),
    termsOf(Buffer.alloc(16, 2), ['住民票の写し']),
  ];
  expect(one).toHaveLength(5);
  expect(one.filter((term) => other.includes(term))).toEqual([]);
});
