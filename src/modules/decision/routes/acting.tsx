import { z } from 'zod';
import type { Context } from '#kernel/context.js';
import { type RouteDefinition, type RouteRequest, route } from '#kernel/http/route.js';
import type { MessageKey } from '#kernel/i18n/catalogues.js';
import type { EntryName } from '../entries.js';
import type { Done } from '../service/acting.js';
import type { DraftView } from '../service/draft-view.js';
import type { DecisionService } from '../service.js';
import { DraftPage } from '../views/draft-page.js';
import { DraftParams, PATH, SeenRound, SeenStep, text } from './input.js';

const LIMIT = 4_000;
type Answer = Pick<RouteRequest<unknown, unknown, unknown>, 'context' | 'page' | 'html' | 'redirect'>;

/** One draft with its route, and what can be done with it. */
export function actingRoutes({ reading, acting, circulation }: DecisionService): RouteDefinition[] {
  const show = async (
    { context, page, html }: Answer,
    id: string,
    again?: {
      typed: Record<string, string>;
      errors: Record<string, string>;
      moved?: string;
      spoiled?: boolean;
    },
  ) => html(<DraftPage page={page} view={await reading.open(context, id)} {...again} />, again ? 422 : 200);

  /** One act: done leads on, moved says so and shows how it is now, wrong stands beside the field. */
  const act = <Form extends z.ZodObject>(
    name: string,
    {
      form,
      journal,
      field,
      wrong,
      done,
      run,
    }: {
      form: Form;
      journal: readonly [EntryName, ...EntryName[]];
      /** Text that was typed, and the words when it is missing or wrong. */
      field?: string;
      wrong?: MessageKey;
      /** Words for what was done, also by what became of the draft. */
      done: MessageKey | ((view: DraftView) => MessageKey);
      run(context: Context, id: string, body: z.infer<Form>): Promise<Done>;
    },
  ): RouteDefinition =>
    route({
      method: 'post',
      path: `${PATH}/:draft/${name}`,
      permission: 'decision.take',
      journal,
      input: { params: DraftParams, form },
      handle: async (request) => {
        const { context, page, params, body, redirect } = request;
        const typed = Object.fromEntries(
          Object.entries(body).map(([key, value]) => [`${name}-${key}`, String(value ?? '')]),
        );
        const words = (field !== undefined && typed[`${name}-${field}`]) || '';
        if (words.length > LIMIT)
          return show(request, params.draft, {
            typed,
            errors: { [`${name}-${field}`]: page.t('decision.error.tooLong') },
          });
        const result = await run(context, params.draft, body);
        if (result === 'done') {
          const key = typeof done === 'string' ? done : done(await reading.open(context, params.draft));
          return redirect(`${PATH}/${params.draft}`, { kind: 'success', key });
        }
        const errors = result === 'wrong' && wrong ? { [`${name}-${field}`]: page.t(wrong) } : {};
        return show(request, params.draft, {
          typed,
          errors,
          ...(result === 'moved' && { moved: words }),
          spoiled: result === 'spoiled',
        });
      },
    });

  return [
    route({
      method: 'get',
      path: `${PATH}/:draft`,
      permission: 'decision.take',
      journal: 'none',
      input: { params: DraftParams },
      handle: (request) => show(request, request.params.draft),
    }),
    act('approve', {
      form: SeenStep.extend({ comment: text }),
      journal: ['decision.approved', 'decision.decided', 'decision.returned'],
      field: 'comment',
      done: ({ draft }) => (draft.state === 'decided' ? 'decision.act.decided' : 'decision.act.approved'),
      run: (context, id, { comment, ...seen }) =>
        acting.answer(context, id, { seen, kind: 'approved', comment }),
    }),
    act('object', {
      form: SeenStep.extend({ comment: text }),
      journal: ['decision.objected', 'decision.returned'],
      field: 'comment',
      wrong: 'decision.error.objection',
      done: 'decision.act.objected',
      run: (context, id, { comment, ...seen }) =>
        acting.answer(context, id, { seen, kind: 'objected', comment }),
    }),
    act('send-back', {
      form: SeenStep.extend({ to: text, reason: text }),
      journal: ['decision.returned'],
      field: 'reason',
      wrong: 'decision.error.reason',
      done: 'decision.act.sentBack',
      run: (context, id, { to, reason, ...seen }) =>
        acting.sendBack(context, id, { seen, to: /^\d{1,4}$/.test(to) ? Number(to) : null, reason }),
    }),
    act('pull-back', {
      form: SeenRound,
      journal: ['decision.pulledBack'],
      done: 'decision.act.pulledBack',
      run: (context, id, { round }) => acting.pullBack(context, id, round),
    }),
    act('withdraw', {
      form: z.object({ reason: text }),
      journal: ['decision.withdrawn'],
      field: 'reason',
      wrong: 'decision.error.reason',
      done: 'decision.act.withdrawn',
      run: (context, id, { reason }) => acting.withdraw(context, id, reason),
    }),
    act('name', {
      form: SeenStep.extend({ who: text }),
      journal: ['decision.named'],
      field: 'who',
      wrong: 'decision.error.who',
      done: 'decision.act.named',
      run: (context, id, { who, ...seen }) => acting.name(context, id, { seen, who }),
    }),
    act('reroute', {
      form: SeenRound,
      journal: ['decision.rerouted'],
      done: 'decision.act.rerouted',
      run: (context, id, { round }) => acting.reroute(context, id, round),
    }),
    act('add-reviewer', {
      form: SeenRound.extend({ seat: text }),
      journal: ['decision.rerouted'],
      field: 'seat',
      wrong: 'draftReview.error.seat',
      done: 'draftReview.added',
      run: (context, id, { round, seat }) => acting.addReviewer(context, id, { round, seat }),
    }),
    act('note', {
      form: SeenStep,
      journal: ['decision.circulated'],
      done: 'decision.act.noted',
      run: (context, id, seen) => acting.note(context, id, seen),
    }),
    act('close-circulation', {
      form: SeenRound,
      journal: ['decision.circulationClosed'],
      done: 'decision.act.circulationClosed',
      run: (context, id, { round }) => circulation.byDrafter(context, id, round),
    }),
    act('confirm', {
      form: SeenStep.extend({ comment: text }),
      journal: ['decision.confirmedLater'],
      field: 'comment',
      done: 'decision.act.confirmed',
      run: (context, id, { comment, ...seen }) => acting.confirm(context, id, { seen, comment }),
    }),
  ];
}
