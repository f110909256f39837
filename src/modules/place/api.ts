import type { Kernel } from '#kernel/kernel.js';
import { createPlaceService, type PlaceService } from './service.js';

export { type AddressFault, digitsOf } from './model.js';
export type { Loaded, LoadedTowns } from './service.js';
export type { FoundTown } from './store.js';
export { foldedAddress, readTowns, type TownFault } from './town-list.js';
export { type NamedFile, type RegistryFault, readRegistry } from './town-registry.js';

/** What other modules and the command line may ask of places. */
export type PlaceApi = PlaceService;

export const createPlaceApi = (kernel: Pick<Kernel, 'access' | 'database'>): PlaceApi =>
  createPlaceService(kernel);
