import { z } from 'zod';
import { type RouteDefinition, route } from '#kernel/http/route.js';
import type { ProcedureServices } from '../services.js';
import { HandOverPage } from '../views/hand-over-page.js';
import { CaseParams } from './input.js';

const HandOverForm = z.object({
  by: z.enum(['counter', 'post']),
  code: z.string().max(60).default(''),
});

/** Staff hand a document over at the counter or send it by post. */
export function handOverRoutes({ handOver, work }: ProcedureServices): RouteDefinition[] {
  return [
    route({
      method: 'get',
      path: '/staff/cases/:case/address-sheet.pdf',
      permission: 'case.work',
      journal: ['case.viewed'],
      input: { params: CaseParams },
      handle: async ({ context, params, file }) =>
        file(await handOver.addressSheet(context, params.case), 'application/pdf'),
    }),
    route({
      method: 'post',
      path: '/staff/cases/:case/hand-over',
      permission: 'case.work',
      journal: ['certificate.handedOver', 'case.viewed'],
      input: { params: CaseParams, form: HandOverForm },
      handle: async ({ context, page, params, body, html, redirect }) => {
        const code = body.by === 'counter' && body.code.trim() !== '' ? body.code : null;
        const fault = await handOver.handOver(context, params.case, body.by, code);
        if (fault === 'codeMistyped' || fault === 'noMatch') {
          const opened = await work.open(context, params.case);
          if (opened.kind === 'open' && opened.data.certificate) {
            const { case: subject, certificate } = opened.data;
            return html(
              <HandOverPage page={page} subject={subject} certificate={certificate} typed={body.code} />,
              422,
            );
          }
        }
        return redirect(
          `/staff/cases/${params.case}`,
          fault === null ? { kind: 'success', key: 'template.handOver.done' } : undefined,
        );
      },
    }),
  ];
}
