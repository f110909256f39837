import type { OidcProviderConfig } from '#kernel/config.js';

/** An OpenID Connect provider; `reachedAt` stands for the issuer in requests of our own, when it is not reached under its name. */
export interface Provider extends OidcProviderConfig {
  reachedAt?: string;
}
