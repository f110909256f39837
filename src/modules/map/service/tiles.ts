import { gzipSync } from 'node:zlib';
import { LRUCache } from 'lru-cache';
import { type Context, tenantOf } from '#kernel/context.js';
import type { RegisterApi, TileAddress } from '#modules/register/api.js';
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
const FORMAT = 1;

/** Tiles of map layers, kept as long as the register stands as it was. */
export function createTiles({ squares }: Pick<RegisterApi, 'squares'>) {
  const kept = new LRUCache<string, KeptTile>({
    maxSize: MOST_BYTES,
    sizeCalculation: ({ gzipped }) => (gzipped?.byteLength ?? 0) + ENTRY_BYTES,
  });

  return {
    tile: async (context: Context, id: string, address: TileAddress): Promise<KeptTile> => {
      const layer = squares.layerOf(context, id);
      // Asked before the rows are: what changes meanwhile makes the tile old at once.
      const tag = `W/"${FORMAT}.${await squares.stateOf(context, layer)}"`;
      const key = `${tenantOf(context)} ${id} ${layer.isPublic} ${address.join('/')}`;
      const found = kept.get(key);
      if (found?.tag === tag) return found;
      const bytes = encodeTile(id, await squares.tile(context, layer, address), address);
      const tile = {
        tag,
        isPublic: layer.isPublic,
        gzipped: bytes && new Uint8Array(gzipSync(bytes)),
      };
      kept.set(key, tile);
      return tile;
    },
  };
}
export type TileService = ReturnType<typeof createTiles>;
