import { type RouteDefinition, route } from '#kernel/http/route.js';
import type { VisitService } from '../service/visits.js';

/** A GIF of one transparent step (GIF89a). */
const DOT = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

/** The picture by which visitors of the map are counted. */
export const visitRoutes = (visits: VisitService): RouteDefinition[] => [
  route({
    method: 'get',
    path: '/map/seen.gif',
    permission: 'public',
    journal: ['map.visited'],
    input: {},
    handle: async ({ context, header }) => {
      // Browsers say of themselves that a page of ours shows the picture; programs that walk the web do not.
      const isShown = header('sec-fetch-dest') === 'image' && header('sec-fetch-site') === 'same-origin';
      if (isShown) await visits.count(context);
      return new Response(new Uint8Array(DOT), {
        headers: {
          'content-type': 'image/gif',
          'cache-control': isShown ? `private, max-age=${visits.restOfDay(context)}` : 'no-store',
        },
      });
    },
  }),
];
