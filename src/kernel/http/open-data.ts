import { createHash } from 'node:crypto';
import { namesTag } from './headers.js';
import { type RouteDefinition, route } from './route.js';

/* What everybody may read and programs fetch: open to the pages of other sites, kept for a while, not sent twice. */

/** Caches may keep it so long: what is withdrawn or changed is seen that soon. */
const KEPT_SECONDS = 60;

/** Sets on an answer that other sites may read it, and the headers that they need. */
export function openToSites(headers: Headers): void {
  headers.set('access-control-allow-origin', '*');
  headers.set('access-control-expose-headers', 'etag, link, content-crs');
}

/**
 * An answer that is the same for everybody. `same`: what of it tells whether it changed, where a part of it is another
 * each time (the moment of the answer).
 */
export function openAnswer(
  body: string,
  headers: Headers,
  ifNoneMatch: string | undefined,
  same: string = body,
): Response {
  const tag = `W/"${createHash('sha256').update(same).digest('base64url').slice(0, 22)}"`;
  openToSites(headers);
  headers.set('etag', tag);
  headers.set('cache-control', `public, max-age=${KEPT_SECONDS}`);
  if (namesTag(ifNoneMatch, tag)) return new Response(null, { status: 304, headers });
  return new Response(body, { headers });
}

/** What a browser asks before a page of another site sends JSON, or headers of its own (CORS preflight). */
export const preflights = (paths: readonly `/${string}`[], methods: 'GET' | 'GET, POST'): RouteDefinition[] =>
  paths.map((path) =>
    route({
      method: 'options',
      path,
      permission: 'public',
      journal: 'none',
      input: {},
      handle: ({ hono }) => {
        hono.header('access-control-allow-origin', '*');
        hono.header('access-control-allow-methods', `${methods}, OPTIONS`);
        hono.header(
          'access-control-allow-headers',
          'content-type, authorization, if-none-match, x-ckan-api-key',
        );
        hono.header('access-control-max-age', '86400');
        return hono.body(null, 204);
      },
    }),
  );
