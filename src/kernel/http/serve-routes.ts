import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { gunzipSync } from 'node:zlib';
import { Hono, type Context as HonoContext } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { routePath } from 'hono/route';
import { TrieRouter } from 'hono/router/trie-router';
import type { Actor, Context } from '../context.js';
import { AppError, notFound } from '../errors.js';
import { type HeldForm, type HeldForms, heldInput } from '../held-forms.js';
import type { Locale } from '../i18n/locales.js';
import type { Kernel } from '../kernel.js';
import type { Municipality } from '../tenancy/municipality.js';
import { HAND_BACK, markHandedOver } from './handed-over.js';
import { acceptsGzip, encodeFileName, namesTag, ownAddress } from './headers.js';
import type { PageContext } from './page.js';
import {
  baseOf,
  countsFor,
  FLASH_COOKIE,
  isSignedIn,
  type PageDeps,
  pageContext,
  pathOf,
  setFlash,
} from './page-context.js';
import { readPreferences } from './preferences.js';
import { isApiPath } from './problems.js';
import type { KeptPage, PublicCache } from './public-cache.js';
import { readFields, readOther, takesForm } from './read-body.js';
import { closeFiles } from './read-upload.js';
import { parseInput, type RouteDefinition, type RouteRequest } from './route.js';
import { heldFor, keepForSignIn, withHeldForm } from './session-over.js';

export const SESSION_COOKIE = 'yakuba_session';
/** Names a browser in which somebody applies without signing in. */
export const VISITOR_COOKIE = 'yakuba_visitor';

export interface HttpDeps extends PageDeps {
  publicCache: PublicCache;
  /** Who holds this session in this municipality; anonymous when the token is unknown or expired. */
  actorOf(municipality: Municipality, sessionToken: string): Promise<Actor>;
  /** For whom this API key acts; anonymous when it is unknown or over. */
  actorOfKey(municipality: Municipality, key: string): Promise<Actor>;
  /** Before anything is asked of a municipality: its units may have been changed by another process. */
  keepUnitsFresh(municipality: Municipality, actor: Actor): Promise<void>;
  /** What was sent with a session that was over. */
  heldForms: HeldForms;
}

const ANONYMOUS: Actor = { kind: 'anonymous' };

/** Mounts routes below /{city}. */
export function serveRoutes(deps: HttpDeps, routes: readonly RouteDefinition[]): Hono {
  const app = new Hono();
  const pages = new TrieRouter<true>();
  const isPage = (path: string) => pages.match('GET', path)[0].length > 0;
  for (const definition of routes) {
    const handler = (c: HonoContext) =>
      answer(deps, definition, c, isPage).catch((error: unknown) => {
        if (definition.refused && error instanceof AppError && error.code !== 'internal')
          return definition.refused(error, c);
        throw error;
      });
    const path = `/:city{[a-z][a-z0-9-]*}${definition.path}`;
    app.on(definition.method.toUpperCase(), path, handler);
    if (definition.method === 'get' && definition.api === null)
      pages.add('GET', definition.path || '/', true);
  }
  return app;
}

async function answer(
  deps: HttpDeps,
  definition: RouteDefinition,
  c: HonoContext,
  isPage: (path: string) => boolean,
): Promise<Response> {
  const { kernel, publicCache } = deps;
  const municipality = kernel.municipalities.bySlug(c.req.param('city') ?? '');
  if (!municipality) throw notFound(`municipality ${c.req.param('city')}`);

  const token = getCookie(c, SESSION_COOKIE);
  const flash = getCookie(c, FLASH_COOKIE);
  const preferences = readPreferences(c);
  const isPlain = token === undefined && flash === undefined && !c.req.header('authorization');
  const cacheKey =
    definition.cache === 'public' && isPlain
      ? `${c.req.url} ${preferences.locale} ${preferences.textSize} ${preferences.furigana}`
      : null;
  if (cacheKey === null) return own(await answerAnew(deps, definition, c, isPage, municipality));
  // Nothing is awaited between finding that nobody makes the page and beginning to make it.
  const underWay = publicCache.underWay(cacheKey, municipality.code);
  const kept = publicCache.get(cacheKey, municipality.code) ?? (underWay && (await underWay));
  if (kept) return keptResponse(c, kept);
  const generation = publicCache.generation(municipality.code);
  const made = publicCache.making(cacheKey, generation);
  let page: KeptPage | undefined;
  try {
    const response = await answerAnew(deps, definition, c, isPage, municipality);
    if (response.status !== 200 || response.headers.has('set-cookie')) return own(response);
    page = publicCache.keep(cacheKey, generation, [...response.headers], await response.arrayBuffer());
    return keptResponse(c, page);
  } finally {
    made(page);
  }
}

/** The answer as it is for whoever asks. */
async function answerAnew(
  deps: HttpDeps,
  definition: RouteDefinition,
  c: HonoContext,
  isPage: (path: string) => boolean,
  municipality: Municipality,
): Promise<Response> {
  const { kernel } = deps;
  const token = getCookie(c, SESSION_COOKIE);
  const flash = getCookie(c, FLASH_COOKIE);
  const preferences = readPreferences(c);
  const actor = await whoAsks(deps, municipality, token, c);
  markHandedOver(c, municipality, actor);
  await deps.keepUnitsFresh(municipality, actor);
  const context: Context = {
    municipality,
    actor,
    purpose: null,
    clock: kernel.clock,
    mayJournal: new Set(definition.journal === 'none' ? [] : definition.journal),
  };
  if (isClosedTo(actor, pathOf(c, municipality))) {
    if (isApiPath(c.req.path)) throw new AppError('forbidden', 'the screen is handed over');
    c.header('cache-control', 'private, no-store');
    return c.redirect(`${baseOf(c, municipality)}${HAND_BACK}`, 303);
  }
  const wasSignedIn = token !== undefined && !isSignedIn(actor) && !c.req.header('authorization');
  const waiting = isSignedIn(actor) ? await heldFor(deps.heldForms, c, context) : [];
  let came: Record<string, unknown> | null = null;
  let response: Response;
  try {
    requirePermission(kernel, context, definition);
    const page = pageContext(deps, c, context, preferences, flash, await countsFor(deps, c, context));
    const input = {
      params: parseInput('params', definition.input.params, c.req.param(), preferences.locale),
      query: parseInput('query', definition.input.query, c.req.query(), preferences.locale),
      body: await readBody(c, definition, preferences.locale, (fields) => {
        came = fields;
      }),
    };
    response = await definition.handle(requestOf(deps, c, context, page, input, waiting));
  } catch (error) {
    if (!wasSignedIn || !isForWhoIsSignedIn(error, definition)) throw error;
    if (takesForm(definition) && isNavigation(c)) came ??= await readFields(c, definition);
    const again =
      came !== null && isNavigation(c)
        ? await keepForSignIn(deps.heldForms, c, {
            municipality,
            base: baseOf(c, municipality),
            sessionToken: token,
            target: pathOf(c, municipality),
            body: came,
            isPage,
          })
        : null;
    if (!again) throw new AppError('unauthenticated', 'the session is over', { cause: error });
    const base = baseOf(c, municipality);
    setFlash(c, { kind: 'warning', key: again.told });
    response = c.redirect(`${base}/sign-in?back=${encodeURIComponent(base + again.back)}`, 303);
  } finally {
    if (came) await closeFiles(came);
  }
  return response;
}

/** What is not kept for everybody states for itself how long it may be kept (a tile with its tag), or is not. */
function own(response: Response): Response {
  if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'private, no-store');
  return response;
}

async function* inBytes(pieces: AsyncIterable<Uint8Array | string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const piece of pieces) yield typeof piece === 'string' ? encoder.encode(piece) : piece;
}

function requestOf(
  { heldForms }: HttpDeps,
  c: HonoContext,
  context: Context,
  page: PageContext,
  input: { params: unknown; query: unknown; body: unknown },
  waiting: readonly HeldForm[],
): RouteRequest<unknown, unknown, unknown> {
  const { municipality } = context;
  const heldHere = waiting.find(({ target }) => target === page.path);
  return {
    context,
    page,
    ...input,
    held: heldHere ? heldInput(heldHere) : null,
    header: (name) => c.req.header(name),
    html: async (node, status = 200) => {
      if (getCookie(c, FLASH_COOKIE) !== undefined) setCookie(c, FLASH_COOKIE, '', { path: '/', maxAge: 0 });
      const render = async () => `<!DOCTYPE html>${String(await node)}`;
      const isWaitedFor = status === 200 && waiting.length > 0;
      return c.html(
        isWaitedFor
          ? await withHeldForm(page, waiting, render, (id) => heldForms.drop(context, id))
          : await render(),
        status,
      );
    },
    json: (value, status = 200) => c.json(value as never, status),
    file: (content, type, options) => {
      c.header('content-type', type);
      if (options?.saveAs) {
        c.header('content-disposition', `attachment; filename*=UTF-8''${encodeFileName(options.saveAs)}`);
      }
      return typeof content === 'string' || content instanceof Uint8Array
        ? c.body(content as string | Uint8Array<ArrayBuffer>)
        : c.body(Readable.toWeb(Readable.from(inBytes(content))) as ReadableStream);
    },
    redirect: (path, message) => {
      if (message) setFlash(c, message);
      return c.redirect(ownAddress(`${baseOf(c, municipality)}${path}`), 303);
    },
    hono: c,
  };
}

/** Whether it would have gone otherwise for the one whose session it was: what is another's is not found. */
const isForWhoIsSignedIn = (error: unknown, { permission }: RouteDefinition): boolean =>
  error instanceof AppError &&
  (error.code === 'unauthenticated' || (error.code === 'notFound' && permission !== 'public'));

/** Not what a script of a page sends behind its back. */
const isNavigation = (c: HonoContext): boolean =>
  (c.req.header('sec-fetch-mode') ?? 'navigate') === 'navigate';

/** A program shows its key, a browser its session; a key that does not hold is refused, for a program cannot read a page. */
async function whoAsks(
  deps: HttpDeps,
  municipality: Municipality,
  token: string | undefined,
  c: HonoContext,
): Promise<Actor> {
  const key = /^Bearer (\S{1,200})$/i.exec(c.req.header('authorization') ?? '')?.[1];
  if (key === undefined) {
    const holder = token === undefined ? ANONYMOUS : await deps.actorOf(municipality, token);
    return holder.kind === 'anonymous' ? visitorOf(getCookie(c, VISITOR_COOKIE)) : holder;
  }
  const actor = await deps.actorOfKey(municipality, key);
  if (actor.kind === 'anonymous') throw new AppError('unauthenticated', 'the API key is unknown or over');
  return actor;
}

/** The journal and the tables name a visitor by a hash: who reads them cannot go on in that browser's name. */
export const visitorOf = (token: string | undefined): Actor =>
  token !== undefined && /^[A-Za-z0-9_-]{43}$/.test(token)
    ? { kind: 'visitor', id: createHash('sha256').update(token).digest('base64url').slice(0, 32) }
    : ANONYMOUS;

/** What every page loads, and whatever language or size a citizen needs, stays open. */
const ALWAYS_OPEN = new Set([HAND_BACK, '/theme.css', '/preferences']);

const isClosedTo = (actor: Actor, path: string): boolean =>
  actor.kind === 'staff' &&
  actor.opensOnly !== undefined &&
  !ALWAYS_OPEN.has(path) &&
  !actor.opensOnly.includes(path);

function keptResponse(c: HonoContext, page: KeptPage): Response {
  const headers = new Headers(page.headers.map(([name, value]) => [name, value]));
  headers.set('etag', page.etag);
  headers.set('cache-control', 'public, max-age=0, must-revalidate');
  headers.set('vary', 'cookie, accept-language, accept-encoding');
  if (namesTag(c.req.header('if-none-match'), page.etag)) return new Response(null, { status: 304, headers });
  if (!acceptsGzip(c.req.header('accept-encoding')))
    return new Response(new Uint8Array(gunzipSync(page.gzipped)), { headers });
  headers.set('content-encoding', 'gzip');
  return new Response(page.gzipped, { headers });
}

function requirePermission(kernel: Kernel, context: Context, { permission }: RouteDefinition): void {
  if (permission === 'public') return;
  if (permission === 'signedIn') {
    if (!isSignedIn(context.actor)) throw new AppError('unauthenticated', 'needs a signed-in actor');
    return;
  }
  kernel.access.requireAnywhere(context, permission);
}

/** Parsed, with the fields as they came where it is a form. */
async function readBody(
  c: HonoContext,
  definition: RouteDefinition,
  locale: Locale,
  came: (fields: Record<string, unknown>) => void,
): Promise<unknown> {
  if (!takesForm(definition)) return readOther(c, definition, locale);
  const fields = await readFields(c, definition);
  came(fields);
  return parseInput('body', definition.input.body?.schema, fields, locale);
}

/** The pattern that answered, for figures: never the address itself, which may hold a case number. */
export const matchedPattern = (c: HonoContext): string => routePath(c, -1);
