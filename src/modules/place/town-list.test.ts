import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { foldedAddress, foldedReading, readingOf, readingsIn, readTowns } from './town-list.js';

const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
const REAL = new URL(
  '../../../../shared/data/addresses-holidays/geolonia/奈良県/奈良市.json',
  import.meta.url,
);

test.each([
  ['大字三吉', '三吉'],
  ['青垣台一丁目', '青垣台１丁目'],
  ['二条大路南一丁目1番1号', '二条大路南 1丁目1番1号'],
  ['北町二十三丁目', '北町23丁目'],
  ['道穗', '道穂'],
  ['辨之庄', '弁ノ庄'],
  ['百万ヶ辻子町', '百万が辻子町'],
  ['葛\u{E0100}城市', '葛城市'],
])('%s and %s are one address', (one, other) => {
  expect(foldedAddress(one)).toBe(foldedAddress(other));
});

test('blocks stay apart', () => {
  expect(foldedAddress('青垣台一丁目')).not.toBe(foldedAddress('青垣台十一丁目'));
  expect(foldedAddress('青垣台11-2').startsWith(foldedAddress('青垣台一丁目'))).toBe(false);
  expect(foldedAddress('青垣台1－2－3').startsWith(foldedAddress('青垣台一丁目'))).toBe(true);
});

test.each([
  ['にじょうおおじ', 'ﾆｼﾞﾖｳｵｵｼﾞ'],
  ['つづみちょう1-2', 'ツズミチョウ１－２'],
  ['かすみがおか', 'カスミガオカ'],
])('%s and %s are one reading', (one, other) => {
  expect(foldedReading(one)).toBe(foldedReading(other));
});

test('a town is read as the longest name that it begins with', () => {
  const listed = [
    { town: '北葛城郡広陵町二条', reading: 'ニジョウ' },
    { town: '北葛城郡広陵町二条大路', reading: 'ニジョウオオジ' },
    { town: '葛城市二条大路南', reading: 'アヤマリ' },
    { town: '北葛城郡広陵町三吉' },
  ];
  const known = readingsIn('広陵町', listed);
  expect(readingOf('大字二条大路南一丁目', known)).toBe(foldedReading('ニジョウオオジ南1-'));
  expect(readingOf('三吉', known)).toBe('三吉');
});

test('a list is taken as a whole or not at all', () => {
  const good = { town: '今在家', koaza: '', lat: 34.5, lng: 135.7 };
  expect(readTowns(bytes([good, { ...good, koaza: '東' }, { ...good, lat: 35 }]))).toEqual({
    ok: true,
    towns: [
      { town: '今在家', lat: 34.5, lon: 135.7 },
      { town: '今在家東', lat: 34.5, lon: 135.7 },
    ],
  });
  const fault = (value: unknown) => {
    const read = readTowns(value instanceof Uint8Array ? value : bytes(value));
    return read.ok ? [] : read.faults;
  };
  expect(fault([good, { ...good, lat: 135, lng: 34 }, { lat: 34 }])).toEqual([
    { at: 2, what: 'entry' },
    { at: 3, what: 'entry' },
  ]);
  expect(fault([])).toEqual([{ at: null, what: 'empty' }]);
  expect(fault({})).toEqual([{ at: null, what: 'json' }]);
  expect(fault(new TextEncoder().encode('[{'))).toEqual([{ at: null, what: 'json' }]);
  expect(fault(new Uint8Array([0x5b, 0x93, 0xfa]))).toEqual([{ at: null, what: 'text' }]);
});

test.skipIf(!existsSync(REAL))('the published list of a city is taken as it is', () => {
  const read = readTowns(readFileSync(REAL));
  expect(read.ok && read.towns.length).toBeGreaterThan(500);
});
