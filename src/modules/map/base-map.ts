import { type FileHandle, open } from 'node:fs/promises';
import { PMTiles, TileType } from 'pmtiles';
import type { Config } from '#kernel/config.js';
import type { TownShape } from '#modules/register/api.js';

/** What lies under the layers, as the map in the browser takes it. */
export type BaseMap = BaseTileMap | OutlineMap;

interface BaseTileMap {
  kind: 'raster' | 'vector';
  /** Template of addresses with {z}, {x} and {y}. */
  url: string;
  attribution: string;
  maxZoom: number;
  /** Layers of vector tiles, from the ground up. */
  layers: readonly string[];
}

/** Where an installation has no tiles: the outline of the town, so that there is something to point by. */
export interface OutlineMap {
  kind: 'outline';
  areas: TownShape['areas'];
  attribution: string;
}

export const outlineMap = ({ areas, source }: TownShape): OutlineMap => ({
  kind: 'outline',
  areas,
  attribution: source,
});

export interface BaseTiles {
  /** Null: the installation has none. */
  describe(base: string): Promise<BaseTileMap | null>;
  tile(z: number, x: number, y: number): Promise<{ bytes: Uint8Array<ArrayBuffer>; type: string } | null>;
}

const TYPES: Partial<Record<TileType, string>> = {
  [TileType.Mvt]: 'application/vnd.mapbox-vector-tile',
  [TileType.Png]: 'image/png',
  [TileType.Jpeg]: 'image/jpeg',
  [TileType.Webp]: 'image/webp',
  [TileType.Avif]: 'image/avif',
};
/** The finest tiles that the national map has (地理院タイル). */
const FINEST_RASTER = 18;

/** A base map from the settings: addresses of somebody's tiles, or a PMTiles file of one's own. */
export function createBaseTiles({ map }: Pick<Config, 'map'>): BaseTiles {
  const archive = map.archive === null ? null : openArchive(map.archive);
  return {
    describe: async (base) => {
      const { attribution } = map;
      if (map.tiles !== null)
        return { kind: 'raster', url: map.tiles, attribution, maxZoom: FINEST_RASTER, layers: [] };
      if (!archive) return null;
      const { tileType, maxZoom } = await archive.getHeader();
      const isVector = tileType === TileType.Mvt;
      return {
        kind: isVector ? 'vector' : 'raster',
        url: `${base}/map/base/{z}/{x}/{y}`,
        attribution,
        maxZoom,
        layers: isVector ? layerNames(await archive.getMetadata()) : [],
      };
    },
    tile: async (z, x, y) => {
      const found = await archive?.getZxy(z, x, y);
      if (!archive || !found) return null;
      const type = TYPES[(await archive.getHeader()).tileType];
      return type === undefined ? null : { bytes: new Uint8Array(found.data), type };
    },
  };
}

function openArchive(path: string): PMTiles {
  let file: Promise<FileHandle> | undefined;
  return new PMTiles({
    getKey: () => path,
    getBytes: async (offset, length) => {
      file ??= open(path);
      const { buffer, bytesRead } = await (await file).read(new Uint8Array(length), 0, length, offset);
      return { data: buffer.slice(0, bytesRead).buffer };
    },
  });
}

function layerNames(metadata: unknown): string[] {
  const { vector_layers: layers = [] } = metadata as { vector_layers?: { id: string }[] };
  return layers.map(({ id }) => id);
}
