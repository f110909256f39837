import type { Config } from '#kernel/config.js';
import type { Provider } from '../model/provider.js';
import type { Audience } from '../model/session.js';

/** Below this path of the installation the sandbox issuer answers. */
export const SANDBOX_PATH = '/sandbox-identity';

/** What the sandbox is called: the same wherever it runs, so that its people stay who they are when the address changes. */
export const SANDBOX_ISSUER = 'https://sandbox.demo.invalid';

export const sandboxClientId = (audience: Audience): string => `yakuba-${audience}`;

/** The sandbox as a provider like any other. This process reaches it at its own port, whatever stands in front. */
export function sandboxProvider(config: Config, audience: Audience): Provider {
  const host = ['0.0.0.0', '::'].includes(config.host) ? '127.0.0.1' : config.host;
  const at = `http://${host.includes(':') ? `[${host}]` : host}:${config.port}${SANDBOX_PATH}`;
  return {
    issuer: SANDBOX_ISSUER,
    clientId: sandboxClientId(audience),
    clientSecret: undefined,
    reachedAt: [SANDBOX_ISSUER, `${config.publicUrl}${SANDBOX_PATH}`].map((name) => ({ name, at })),
  };
}
