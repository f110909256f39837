import { z } from 'zod';
import { type RouteDefinition, route } from '#kernel/http/route.js';
import { placeText, readTimePlace } from '#kernel/values/list-place.js';
import { unitName } from '../service/deps.js';
import type { RecordsServices } from '../services.js';
import { HandOversPage } from '../views/hand-overs-page.js';

const Query = z.object({ after: z.string().max(100).optional().catch(undefined) });

/** What sections gave away. */
export const handOverRoutes = ({ handOvers }: RecordsServices): RouteDefinition[] => [
  route({
    method: 'get',
    path: '/staff/records/hand-overs',
    permission: 'records.read',
    journal: 'none',
    input: { query: Query },
    handle: async ({ context, page, query, html }) => {
      const { items, next, names } = await handOvers.list(context, readTimePlace(query.after));
      const here = `${page.base}/staff/records/hand-overs`;
      return html(
        <HandOversPage
          page={page}
          items={items}
          names={names}
          unitOf={(unit) => unitName(context, unit)}
          isFirst={query.after === undefined}
          nextHref={next ? `${here}?after=${encodeURIComponent(placeText(next.at, next.id))}` : undefined}
        />,
      );
    },
  }),
];
