import { z } from 'zod';
import type { Context } from '#kernel/context.js';
import { AppError } from '#kernel/errors.js';
import { type RouteDefinition, type RouteRequest, route } from '#kernel/http/route.js';
import type { MessageKey } from '#kernel/i18n/catalogues.js';
import { readPlainDate } from '#kernel/values/plain-date.js';
import { PUT_UP_ENTRIES } from '#modules/decision/api.js';
import type { EntryName } from '../entries.js';
import type { AuthoringService } from '../service.js';
import { OutlinePage } from '../views/outline-page.js';
import { own, ProcedureParams, Seen, SeenForm } from './input.js';

const LIMIT = 1_000;
const words = z.string().trim().default('');

/** Looked at, asked for, approved by somebody else, published. */
export function decisionRoutes(service: AuthoringService): RouteDefinition[] {
  const simple = (
    name: string,
    permission: 'procedure.author' | 'procedure.approve',
    type: EntryName,
    key: MessageKey,
    act: (context: Context, id: string, seen: number) => Promise<void>,
  ): RouteDefinition =>
    route({
      method: 'post',
      path: `/staff/authoring/:procedure/${name}`,
      permission,
      journal: [type],
      input: { params: ProcedureParams, form: SeenForm },
      handle: async ({ context, params, body, redirect }) => {
        await act(context, params.procedure, body.seen);
        return redirect(own(params), { kind: 'success', key });
      },
    });

  const refuse = async (
    { context, page, html }: Pick<RouteRequest<unknown, unknown, unknown>, 'context' | 'page' | 'html'>,
    id: string,
    [field, text, typed]: [field: string, text: string, typed: string],
  ) =>
    html(
      <OutlinePage
        page={page}
        open={await service.open(context, id)}
        typed={{ [field]: typed }}
        errors={{ [field]: text }}
      />,
      422,
    );

  return [
    simple(
      'previewed',
      'procedure.author',
      'definition.previewed',
      'authoring.preview.done',
      service.previewed,
    ),
    simple(
      'pull-back',
      'procedure.author',
      'definition.pulledBack',
      'authoring.next.pulledBack',
      service.pullBack,
    ),
    simple('approve', 'procedure.approve', 'definition.approved', 'authoring.next.approved', service.approve),
    route({
      method: 'post',
      path: '/staff/authoring/:procedure/ask',
      permission: 'procedure.author',
      journal: ['definition.approvalAsked', ...PUT_UP_ENTRIES],
      input: { params: ProcedureParams, form: z.object({ seen: Seen, note: words }) },
      handle: async (request) => {
        const { context, page, params, body, redirect } = request;
        if (body.note === '' || body.note.length > LIMIT)
          return refuse(request, params.procedure, ['note', page.t('authoring.next.noteMissing'), body.note]);
        await service.ask(context, params.procedure, body.seen, body.note);
        return redirect(own(params), { kind: 'success', key: 'authoring.next.asked' });
      },
    }),
    route({
      method: 'post',
      path: '/staff/authoring/:procedure/send-back',
      permission: 'procedure.approve',
      journal: ['definition.sentBack'],
      input: { params: ProcedureParams, form: z.object({ seen: Seen, reason: words }) },
      handle: async (request) => {
        const { context, page, params, body, redirect } = request;
        if (body.reason === '' || body.reason.length > LIMIT)
          return refuse(request, params.procedure, [
            'reason',
            page.t('authoring.next.reasonMissing'),
            body.reason,
          ]);
        await service.sendBack(context, params.procedure, body.seen, body.reason);
        return redirect(own(params), { kind: 'success', key: 'authoring.next.sentBack' });
      },
    }),
    route({
      method: 'post',
      path: '/staff/authoring/:procedure/publish',
      permission: 'procedure.author',
      journal: ['definition.published'],
      input: { params: ProcedureParams, form: z.object({ seen: Seen, from: words }) },
      handle: async (request) => {
        const { context, page, params, body, redirect } = request;
        const from = readPlainDate(body.from);
        if (!from)
          return refuse(request, params.procedure, ['from', page.t('authoring.error.date'), body.from]);
        try {
          await service.publish(context, params.procedure, body.seen, from);
        } catch (error) {
          if (!(error instanceof AppError) || error.code !== 'invalidInput') throw error;
          return refuse(request, params.procedure, ['from', page.t('authoring.next.fromPast'), body.from]);
        }
        return redirect(own(params, '/versions'), { kind: 'success', key: 'authoring.next.published' });
      },
    }),
  ];
}
