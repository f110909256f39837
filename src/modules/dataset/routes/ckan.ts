import { z } from 'zod';
import { AppError } from '#kernel/errors.js';
import { limitBody } from '#kernel/http/limit-body.js';
import { openAnswer, openToSites, preflights } from '#kernel/http/open-data.js';
import { type RouteDefinition, type RouteRequest, route } from '#kernel/http/route.js';
import type { Kernel } from '#kernel/kernel.js';
import { publicBase } from '#kernel/tenancy/public-base.js';
import type { Actions } from '../ckan/actions.js';
import { ActionError, type Given } from '../ckan/input.js';

const MOST_BODY = 256 * 1024;
const Params = z.object({ action: z.string().max(60) });
type Request = RouteRequest<z.infer<typeof Params>, unknown, unknown>;

const Body = z.record(z.string(), z.unknown());

/** As CKAN reads them: what came twice is a list, for the parameter to refuse or to take. */
const typedIn = (typed: URLSearchParams): Given =>
  Object.fromEntries(
    [...new Set(typed.keys())].map((name) => {
      const [first, ...more] = typed.getAll(name);
      return [name, more.length > 0 ? [first, ...more] : first];
    }),
  );

/** CKAN takes JSON whatever type is stated, and forms. */
async function bodyOf({ hono }: Request): Promise<Given> {
  limitBody(hono, MOST_BODY);
  const text = await hono.req.text();
  if (text.trim() === '') return {};
  const parsed = Body.safeParse(jsonOf(text));
  if (parsed.success) return parsed.data;
  if (/^application\/x-www-form-urlencoded/.test(hono.req.header('content-type') ?? ''))
    return typedIn(new URLSearchParams(text));
  throw new ActionError(400, {
    message: 'Bad request - JSON Error: no JSON object',
    __type: 'JSON Decode Error',
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

/** What the services refuse, in the words of CKAN. */
function refused(error: unknown): ActionError {
  if (error instanceof ActionError) return error;
  if (error instanceof AppError && error.code === 'notFound')
    return new ActionError(404, { message: 'Not found', __type: 'Not Found Error' });
  if (error instanceof AppError && error.code === 'tooLarge')
    return new ActionError(409, { message: error.code, __type: 'Validation Error' });
  throw error;
}

/** The Action API of CKAN, version 3, for reading: GET and POST alike. */
export function ckanRoutes(kernel: Kernel, actions: Actions): RouteDefinition[] {
  async function answer(request: Request, given: () => Promise<Given>): Promise<Response> {
    const { context, params, hono } = request;
    const base = publicBase(kernel, context);
    const help = `${base}/api/3/action/help_show?name=${encodeURIComponent(params.action)}`;
    // Refusals as well are read by pages of other sites.
    hono.header('access-control-allow-origin', '*');
    try {
      const found = await actions.answer(params.action, context, base, await given());
      if (!found) return hono.json(`Bad request - Action name not known: ${params.action}`, 400);
      const body = JSON.stringify({ help, success: true, result: found.result });
      const headers = new Headers({ 'content-type': 'application/json' });
      if (hono.req.method !== 'POST') return openAnswer(body, headers, hono.req.header('if-none-match'));
      openToSites(headers);
      return new Response(body, { headers });
    } catch (error) {
      const { status, body } = refused(error);
      return hono.json({ help, success: false, error: body as never }, status);
    }
  }
  const common = { permission: 'public', journal: 'none', input: { params: Params } } as const;
  // Without the version it is the newest one, which is the third; ckanapi asks there.
  const paths = ['/api/3/action/:action', '/api/action/:action'] as const;
  return paths.flatMap((path) => [
    ...preflights([path], 'GET, POST'),
    route({
      ...common,
      method: 'get',
      path,
      handle: (request) => answer(request, async () => typedIn(new URL(request.hono.req.url).searchParams)),
    }),
    route({ ...common, method: 'post', path, handle: (request) => answer(request, () => bodyOf(request)) }),
  ]);
}
