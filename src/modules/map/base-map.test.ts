import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '#kernel/config.js';
import { createBaseTiles } from './base-map.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yakuba-map-'));
});
afterAll(() => rm(folder, { recursive: true }));

const NONE = 1;
const HEADER = 127;

/** A PMTiles archive (version 3) with one tile, that of zoom 0. */
function archive(tile: Uint8Array, tileType: number, metadata: object): Uint8Array {
  const directory = new Uint8Array([1, 0, 1, tile.length, 1]);
  const text = new TextEncoder().encode(JSON.stringify(metadata));
  const header = new DataView(new ArrayBuffer(HEADER));
  new Uint8Array(header.buffer).set(new TextEncoder().encode('PMTiles'));
  header.setUint8(7, 3);
  const tilesAt = HEADER + directory.length + text.length;
  const places = [
    HEADER,
    directory.length,
    HEADER + directory.length,
    text.length,
    tilesAt,
    0,
    tilesAt,
    tile.length,
    1,
    1,
    1,
  ];
  places.forEach((value, index) => {
    header.setBigUint64(8 + 8 * index, BigInt(value), true);
  });
  for (const [at, value] of [
    [97, NONE],
    [98, NONE],
    [99, tileType],
    [101, 0],
  ] as const)
    header.setUint8(at, value);
  return new Uint8Array(Buffer.concat([new Uint8Array(header.buffer), directory, text, tile]));
}

const tilesOf = (settings: Record<string, string>) => createBaseTiles(readConfig(settings));

test('a file of ones own gives its tiles and says what is in them', async () => {
  const path = join(folder, 'town.pmtiles');
  const metadata = { vector_layers: [{ id: 'water' }, { id: 'roads' }] };
  await writeFile(path, archive(new Uint8Array([9, 8, 7]), 1, metadata));
  const tiles = tilesOf({ MAP_BASE: path, MAP_ATTRIBUTION: '測量課' });
  expect(await tiles.describe('/town')).toEqual({
    kind: 'vector',
    url: '/town/map/base/{z}/{x}/{y}',
    attribution: '測量課',
    maxZoom: 0,
    layers: ['water', 'roads'],
  });
  expect(await tiles.tile(0, 0, 0)).toEqual({
    bytes: new Uint8Array([9, 8, 7]),
    type: 'application/vnd.mapbox-vector-tile',
  });
  expect(await tiles.tile(1, 0, 0)).toBeNull();
});

test('tiles of somebody else are asked for by browsers, and no base map is one as well', async () => {
  const url = 'https://tiles.example.jp/{z}/{x}/{y}.png';
  expect(await tilesOf({ MAP_BASE: url }).describe('/town')).toMatchObject({ kind: 'raster', url });
  expect(await tilesOf({}).describe('/town')).toBeNull();
  expect(await tilesOf({}).tile(0, 0, 0)).toBeNull();
  expect(() => readConfig({ MAP_BASE: 'http://tiles.example.jp/' })).toThrow('MAP_BASE');
});
