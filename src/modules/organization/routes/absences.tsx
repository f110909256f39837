import { z } from 'zod';
import { type RouteDefinition, route } from '#kernel/http/route.js';
import type { OrganizationService } from '../service.js';
import { AbsencesPage } from '../views/absences-page.js';
import { inWords, text } from './input.js';

const Form = z.object({ staff: text, from: text, to: text, reason: text });
const PATH = '/staff/absences';

export function absenceRoutes(service: OrganizationService): RouteDefinition[] {
  return [
    route({
      method: 'get',
      path: PATH,
      permission: 'organization.read',
      journal: 'none',
      input: {},
      handle: async ({ context, page, html }) =>
        html(<AbsencesPage page={page} view={await service.absences(context)} typed={{}} errors={{}} />),
    }),
    route({
      method: 'post',
      path: PATH,
      permission: 'organization.read',
      journal: ['organization.absenceRecorded'],
      input: { form: Form },
      handle: async ({ context, page, body, html, redirect }) => {
        const faults = await service.record(context, body);
        if (!faults) return redirect(PATH, { kind: 'success', key: 'organization.absences.recorded' });
        const view = await service.absences(context);
        return html(
          <AbsencesPage page={page} view={view} typed={body} errors={inWords(page.t, faults)} />,
          422,
        );
      },
    }),
    route({
      method: 'post',
      path: `${PATH}/:absence/cancel`,
      permission: 'organization.read',
      journal: ['organization.absenceCancelled'],
      input: { params: z.object({ absence: z.uuid() }) },
      handle: async ({ context, params, redirect }) => {
        await service.cancel(context, params.absence);
        return redirect(PATH, { kind: 'success', key: 'organization.absences.cancelled' });
      },
    }),
  ];
}
