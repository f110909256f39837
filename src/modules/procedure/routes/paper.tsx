import { AppError } from '#kernel/errors.js';
import { callerAddress } from '#kernel/http/caller-address.js';
import { createRateLimit } from '#kernel/http/rate-limit.js';
import { type RouteDefinition, route } from '#kernel/http/route.js';
import type { Kernel } from '#kernel/kernel.js';
import type { ProcedureServices } from '../services.js';
import { DraftParams, ProcedureParams } from './input.js';

/** Forms that one address may have printed in a minute: each is typeset anew. */
const PER_MINUTE = 30;

/** Procedures as paper forms. */
export function paperRoutes({ clock }: Kernel, { paper }: ProcedureServices): RouteDefinition[] {
  const mayPrint = createRateLimit(PER_MINUTE, clock);
  return [
    route({
      method: 'get',
      path: '/procedures/:procedure/form.pdf',
      permission: 'public',
      journal: 'none',
      input: { params: ProcedureParams },
      handle: async ({ context, params, file, hono }) => {
        if (!mayPrint(callerAddress(hono)))
          throw new AppError('tooManyRequests', 'too many forms of one address');
        const { pdf, name } = await paper.empty(context, params.procedure);
        return file(pdf, 'application/pdf', { saveAs: `${name}.pdf` });
      },
    }),
    route({
      method: 'post',
      path: '/procedures/:procedure/apply/:draft/form.pdf',
      permission: 'case.submit',
      journal: ['paper.sheetMade'],
      input: { params: DraftParams },
      handle: async ({ context, params, file }) => {
        const { pdf, name } = await paper.filled(context, params.draft);
        return file(pdf, 'application/pdf', { saveAs: `${name}.pdf` });
      },
    }),
  ];
}
