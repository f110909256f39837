import { z } from 'zod';
import { FormBody, type RouteDefinition, route } from '#kernel/http/route.js';
import type { DecisionService } from '../service.js';
import { QUEUES } from '../store/steps.js';
import { MinePage } from '../views/mine-page.js';
import { WorkPage } from '../views/work-page.js';
import { PATH, texts } from './input.js';

const After = z.object({
  draft: z.uuid().optional().catch(undefined),
  no: z.coerce.number().int().min(0).max(10_000).optional().catch(undefined),
});
const Picked = z.tuple([z.uuid(), z.coerce.number().int().min(0), z.coerce.number().int().min(0)]);
const MOST_PICKED = 500;

const LISTS = {
  toDecide: PATH,
  onBehalf: `${PATH}/on-behalf`,
  circulating: `${PATH}/circulating`,
  toConfirm: `${PATH}/to-confirm`,
  unmanned: `${PATH}/unmanned`,
} as const;

/** 決裁待ち, 代理・代決, 回覧, 代決・後閲, 指名待ち, and 自分の起案. */
export function listRoutes({ worklists, acting }: DecisionService): RouteDefinition[] {
  return [
    ...QUEUES.map((queue) =>
      route({
        method: 'get',
        path: LISTS[queue],
        permission: queue === 'unmanned' ? 'decision.administer' : 'decision.take',
        journal: 'none',
        input: { query: After },
        handle: async ({ context, page, query: { draft, no }, html }) => {
          const after = draft !== undefined && no !== undefined ? { draft, no } : null;
          const work = await worklists.work(context, queue, after);
          return html(<WorkPage page={page} queue={queue} {...work} />);
        },
      }),
    ),
    route({
      method: 'get',
      path: `${PATH}/mine`,
      permission: 'decision.take',
      journal: 'none',
      input: { query: z.object({ before: z.uuid().optional().catch(undefined) }) },
      handle: async ({ context, page, query, html }) =>
        html(<MinePage page={page} {...(await worklists.mine(context, query.before))} />),
    }),
    route({
      method: 'post',
      path: `${PATH}/approve`,
      permission: 'decision.take',
      journal: ['decision.approved', 'decision.decided'],
      input: { form: FormBody },
      handle: async ({ context, body, redirect }) => {
        const picked = texts(body, 'selected')
          .slice(0, MOST_PICKED)
          .flatMap((text) => {
            const read = Picked.safeParse(text.split('.'));
            return read.success ? [{ draft: read.data[0], round: read.data[1], no: read.data[2] }] : [];
          });
        if (picked.length === 0) return redirect(PATH, { kind: 'warning', key: 'decision.many.none' });
        const { moved, spoiled } = await acting.approveMany(context, picked);
        if (spoiled > 0) return redirect(PATH, { kind: 'warning', key: 'decision.many.someSpoiled' });
        return redirect(
          PATH,
          moved === 0
            ? { kind: 'success', key: 'decision.many.done' }
            : { kind: 'warning', key: 'decision.many.someMoved' },
        );
      },
    }),
  ];
}
