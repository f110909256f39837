import { z } from 'zod';
import type { Clock } from '#kernel/clock.js';
import { type RouteDefinition, route } from '#kernel/http/route.js';
import { seenPicture } from '#kernel/http/seen-picture.js';
import type { DatasetServices } from '../services.js';
import { DashboardPage, DashboardsPage } from '../views/dashboard-page.js';

const Name = z.object({ name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,79}$/) });
const After = z.object({ after: z.string().max(100).optional().catch(undefined) });

/** Pages of charts, for everybody. */
export const dashboardRoutes = (clock: Clock, { dashboards }: DatasetServices): RouteDefinition[] => [
  seenPicture(clock, {
    path: '/data/dashboards/:name/seen.gif',
    journal: ['dataset.dashboardViewed'],
    params: Name,
    count: (context, { name }) => dashboards.countUse(context, name),
  }),
  route({
    method: 'get',
    path: '/data/dashboards',
    permission: 'public',
    journal: 'none',
    cache: 'public',
    input: { query: After },
    handle: async ({ context, page, query: { after }, html }) =>
      html(
        <DashboardsPage
          page={page}
          {...(await dashboards.shown(context, after))}
          isFirst={after === undefined}
        />,
      ),
  }),
  route({
    method: 'get',
    path: '/data/dashboards/:name',
    permission: 'public',
    journal: 'none',
    cache: 'public',
    input: { params: Name },
    handle: async ({ context, page, params, html }) =>
      html(<DashboardPage page={page} {...(await dashboards.show(context, params.name))} />),
  }),
];
