import { fromGeojsonVt } from '@maplibre/vt-pbf';
import GeoJSONVT, { type LegacyTile } from 'geojson-vt';
import { mercator, type TileAddress, type TileContent } from '#modules/register/api.js';
import { bearsName, middleOf } from './area-name.js';
import { TILE_SIDE } from './view.js';

/** Nothing is told apart on finer tiles; browsers enlarge these. */
export const FINEST_TILE = 18;

const EXTENT = 4096;
/** Lines and areas go on so far beyond the edge that nobody sees where they were cut. */
const BUFFER = 64;
/** Bends of lines that are left out, in steps of EXTENT. */
const TOLERANCE = 3;

export const isTile = ([z, x, y]: TileAddress): boolean =>
  z >= 0 && z <= FINEST_TILE && x >= 0 && x < 2 ** z && y >= 0 && y < 2 ** z;

/** Layer of a tile that says where areas bear their names: one point for each, in one tile only. */
const NAMES = 'names';

/** A vector tile (MVT 2.1) of one layer; null when nothing is in it. */
export function encodeTile(layer: string, content: TileContent, address: TileAddress): Uint8Array | null {
  const tile = content.kind === 'clusters' ? clusterTile(content, address) : rowTile(content, address);
  if (!tile || tile.features.length === 0) return null;
  const names = content.kind === 'rows' ? namesOf(content, address) : [];
  const named = names.length > 0 && { [NAMES]: { features: names } };
  return fromGeojsonVt({ [layer]: tile, ...named }, { version: 2, extent: EXTENT });
}

function clusterTile(
  { clusters }: Extract<TileContent, { kind: 'clusters' }>,
  address: TileAddress,
): LegacyTile {
  return {
    features: clusters.map(({ count, lon, lat }) => ({
      type: 1,
      geometry: [stepsIn(address, lon, lat)],
      tags: { count },
    })),
  };
}

/** From the upper left corner of a tile. */
function stepsIn([z, x, y]: TileAddress, lon: number, lat: number): [number, number] {
  const [east, south] = mercator(lon, lat);
  const steps = (at: number, tile: number) => Math.round((at * 2 ** z - tile) * EXTENT);
  return [steps(east, x), steps(south, y)];
}

/** Names of areas that are large enough for them and have their middle in this tile. */
function namesOf(
  { rows }: Extract<TileContent, { kind: 'rows' }>,
  address: TileAddress,
): LegacyTile['features'] {
  const world = TILE_SIDE * 2 ** address[0];
  return rows
    .filter(
      ({ geometry, label }) =>
        geometry.type.endsWith('Polygon') && label !== '' && bearsName(geometry, label, world),
    )
    .map(({ id, label, geometry }) => ({ id, label, at: stepsIn(address, ...middleOf(geometry)) }))
    .filter(({ at }) => at.every((step) => step >= 0 && step < EXTENT))
    .map(({ id, label, at }) => ({ type: 1, geometry: [at], tags: { id, name: label } }));
}

function rowTile(
  { rows }: Extract<TileContent, { kind: 'rows' }>,
  [z, x, y]: TileAddress,
): LegacyTile | null {
  if (rows.length === 0) return null;
  const index = new GeoJSONVT(
    {
      type: 'FeatureCollection',
      features: rows.map(({ id, label, values, geometry }) => ({
        type: 'Feature',
        properties: { ...values, id, name: label },
        geometry,
      })),
    },
    // Only the one tile is wanted; the finest tile of an index is never simplified, so this is not the finest.
    { maxZoom: FINEST_TILE + 1, indexMaxZoom: 0, tolerance: TOLERANCE, extent: EXTENT, buffer: BUFFER },
  );
  return index.getTile(z, x, y);
}
