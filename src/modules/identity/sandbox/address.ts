import type { Config } from '#kernel/config.js';
import type { Provider } from '../model/provider.js';
import type { Audience } from '../model/session.js';

/** Below this path of the installation the sandbox issuer answers. */
export const SANDBOX_PATH = '/sandbox-identity';

export const sandboxIssuerUrl = ({ publicUrl }: Config): string => `${publicUrl}${SANDBOX_PATH}`;

export const sandboxClientId = (audience: Audience): string => `yakuba-${audience}`;

/** The sandbox as a provider like any other. This process reaches it at its own port, whatever stands in front. */
export function sandboxProvider(config: Config, audience: Audience): Provider {
  const host = ['0.0.0.0', '::'].includes(config.host) ? '127.0.0.1' : config.host;
  return {
    issuer: sandboxIssuerUrl(config),
    clientId: sandboxClientId(audience),
    clientSecret: undefined,
    reachedAt: `http://${host.includes(':') ? `[${host}]` : host}:${config.port}${SANDBOX_PATH}`,
  };
}
