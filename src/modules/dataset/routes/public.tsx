import { createHash } from 'node:crypto';
import { z } from 'zod';
import { notFound } from '#kernel/errors.js';
import { callerAddress } from '#kernel/http/caller-address.js';
import { namesTag } from '#kernel/http/headers.js';
import { preflights } from '#kernel/http/open-data.js';
import { createRateLimit } from '#kernel/http/rate-limit.js';
import { type RouteDefinition, type RouteRequest, route } from '#kernel/http/route.js';
import { localize } from '#kernel/i18n/locales.js';
import { translatorFor } from '#kernel/i18n/translate.js';
import type { Kernel } from '#kernel/kernel.js';
import { publicBase } from '#kernel/tenancy/public-base.js';
import { uuidv7 } from '#kernel/values/uuid.js';
import { atomFeed, MOST } from '../feed.js';
import { isGroup, isResourceFormat, RESOURCE_FORMATS } from '../model.js';
import { BadQuery } from '../search/parse-query.js';
import { type Found, search } from '../search/search.js';
import type { Fetched } from '../service/catalog.js';
import { MOST_WORDS } from '../service/requests.js';
import type { DatasetServices } from '../services.js';
import { DatasetPage } from '../views/dataset-page.js';
import { IndexPage } from '../views/index-page.js';
import { PreviewPage } from '../views/preview-page.js';
import { VersionNumber, Versions } from './dataset-open.js';

const ja = translatorFor('ja');
const ROWS = 20;
const PREVIEW_ROWS = 50;
const FIRST_DASHBOARDS = 4;
/** Of one network address: an office or a school can stand behind one. */
const REQUESTS_PER_HOUR = 20;
const HOUR = 3_600_000;

const Name = z.object({ name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,79}$/) });
const ResourceName = Name.extend({ key: z.string().max(80) });
const optional = (most: number) => z.string().max(most).optional().catch(undefined);
const IndexQuery = z.object({
  q: optional(300),
  format: optional(20),
  group: optional(40),
  start: z.coerce.number().int().min(0).max(100_000).catch(0),
});
export type IndexQuery = z.infer<typeof IndexQuery>;
const Request = z.object({ id: z.uuid().optional().catch(undefined), words: z.string().catch('') });

/** A file is kept by whoever likes, and asked for anew each time: what is withdrawn is gone at once. */
function isKnown(hono: RouteRequest<unknown, unknown, unknown>['hono'], bytes: Uint8Array | string): boolean {
  const tag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
  hono.header('access-control-allow-origin', '*');
  hono.header('access-control-expose-headers', 'etag');
  hono.header('cache-control', 'public, no-cache');
  hono.header('etag', tag);
  return namesTag(hono.req.header('if-none-match'), tag);
}

/** Counted where it goes out: not for who only looks (HEAD), nor for who has it. */
async function sent(
  { hono, file }: Pick<RouteRequest<unknown, unknown, unknown>, 'hono' | 'file'>,
  { bytes, mediaType, name, counted }: Fetched,
): Promise<Response> {
  if (isKnown(hono, bytes)) return hono.body(null, 304);
  if (hono.req.method === 'GET') await counted();
  return file(bytes, mediaType, { saveAs: name });
}

const publicPage = { method: 'get', permission: 'public', journal: 'none', cache: 'public' } as const;

/** What everybody may see and fetch. */
export function publicRoutes(
  kernel: Kernel,
  { catalogs, sources, requests, dashboards }: DatasetServices,
): RouteDefinition[] {
  type Context = Parameters<typeof catalogs.read>[0];
  const mayAsk = createRateLimit(REQUESTS_PER_HOUR, kernel.clock, HOUR);

  async function listed(context: Context, { q, format, group, start }: IndexQuery): Promise<Found | null> {
    const { items } = await catalogs.read(context);
    const fq = [
      ...(format && isResourceFormat(format) ? [`res_format:"${RESOURCE_FORMATS[format].label}"`] : []),
      ...(group && isGroup(group) ? [`groups:${group}`] : []),
    ];
    try {
      return search(items, { q: q ?? '', fq, sort: undefined, start, rows: ROWS, now: context.clock.now() });
    } catch (error) {
      if (error instanceof BadQuery) return null;
      throw error;
    }
  }

  const indexPage = async (
    context: Context,
    page: Parameters<typeof IndexPage>[0]['page'],
    query: IndexQuery,
    request: Parameters<typeof IndexPage>[0]['request'],
  ) => (
    <IndexPage
      page={page}
      query={query}
      found={await listed(context, query)}
      rows={ROWS}
      dashboards={(await dashboards.shown(context)).items.slice(0, FIRST_DASHBOARDS)}
      requests={await requests.shown(context)}
      request={request}
    />
  );

  return [
    ...preflights(
      [
        '/data/:name/:key/download',
        '/data/:name/versions/:version',
        ...(['ttl', 'jsonld', 'rdf'] as const).map((ending) => `/data/catalog.${ending}` as const),
      ],
      'GET',
    ),
    route({
      ...publicPage,
      path: '/data',
      input: { query: IndexQuery },
      handle: async ({ context, page, query, html }) => {
        const node = await indexPage(context, page, query, {
          id: uuidv7(context.clock.now()),
          words: '',
          error: undefined,
        });
        return html(node);
      },
    }),
    route({
      ...publicPage,
      // Where a request was not taken, the form stands at its address: a change of language asks for it.
      path: '/data/requests',
      input: {},
      handle: ({ redirect }) => redirect('/data'),
    }),
    route({
      method: 'post',
      path: '/data/requests',
      permission: 'public',
      journal: ['dataset.requested'],
      input: { form: Request },
      handle: async ({ context, page, body, html, redirect, hono }) => {
        const id = body.id ?? uuidv7(context.clock.now());
        const asked = mayAsk(callerAddress(hono))
          ? await requests.ask(context, id, body.words)
          : ({ ok: false, problem: 'tooOften' } as const);
        if (asked.ok) return redirect('/data', { kind: 'success', key: 'data.requestSent' });
        const error = {
          empty: page.t('data.requestEmpty'),
          tooLong: page.t('data.requestLong', { most: MOST_WORDS }),
          tooMany: page.t('data.requestMany'),
          tooOften: page.t('data.requestOften'),
        }[asked.problem];
        const query = IndexQuery.parse({});
        return html(await indexPage(context, page, query, { id, words: body.words, error }), 422);
      },
    }),
    route({
      ...publicPage,
      path: '/data/feed.atom',
      input: {},
      handle: async ({ context, file }) => {
        const { items } = await catalogs.read(context);
        const city = localize(context.municipality.name, 'ja');
        const text = atomFeed(
          publicBase(kernel, context),
          `${city} ${ja('data.title')}`,
          city,
          items,
          await catalogs.withdrawn(context, MOST),
          context.clock.now(),
        );
        return file(text, 'application/atom+xml; charset=utf-8');
      },
    }),
    ...(['ttl', 'jsonld', 'rdf'] as const).map((ending) =>
      route({
        ...publicPage,
        path: `/data/catalog.${ending}`,
        input: {},
        handle: async ({ context, file, hono }) => {
          const { catalogQuads } = await import('../dcat/quads.js');
          const { write, type } = (await import('../dcat/write.js')).WRITERS[ending];
          hono.header('access-control-allow-origin', '*');
          const quads = catalogQuads(context, publicBase(kernel, context), await catalogs.read(context));
          return file(write(quads), type);
        },
      }),
    ),
    route({
      ...publicPage,
      path: '/data/:name',
      input: { params: Name, query: Versions },
      handle: async ({ context, page, params, query: { before }, html }) => {
        const published = await catalogs.find(context, params.name);
        const more = await catalogs.more(context, published.dataset, before);
        return html(
          <DatasetPage page={page} published={published} isOlder={before !== undefined} {...more} />,
        );
      },
    }),
    route({
      method: 'get',
      path: '/data/:name/versions/:version',
      permission: 'public',
      journal: 'none',
      input: { params: Name.extend({ version: VersionNumber }) },
      handle: async ({ context, params, file, hono }) => {
        const fetched = await catalogs.fetchVersion(context, params.name, params.version);
        return sent({ hono, file }, fetched);
      },
    }),
    route({
      method: 'get',
      path: '/data/:name/:key/download',
      permission: 'public',
      journal: 'none',
      input: { params: ResourceName },
      handle: async ({ context, params, file, hono }) => {
        const fetched = await catalogs.fetch(context, params.name, params.key);
        return sent({ hono, file }, fetched);
      },
    }),
    route({
      ...publicPage,
      path: '/data/:name/:key',
      input: { params: ResourceName },
      handle: async ({ context, page, params, html }) => {
        const { published, resource } = await catalogs.resourceOf(context, params.name, params.key);
        if (!resource.isTable) throw notFound(`preview of ${params.name}/${params.key}`);
        const table = await sources.tableOf(context, published.dataset, {
          ...resource,
          most: PREVIEW_ROWS,
        });
        return html(<PreviewPage page={page} published={published} resource={resource} table={table} />);
      },
    }),
  ];
}
