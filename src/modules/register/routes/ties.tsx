import { z } from 'zod';
import { FormBody, type RouteDefinition, type RouteRequest, route } from '#kernel/http/route.js';
import { RegisterId } from '../definition.js';
import { MOST_TIED } from '../related.js';
import type { RegisterServices } from '../services.js';
import { TiesPage } from '../views/ties-page.js';

const ThingParams = z.object({ kind: z.string().regex(/^[a-z]{1,20}$/), thing: z.uuid() });
const FindQuery = z.object({
  register: z.string().max(60).default('').catch(''),
  q: z.string().trim().max(200).default('').catch(''),
  find: z.string().max(10).optional().catch(undefined),
});
const RowName = z.object({ register: RegisterId, id: z.uuid() });

/** Rows that a case or a report is about: looked for, tied and taken away by staff. */
export function tieRoutes({ ties }: RegisterServices): RouteDefinition[] {
  const thingOf = ({ kind, thing }: z.infer<typeof ThingParams>) => ({ kind, id: thing });
  const pathOf = ({ kind, thing }: z.infer<typeof ThingParams>) => `/staff/registers/ties/${kind}/${thing}`;

  async function shown(
    { context, page, html }: Pick<RouteRequest<unknown, unknown, unknown>, 'context' | 'page' | 'html'>,
    params: z.infer<typeof ThingParams>,
    query: z.infer<typeof FindQuery>,
    refused?: string,
  ) {
    const data = await ties.page(context, thingOf(params));
    const { register, q } = query;
    const isKnown = data.registers.some((one) => one.register.id === register);
    const errors: Record<string, string> = {};
    if (query.find !== undefined) {
      if (!isKnown) errors.register = page.t('registerTies.registerMissing');
      if (q === '') errors.q = page.t('registerTies.wordsMissing');
    }
    const isAsked = query.find !== undefined && Object.keys(errors).length === 0;
    const found = isAsked ? await ties.find(context, register, q) : null;
    return html(
      <TiesPage
        page={page}
        data={data}
        here={pathOf(params)}
        typed={{ register, q }}
        found={found}
        errors={{ ...errors, ...(refused && { register: refused }) }}
      />,
      refused || Object.keys(errors).length > 0 ? 422 : 200,
    );
  }

  return [
    route({
      method: 'get',
      path: '/staff/registers/ties/:kind/:thing',
      permission: 'register.read',
      journal: 'none',
      input: { params: ThingParams, query: FindQuery },
      handle: (request) => shown(request, request.params, request.query),
    }),
    route({
      method: 'post',
      path: '/staff/registers/ties/:kind/:thing',
      permission: 'register.read',
      journal: ['register.tied', 'register.untied'],
      input: { params: ThingParams, form: FormBody },
      handle: async (request) => {
        const { context, page, params, body, redirect, parse } = request;
        const row = parse('body', RowName, { register: body.register, id: body.id });
        if (body.does === 'untie') {
          await ties.untie(context, thingOf(params), row);
          return redirect(pathOf(params), { kind: 'success', key: 'registerTies.untied' });
        }
        const tied = await ties.tie(context, thingOf(params), row);
        if (tied === 'full')
          return shown(
            request,
            params,
            { register: row.register, q: '' },
            page.t('registerTies.full', { most: MOST_TIED }),
          );
        return redirect(pathOf(params), { kind: 'success', key: 'registerTies.tied' });
      },
    }),
  ];
}
