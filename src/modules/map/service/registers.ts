import type { Context } from '#kernel/context.js';
import { notFound } from '#kernel/errors.js';
import { langOf } from '#kernel/i18n/lang-of.js';
import { localize } from '#kernel/i18n/locales.js';
import { boxOf, type MapLayer, type RegisterApi } from '#modules/register/api.js';
import type { Layer, LayerSource } from '../layers.js';

function toLayer({ kept: { register, area }, isPublic, mayEdit }: MapLayer): Layer {
  const list = `${isPublic ? '' : '/staff'}/registers/${register.id}`;
  return {
    id: register.id,
    title: (t) => localize(register.title, t.locale),
    titleLang: (t) => langOf(t, register.title),
    isPublic,
    adds: mayEdit ? (register.place?.kinds ?? []) : [],
    isGround: register.place?.kinds.some((kind) => kind !== 'point') ?? false,
    area,
    list,
    row: isPublic ? `${list}/` : `${list}/rows/`,
    nameOf: (_t, row) => row.label,
  };
}

/** Registers whose rows lie somewhere, each a layer. */
export function registerLayers({ squares, publicList }: RegisterApi): LayerSource {
  const find = (context: Context, id: string) =>
    squares.layers(context).find(({ kept }) => kept.register.id === id);
  function known(context: Context, id: string): MapLayer {
    const layer = find(context, id);
    if (!layer) throw notFound(`layer ${id}`);
    return layer;
  }
  return {
    layers: (context) => squares.layers(context).map(toLayer),
    layerOf: (context, id) => {
      const layer = find(context, id);
      return layer && toLayer(layer);
    },
    stateOf: (context, id) => squares.stateOf(context, known(context, id)),
    tiles: (context, ids, tiles) =>
      squares.tiles(
        context,
        ids.map((id) => known(context, id)),
        tiles,
      ),
    find: async (context, id, text, limit) => {
      if (!known(context, id).isPublic) return [];
      const { items } = await publicList(context, id, { text, limit });
      return items.map(({ id: row, label, geometry }) => ({
        id: row,
        label,
        box: geometry && boxOf(geometry),
      }));
    },
  };
}
