import { serveStatic } from '@hono/node-server/serve-static';
import { Hono, type Context as HonoContext } from 'hono';
import { compress } from 'hono/compress';
import { secureHeaders } from 'hono/secure-headers';
import { Access } from '#kernel/access/access.js';
import { anonymousContext, type Context, systemContext } from '#kernel/context.js';
import { BrokenDefinitions } from '#kernel/definitions/read.js';
import { notFound } from '#kernel/errors.js';
import { noteCaller } from '#kernel/http/caller-address.js';
import { refuseForeignForms, secureCookies } from '#kernel/http/guards.js';
import { closedElsewhere } from '#kernel/http/handed-over.js';
import { createMetrics } from '#kernel/http/metrics.js';
import { baseOf, pageContext } from '#kernel/http/page-context.js';
import { readPreferences } from '#kernel/http/preferences.js';
import { isApiPath, type Problem, problemJson, toProblem } from '#kernel/http/problems.js';
import { PublicCache } from '#kernel/http/public-cache.js';
import { type HttpDeps, serveRoutes } from '#kernel/http/serve-routes.js';
import { localize } from '#kernel/i18n/locales.js';
import { translatorFor } from '#kernel/i18n/translate.js';
import type { Job } from '#kernel/jobs/jobs.js';
import { followJournal } from '#kernel/journal/followers.js';
import type { Kernel } from '#kernel/kernel.js';
import { createModules, type Modules } from '#modules.js';
import { ASSETS_DIRECTORY, ASSETS_PREFIX, loadAssets } from '#ui/assets.js';
import { errorPage } from '#ui/error-page.js';
import { EntrancePage } from '#ui/layouts/entrance-page.js';
import { accentProblems } from '#ui/theme.js';

export interface App {
  /** The whole product as one function from request to response; the server says which connection it came by. */
  fetch(request: Request, connection?: object): Promise<Response>;
  request(path: string, init?: RequestInit): Promise<Response>;
  modules: Modules;
  jobs: readonly Job[];
  /** Loads what each municipality starts from; before the first request. */
  start(): Promise<void>;
  /** Lets every journal subscriber catch up now; afterwards entries wake them by themselves. */
  settle(): Promise<void>;
  /** Stops reacting to the journal; waits for what is under way. Before the database is closed. */
  close(): Promise<void>;
}

const NOT_STARTED: Problem = {
  status: 503,
  code: 'unavailable',
  userMessage: undefined,
  fields: {},
  reference: null,
};

/** Builds the product from its parts. No side effects until `start`. */
export function createApp(kernel: Kernel): App {
  const modules = createModules(kernel);
  const asset = loadAssets();
  const unknown = Access.unknownActions(
    kernel.access.table,
    new Set(modules.all.flatMap(({ actions }) => Object.keys(actions ?? {}))),
  );
  if (unknown.length > 0) {
    throw new BrokenDefinitions(
      unknown.map((message) => ({
        file: 'common/access.yaml',
        path: 'roles',
        message: `no module defines ${message}`,
      })),
    );
  }

  const faintAccents = kernel.municipalities.all.flatMap(({ slug, accent }) => {
    const message = accentProblems(accent);
    return message ? [{ file: `${slug}/municipality.yaml`, path: 'accent', message }] : [];
  });
  if (faintAccents.length > 0) throw new BrokenDefinitions(faintAccents);

  const publicCache = new PublicCache();
  const http: HttpDeps = {
    kernel,
    publicCache,
    actorOf: modules.identity.actorOf,
    actorOfKey: modules.identity.actorOfKey,
    keepUnitsFresh: modules.organization.keepUnitsFresh,
    heldForms: modules.identity.heldForms,
    emergencyOf: () => null,
    asset,
    navigation: modules.inMenus.flatMap(({ navigation }) => navigation ?? []),
  };
  const app = new Hono();
  let isStarted = false;
  let isAskedEarly = false;
  const metrics = createMetrics();
  // Only the tiles of the base map that the operator chose come from elsewhere.
  const tileOrigins = kernel.config.map.tiles === null ? [] : [new URL(kernel.config.map.tiles).origin];
  const isHttps = kernel.config.publicUrl.startsWith('https:');

  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', ...tileOrigins],
        fontSrc: ["'self'"],
        connectSrc: ["'self'", ...tileOrigins],
        manifestSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
      referrerPolicy: 'same-origin',
      strictTransportSecurity: isHttps && 'max-age=31536000',
    }),
  );
  app.use(metrics.measure);
  app.use(noteCaller(kernel.config.proxies));
  app.use(compress());
  if (isHttps) app.use(secureCookies);
  app.use(refuseForeignForms(kernel.config.publicUrl));

  app.get('/healthz', (c) => c.text('ok'));
  app.get('/readyz', async (c) => {
    if (!isStarted) return c.text('starting', 503);
    try {
      await kernel.database.owner.selectNoFrom((select) => select.val(1).as('one')).execute();
      return c.text('ready');
    } catch (error) {
      kernel.log.warn({ err: error }, 'not ready: the database does not answer');
      return c.text('the database does not answer', 503);
    }
  });
  if (kernel.config.metrics) {
    app.get('/metrics', async (c) =>
      c.text(await metrics.registry.metrics(), 200, { 'content-type': metrics.registry.contentType }),
    );
  }
  app.use(
    `${ASSETS_PREFIX}*`,
    serveStatic({
      root: ASSETS_DIRECTORY,
      precompressed: true,
      rewriteRequestPath: (path) => path.slice(ASSETS_PREFIX.length - 1),
      onFound: (_path, c) => c.header('cache-control', 'public, max-age=31536000, immutable'),
    }),
  );
  app.use(async (c, next) => {
    if (isStarted) return next();
    // Once: a load balancer asks every second.
    if (!isAskedEarly) kernel.log.warn('asked before the start was complete; answered with 503 until it is');
    isAskedEarly = true;
    return answerProblem(c, NOT_STARTED);
  });
  app.use(closedElsewhere(kernel.municipalities));
  app.get('/', async (c) => {
    const { locale } = readPreferences(c);
    c.header('cache-control', NEVER_KEPT);
    const towns = kernel.municipalities.all.map(({ slug, name }) => ({
      href: `/${slug}/`,
      name: localize(name, locale),
    }));
    return c.html(`<!DOCTYPE html>${await EntrancePage({ t: translatorFor(locale), asset, towns })}`);
  });
  app.route(
    '/',
    serveRoutes(
      http,
      modules.all.flatMap(({ routes }) => routes ?? []),
    ),
  );

  app.notFound((c) => {
    throw notFound(c.req.path);
  });
  app.onError((error, c) => answerProblem(c, toProblem(error, kernel.log)));

  async function answerProblem(c: HonoContext, problem: Problem): Promise<Response> {
    c.header('cache-control', NEVER_KEPT);
    // What is left of the body is not read: the connection is of no more use.
    if (problem.code === 'tooLarge') c.header('connection', 'close');
    if (isApiPath(c.req.path)) return problemJson(c, problem);
    const municipality = kernel.municipalities.bySlug(c.req.path.split('/')[1] ?? '');
    if (municipality && problem.code === 'unauthenticated') {
      const base = baseOf(c, municipality);
      const asked = c.req.path.slice(municipality.slug.length + 1) + new URL(c.req.url).search;
      const back = base + (c.req.method === 'GET' ? asked : '/my');
      return c.redirect(`${base}/sign-in?back=${encodeURIComponent(back)}`, 303);
    }
    const page = municipality && pageContext(http, c, anonymousContext(kernel, municipality));
    return c.html(`<!DOCTYPE html>${await errorPage(page, problem)}`, problem.status);
  }

  const systemContexts = (name: string): Context[] =>
    kernel.municipalities.all.map((municipality) => systemContext(municipality, name, kernel.clock));
  const followers = followJournal(
    kernel,
    modules.all.flatMap(({ subscriptions }) => subscriptions ?? []),
  );

  const byHost = hostRewriter(kernel);
  const fetch = async (request: Request, connection?: object): Promise<Response> =>
    app.fetch(byHost(request), connection);
  return {
    fetch,
    request: (path, init) => fetch(new Request(new URL(path, kernel.config.publicUrl), init)),
    modules,
    jobs: modules.all
      .flatMap(({ jobs }) => jobs ?? [])
      .map((job) => ({
        ...job,
        run: async (context) => {
          await modules.organization.keepUnitsFresh(context.municipality, context.actor);
          await job.run(context);
        },
      })),
    start: async () => {
      for (const module of modules.all) await module.start?.(systemContexts(`${module.name}.start`));
      isStarted = true;
    },
    settle: followers.settle,
    close: async () => {
      await followers.close();
      publicCache.close();
    },
  };
}

const NEVER_KEPT = 'private, no-store';
const HEALTH = new Set(['/healthz', '/readyz']);

/** A municipality's own host name stands for its /{slug} prefix. */
function hostRewriter({ municipalities }: Kernel): (request: Request) => Request {
  if (!municipalities.all.some(({ hosts }) => hosts.length > 0)) return (request) => request;
  return (request) => {
    const url = new URL(request.url);
    const municipality = municipalities.byHost(url.hostname);
    if (!municipality || url.pathname.startsWith(ASSETS_PREFIX) || HEALTH.has(url.pathname)) return request;
    url.pathname = `/${municipality.slug}${url.pathname}`;
    return new Request(url, request);
  };
}
