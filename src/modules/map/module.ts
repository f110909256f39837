import type { Kernel } from '#kernel/kernel.js';
import type { Module } from '#kernel/module.js';
import type { PlaceApi } from '#modules/place/api.js';
import type { RegisterApi } from '#modules/register/api.js';
import { createBaseTiles } from './base-map.js';
import type { LayerSource } from './layers.js';
import { ogcRoutes } from './routes/ogc.js';
import { pageRoutes } from './routes/page.js';
import { pictureRoutes } from './routes/picture.js';
import { pointRoutes } from './routes/point.js';
import { tileRoutes } from './routes/tiles.js';
import { visitRoutes } from './routes/visits.js';
import { createPointing, type PointingService } from './service/pointing.js';
import { registerLayers } from './service/registers.js';
import { createTiles } from './service/tiles.js';
import { createViews } from './service/views.js';
import { createVisits, ENTRIES } from './service/visits.js';

export interface MapNeeds {
  register: RegisterApi;
  place: PlaceApi;
  /** What else lies somewhere; listed after the registers. */
  others: readonly LayerSource[];
}

export interface MapModule extends Module {
  /** The map in a form of another module. */
  pointing: PointingService;
}

/** 地図: tiles, OGC API Features and the page, of registers and whatever else lies somewhere. */
export function createMapModule(kernel: Kernel, { register, place, others }: MapNeeds): MapModule {
  const sources = [registerLayers(register), ...others];
  const tiles = createTiles(sources);
  const views = createViews(sources, place, register.outline);
  const pointing = createPointing(views);
  return {
    name: 'map',
    entries: ENTRIES,
    routes: [
      ...tileRoutes(tiles),
      ...ogcRoutes(kernel, register),
      ...pageRoutes(kernel, views, createBaseTiles(kernel.config), pointing),
      ...pictureRoutes(register, views),
      ...pointRoutes(pointing),
      ...visitRoutes(kernel.clock, createVisits(kernel)),
    ],
    navigation: [{ area: 'citizen', label: 'map.nav', path: '/map', permission: 'public' }],
    pointing,
  };
}
