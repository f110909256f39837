import { z } from 'zod';
import { AppError } from '#kernel/errors.js';
import { type RouteDefinition, route } from '#kernel/http/route.js';
import { readPlainDate } from '#kernel/values/plain-date.js';
import type { AuthoringService } from '../service.js';
import { VersionsPage } from '../views/versions-page.js';
import { own, ProcedureParams } from './input.js';

const EndForm = z.object({ until: z.string().trim().max(20).default('') });

/** The versions of a procedure, its end, and its return. */
export function versionRoutes(service: AuthoringService): RouteDefinition[] {
  return [
    route({
      method: 'get',
      path: '/staff/authoring/:procedure/versions',
      permission: 'procedure.author',
      journal: 'none',
      input: { params: ProcedureParams },
      handle: async ({ context, page, params, html }) =>
        html(<VersionsPage page={page} found={await service.versions(context, params.procedure)} />),
    }),
    route({
      method: 'post',
      path: '/staff/authoring/:procedure/end',
      permission: 'procedure.approve',
      journal: ['definition.ended'],
      input: { params: ProcedureParams, form: EndForm },
      handle: async ({ context, page, params, body, html, redirect }) => {
        const refuse = async (until: string) =>
          html(
            <VersionsPage
              page={page}
              found={await service.versions(context, params.procedure)}
              typed={body}
              errors={{ until }}
            />,
            422,
          );
        const until = readPlainDate(body.until);
        if (!until) return refuse(page.t('authoring.error.date'));
        try {
          await service.end(context, params.procedure, until);
        } catch (error) {
          const isTooEarly =
            error instanceof AppError && (error.code === 'invalidInput' || error.code === 'notAllowedNow');
          if (!isTooEarly) throw error;
          return refuse(page.t('authoring.versions.untilEarly'));
        }
        return redirect(own(params, '/versions'), { kind: 'success', key: 'authoring.versions.ended' });
      },
    }),
    route({
      method: 'post',
      path: '/staff/authoring/:procedure/reopen',
      permission: 'procedure.approve',
      journal: ['definition.reopened'],
      input: { params: ProcedureParams },
      handle: async ({ context, params, redirect }) => {
        await service.end(context, params.procedure, null);
        return redirect(own(params, '/versions'), { kind: 'success', key: 'authoring.versions.reopened' });
      },
    }),
  ];
}
