import { z } from 'zod';
import { FormBody, type RouteDefinition, route } from '#kernel/http/route.js';
import type { DatasetServices } from '../services.js';
import { RequestsPage } from '../views/requests-page.js';

const Params = z.object({ id: z.uuid() });
const after = z.object({ after: z.uuid().optional().catch(undefined) });
const Decision = z.object({
  state: z.enum(['listed', 'answered', 'hidden']),
  answer: z.string().catch(''),
});
const MOST_ANSWER = 2000;

/** What people ask for: nothing is shown before it was read here. */
export const requestRoutes = ({ requests }: DatasetServices): RouteDefinition[] => [
  route({
    method: 'get',
    path: '/staff/datasets/requests',
    permission: 'dataset.moderate',
    journal: 'none',
    input: { query: after },
    handle: async ({ context, page, query, html }) =>
      html(<RequestsPage page={page} {...(await requests.list(context, query.after))} wrong={undefined} />),
  }),
  route({
    method: 'post',
    path: '/staff/datasets/requests/:id',
    permission: 'dataset.moderate',
    journal: ['dataset.requestDecided'],
    input: { params: Params, form: FormBody },
    handle: async ({ context, page, params, body, html, redirect, parse }) => {
      const { state, answer } = parse('body', Decision, body);
      const words = answer.trim().slice(0, MOST_ANSWER);
      if (state === 'answered' && words === '')
        return html(<RequestsPage page={page} {...(await requests.list(context))} wrong={params.id} />, 422);
      await requests.decide(context, params.id, state, words || null);
      return redirect('/staff/datasets/requests', { kind: 'success', key: 'dataset.request.decided' });
    },
  }),
];
