import type { Actor } from '#kernel/context.js';
import type { Kernel } from '#kernel/kernel.js';
import type { Module } from '#kernel/module.js';
import type { Municipality } from '#kernel/tenancy/municipality.js';
import { actorOf, sweep } from './service/sessions.js';

export interface IdentityModule extends Module {
  /** Who holds this session; anonymous when it is unknown or over. */
  actorOf(municipality: Municipality, sessionToken: string): Promise<Actor>;
}

export function createIdentityModule(kernel: Kernel): IdentityModule {
  return {
    name: 'identity',
    migrations: new URL('./migrations/', import.meta.url),
    actions: { 'staff.manage': 'Register staff and their roles' },
    jobs: [
      { name: 'identity.sweep', schedule: '*/10 * * * *', run: (context) => sweep(kernel, context) },
    ],
    actorOf: (municipality, sessionToken) => actorOf(kernel, municipality, sessionToken),
  };
}
