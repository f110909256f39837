import { fromGeojsonVt } from '@maplibre/vt-pbf';
import GeoJSONVT, { type LegacyTile } from 'geojson-vt';
import { mercator, type TileAddress, type TileContent } from '#modules/register/api.js';

/** Nothing is told apart on finer tiles; browsers enlarge these. */
export const FINEST_TILE = 18;

const EXTENT = 4096;
/** Lines and areas go on so far beyond the edge that nobody sees where they were cut. */
const BUFFER = 64;
/** Bends of lines that are left out, in steps of EXTENT. */
const TOLERANCE = 3;

export const isTile = ([z, x, y]: TileAddress): boolean =>
  z >= 0 && z <= FINEST_TILE && x >= 0 && x < 2 ** z && y >= 0 && y < 2 ** z;

/** A vector tile (MVT 2.1) of one layer; null when nothing is in it. */
export function encodeTile(layer: string, content: TileContent, address: TileAddress): Uint8Array | null {
  const tile = content.kind === 'clusters' ? clusterTile(content, address) : rowTile(content, address);
  if (!tile || tile.features.length === 0) return null;
  return fromGeojsonVt({ [layer]: tile }, { version: 2, extent: EXTENT });
}

function clusterTile(
  { clusters }: Extract<TileContent, { kind: 'clusters' }>,
  [z, x, y]: TileAddress,
): LegacyTile {
  return {
    features: clusters.map(({ count, lon, lat }) => {
      const [east, south] = mercator(lon, lat);
      const place = (at: number, tile: number) => Math.round((at * 2 ** z - tile) * EXTENT);
      return { type: 1, geometry: [[place(east, x), place(south, y)]], tags: { count } };
    }),
  };
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
