import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { notFound } from '#kernel/errors.js';
import { acceptsGzip, namesTag } from '#kernel/http/headers.js';
import { type RouteDefinition, route } from '#kernel/http/route.js';
import type { TileAddress } from '#modules/register/api.js';
import type { TileService } from '../service/tiles.js';
import { isTile } from '../tile.js';

const MVT = 'application/vnd.mapbox-vector-tile';

const whole = z
  .string()
  .regex(/^(0|[1-9]\d{0,6})$/)
  .transform(Number);
const Params = z.object({ layer: z.string().max(60), z: whole, x: whole, y: whole });

/** /tiles/{layer}/{z}/{x}/{y}.mvt: what is wrong with an address is no tile. */
export const tileRoutes = (tiles: TileService): RouteDefinition[] => [
  route({
    method: 'get',
    path: '/tiles/:layer/:z/:x/:file{[0-9]+\\.mvt}',
    permission: 'public',
    journal: 'none',
    input: {
      params: z.preprocess(
        (raw: Record<string, string>) => ({ ...raw, y: raw.file?.replace(/\.mvt$/, '') }),
        Params,
      ),
    },
    handle: async ({ context, params: { layer, z, x, y }, header }) => {
      const address: TileAddress = [z, x, y];
      if (!isTile(address)) throw notFound(`tile ${address.join('/')}`);
      const { tag, isPublic, gzipped } = await tiles.tile(context, layer, address);
      const headers = new Headers({
        etag: tag,
        // Asked again each time, so that a change is seen at once; an unchanged tile is not sent again.
        'cache-control': isPublic ? 'public, max-age=0, must-revalidate' : 'private, no-cache',
        vary: isPublic ? 'accept-encoding' : 'accept-encoding, cookie',
      });
      // What everybody may read, pages of others may read too.
      if (isPublic) headers.set('access-control-allow-origin', '*');
      if (namesTag(header('if-none-match'), tag)) return new Response(null, { status: 304, headers });
      if (!gzipped) return new Response(null, { status: 204, headers });
      headers.set('content-type', MVT);
      if (!acceptsGzip(header('accept-encoding')))
        return new Response(new Uint8Array(gunzipSync(gzipped)), { headers });
      headers.set('content-encoding', 'gzip');
      return new Response(gzipped, { headers });
    },
  }),
];
