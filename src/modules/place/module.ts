import type { Kernel } from '#kernel/kernel.js';
import type { Module } from '#kernel/module.js';
import { createPlaceApi, type PlaceApi } from './api.js';
import { PLACE_ENTRIES } from './service.js';

export interface PlaceModule extends Module {
  api: PlaceApi;
}

export const createPlaceModule = (kernel: Kernel): PlaceModule => ({
  name: 'place',
  api: createPlaceApi(kernel),
  migrations: new URL('./migrations/', import.meta.url),
  actions: { 'place.load': 'Load the lists of postal codes and of towns' },
  entries: PLACE_ENTRIES,
});
