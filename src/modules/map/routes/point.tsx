import { z } from 'zod';
import { AppError } from '#kernel/errors.js';
import { type RouteDefinition, route } from '#kernel/http/route.js';
import { POINT_SIZE } from '../pointing.js';
import type { PointingService } from '../service/pointing.js';
import { frameOf, viewIn, viewText } from '../view.js';
import { type Drawing, Picture } from '../views/picture.js';

const MOST_WORDS = 200;
/** Unlike every letter that marks a layer. */
const THIS = { letter: '★', colour: '#b00020' };

const degrees = (most: number) => z.coerce.number().min(-most).max(most).optional().catch(undefined);
const Query = z.object({ at: z.string().max(60).catch(''), lat: degrees(85), lon: degrees(180) });
const Words = z.object({ q: z.string().max(MOST_WORDS).catch('') });

const pointAt = (lon: number, lat: number) => ({
  type: 'Point' as const,
  coordinates: [lon, lat] as [number, number],
});

/** What the map in a form asks for (`views/point-map.tsx`): its picture, and places by their names. */
export const pointRoutes = (pointing: PointingService): RouteDefinition[] => [
  route({
    method: 'get',
    path: '/map/point.svg',
    permission: 'public',
    journal: 'none',
    input: { query: Query },
    handle: async ({ context, query: { at, lat, lon }, page }) => {
      const view = viewIn(at);
      if (!view) throw new AppError('invalidInput', `at ${at}`, { userMessage: page.t('map.badAt') });
      const around: Drawing[] = await pointing.around(context, page.t, view, POINT_SIZE);
      const isPlaced = lat !== undefined && lon !== undefined;
      const rows = isPlaced ? [{ id: '', label: '', geometry: pointAt(lon, lat) }] : [];
      const shown = [...around, { mark: THIS, clusters: [], rows }];
      const picture = (
        <Picture
          shown={shown}
          frame={frameOf(view, ...POINT_SIZE)}
          ground={pointing.outline(context)}
          label=""
          isNamed
          hasCross
        />
      );
      return new Response(String(picture), {
        headers: { 'content-type': 'image/svg+xml', 'cache-control': 'private, max-age=60' },
      });
    },
  }),
  route({
    method: 'get',
    path: '/map/named.json',
    permission: 'public',
    journal: 'none',
    input: { query: Words },
    handle: async ({ context, query: { q }, json }) => {
      const found = await pointing.named(context, q);
      return json({ found: found.map(({ label, view }) => ({ label, at: viewText(view) })) });
    },
  }),
];
