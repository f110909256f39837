import type { z } from 'zod';
import { type Clock, ZONE } from '../clock.js';
import type { Context } from '../context.js';
import { callerAddress } from './caller-address.js';
import { createRateLimit } from './rate-limit.js';
import { type RouteDefinition, route } from './route.js';

/** A GIF of one transparent step (GIF89a). */
const DOT = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
const HOUR = 3_600_000;
/** As many as come from one household, school or office; more of them would only be somebody who drives a count up. */
const MOST_PER_DAY = 30;

/** Seconds until the day ends in Japan. */
function restOfDay(clock: Clock): number {
  const now = clock.now().toZonedDateTimeISO(ZONE);
  return Math.ceil(now.until(now.startOfDay().add({ days: 1 })).total('seconds'));
}

/**
 * The picture by which visitors of a page are counted, each once a day, without anything that tells who it was: the
 * browser keeps it until midnight and so asks for it once a day. Nothing is stored there or here but that somebody came.
 * Staff work with the page and are no visitors. From one address no more than MOST_PER_DAY are counted.
 */
export function seenPicture<Params extends z.ZodType = z.ZodObject>(
  clock: Clock,
  {
    path,
    journal,
    params,
    count,
  }: {
    path: `/${string}`;
    journal: readonly [string, ...string[]];
    params?: Params;
    count(context: Context, params: z.infer<Params>): Promise<void>;
  },
): RouteDefinition {
  const isWithinLimit = createRateLimit(MOST_PER_DAY, clock, 24 * HOUR);
  return route({
    method: 'get',
    path,
    permission: 'public',
    journal,
    input: { ...(params && { params }) },
    handle: async ({ context, params: which, header, hono }) => {
      // Browsers say of themselves that a page of ours shows the picture; programs that walk the web do not.
      const isShown = header('sec-fetch-dest') === 'image' && header('sec-fetch-site') === 'same-origin';
      // A page each: whoever looks at two is counted for both.
      const caller = `${callerAddress(hono)} ${hono.req.path}`;
      if (isShown && context.actor.kind !== 'staff' && isWithinLimit(caller))
        await count({ ...context, actor: { kind: 'anonymous' } }, which);
      return new Response(new Uint8Array(DOT), {
        headers: {
          'content-type': 'image/gif',
          'cache-control': isShown ? `private, max-age=${restOfDay(clock)}` : 'no-store',
        },
      });
    },
  });
}
