import type { Actor } from '#kernel/context.js';
import type { Kernel } from '#kernel/kernel.js';
import type { Module } from '#kernel/module.js';
import type { Municipality } from '#kernel/tenancy/municipality.js';

export interface IdentityModule extends Module {
  /** Who holds this session; anonymous when it is unknown or over. */
  actorOf(municipality: Municipality, sessionToken: string): Promise<Actor>;
}

export function createIdentityModule(_kernel: Kernel): IdentityModule {
  return {
    name: 'identity',
    actions: { 'staff.manage': 'Register staff and their roles' },
    actorOf: async () => ({ kind: 'anonymous' }),
  };
}
