import type { Config, OidcProviderConfig } from '#kernel/config.js';
import type { Municipality } from '#kernel/tenancy/municipality.js';
import type { Provider } from './model/provider.js';
import type { Audience } from './model/session.js';
import { sandboxProvider } from './sandbox/address.js';

export type Providers = Record<Audience, Provider | null>;

/** Who vouches for whom: the providers of the settings, else the sandbox while there is one. */
export function providersOf(config: Config): Providers {
  const orSandbox = (configured: OidcProviderConfig | null, audience: Audience): Provider | null =>
    configured ?? (config.demo ? sandboxProvider(config, audience) : null);
  return {
    citizen: orSandbox(config.citizenProvider, 'citizen'),
    staff: orSandbox(config.staffProvider, 'staff'),
  };
}

/** Where providers send people back to; under the municipality's own host name when they came by that. */
export function redirectUri(
  { publicUrl }: Config,
  municipality: Municipality,
  ownHost: string | null,
): string {
  if (ownHost === null) return `${publicUrl}/${municipality.slug}/sign-in/callback`;
  const url = new URL(publicUrl);
  url.hostname = ownHost;
  url.pathname = '/sign-in/callback';
  return url.href;
}

/** All of them: what is registered at a provider. */
export const redirectUris = (config: Config, municipality: Municipality): string[] =>
  [null, ...municipality.hosts].map((host) => redirectUri(config, municipality, host));
