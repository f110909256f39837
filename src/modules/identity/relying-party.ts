import * as oidc from 'openid-client';
import { isLoopback } from '#kernel/http/loopback.js';
import type { Locale } from '#kernel/i18n/locales.js';
import type { Logger } from '#kernel/log.js';
import { type Parsed, parsed, unparsed } from '#kernel/values/parsed.js';
import { ASSURANCE_BY_ACR, CITIZEN_SCOPES, type Claims, STAFF_SCOPES } from './model/person.js';
import type { Provider } from './model/provider.js';
import type { Audience, PendingSignIn } from './model/session.js';

/**
 * Why there are no claims: the person or the provider said no; the provider cannot be reached; or what came back is
 * not an answer to what was asked (a wrong nonce, a code of another sign-in, a bad signature).
 */
export type SignInFault = 'declined' | 'unavailable' | 'unverified';

/** One provider as we speak to it: authorization code flow with PKCE, state and nonce (OpenID Connect Core, section 3.1). */
export interface RelyingParty {
  readonly issuer: string;
  /** `anew`: the provider must not take the person's word from an earlier sign-in of its own (prompt=login). */
  start(
    redirectUri: string,
    wish: { locale: Locale; anew: boolean },
  ): Promise<
    Parsed<{ url: URL; pending: Pick<PendingSignIn, 'state' | 'nonce' | 'codeVerifier'> }, 'unavailable'>
  >;
  /** `answer` is the query that the provider sent the person back with. */
  finish(
    redirectUri: string,
    answer: URLSearchParams,
    pending: PendingSignIn,
  ): Promise<Parsed<Claims & { sub: string }, SignInFault>>;
}

const ANSWER_WITHIN_SECONDS = 10;
const CLOCKS_MAY_DIFFER_SECONDS = 30;
const SCOPES = { citizen: CITIZEN_SCOPES, staff: STAFF_SCOPES } as const;

/** Finds out what the provider offers at the first sign-in, not at start: its being down must not keep the town hall closed. */
export function createRelyingParty(provider: Provider, audience: Audience, log: Logger): RelyingParty {
  let discovered: Promise<oidc.Configuration> | null = null;
  const configuration = (): Promise<oidc.Configuration> => {
    discovered ??= discover(provider);
    return discovered;
  };
  const failed = <Fault extends SignInFault>(fault: Fault, error: unknown) => {
    log.warn({ err: error, issuer: provider.issuer, fault }, 'a sign-in failed');
    return unparsed(fault);
  };
  return {
    issuer: provider.issuer,
    async start(redirectUri, { locale, anew }) {
      let config: oidc.Configuration;
      try {
        config = await configuration();
      } catch (error) {
        // What failed once is asked again at the next sign-in.
        discovered = null;
        return failed('unavailable', error);
      }
      const codeVerifier = oidc.randomPKCECodeVerifier();
      const pending = { state: oidc.randomState(), nonce: oidc.randomNonce(), codeVerifier };
      const { scopes_supported, acr_values_supported } = config.serverMetadata();
      const acr = [...ASSURANCE_BY_ACR.keys()].filter((value) => acr_values_supported?.includes(value));
      const url = oidc.buildAuthorizationUrl(config, {
        redirect_uri: redirectUri,
        scope: SCOPES[audience].filter((scope) => scopes_supported?.includes(scope) ?? true).join(' '),
        state: pending.state,
        nonce: pending.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(codeVerifier),
        code_challenge_method: 'S256',
        ui_locales: locale,
        ...(anew ? { prompt: 'login' } : {}),
        ...(acr.length > 0 ? { acr_values: acr.join(' ') } : {}),
      });
      return parsed({ url, pending });
    },
    async finish(redirectUri, answer, pending) {
      try {
        const config = await configuration();
        const url = new URL(redirectUri);
        url.search = answer.toString();
        const tokens = await oidc.authorizationCodeGrant(config, url, {
          pkceCodeVerifier: pending.codeVerifier,
          expectedState: pending.state,
          expectedNonce: pending.nonce,
          idTokenExpected: true,
        });
        const idToken = tokens.claims();
        if (!idToken) return failed('unverified', new Error('no ID token'));
        const userInfo = config.serverMetadata().userinfo_endpoint
          ? await oidc.fetchUserInfo(config, tokens.access_token, idToken.sub)
          : {};
        return parsed({ ...userInfo, ...idToken });
      } catch (error) {
        return failed(faultOf(error), error);
      }
    },
  };
}

async function discover(provider: Provider): Promise<oidc.Configuration> {
  const { clientId, clientSecret, issuer, reachedAt = [] } = provider;
  const reached = (url: string): string => {
    const { name, at } = reachedAt.find((one) => isBelow(url, one.name)) ?? { name: '', at: '' };
    return at + url.slice(name.length);
  };
  const options: oidc.DiscoveryRequestOptions = {
    timeout: ANSWER_WITHIN_SECONDS,
    [oidc.customFetch]: (url, request) => fetch(reached(url), request as RequestInit),
    // The signature of the ID token is checked although it comes straight from the provider.
    execute: [
      oidc.enableNonRepudiationChecks,
      // Plain http is spoken only inside this machine.
      ...(isLoopback(reached(issuer)) ? [oidc.allowInsecureRequests] : []),
    ],
  };
  const metadata = { [oidc.clockTolerance]: CLOCKS_MAY_DIFFER_SECONDS };
  if (clientSecret === undefined)
    return oidc.discovery(new URL(issuer), clientId, metadata, oidc.None(), options);
  const found = await oidc.discovery(
    new URL(issuer),
    clientId,
    metadata,
    oidc.ClientSecretBasic(clientSecret),
    options,
  );
  // client_secret_basic is what a provider supports that does not say (OpenID Connect Discovery, section 3).
  const methods = found.serverMetadata().token_endpoint_auth_methods_supported;
  if (!methods || methods.includes('client_secret_basic')) return found;
  return oidc.discovery(new URL(issuer), clientId, metadata, oidc.ClientSecretPost(clientSecret), options);
}

const isBelow = (url: string, name: string): boolean => url === name || url.startsWith(`${name}/`);

function faultOf(error: unknown): SignInFault {
  if (error instanceof oidc.AuthorizationResponseError) {
    if (['server_error', 'temporarily_unavailable'].includes(error.error)) return 'unavailable';
    return error.error === 'access_denied' ? 'declined' : 'unverified';
  }
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  const isServerFault = cause instanceof Response && cause.status >= 500;
  return error instanceof TypeError || code === 'OAUTH_TIMEOUT' || isServerFault
    ? 'unavailable'
    : 'unverified';
}
