import type { OidcProviderConfig } from '#kernel/config.js';

/** An OpenID Connect provider; what is not reached under its name: our own requests below `name` go to `at`. */
export interface Provider extends OidcProviderConfig {
  reachedAt?: readonly { name: string; at: string }[];
}
