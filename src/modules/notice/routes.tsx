import { z } from 'zod';
import { type RouteDefinition, route } from '#kernel/http/route.js';
import type { Side } from './model.js';
import type { NoticeService } from './service.js';
import { NoticesPage } from './views/notices-page.js';

/** A journal position. */
const Position = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

/** The list of one side; each person reads their own. */
function listRoutes(service: NoticeService, side: Side): RouteDefinition[] {
  const path = side === 'staff' ? '/staff/notices' : '/my/notices';
  const permission = side === 'staff' ? 'notice.readAtWork' : 'notice.readOwn';
  return [
    route({
      method: 'get',
      path,
      permission,
      journal: 'none',
      input: { query: z.object({ before: Position.optional().catch(undefined) }) },
      handle: async ({ context, page, query, html }) =>
        html(
          <NoticesPage
            page={page}
            side={side}
            data={await service.list(context, query.before)}
            isFirst={query.before === undefined}
          />,
        ),
    }),
    route({
      method: 'post',
      path: `${path}/read`,
      permission,
      journal: 'none',
      input: { form: z.object({ upTo: Position }) },
      handle: async ({ context, body, redirect }) => {
        await service.readAll(context, body.upTo);
        return redirect(path, { kind: 'success', key: 'notice.allRead' });
      },
    }),
    // Following the link is reading it; asking twice changes nothing more.
    route({
      method: 'get',
      path: `${path}/:entry`,
      permission,
      journal: 'none',
      input: { params: z.object({ entry: Position }) },
      handle: async ({ context, params, redirect }) => redirect(await service.open(context, params.entry)),
    }),
  ];
}

export const noticeRoutes = (service: NoticeService): RouteDefinition[] => [
  ...listRoutes(service, 'staff'),
  ...listRoutes(service, 'citizen'),
];
