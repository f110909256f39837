import { parseDbf, parseShp } from 'shpjs';
import { expect, test } from 'vitest';
import type { CsvCell } from '#kernel/sheets/write-csv.js';
import { openZip } from '#kernel/sheets/zip.js';
import type { Geometry } from '../geometry.js';
import { readFile } from '../reading/read-file.js';
import { shortNames } from './records.js';
import { shapefilePieces } from './write-shapefile.js';

const DAY = Temporal.PlainDate.from('2026-11-20');
const ring = (west: number, south: number, size: number): [number, number][] => [
  [west, south],
  [west + size, south],
  [west + size, south + size],
  [west, south + size],
  [west, south],
];

async function zipOf(
  columns: { id: string; heading: string }[],
  rows: { geometry: Geometry | null; cells: CsvCell[] }[],
  kinds: ('point' | 'line' | 'polygon')[],
) {
  async function* pages() {
    yield rows.slice(0, 2);
    yield rows.slice(2);
  }
  const pieces = shapefilePieces({ stem: 'x', columns, kinds, pages: pages(), day: DAY });
  const bytes = Buffer.concat(await Array.fromAsync(pieces));
  const zip = openZip(bytes, { entries: 50, bytes: 10_000_000 });
  if (!zip.ok) throw new Error(zip.fault);
  return { bytes, files: zip.files };
}
const columns = [
  { id: 'code', heading: '番号' },
  { id: 'communities', heading: '町会' },
  { id: 'capacity', heading: '人数' },
];
const cells = (code: string, text: string | null, number: number | null): CsvCell[] => [code, text, number];

test('each kind of place is a file of its own that another program reads', async () => {
  const hole = ring(135.82, 34.62, 0.02);
  const area: Geometry = { type: 'Polygon', coordinates: [ring(135.8, 34.6, 0.1), hole] };
  const parts: Geometry = {
    type: 'MultiPolygon',
    coordinates: [[ring(135.8, 34.6, 0.1).toReversed(), hole], [ring(135.95, 34.6, 0.01)]],
  };
  const line: Geometry = {
    type: 'LineString',
    coordinates: [
      [135.8, 34.6],
      [135.812345678, 34.65],
    ],
  };
  const { files } = await zipOf(
    columns,
    [
      { geometry: { type: 'Point', coordinates: [135.8048, 34.6851] }, cells: cells('1', '第一', 12) },
      { geometry: null, cells: cells('2', '場所なし', null) },
      { geometry: line, cells: cells('3', '線', -0.25) },
      { geometry: area, cells: cells('4', '面', 100) },
      { geometry: parts, cells: cells('5', null, 1) },
    ],
    ['point', 'line', 'polygon'],
  );
  const endings = ['shp', 'shx', 'dbf', 'prj', 'cpg'];
  expect([...files.keys()].sort()).toEqual(
    [
      'fields.csv',
      'readme.txt',
      ...['point', 'line', 'polygon'].flatMap((kind) => endings.map((one) => `x_${kind}.${one}`)),
    ].sort(),
  );
  const file = (name: string) => files.get(name) ?? Buffer.alloc(0);
  const shapes = (kind: string) => parseShp(file(`x_${kind}.shp`)) as { coordinates: unknown }[];
  const records = (kind: string) => parseDbf(file(`x_${kind}.dbf`), file(`x_${kind}.cpg`).toString());
  expect(shapes('point')).toEqual([{ type: 'Point', coordinates: [135.8048, 34.6851] }, null]);
  expect(records('point')).toEqual([
    { code: '1', communitie: '第一', capacity: 12 },
    { code: '2', communitie: '場所なし', capacity: Number.NaN },
  ]);
  expect(shapes('line')).toMatchObject([line]);
  expect(records('line')).toMatchObject([{ capacity: -0.25 }]);
  const turned = [ring(135.8, 34.6, 0.1).toReversed(), hole];
  expect(shapes('polygon')).toMatchObject([
    { type: 'Polygon', coordinates: turned },
    { type: 'MultiPolygon', coordinates: [turned, [ring(135.95, 34.6, 0.01).toReversed()]] },
  ]);
  // The index says where each record begins, in words, and how long the file is.
  const [shp, shx] = [file('x_polygon.shp'), file('x_polygon.shx')];
  expect(shp.readInt32BE(24) * 2).toBe(shp.length);
  expect(shx.readInt32BE(24) * 2).toBe(shx.length);
  expect(shp.readInt32BE(shx.readInt32BE(108) * 2)).toBe(2);
  expect([36, 44, 52, 60].map((at) => shp.readDoubleLE(at).toFixed(6))).toEqual([
    '135.800000',
    '34.600000',
    '135.960000',
    '34.700000',
  ]);
  expect(file('x_polygon.prj').toString()).toContain('WGS_1984');
  expect(file('readme.txt').toString()).toContain('JGD2011');
});

test('it is read back with all its files, and says what did not fit', async () => {
  const long = '避難'.repeat(60);
  const { bytes, files } = await zipOf(
    columns,
    [
      { geometry: { type: 'Point', coordinates: [135.8, 34.6] }, cells: cells('001', long, null) },
      { geometry: { type: 'Polygon', coordinates: [ring(135.8, 34.6, 0.1)] }, cells: cells('002', '', 7.5) },
    ],
    ['point', 'polygon'],
  );
  expect(files.get('fields.csv')?.toString('utf8')).toContain('communitie,町会,communities,1');
  const read = await readFile(bytes);
  expect(read).toMatchObject({
    ok: true,
    table: { format: 'shapefile', encoding: 'UTF-8', headings: ['code', 'communitie', 'capacity'] },
  });
  if (!read.ok) return;
  const [first, second] = read.table.rows;
  expect(first?.cells).toEqual(['001', '避難'.repeat(42), '']);
  expect(second?.cells).toEqual(['002', '', '7.5']);
  expect(second?.geometry).toMatchObject({ type: 'Polygon' });
});

test('a list without rows is a file all the same', async () => {
  const { files } = await zipOf(columns, [], ['point', 'line']);
  expect(parseShp(files.get('x_point.shp') ?? Buffer.alloc(0))).toEqual([]);
  expect(files.has('x_line.shp')).toBe(false);
});

test('short names are told apart however they are written', () => {
  expect(shortNames(['communities', 'communitieS', 'note', 'communitieOther', 'Note'])).toEqual([
    'communitie',
    'communiti2',
    'note',
    'communiti3',
    'Note2',
  ]);
});
