import { type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { notFound } from '#kernel/errors.js';
import type { Layer, LayerSource } from '#modules/map/api.js';
import { type Box, type TileContent, tileBox } from '#modules/register/api.js';
import type { ReportRules } from '../catalog.js';
import { STATES } from '../model.js';
import { boundsOf } from '../report-form.js';
import { type PublicPart, placesCounted, placesIn, placesNamed } from '../store/places.js';
import { kindTitle, STATE_WORDS } from '../views/words.js';
import { type ReportDeps, rulesHere } from './deps.js';

/** Up to here a tile shows things one by one; from this zoom on, so many. */
const MOST_DRAWN = 500;
const MOST_FINEST = 5000;
const FINE = 16;
/** Of a tile or picture, along each side, in which things are counted where they are too many. */
const SQUARES = 8;

const ID = /^report\.(open|closed)(?:\.([a-z0-9-]{1,40}))?$/;

/** With a point, which no register has in its id. */
export const layerId = ({ isClosed, kind }: PublicPart): string =>
  ['report', isClosed ? 'closed' : 'open', ...(kind === null ? [] : [kind])].join('.');

function partOf(rules: ReportRules, id: string): PublicPart | undefined {
  const [, state, kind = null] = ID.exec(id) ?? [];
  if (state === undefined || (kind !== null && !rules.kind(kind))) return undefined;
  return { isClosed: state === 'closed', kind };
}

export const toLayer = (rules: ReportRules, part: PublicPart): Layer => ({
  id: layerId(part),
  title: (t) => t(part.isClosed ? 'reports.layerClosed' : 'reports.layerOpen'),
  isPublic: true,
  adds: [],
  isGround: false,
  area: boundsOf(rules),
  list: `/reports?state=${part.isClosed ? 'closed' : 'open'}`,
  row: '/reports/',
  nameOf: (t, { values }) => {
    const state = STATES.find((one) => one === values.state) ?? 'received';
    return t('reports.onMap', {
      kind: kindTitle(t, rules, String(values.kind)),
      state: t(STATE_WORDS[state]),
    });
  },
});

/** What staff have released, on maps: kind, state and rounded position, each leading to its page. */
export function createPlaces(deps: ReportDeps) {
  const { database } = deps.kernel;

  async function contentOf(
    tx: Tx,
    rules: ReportRules,
    part: PublicPart,
    box: Box,
    most: number,
  ): Promise<TileContent> {
    const { publicDecimals } = rules.limits;
    const found = await placesIn(tx, part, box, publicDecimals, most + 1);
    if (found.length > most)
      return { kind: 'clusters', clusters: await placesCounted(tx, part, box, publicDecimals, SQUARES) };
    return {
      kind: 'rows',
      rows: found.map(({ number, kind, shown, lat, lon }) => ({
        id: number,
        label: '',
        values: { kind, state: shown },
        geometry: { type: 'Point', coordinates: [lon, lat] },
      })),
    };
  }

  function known(context: Context, id: string) {
    const rules = rulesHere(deps, context);
    const part = partOf(rules, id);
    if (!part) throw notFound(`layer ${id}`);
    return { rules, part };
  }

  const source: LayerSource = {
    layers: (context) => {
      const rules = deps.rulesOf(context);
      return rules ? [false, true].map((isClosed) => toLayer(rules, { isClosed, kind: null })) : [];
    },
    layerOf: (context, id) => {
      const rules = deps.rulesOf(context);
      const part = rules && partOf(rules, id);
      return part ? toLayer(rules, part) : undefined;
    },
    stateOf: async () => null,
    tiles: (context, ids, tiles) =>
      database.transaction(tenantOf(context), async (tx) => {
        const all: TileContent[][] = [];
        for (const id of ids) {
          const { rules, part } = known(context, id);
          const contents: TileContent[] = [];
          for (const [z, x, y] of tiles)
            contents.push(
              await contentOf(tx, rules, part, tileBox(z, x, y), z >= FINE ? MOST_FINEST : MOST_DRAWN),
            );
          all.push(contents);
        }
        return all;
      }),
    find: (context, id, text, most) =>
      database.transaction(tenantOf(context), async (tx) => {
        const { rules, part } = known(context, id);
        const found = await placesNamed(tx, part, text, rules.limits.publicDecimals, most);
        return found.map(({ point, ...one }) => ({
          ...one,
          box: point && ([point.lon, point.lat, point.lon, point.lat] as const satisfies Box),
        }));
      }),
  };

  return {
    source,
    /** The whole town, for a picture. */
    whole: (
      context: Context,
      parts: readonly PublicPart[],
    ): Promise<{ layer: Layer; content: TileContent }[]> => {
      const rules = rulesHere(deps, context);
      const box = boundsOf(rules);
      return database.transaction(tenantOf(context), async (tx) => {
        const layers = [];
        for (const part of parts)
          layers.push({
            layer: toLayer(rules, part),
            content: await contentOf(tx, rules, part, box, MOST_DRAWN),
          });
        return layers;
      });
    },
  };
}
