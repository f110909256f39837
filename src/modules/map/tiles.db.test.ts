import { readFileSync } from 'node:fs';
import { VectorTile } from '@mapbox/vector-tile';
import { sql } from 'kysely';
import { PbfReader } from 'pbf';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SignedIn, signInAs } from '#modules/identity/fixtures.js';
import { mercator } from '#modules/register/api.js';
import { sentFile } from '#modules/register/fixtures.js';
import { CITY, type MapTown, MIDDLE, mapTown, point, SECRET } from './fixtures.js';

let town: MapTown;
let staff: SignedIn;
let outsider: SignedIn;
let tree: string;
const CROWD = 700;

beforeAll(async () => {
  town = await mapTown();
  staff = await signInAs(town.app.kernel, CITY, {
    name: 'keeper',
    grants: [{ role: 'clerk', unit: 'information-policy' }],
  });
  outsider = await signInAs(town.app.kernel, CITY, 'resident');
  tree = await town.add('trees', 'T1', point(...MIDDLE), { kind: 'cherry', owner: SECRET });
  await town.add('wells', 'W1', point(...MIDDLE));
  await town.add('alarms', 'A1', point(...MIDDLE));
});
afterAll(() => town.stop());

const at = (z: number, [lon, lat]: readonly [number, number] = MIDDLE): string => {
  const [x, y] = mercator(lon, lat);
  return `${z}/${Math.floor(x * 2 ** z)}/${Math.floor(y * 2 ** z)}.mvt`;
};
const fetched = (layer: string, tile: string, headers: Record<string, string> = {}) =>
  town.get(`/tiles/${layer}/${tile}`, headers);
async function featuresOf(response: Response, layer: string) {
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/vnd.mapbox-vector-tile');
  const bytes = new Uint8Array(await response.arrayBuffer());
  const found = new VectorTile(new PbfReader(bytes)).layers[layer];
  if (!found) throw new Error(`no layer ${layer}`);
  return Array.from({ length: found.length }, (_, index) => found.feature(index));
}

test('a tile holds what lies in it, with public fields only', async () => {
  const tile = at(14);
  const [feature, ...others] = await featuresOf(await fetched('trees', tile), 'trees');
  expect(others).toEqual([]);
  expect(feature?.properties).toEqual({ id: tree, name: 'trees T1', kind: 'cherry' });
  const [z = 0, x = 0, y = 0] = tile.split(/[/.]/).map(Number);
  const geo = feature?.toGeoJSON(x, y, z).geometry;
  if (geo?.type !== 'Point') throw new Error('not a point');
  expect(geo.coordinates[0]).toBeCloseTo(MIDDLE[0], 5);
  expect(geo.coordinates[1]).toBeCloseTo(MIDDLE[1], 5);
});

test('a change is seen at once, and what has not changed is not sent again', async () => {
  const tile = at(15, [135.9, 34.7]);
  const empty = await fetched('trees', tile);
  expect(empty.status).toBe(204);
  const first = await town.add('trees', 'T2', point(135.9, 34.7));
  const filled = await fetched('trees', tile);
  const tag = filled.headers.get('etag') ?? '';
  expect(tag).not.toBe(empty.headers.get('etag'));
  expect(await featuresOf(filled, 'trees')).toHaveLength(1);
  expect((await fetched('trees', tile, { 'if-none-match': tag })).status).toBe(304);
  const { rows } = town.app.modules.register.services;
  await rows.retire(town.keeper, 'trees', first, { version: 1, why: '伐採' });
  expect((await fetched('trees', tile, { 'if-none-match': tag })).status).toBe(204);
  await rows.restore(town.keeper, 'trees', first, { version: 2, why: null });
  expect(await featuresOf(await fetched('trees', tile), 'trees')).toHaveLength(1);
});

test('what is no tile, or no layer of this reader, is not there', async () => {
  for (const tile of ['14/99999/1.mvt', '19/1/1.mvt', '-1/0/0.mvt', '1/0/x.mvt', '01/0/0.mvt', '1/0/0.png'])
    expect((await fetched('trees', tile)).status, tile).toBe(404);
  for (const layer of ['nothing', 'wells', 'alarms'])
    for (const headers of [{}, outsider.headers])
      expect((await fetched(layer, at(14), headers)).status, layer).toBe(404);
  for (const layer of ['wells', 'alarms']) {
    const seen = await fetched(layer, at(14), staff.headers);
    expect(seen.headers.get('cache-control')).toContain('private');
    expect(await featuresOf(seen, layer)).toHaveLength(1);
    expect((await fetched(layer, at(14))).status).toBe(404);
  }
});

test('lines and areas reach into every tile that they cross', async () => {
  const ring = [
    [135.7, 34.6],
    [135.76, 34.6],
    [135.76, 34.64],
    [135.7, 34.64],
    [135.7, 34.6],
  ];
  await town.add('trees', 'AREA', { type: 'Polygon', coordinates: [ring] });
  // Neither the middle nor a corner of the area lies in this tile.
  const inside = await featuresOf(await fetched('trees', at(16, [135.712, 34.605])), 'trees');
  expect(inside.map(({ type, properties }) => [type, properties.name])).toEqual([[3, 'trees AREA']]);
  // Its name stands in one tile only, and from the zoom on at which the area is wide enough for it.
  const namesAt = async (z: number, [lon, lat]: readonly [number, number]) => {
    const bytes = await (await fetched('trees', at(z, [lon, lat]))).arrayBuffer();
    const names = new VectorTile(new PbfReader(new Uint8Array(bytes))).layers.names;
    return Array.from({ length: names?.length ?? 0 }, (_, index) => names?.feature(index).properties.name);
  };
  expect(await namesAt(16, [135.73, 34.62])).toEqual(['trees AREA']);
  expect(await namesAt(16, [135.712, 34.605])).toEqual([]);
  expect(await namesAt(12, [135.73, 34.62])).toEqual(['trees AREA']);
  expect(await namesAt(8, [135.73, 34.62])).toEqual([]);
});

test('where too many lie, counts stand for them, and the sum is right on every level', async () => {
  const rows = Array.from({ length: CROWD }, (_, index) =>
    ['C', index, 135.82 + (index % 28) / 1000, 34.66 + Math.floor(index / 28) / 1000].join(','),
  );
  const csv = `番号,名称,緯度,経度\n${rows
    .map((row) => row.split(','))
    .map(([letter, index, lon, lat]) => `${letter}${index},木${index},${lat},${lon}`)
    .join('\n')}\n`;
  const { imports, reading } = town.app.modules.register.services;
  const received = await imports.receive(town.keeper, 'trees', sentFile('trees.csv', csv));
  if (received.kind !== 'checked') throw new Error(JSON.stringify(received));
  await imports.run(town.keeper);
  await imports.confirm(town.keeper, received.id);
  await imports.run(town.keeper);
  const all = await reading.publicCount(town.keeper, 'trees', {});
  expect(all).toBe(CROWD + 3);
  for (const z of [0, 5, 8]) {
    const features = await featuresOf(await fetched('trees', at(z)), 'trees');
    expect(
      features.reduce((sum, { properties }) => sum + Number(properties.count), 0),
      `zoom ${z}`,
    ).toBe(all);
  }
  const single = await featuresOf(await fetched('trees', at(17, [135.82, 34.66])), 'trees');
  expect(single.every(({ properties }) => typeof properties.id === 'string')).toBe(true);

  // What the migration counts for a town that had rows before is what was counted row by row.
  const { owner } = town.app.kernel.database;
  const counted = () =>
    sql`SELECT register, level, square, count, lon, lat FROM register_square WHERE count > 0
      ORDER BY register, level, square`.execute(owner);
  const before = await counted();
  await sql`DELETE FROM register_square`.execute(owner);
  const migration = readFileSync(new URL('../register/migrations/0003_squares.sql', import.meta.url), 'utf8');
  const fill = /INSERT INTO register_square[^;]+;/.exec(migration)?.[0] ?? '';
  await sql.raw(fill).execute(owner);
  expect((await counted()).rows).toEqual(before.rows);
});
