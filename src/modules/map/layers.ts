import type { Context } from '#kernel/context.js';
import type { Translator } from '#kernel/i18n/translate.js';
import type { Box, DrawnRow, TileAddress, TileContent } from '#modules/register/api.js';

/** Something that the map shows, whichever module keeps it. */
export interface Layer {
  id: string;
  title(t: Translator): string;
  /** Value of `lang` for the title, where it is not in the language of the page. */
  titleLang?(t: Translator): string | undefined;
  /** Everybody sees it; else staff only. */
  isPublic: boolean;
  /** Shapes that this reader may add to it. */
  adds: readonly ('point' | 'line' | 'polygon')[];
  /** Of lines or areas: one finds one's way by them also from far away. */
  isGround: boolean;
  /** Part of the world that it is of. */
  area: Box;
  /** Page of all of it, and how the address of one thing begins, both below the municipality. */
  list: string;
  row: string;
  /** What a thing is called, for this reader. */
  nameOf(t: Translator, row: DrawnRow): string;
}

export interface FoundThing {
  id: string;
  label: string;
  /** Where it lies; null: nobody says. */
  box: Box | null;
}

/** A module that has something for the map. Ids of its layers are those of no other. */
export interface LayerSource {
  layers(context: Context): Layer[];
  /** Also what is only a part of a layer; undefined where this reader has none of that id. */
  layerOf(context: Context, id: string): Layer | undefined;
  /** Another text whenever the layer has changed; null where only its tiles can tell. */
  stateOf(context: Context, id: string): Promise<string | null>;
  /** The same tiles of several layers, z up to 18. */
  tiles(
    context: Context,
    ids: readonly string[],
    tiles: readonly TileAddress[],
  ): Promise<readonly (readonly TileContent[])[]>;
  /** Things by words that everybody may read. */
  find(context: Context, id: string, text: string, most: number): Promise<readonly FoundThing[]>;
}

export const rowHref = (base: string, { row }: Pick<Layer, 'row'>, id: string): string => base + row + id;
