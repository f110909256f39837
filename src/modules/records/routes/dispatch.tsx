import { type RouteDefinition, route } from '#kernel/http/route.js';
import { unitName } from '../service/deps.js';
import type { RecordsServices } from '../services.js';
import { DispatchPage } from '../views/dispatch-page.js';

/** What is ready to be sent, and the list that goes with it to the post. */
export const dispatchRoutes = ({ dispatching }: RecordsServices): RouteDefinition[] => [
  route({
    method: 'get',
    path: '/staff/records/dispatch',
    permission: 'records.keep',
    journal: 'none',
    input: {},
    handle: async ({ context, page, html }) =>
      html(
        <DispatchPage
          page={page}
          lines={await dispatching.list(context)}
          unitOf={(unit) => unitName(context, unit)}
        />,
      ),
  }),
  route({
    method: 'get',
    path: '/staff/records/dispatch/posting-list.pdf',
    permission: 'records.keep',
    journal: 'none',
    input: {},
    handle: async ({ context, file }) => file(await dispatching.postingList(context), 'application/pdf'),
  }),
];
