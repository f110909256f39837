import { z } from 'zod';
import { AppError } from '#kernel/errors.js';
import { type RouteDefinition, route } from '#kernel/http/route.js';
import { boxOf, type RegisterApi } from '#modules/register/api.js';
import type { ViewService } from '../service/views.js';
import { frameOf, wholeOf } from '../view.js';
import { LegendPicture } from '../views/picture-legend.js';

const SIZE = [440, 280] as const;
/** How near a single place is shown, in its surroundings. */
const NEAREST = 17;
/** Unlike every letter that marks a layer. */
const THIS = { letter: '★', colour: '#b00020' };

const Query = z.object({
  register: z.string().max(60).optional().catch(undefined),
  row: z.uuid().optional().catch(undefined),
});

/** The picture that the page of a row shows of its place, by address: that page knows nothing of maps. */
export const pictureRoutes = (
  { squares }: Pick<RegisterApi, 'squares'>,
  views: ViewService,
): RouteDefinition[] => [
  route({
    method: 'get',
    path: '/map/picture.svg',
    permission: 'public',
    journal: 'none',
    input: { query: Query },
    handle: async ({ context, query, page }) => {
      if (query.register === undefined || query.row === undefined)
        throw new AppError('invalidInput', 'picture of no row', { userMessage: page.t('map.pictureOf') });
      const layer = squares.layerOf(context, query.register);
      const row = await squares.drawn(context, layer, query.row);
      const whole = wholeOf(boxOf(row.geometry), ...SIZE);
      const frame = frameOf({ ...whole, zoom: Math.min(NEAREST, whole.zoom - 0.5) }, ...SIZE);
      const around = await views.within(context, page.t, views.layers(context), frame);
      const others = around.map((one) => ({ ...one, rows: one.rows.filter(({ id }) => id !== row.id) }));
      const picture = (
        <LegendPicture
          t={page.t}
          layers={others.filter(({ rows, clusters }) => rows.length + clusters.length > 0)}
          shown={[...others, { mark: THIS, clusters: [], rows: [row] }]}
          frame={frame}
          ground={views.outline(context)}
          label={row.label}
        />
      );
      return new Response(String(picture), {
        headers: { 'content-type': 'image/svg+xml', 'cache-control': 'private, no-cache' },
      });
    },
  }),
];
