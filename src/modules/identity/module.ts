import type { RequestListener } from 'node:http';
import type { HeldForms } from '#kernel/held-forms.js';
import type { Kernel } from '#kernel/kernel.js';
import type { Module } from '#kernel/module.js';
import { createIdentityApi, type IdentityApi } from './api.js';
import { AUDIENCES } from './model/session.js';
import { apiKeyRoutes } from './routes/api-keys.js';
import { handBackRoutes } from './routes/hand-back.js';
import { partnerKeyRoutes } from './routes/partner-keys.js';
import { peopleRoutes } from './routes/people.js';
import { signInRoutes } from './routes/sign-in.js';
import { createActorOfKey, createApiKeyService } from './service/api-keys.js';
import { createHandOver } from './service/hand-over.js';
import { createHeldForms } from './service/held-forms.js';
import { createPartnerKeyService, type KeyProcedures } from './service/partner-keys.js';
import { type ActorOf, createActorOf, sweep } from './service/sessions.js';
import { createRelyingParties } from './service/sign-in.js';

export interface IdentityModule extends Module {
  api: IdentityApi;
  /** Who holds this session; anonymous when it is unknown or over. */
  actorOf: ActorOf;
  /** For whom this API key acts; anonymous when it is unknown or over. */
  actorOfKey: ActorOf;
  heldForms: HeldForms;
  /** The OpenID Connect issuer of the demo: answers what is below its path, and says false to everything else. */
  sandboxIssuer(): Promise<(...request: Parameters<RequestListener>) => boolean>;
}

/** `proceduresOf`: what a key for an organisation can name. */
export function createIdentityModule(kernel: Kernel, proceduresOf: KeyProcedures): IdentityModule {
  return {
    name: 'identity',
    migrations: new URL('./migrations/', import.meta.url),
    actions: {
      'staff.manage': 'Register staff and their roles',
      'key.manage': 'Make keys for the programs of organisations',
    },
    entries: {
      'identity.signedIn': { means: 'Somebody signed in', data: ['audience', 'assurance'] },
      'identity.signedOut': { means: 'Somebody signed out', data: [] },
      'identity.handedOver': { means: 'A clerk handed the screen to a citizen', data: [] },
      'identity.takenBack': { means: 'A clerk took the screen back', data: [] },
      'identity.staffRegistered': { means: 'A member of staff was registered', data: [] },
      'identity.staffSuspended': { means: 'The account of a member of staff was suspended', data: [] },
      'identity.staffResumed': { means: 'A suspended account was let in again', data: [] },
      'identity.keyMade': { means: 'A person made a key for programs', data: ['key', 'assurance'] },
      'identity.keyRevoked': { means: 'A person took a key back', data: ['key'] },
      'identity.partnerKeyMade': {
        means: 'Staff made a key for the programs of an organisation',
        data: ['key', 'procedures'],
      },
      'identity.partnerKeyRevoked': { means: 'Staff took such a key back', data: ['key'] },
      'identity.granted': {
        means: 'A role was granted to a member of staff',
        data: ['grant', 'role', 'unit'],
      },
      'identity.revoked': {
        means: 'A role was taken away from a member of staff',
        data: ['grant', 'role', 'unit'],
      },
    },
    knownValues: async () => ({ audience: AUDIENCES }),
    routes: [
      ...signInRoutes(kernel, createRelyingParties(kernel)),
      ...handBackRoutes(createHandOver(kernel)),
      ...peopleRoutes(kernel),
      ...apiKeyRoutes(createApiKeyService(kernel)),
      ...partnerKeyRoutes(createPartnerKeyService(kernel, proceduresOf)),
    ],
    navigation: [
      { area: 'staff', label: 'staff.people.title', path: '/staff/people', permission: 'staff.manage' },
      { area: 'staff', label: 'partnerKeys.title', path: '/staff/partner-keys', permission: 'key.manage' },
    ],
    jobs: [{ name: 'identity.sweep', schedule: '*/10 * * * *', run: (context) => sweep(kernel, context) }],
    api: createIdentityApi(kernel),
    actorOf: createActorOf(kernel),
    actorOfKey: createActorOfKey(kernel),
    heldForms: createHeldForms(kernel),
    // Loaded only where it is wanted: a real town hall never runs an issuer of its own.
    sandboxIssuer: async () => (await import('./sandbox/issuer.js')).createSandboxIssuer(kernel),
  };
}
