import { z } from 'zod';
import { type RouteDefinition, route } from '#kernel/http/route.js';
import type { DatasetServices } from '../services.js';
import { DashboardPage, DashboardsPage } from '../views/dashboard-page.js';

const Name = z.object({ name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,79}$/) });
const After = z.object({ after: z.string().max(100).optional().catch(undefined) });

/** Pages of charts, for everybody. */
export const dashboardRoutes = ({ dashboards }: DatasetServices): RouteDefinition[] => [
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
    // Made anew each time: every opening is counted.
    journal: 'none',
    input: { params: Name },
    handle: async ({ context, page, params, html }) =>
      html(<DashboardPage page={page} {...(await dashboards.show(context, params.name))} />),
  }),
];
