import { z } from 'zod';
import { sentForm } from '#forms/uploads.js';
import { FormBody, type RouteDefinition, type RouteRequest, route } from '#kernel/http/route.js';
import { PUT_UP_ENTRIES } from '#modules/decision/api.js';
import type { RegisterServices } from '../services.js';
import { type AnswerFault, DisposalPage } from '../views/disposal-page.js';
import { type ProposalFault, RetentionPage } from '../views/retention-page.js';
import { RegisterParams } from './lists.js';

const DisposalParams = RegisterParams.extend({ disposal: z.uuid() });
const Answer = z.object({ answer: z.enum(['done', 'refused', 'withdrawn']) });
const MOST_WORDS = 1000;

const wordsIn = (body: FormBody, name: string): string => String(sentForm(body).getAll(name)[0] ?? '').trim();
const isText = (words: string): boolean => words !== '' && words.length <= MOST_WORDS;

/** The end of retention: rows that are past it, proposals, and what is decided about them. */
export function retentionRoutes({ retention, disposals }: RegisterServices): RouteDefinition[] {
  type Asked = Pick<RouteRequest<unknown, unknown, unknown>, 'context' | 'page' | 'html'>;

  async function listPage(
    { context, page, html }: Asked,
    register: string,
    typed: { rows: readonly string[]; reason: string } = { rows: [], reason: '' },
    faults: readonly ProposalFault[] = [],
  ) {
    const past = await retention.past(context, register);
    return html(
      <RetentionPage page={page} past={past} typed={typed} faults={faults} />,
      faults.length > 0 ? 422 : 200,
    );
  }

  async function disposalPage(
    { context, page, html }: Asked,
    { register, disposal }: z.infer<typeof DisposalParams>,
    answer = '',
    fault: AnswerFault | null = null,
  ) {
    const opened = await disposals.open(context, register, disposal);
    return html(
      <DisposalPage page={page} opened={opened} answer={answer} fault={fault} />,
      fault ? 422 : 200,
    );
  }

  return [
    route({
      method: 'get',
      path: '/staff/registers/:register/retention',
      permission: 'register.edit',
      journal: 'none',
      input: { params: RegisterParams },
      handle: (request) => listPage(request, request.params.register),
    }),
    route({
      method: 'post',
      path: '/staff/registers/:register/retention',
      permission: 'register.edit',
      journal: ['register.disposalProposed', ...PUT_UP_ENTRIES],
      input: { params: RegisterParams, form: FormBody },
      handle: async (request) => {
        const { context, params, body, redirect } = request;
        const rows = sentForm(body).getAll('row').map(String);
        const ids = rows.filter((id) => z.uuid().safeParse(id).success);
        const reason = wordsIn(body, 'reason');
        const faults: ProposalFault[] = [
          ...(ids.length === 0 ? (['rows'] as const) : []),
          ...(isText(reason) ? [] : (['reason'] as const)),
        ];
        if (faults.length > 0) return listPage(request, params.register, { rows, reason }, faults);
        const id = await disposals.propose(context, params.register, { rows: ids, reason });
        return id === null
          ? listPage(request, params.register, { rows, reason }, ['rows'])
          : redirect(`/staff/registers/${params.register}/retention/${id}`, {
              kind: 'success',
              key: 'registerDisposal.proposed',
            });
      },
    }),
    route({
      method: 'get',
      path: '/staff/registers/:register/retention/:disposal',
      permission: 'register.edit',
      journal: 'none',
      input: { params: DisposalParams },
      handle: (request) => disposalPage(request, request.params),
    }),
    route({
      method: 'post',
      path: '/staff/registers/:register/retention/:disposal',
      permission: 'register.edit',
      journal: [
        'register.disposalDone',
        'register.disposalRefused',
        'register.disposalWithdrawn',
        'register.rowDisposed',
      ],
      input: { params: DisposalParams, form: FormBody },
      handle: async (request) => {
        const { context, params, body, redirect, parse } = request;
        const sent = { answer: wordsIn(body, 'answer') };
        const { answer: state } = parse('body', Answer, sent);
        const why = wordsIn(body, 'why');
        if (state === 'done' && wordsIn(body, 'sure') === '')
          return disposalPage(request, params, why, { id: 'sure' });
        if (state === 'refused' && !isText(why)) return disposalPage(request, params, why, { id: 'why' });
        const answer = state === 'refused' ? why : null;
        await disposals.answer(context, params.register, params.disposal, { state, answer });
        return redirect(`/staff/registers/${params.register}/retention`, {
          kind: 'success',
          key: `registerDisposal.told.${state}`,
        });
      },
    }),
  ];
}
