import { z } from 'zod';
import { type RouteDefinition, type RouteRequest, route } from '#kernel/http/route.js';
import type { OrganizationService } from '../service.js';
import type { TypedPosting } from '../terms.js';
import { readDay } from '../terms.js';
import { TreePage } from '../views/tree-page.js';
import { UnitPage } from '../views/unit-page.js';
import { DateQuery, dayOf, inWords, text, UnitParams } from './input.js';

const NewPosting = z.object({ staff: text, post: text, kind: text, from: text, to: text });
const NewUnit = z.object({ id: text, name: text, parent: text, from: text });
const End = z.object({ to: text, successor: text });
const PATH = '/staff/organization';

/** The tree on a day, one unit, who is posted there; the administrator's changes. */
export function unitRoutes(service: OrganizationService): RouteDefinition[] {
  type Answer = Pick<RouteRequest<unknown, unknown, unknown>, 'context' | 'page' | 'html'>;
  const showTree = async (
    { context, page, html }: Answer,
    date: Temporal.PlainDate,
    again?: { typed: z.infer<typeof NewUnit>; errors: Record<string, string> },
  ) =>
    html(
      <TreePage
        page={page}
        date={date}
        lines={await service.tree(context, date)}
        mayManage={service.mayManage(context)}
        {...again}
      />,
      again ? 422 : 200,
    );
  const showUnit = async (
    { context, page, html }: Answer,
    unit: string,
    date: Temporal.PlainDate,
    again?: { typed: Record<string, string>; errors: Record<string, string> },
  ) =>
    html(
      <UnitPage page={page} date={date} view={await service.unit(context, unit, date)} {...again} />,
      again ? 422 : 200,
    );

  return [
    route({
      method: 'get',
      path: PATH,
      permission: 'organization.read',
      journal: 'none',
      input: { query: DateQuery },
      handle: (request) => showTree(request, dayOf(request.context, request.query)),
    }),
    route({
      method: 'post',
      path: `${PATH}/units`,
      permission: 'organization.manage',
      journal: ['organization.unitOpened'],
      input: { form: NewUnit },
      handle: async (request) => {
        const { context, page, body, redirect } = request;
        const faults = await service.units.open(context, body);
        if (faults)
          return showTree(request, dayOf(context, {}), { typed: body, errors: inWords(page.t, faults) });
        return redirect(`${PATH}/units/${body.id}`, { kind: 'success', key: 'organization.unit.opened' });
      },
    }),
    route({
      method: 'get',
      path: `${PATH}/units/:unit`,
      permission: 'organization.read',
      journal: 'none',
      input: { params: UnitParams, query: DateQuery },
      handle: (request) => showUnit(request, request.params.unit, dayOf(request.context, request.query)),
    }),
    route({
      method: 'post',
      path: `${PATH}/units/:unit/postings`,
      permission: 'organization.manage',
      journal: ['organization.posted', 'organization.postingEnded'],
      input: { params: UnitParams, form: NewPosting },
      handle: async (request) => {
        const { context, page, params, body, redirect } = request;
        const typed: TypedPosting = { ...body, unit: params.unit };
        const faults = await service.post(context, typed);
        if (faults) {
          const { unit, ...others } = inWords(page.t, faults);
          const errors = unit === undefined ? others : { ...others, from: unit };
          return showUnit(request, params.unit, dayOf(context, {}), { typed: body, errors });
        }
        return redirect(`${PATH}/units/${params.unit}`, {
          kind: 'success',
          key: 'organization.posting.done',
        });
      },
    }),
    route({
      method: 'post',
      path: `${PATH}/units/:unit/close`,
      permission: 'organization.manage',
      journal: ['organization.unitClosed'],
      input: { params: UnitParams, form: End },
      handle: async (request) => {
        const { context, page, params, body, redirect } = request;
        const faults = await service.units.close(context, params.unit, body);
        if (faults) {
          const { to, successor } = inWords(page.t, faults);
          const errors = { ...(to && { closeTo: to }), ...(successor && { successor }) };
          const typed = { closeTo: body.to, successor: body.successor };
          return showUnit(request, params.unit, dayOf(context, {}), { typed, errors });
        }
        return redirect(`${PATH}/units/${params.unit}`, {
          kind: 'success',
          key: 'organization.unit.closedDone',
        });
      },
    }),
    route({
      method: 'post',
      path: `${PATH}/units/:unit/postings/:posting/end`,
      permission: 'organization.manage',
      journal: ['organization.postingEnded'],
      input: { params: UnitParams.extend({ posting: z.uuid() }), form: z.object({ to: text }) },
      handle: async (request) => {
        const { context, page, params, body, redirect } = request;
        const to = readDay(body.to);
        const ended = to && (await service.end(context, params.posting, to));
        if (ended?.isEnded)
          return redirect(`${PATH}/units/${params.unit}`, {
            kind: 'success',
            key: 'organization.posting.ended',
          });
        const field = `end-${params.posting}`;
        const fault = to ? 'organization.error.toBeforeFrom' : 'organization.error.to';
        return showUnit(request, params.unit, dayOf(context, {}), {
          typed: { [field]: body.to },
          errors: { [field]: page.t(fault) },
        });
      },
    }),
  ];
}
