import { z } from 'zod';
import { dateIn, today } from '#kernel/clock.js';
import type { Context } from '#kernel/context.js';
import { AppError, notFound } from '#kernel/errors.js';
import { FormBody, type RouteDefinition, type RouteRequest, route } from '#kernel/http/route.js';
import type { Translator } from '#kernel/i18n/translate.js';
import type { Kernel } from '#kernel/kernel.js';
import type { Box } from '#modules/register/api.js';
import { type BaseMap, type BaseTiles, outlineMap } from '../base-map.js';
import { SCALES, scaleBar, scaleText } from '../model.js';
import { type PointingService, THINGS_FROM } from '../service/pointing.js';
import type { MarkedLayer, ViewService } from '../service/views.js';
import {
  chosenLayers,
  frameOf,
  paperFrame,
  readView,
  unknownLayers,
  type View,
  viewIn,
  viewText,
  wholeOf,
} from '../view.js';
import { AddPage } from '../views/add-page.js';
import { MapPage } from '../views/map-page.js';
import { Picture } from '../views/picture.js';

/** Of the picture, in steps of a screen. */
const PICTURE = [440, 400] as const;
/** Of the map on A4, in millimetres. */
const PAPER = [270, 150] as const;
/** Tenths of a millimetre for one step of a screen of 96 to the inch. */
const PAPER_STEP = 254 / 96;
const MOST_WORDS = 100;
/** Where a municipality without layers lies: Japan. */
const JAPAN: Box = [122, 20, 154, 46];

const first = (query: FormBody, name: string): string | undefined => {
  const value = Object.hasOwn(query, name) ? query[name] : undefined;
  return Array.isArray(value) ? value[0] : value;
};

/** A place as GeoJSON; none: the middle of the view. */
const AddQuery = z.object({
  register: z.string().max(100).default(''),
  at: z.string().max(100).optional(),
  place: z.string().max(12_000).default(''),
});

const BaseParams = z.object({
  z: z.coerce.number().int().min(0).max(30),
  x: z.coerce.number().int().min(0),
  y: z.coerce.number().int().min(0),
});

export function pageRoutes(
  { typesetter }: Pick<Kernel, 'typesetter'>,
  views: ViewService,
  baseTiles: BaseTiles,
  pointing: PointingService,
): RouteDefinition[] {
  function read(context: Context, query: FormBody) {
    const layers = views.layers(context);
    const named = new Set(
      chosenLayers(
        layers.map(({ layer }) => layer),
        query,
      ),
    );
    const chosen = layers.filter(({ layer }) => named.has(layer));
    const whole = wholeOf(layers[0]?.layer.area ?? JAPAN, ...PICTURE);
    return { layers, chosen, whole, view: readView(first(query, 'at'), whole) };
  }

  async function paper(
    context: Context,
    t: Translator,
    chosen: readonly MarkedLayer[],
    view: View,
    scale: number,
  ) {
    const frame = paperFrame(view, scale, ...PAPER);
    const shown = await views.within(context, t, chosen, frame, PAPER_STEP);
    const ground = views.outline(context);
    return String(<Picture shown={shown} frame={frame} step={PAPER_STEP} ground={ground} label="" isNamed />);
  }

  /** What lies under the layers of a map that moves. */
  async function groundOf(context: Context, base: string): Promise<BaseMap | null> {
    const outline = views.outline(context);
    return (await baseTiles.describe(base)) ?? (outline && outlineMap(outline));
  }

  async function mapPage(
    { context, page, query }: Pick<RouteRequest<unknown, FormBody, unknown>, 'context' | 'page' | 'query'>,
    scaleError?: string,
  ) {
    const { layers, chosen, whole, view: asked } = read(context, query);
    const words = (first(query, 'q') ?? '').trim().slice(0, MOST_WORDS);
    const found = words === '' ? null : await views.find(context, chosen, words);
    const view = found?.meant ?? asked;
    const frame = frameOf(view, ...PICTURE);
    const shown = await views.within(context, page.t, chosen, frame);
    const baseMap = await groundOf(context, page.base);
    const at = first(query, 'at');
    const unknown = unknownLayers(
      layers.map(({ layer }) => layer),
      query,
    );
    const unread = [
      ...(at !== undefined && viewIn(at) === null ? [{ id: 'main', text: page.t('map.badView') }] : []),
      ...(unknown.length > 0
        ? [
            {
              id: layers.length > 0 ? 'layer-0' : 'main',
              text: page.t('map.badLayers', { layers: new Intl.ListFormat(page.t.lang).format(unknown) }),
            },
          ]
        : []),
    ];
    const node = (
      <MapPage
        page={page}
        layers={layers}
        chosen={chosen}
        shown={shown}
        view={view}
        whole={whole}
        frame={frame}
        words={words}
        found={found}
        scales={SCALES}
        scaleError={scaleError}
        unread={unread}
        baseMap={baseMap}
        ground={views.outline(context)}
      />
    );
    const isWrong = scaleError !== undefined || unread.length > 0 || (found?.isTooShort ?? false);
    return { node, isWrong };
  }

  return [
    route({
      method: 'get',
      path: '/map',
      permission: 'public',
      journal: 'none',
      cache: 'public',
      input: { query: FormBody },
      handle: async (request) => {
        const { node, isWrong } = await mapPage(request);
        return request.html(node, isWrong ? 422 : 200);
      },
    }),
    route({
      method: 'get',
      path: '/map/print.pdf',
      permission: 'public',
      journal: 'none',
      input: { query: FormBody },
      handle: async (request) => {
        const { context, page, query, html, file } = request;
        const { t } = page;
        const { chosen, view } = read(context, query);
        const at = first(query, 'at');
        // On paper nobody sees that another place was meant.
        if (at !== undefined && viewIn(at) === null)
          throw new AppError('invalidInput', `at ${at}`, { userMessage: t('map.badAt') });
        const asked = first(query, 'scale') ?? String(SCALES[3]);
        const scale = SCALES.find((one) => String(one) === asked);
        if (scale === undefined) {
          const scales = SCALES.map((one) => `1:${one.toLocaleString('en-US')}`).join(' / ');
          return html((await mapPage(request, t('map.scaleWrong', { scales }))).node, 422);
        }
        const { metres, mm } = scaleBar(scale);
        const outline = views.outline(context);
        const title = `${page.city.name} ${t('map.title')}`;
        const pdf = await typesetter.renderPdf({
          template: new URL('../templates/map.typ', import.meta.url),
          data: {
            title,
            scale: scaleText(t, scale),
            width: PAPER[0],
            height: PAPER[1],
            bar: { mm, label: metres < 1000 ? `${metres} m` : `${metres / 1000} km` },
            legend: chosen.map(({ layer, mark }) => ({
              ...mark,
              title: layer.title(t),
            })),
            source: outline && t('map.attribution', { text: outline.source }),
            printed: t('map.printed', { day: t.date(dateIn(page.now)) }),
          },
          files: { 'map.svg': await paper(context, t, chosen, view, scale) },
          meta: { title, author: page.city.name, date: today(context.clock) },
          missingGlyph: 'mark',
        });
        return file(pdf, 'application/pdf');
      },
    }),
    route({
      method: 'get',
      path: '/map/add',
      permission: 'register.edit',
      journal: 'none',
      input: { query: AddQuery },
      handle: ({ context, page, query, html, redirect }) => {
        const layers = views.layers(context).map(({ layer }) => layer);
        if (query.register === '') {
          const editable = layers.filter(({ adds }) => adds.length > 0);
          if (editable.length === 0) throw notFound('a register that takes rows from the map');
          return html(<AddPage page={page} layers={editable} at={query.at} place={query.place} />);
        }
        const layer = layers.find(({ id }) => id === query.register);
        if (!layer?.adds.length) throw notFound(`register ${query.register}`);
        const view = readView(query.at, wholeOf(layer.area, ...PICTURE));
        const middle = layer.adds.includes('point')
          ? JSON.stringify({ type: 'Point', coordinates: [view.lon, view.lat] })
          : '';
        const known = new URLSearchParams({ at: viewText(view), place: query.place || middle });
        return redirect(`/staff/registers/${query.register}/new?${known}`);
      },
    }),
    route({
      method: 'get',
      path: '/map/base.json',
      permission: 'public',
      journal: 'none',
      cache: 'public',
      input: {},
      handle: async ({ context, page, json }) =>
        json({
          baseMap: await groundOf(context, page.base),
          // For maps in forms.
          layers: pointing.grounds(context).map(({ layer: { id, isGround, title, titleLang }, mark }) => ({
            ...mark,
            id,
            title: title(page.t),
            lang: titleLang?.(page.t),
            isShown: true,
            ...(!isGround && { from: THINGS_FROM }),
          })),
        }),
    }),
    route({
      method: 'get',
      path: '/map/base/:z/:x/:y',
      permission: 'public',
      journal: 'none',
      input: { params: BaseParams },
      handle: async ({ params }) => {
        const { z, x, y } = params;
        const found = x < 2 ** z && y < 2 ** z ? await baseTiles.tile(z, x, y) : null;
        if (!found) throw notFound(`base tile ${z}/${x}/${y}`);
        return new Response(found.bytes, {
          headers: { 'content-type': found.type, 'cache-control': 'public, max-age=86400' },
        });
      },
    }),
  ];
}
