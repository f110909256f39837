import { z } from 'zod';
import { AppError, notFound } from '#kernel/errors.js';
import { openAnswer, preflights } from '#kernel/http/open-data.js';
import { FormBody, type RouteDefinition, type RouteRequest, route } from '#kernel/http/route.js';
import type { Kernel } from '#kernel/kernel.js';
import type { KeptRegister, RegisterApi } from '#modules/register/api.js';
import {
  bothForms,
  CONFORMS_TO,
  CONTENT_CRS,
  collection,
  feature,
  GEOJSON_TYPE,
  JSON_TYPE,
  type Link,
  landing,
  OPENAPI_TYPE,
} from '../ogc/documents.js';
import { openApiOf } from '../ogc/openapi.js';
import { type BadParameter, cursorText, readItemsQuery } from '../ogc/query.js';
import { queryablesDocument, SCHEMA_TYPE } from '../ogc/schema.js';
import { CollectionPage, CollectionsPage, ItemPage, ItemsPage, LinksPage } from '../views/ogc-pages.js';

type Request = Pick<RouteRequest<unknown, unknown, unknown>, 'context' | 'page' | 'header' | 'hono'> & {
  query: FormBody;
};

/** 10,001 stands for more: then the number is left out, as the standard allows. */
const MOST_COUNTED = 10_000;

const Id = z.object({ id: z.string().max(60) });
const ItemId = Id.extend({ fid: z.string().max(60) });

const given = (query: FormBody): Record<string, string> =>
  Object.fromEntries(
    Object.entries(query).map(([name, value]) => [name, Array.isArray(value) ? (value[0] ?? '') : value]),
  );

const wantsHtml = ({ query, header }: Request): boolean => {
  const { f } = given(query);
  if (f !== undefined) return f === 'html';
  return /text\/html/i.test(header('accept') ?? '');
};

/** The standard asks for 400 where pages of ours say 422. */
function badRequest({ page: { t } }: Request, bad: readonly BadParameter[]): Response {
  const body = {
    type: 'urn:yakuba:problem:invalidInput',
    title: t('map.ogc.badQuery'),
    status: 400,
    errors: bad.map(({ name, expected }) => ({ parameter: name, detail: `expected: ${expected}` })),
  };
  const headers = {
    'content-type': 'application/problem+json',
    'content-language': t.lang,
    'access-control-allow-origin': '*',
  };
  return new Response(JSON.stringify(body), { status: 400, headers });
}

/** Which of two values is meant nobody can tell. */
const doubled = ({ hono }: Request): BadParameter[] =>
  Object.entries(hono.req.queries()).flatMap(([name, values]) =>
    values.length > 1 ? [{ name, expected: 'one value' }] : [],
  );

const badFormat = (query: FormBody, allowed: readonly string[]): BadParameter[] =>
  Object.entries(given(query)).flatMap(([name, value]) => {
    if (name === 'f') return value === 'json' || value === 'html' ? [] : [{ name, expected: 'json or html' }];
    return allowed.includes(name) ? [] : [{ name, expected: `one of ${['f', ...allowed].join(', ')}` }];
  });

/** What is wrong in the address of a page that takes nothing but its format. */
const badAddress = (request: Request): BadParameter[] => [
  ...doubled(request),
  ...badFormat(request.query, []),
];

export function ogcRoutes(
  { config }: Pick<Kernel, 'config'>,
  { squares, publicList, publicCount, publicRow }: RegisterApi,
): RouteDefinition[] {
  /** Links leave the page they stand on, so they are whole. */
  const rootOf = ({ page, hono }: Request): string => {
    const origin =
      page.base === ''
        ? `${new URL(config.publicUrl).protocol}//${new URL(hono.req.url).host}`
        : config.publicUrl;
    return `${origin}${page.base}/ogc`;
  };
  const publicLayers = ({ context }: Request) => squares.layers(context).filter(({ isPublic }) => isPublic);
  const layersOf = (request: Request): KeptRegister[] => publicLayers(request).map(({ kept }) => kept);
  function layerOf(request: Request, id: string): KeptRegister {
    const kept = layersOf(request).find(({ register }) => register.id === id);
    if (!kept) throw notFound(`collection ${id}`);
    return kept;
  }
  const send = (
    { page, header }: Request,
    value: object,
    type: string,
    links: readonly Link[] = [],
  ): Response => {
    const headers = new Headers({
      'content-type': type,
      'content-language': page.t.lang,
      vary: 'accept, accept-language, cookie',
    });
    if (type === GEOJSON_TYPE) headers.set('content-crs', CONTENT_CRS);
    for (const { href, rel, type: form } of links)
      headers.append('link', `<${href}>; rel="${rel}"; type="${form}"`);
    const same = JSON.stringify({ ...value, timeStamp: undefined });
    return openAnswer(JSON.stringify(value), headers, header('if-none-match'), same);
  };
  const base = { permission: 'public', journal: 'none' } as const;
  const titleOf = ({ page }: Request): string => page.t('map.ogc.title', { city: page.city.name });

  return [
    ...preflights(['/ogc', '/ogc/*'], 'GET'),
    route({
      ...base,
      method: 'get',
      path: '/ogc',
      input: { query: FormBody },
      handle: (request) => {
        const { page, html } = request;
        const bad = badAddress(request);
        if (bad.length > 0) return badRequest(request, bad);
        const title = titleOf(request);
        const said = landing(
          rootOf(request),
          title,
          page.t('map.ogc.lead', { city: page.city.name }),
          page.t,
        );
        if (!wantsHtml(request)) return send(request, said, JSON_TYPE);
        const shown = said.links.filter(({ rel }) => rel !== 'self');
        return html(<LinksPage page={page} title={title} lead={said.description} links={shown} />);
      },
    }),
    route({
      ...base,
      method: 'get',
      path: '/ogc/conformance',
      input: { query: FormBody },
      handle: (request) => {
        const { page, html } = request;
        const bad = badAddress(request);
        if (bad.length > 0) return badRequest(request, bad);
        if (!wantsHtml(request)) return send(request, { conformsTo: CONFORMS_TO }, JSON_TYPE);
        const links = CONFORMS_TO.map((href) => ({ href, rel: 'about', type: JSON_TYPE, title: href }));
        return html(<LinksPage page={page} title={page.t('map.ogc.conformance')} links={links} />);
      },
    }),
    route({
      ...base,
      method: 'get',
      path: '/ogc/api',
      input: { query: FormBody },
      handle: (request) => {
        const { page, html } = request;
        const bad = badAddress(request);
        if (bad.length > 0) return badRequest(request, bad);
        const said = openApiOf(rootOf(request), titleOf(request), layersOf(request), page.t);
        if (!wantsHtml(request)) return send(request, said, OPENAPI_TYPE);
        const links = Object.keys(said.paths).map((path) => ({
          href: `${rootOf(request)}${path === '/' ? '' : path}`,
          rel: 'about',
          type: JSON_TYPE,
          title: `GET ${path}`,
        }));
        return html(
          <LinksPage
            page={page}
            title={page.t('map.ogc.api')}
            links={links.filter(({ href }) => !href.includes('{'))}
          />,
        );
      },
    }),
    route({
      ...base,
      method: 'get',
      path: '/ogc/collections',
      input: { query: FormBody },
      handle: async (request) => {
        const { context, page, html } = request;
        const bad = badAddress(request);
        if (bad.length > 0) return badRequest(request, bad);
        const root = rootOf(request);
        const layers = publicLayers(request);
        if (wantsHtml(request))
          return html(<CollectionsPage page={page} registers={layers.map(({ kept }) => kept.register)} />);
        const collections: ReturnType<typeof collection>[] = [];
        for (const layer of layers)
          collections.push(collection(root, layer.kept, await squares.extent(context, layer), page.t));
        const links = bothForms(`${root}/collections`, false, JSON_TYPE, page.t);
        return send(request, { links, collections }, JSON_TYPE);
      },
    }),
    route({
      ...base,
      method: 'get',
      path: '/ogc/collections/:id',
      input: { params: Id, query: FormBody },
      handle: async (request) => {
        const { context, page, params, html } = request;
        const kept = layerOf(request, params.id);
        const box = await squares.extent(context, squares.layerOf(context, params.id));
        const said = collection(rootOf(request), kept, box, page.t);
        const bad = badAddress(request);
        if (bad.length > 0) return badRequest(request, bad);
        return wantsHtml(request)
          ? html(<CollectionPage page={page} register={kept.register} links={said.links} />)
          : send(request, said, JSON_TYPE);
      },
    }),
    route({
      ...base,
      method: 'get',
      path: '/ogc/collections/:id/queryables',
      input: { params: Id, query: FormBody },
      handle: (request) => {
        const kept = layerOf(request, request.params.id);
        const bad = badAddress(request);
        if (bad.length > 0) return badRequest(request, bad);
        return send(request, queryablesDocument(rootOf(request), kept, request.page.t), SCHEMA_TYPE);
      },
    }),
    route({
      ...base,
      method: 'get',
      path: '/ogc/collections/:id/items',
      input: { params: Id, query: FormBody },
      handle: async (request) => {
        const { context, page, params, query, html } = request;
        const kept = layerOf(request, params.id);
        const asked = given(query);
        const read = readItemsQuery(kept, asked);
        const bad = [
          ...doubled(request),
          ...(read.ok ? [] : read.bad),
          ...badFormat({ f: asked.f ?? 'json' }, []),
        ];
        if (!read.ok || bad.length > 0) return badRequest(request, bad);
        const { items, next } = await publicList(context, params.id, read.query.wish);
        const isWhole = next === null && read.query.wish.after === undefined;
        const matched = isWhole ? items.length : await publicCount(context, params.id, read.query.wish);
        const here = `${rootOf(request)}/collections/${params.id}`;
        const { f: _, ...conditions } = asked;
        const itemsAt = (more: Record<string, string>): string => {
          const text = new URLSearchParams({ ...conditions, ...more }).toString();
          return `${here}/items${text === '' ? '' : `?${text}`}`;
        };
        const isHtml = wantsHtml(request);
        const links: Link[] = [
          ...bothForms(itemsAt({}), isHtml, GEOJSON_TYPE, page.t),
          ...(next
            ? [
                {
                  href: itemsAt({ cursor: cursorText(next), f: isHtml ? 'html' : 'json' }),
                  rel: 'next',
                  type: isHtml ? 'text/html' : GEOJSON_TYPE,
                  title: page.t('map.ogc.next'),
                },
              ]
            : []),
          { href: here, rel: 'collection', type: JSON_TYPE },
        ];
        if (isHtml) return html(<ItemsPage page={page} kept={kept} items={items} links={links} />);
        const said = {
          type: 'FeatureCollection',
          timeStamp: context.clock.now().toString({ smallestUnit: 'second' }),
          ...(matched <= MOST_COUNTED && { numberMatched: matched }),
          numberReturned: items.length,
          links,
          features: items.map((row) => feature(rootOf(request), kept, row)),
        };
        return send(request, said, GEOJSON_TYPE, links);
      },
    }),
    route({
      ...base,
      method: 'get',
      path: '/ogc/collections/:id/items/:fid',
      input: { params: ItemId, query: FormBody },
      handle: async (request) => {
        const { context, page, params, html } = request;
        const kept = layerOf(request, params.id);
        if (!z.uuid().safeParse(params.fid).success) throw new AppError('notFound', `item ${params.fid}`);
        const row = await publicRow(context, params.id, params.fid);
        const bad = badAddress(request);
        if (bad.length > 0) return badRequest(request, bad);
        const here = `${rootOf(request)}/collections/${params.id}`;
        const isHtml = wantsHtml(request);
        const links: Link[] = [
          ...bothForms(`${here}/items/${params.fid}`, isHtml, GEOJSON_TYPE, page.t),
          { href: here, rel: 'collection', type: JSON_TYPE },
        ];
        const said = feature(rootOf(request), kept, row);
        if (isHtml)
          return html(
            <ItemPage page={page} kept={kept} row={row} properties={said.properties} links={links} />,
          );
        return send(request, { ...said, links }, GEOJSON_TYPE, links);
      },
    }),
  ];
}
