import type { Context } from '#kernel/context.js';
import type { Translator } from '#kernel/i18n/translate.js';
import type { Box } from '#modules/register/api.js';
import { boxView, townView } from '../near.js';
import { type NamedView, type Place, POINT_SIZE, type Pointing, readPointing } from '../pointing.js';
import { frameOf, type View } from '../view.js';
import type { MarkedLayer, Shown, ViewService } from './views.js';

/** More would hide the form; who sees so many says more of the place. */
const MOST_NAMED = 6;
/** From here on single things are seen, by which one finds one's way; from further away only lines and areas. */
export const THINGS_FROM = 15;

export interface PointingForm {
  /** Of a control of the form, '' where there is none. */
  text(name: string): string;
  /** Part of the world that is shown first. */
  around: Box;
  typed: Place | null;
  /** In which the place is told. */
  words: string;
  t: Translator;
}

/** A map in a form of another module: where it looks, what was pressed, what is found by words. */
export function createPointing(views: ViewService) {
  const open = (context: Context): MarkedLayer[] =>
    views.layers(context).filter(({ layer }) => layer.isPublic);

  async function search(context: Context, words: string): Promise<NamedView[]> {
    const { meant, places, rows } = await views.find(context, open(context), words);
    if (meant) return [{ label: meant.label, view: meant }];
    return [
      ...places.map((town) => ({ label: `${town.municipality}${town.town}`, view: townView(town) })),
      ...rows.flatMap(({ row: { label, box } }) => (box ? [{ label, view: boxView(box) }] : [])),
    ].slice(0, MOST_NAMED);
  }

  /** 「三条町の交差点」 is no name, 「三条町」 is. */
  async function named(context: Context, words: string): Promise<NamedView[]> {
    const whole = words.trim();
    const [first = ''] = whole.split('の');
    const found = whole === '' ? [] : await search(context, whole);
    return found.length > 0 || first === whole || first === '' ? found : search(context, first);
  }

  /** What is drawn of the layers that everybody sees. */
  const around = (
    context: Context,
    t: Translator,
    view: View,
    size: readonly [number, number],
  ): Promise<Shown[]> => {
    const seen = open(context).filter(({ layer }) => layer.isGround || view.zoom >= THINGS_FROM);
    return views.within(context, t, seen, frameOf(view, ...size));
  };

  return {
    named,
    outline: views.outline,

    /** What everybody's map in a form is drawn of. */
    grounds: (context: Context): MarkedLayer[] => open(context),

    /** The picture on which somebody points. */
    around,

    /** Null where nobody has asked for the map; `isOnly`: nothing else was asked for, nothing is to be sent yet. */
    read: async (
      context: Context,
      { text, around: area, typed, words, t }: PointingForm,
    ): Promise<{ pointing: Pointing; isOnly: boolean } | null> => {
      const asked = readPointing(text, area, typed);
      if (!asked) return null;
      const { finds, isOnly, ...shown } = asked;
      const found = finds === 'no' ? null : await named(context, words);
      const [only, ...others] = found ?? [];
      const view = only && others.length === 0 ? only.view : shown.view;
      const isTold = finds === 'yes' || others.length > 0;
      const drawn = await around(context, t, view, POINT_SIZE);
      const pointing = {
        ...shown,
        view,
        found: isTold ? found : null,
        legend: drawn.filter(({ rows, clusters }) => rows.length + clusters.length > 0),
        source: views.outline(context)?.source ?? null,
      };
      return { pointing, isOnly };
    },
  };
}
export type PointingService = ReturnType<typeof createPointing>;
