import { z } from 'zod';
import { today } from '#kernel/clock.js';
import type { Context } from '#kernel/context.js';
import { type RouteDefinition, type RouteRequest, route } from '#kernel/http/route.js';
import type { MessageKey } from '#kernel/i18n/catalogues.js';
import { readPlainDate } from '#kernel/values/plain-date.js';
import { PUT_UP_ENTRIES } from '#modules/decision/api.js';
import { COUNTED, type ENTRIES } from '../entries.js';
import type { Taken } from '../service/approving.js';
import type { RegisterServices } from '../services.js';
import type { TypedStep } from '../views/defining/approval-forms.js';
import { PreviewPage } from '../views/defining/preview-page.js';
import { draftPath, Seen, SeenForm } from './draft-input.js';
import { RegisterParams } from './lists.js';

const LIMIT = 1_000;
const words = z.string().trim().default('');

type Request = RouteRequest<z.infer<typeof RegisterParams>, unknown, unknown>;

/** Looked at, asked for, approved by somebody else, taken into use from a day on. */
export function approvalRoutes({ defining, approving }: RegisterServices): RouteDefinition[] {
  /** The page again, with what was typed and what is wrong with it. */
  const again = async (
    { context, page, params, html }: Pick<Request, 'context' | 'page' | 'params' | 'html'>,
    typed: TypedStep,
    errors: TypedStep = {},
  ) => {
    const previewed = await defining.preview(context, params.register);
    const isConflict = Object.keys(errors).length === 0;
    return html(
      <PreviewPage page={page} previewed={previewed} typed={typed} errors={errors} isConflict={isConflict} />,
      422,
    );
  };

  const simple = (
    name: string,
    permission: 'register.define' | 'register.approve',
    type: keyof typeof ENTRIES,
    key: MessageKey,
    act: (context: Context, id: string, seen: number) => Promise<Taken>,
  ): RouteDefinition =>
    route({
      method: 'post',
      path: `/staff/registers/drafts/:register/${name}`,
      permission,
      journal: [type],
      input: { params: RegisterParams, form: SeenForm },
      handle: async ({ context, params: { register }, body, redirect }) => {
        const taken = await act(context, register, body.seen);
        return redirect(
          draftPath(register, '/preview'),
          taken === 'moved' ? { kind: 'warning', key: 'registerDesk.conflict' } : { kind: 'success', key },
        );
      },
    });

  return [
    route({
      method: 'get',
      path: '/staff/registers/drafts/:register/preview',
      permission: 'register.define',
      journal: 'none',
      input: { params: RegisterParams },
      handle: async ({ context, page, params, html, redirect }) => {
        // Notices and papers of decisions lead here, also when it is in use since.
        if (await defining.isUsed(context, params.register))
          return redirect(`/staff/registers/${params.register}/definition`);
        return html(<PreviewPage page={page} previewed={await defining.preview(context, params.register)} />);
      },
    }),
    route({
      method: 'post',
      path: '/staff/registers/drafts/:register/ask',
      permission: 'register.define',
      journal: ['register.approvalAsked', ...PUT_UP_ENTRIES],
      input: { params: RegisterParams, form: z.object({ seen: Seen, note: words }) },
      handle: async (request) => {
        const { context, page, params, body, redirect } = request;
        const { seen, note } = body;
        if (note === '' || note.length > LIMIT)
          return again(request, { note }, { note: page.t('registerCheck.noteMissing') });
        if ((await approving.ask(context, params.register, seen, note)) === 'moved')
          return again(request, { note });
        return redirect(draftPath(params.register, '/preview'), {
          kind: 'success',
          key: 'registerCheck.asked',
        });
      },
    }),
    simple(
      'pull-back',
      'register.define',
      'register.draftPulledBack',
      'registerCheck.pulledBack',
      approving.pullBack,
    ),
    simple(
      'approve',
      'register.approve',
      'register.draftApproved',
      'registerCheck.approved',
      approving.approve,
    ),
    route({
      method: 'post',
      path: '/staff/registers/drafts/:register/send-back',
      permission: 'register.approve',
      journal: ['register.draftSentBack'],
      input: { params: RegisterParams, form: z.object({ seen: Seen, reason: words }) },
      handle: async (request) => {
        const { context, page, params, body, redirect } = request;
        const { seen, reason } = body;
        if (reason === '' || reason.length > LIMIT)
          return again(request, { reason }, { reason: page.t('registerCheck.reasonMissing') });
        if ((await approving.sendBack(context, params.register, seen, reason)) === 'moved')
          return again(request, { reason });
        return redirect(draftPath(params.register, '/preview'), {
          kind: 'success',
          key: 'registerCheck.sentBack',
        });
      },
    }),
    route({
      method: 'post',
      path: '/staff/registers/drafts/:register/use',
      permission: 'register.define',
      journal: [
        'register.draftScheduled',
        'register.defined',
        'register.changed',
        'register.migrated',
        ...COUNTED,
      ],
      input: { params: RegisterParams, form: z.object({ seen: Seen, from: words }) },
      handle: async (request) => {
        const { context, page, params, body, redirect } = request;
        const { register } = params;
        const day = today(context.clock);
        const from = body.from === '' ? day : readPlainDate(body.from);
        const typed = { from: body.from };
        if (!from) return again(request, typed, { from: page.t('registerCheck.fromWrong') });
        const isLater = Temporal.PlainDate.compare(from, day);
        if (isLater < 0) return again(request, typed, { from: page.t('registerCheck.fromPast') });
        if ((await approving.use(context, register, body.seen, from)) === 'moved')
          return again(request, typed);
        return isLater > 0
          ? redirect(draftPath(register, '/preview'), { kind: 'success', key: 'registerCheck.scheduled' })
          : redirect(`/staff/registers/${register}/definition`, {
              kind: 'success',
              key: 'registerDesk.used',
            });
      },
    }),
  ];
}
