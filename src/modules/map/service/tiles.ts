import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { LRUCache } from 'lru-cache';
import { type Context, tenantOf } from '#kernel/context.js';
import { notFound } from '#kernel/errors.js';
import type { TileAddress } from '#modules/register/api.js';
import type { Layer, LayerSource } from '../layers.js';
import { encodeTile } from '../tile.js';

/** A tile ready to send. */
export interface KeptTile {
  /** Changes whenever the tile may have changed. */
  tag: string;
  isPublic: boolean;
  /** Compressed; null: nothing lies there. */
  gzipped: Uint8Array<ArrayBuffer> | null;
}

const MOST_BYTES = 32 * 1024 * 1024;
/** What an entry needs besides its bytes, roughly. */
const ENTRY_BYTES = 200;
/** What a tile is made of by this program; another number when that changes. */
const FORMAT = 2;

/** Tiles of map layers, kept as long as the layer stands as it was where that can be told. */
export function createTiles(sources: readonly LayerSource[]) {
  const kept = new LRUCache<string, KeptTile>({
    maxSize: MOST_BYTES,
    sizeCalculation: ({ gzipped }) => (gzipped?.byteLength ?? 0) + ENTRY_BYTES,
  });

  function known(context: Context, id: string): { source: LayerSource; layer: Layer } {
    for (const source of sources) {
      const layer = source.layerOf(context, id);
      if (layer) return { source, layer };
    }
    throw notFound(`layer ${id}`);
  }

  return {
    tile: async (context: Context, id: string, address: TileAddress): Promise<KeptTile> => {
      const { source, layer } = known(context, id);
      // Asked before the things are: what changes meanwhile makes the tile old at once.
      const state = await source.stateOf(context, id);
      const key = `${tenantOf(context)} ${id} ${layer.isPublic} ${address.join('/')}`;
      const found = state === null ? undefined : kept.get(key);
      const stated = `W/"${FORMAT}.${state}"`;
      if (found?.tag === stated) return found;
      const [[content] = []] = await source.tiles(context, [id], [address]);
      const bytes = content ? encodeTile(id, content, address) : null;
      const tile = {
        tag: state === null ? tagOf(bytes) : stated,
        isPublic: layer.isPublic,
        gzipped: bytes && new Uint8Array(gzipSync(bytes)),
      };
      if (state !== null) kept.set(key, tile);
      return tile;
    },
  };
}
export type TileService = ReturnType<typeof createTiles>;

const tagOf = (bytes: Uint8Array | null): string =>
  `W/"${createHash('sha256')
    .update(bytes ?? '')
    .digest('base64url')
    .slice(0, 22)}"`;
