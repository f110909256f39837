import { randomBytes } from 'node:crypto';
import type { IncomingMessage, RequestListener } from 'node:http';
import { exportJWK, generateKeyPair } from 'jose';
import type { KoaContextWithOIDC } from 'oidc-provider';
// Not from the package's entry, which warns on the console of every Node that is not a long-term release.
import { Provider } from 'oidc-provider/lib/provider.js';
import { Locale } from '#kernel/i18n/locales.js';
import { translatorFor } from '#kernel/i18n/translate.js';
import type { Kernel } from '#kernel/kernel.js';
import type { Municipality } from '#kernel/tenancy/municipality.js';
import { loadAssets } from '#ui/assets.js';
import { themeHref } from '#ui/theme.js';
import { readPersonas } from '../definition.js';
import { AUDIENCES } from '../model/session.js';
import { redirectUris } from '../providers.js';
import { createMemoryAdapter } from './adapter.js';
import { SANDBOX_ISSUER, SANDBOX_PATH, sandboxClientId } from './address.js';
import { ChooserPage, SandboxErrorPage } from './page.js';
import { choicesOf, claimsOf } from './people.js';
import { subjectOf } from './subject.js';

const SCOPES = ['openid', 'profile', 'name', 'birthdate', 'address', 'email'];
const CLAIMS = {
  openid: ['sub'],
  profile: ['name#ja-Kana-JP', 'locale', 'corporate_number'],
  name: ['name'],
  birthdate: ['birthdate'],
  address: ['address'],
  email: ['email', 'email_verified'],
};
const SECONDS = {
  AccessToken: 600,
  AuthorizationCode: 60,
  Grant: 600,
  IdToken: 600,
  Interaction: 600,
  Session: 600,
};
const INTERACTION = /^\/interaction\/[\w-]+$/;
const LONGEST_FORM = 1024;

/**
 * An OpenID Connect issuer for trying things out: whoever comes chooses a person of the demo, without a password.
 * Keys and everything it remembers live as long as the process. Hands back whether it answered the request.
 */
export async function createSandboxIssuer(
  kernel: Kernel,
): Promise<(...request: Parameters<RequestListener>) => boolean> {
  const { clock, config, log, municipalities } = kernel;
  const personas = await readPersonas(kernel);
  const townByRedirect = new Map(
    municipalities.all.flatMap((town) => redirectUris(config, town).map((uri) => [uri, town] as const)),
  );
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });

  const provider = new Provider(SANDBOX_ISSUER, {
    adapter: createMemoryAdapter(clock),
    clients: AUDIENCES.map((audience) => ({
      client_id: sandboxClientId(audience),
      redirect_uris: [...townByRedirect.keys()],
      response_types: ['code'],
      grant_types: ['authorization_code'],
      token_endpoint_auth_method: 'none',
    })),
    jwks: { keys: [{ ...(await exportJWK(privateKey)), use: 'sig', alg: 'RS256', kid: 'sandbox' }] },
    cookies: {
      keys: [randomBytes(32).toString('base64url')],
      // The browser never sends the issuer's own session back: at every sign-in a person is chosen anew.
      long: { httpOnly: true, sameSite: 'lax', path: `${SANDBOX_PATH}/none` },
      short: { httpOnly: true, sameSite: 'lax' },
    },
    scopes: SCOPES,
    claims: CLAIMS,
    acrValues: [...new Set(personas.personas.map(({ acr }) => acr))],
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: false } },
    ttl: SECONDS,
    clientBasedCORS: () => false,
    interactions: { url: (_ctx, { uid }) => `${SANDBOX_PATH}/interaction/${uid}` },
    findAccount: (_ctx, subject) => {
      const claims = claimsOf(personas, subject);
      return claims && { accountId: subject, claims: () => claims };
    },
    // Nobody is asked what may be passed on: none of it belongs to anybody.
    loadExistingGrant: async ({ oidc: { account, client, provider: issuer } }) => {
      const grant = new issuer.Grant({
        ...(account ? { accountId: account.accountId } : {}),
        ...(client ? { clientId: client.clientId } : {}),
      });
      grant.addOIDCScope(SCOPES.join(' '));
      await grant.save();
      return grant;
    },
    renderError: (ctx) => showError(ctx),
  });
  provider.proxy = true;
  provider.silent = true;
  provider.on('server_error', (_ctx: unknown, error: unknown) =>
    log.error({ err: error }, 'the sandbox issuer failed'),
  );

  const asset = loadAssets();
  const stylesOf = (town: Municipality | undefined): string[] => [
    asset('app.css'),
    ...(town ? [themeHref(`/${town.slug}`, town.accent)] : []),
    asset('fonts.css'),
  ];
  const policy = [
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'",
    // Browsers apply form-action to the redirect after the form as well, which ends at a town.
    `form-action 'self' ${[...new Set([...townByRedirect.keys()].map((uri) => new URL(uri).origin))].join(' ')}`,
  ].join('; ');
  const show = (ctx: Pick<KoaContextWithOIDC, 'body' | 'set' | 'type'>, node: unknown): void => {
    ctx.type = 'text/html; charset=utf-8';
    ctx.set({
      'content-security-policy': policy,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    ctx.body = `<!DOCTYPE html>${String(node)}`;
  };
  const showError = (ctx: Pick<KoaContextWithOIDC, 'body' | 'set' | 'type'>): void =>
    show(ctx, SandboxErrorPage({ t: translatorFor('ja'), styles: stylesOf(undefined) }));

  provider.use(async (ctx, next) => {
    if (!INTERACTION.test(ctx.path)) return next();
    const interaction = await provider.interactionDetails(ctx.req, ctx.res).catch(() => null);
    const town = interaction && townByRedirect.get(String(interaction.params.redirect_uri));
    if (!town) {
      ctx.status = 400;
      return showError(ctx);
    }
    if (ctx.method === 'POST') {
      const chosen = new URLSearchParams(await readForm(ctx.req)).get('persona');
      const persona = personas.personas.find(({ id }) => id === chosen);
      const result = persona
        ? { login: { accountId: subjectOf(town.slug, persona.id), acr: persona.acr, remember: false } }
        : { error: 'access_denied', error_description: 'nobody was chosen' };
      ctx.status = 303;
      return ctx.redirect(await provider.interactionResult(ctx.req, ctx.res, result));
    }
    const t = translatorFor(wishedLocale(interaction.params.ui_locales));
    const citizens = choicesOf(kernel, personas, town, t, ({ kind }) => kind !== 'staff');
    const staff = choicesOf(kernel, personas, town, t, ({ kind }) => kind === 'staff');
    const groups = [
      { kind: 'citizens', choices: citizens },
      { kind: 'staff', choices: staff },
    ] as const;
    const asksForStaff = interaction.params.client_id === sandboxClientId('staff');
    show(
      ctx,
      ChooserPage({
        t,
        styles: stylesOf(town),
        action: `${SANDBOX_PATH}${ctx.path}`,
        groups: asksForStaff ? groups.toReversed() : groups,
      }),
    );
  });

  const { host, protocol } = new URL(config.publicUrl);
  const answer = provider.callback();
  return (request, response) => {
    const path = request.url ?? '';
    if (!path.startsWith(`${SANDBOX_PATH}/`)) return false;
    // Its pages have one address, by whatever other this process was reached.
    Object.assign(request.headers, {
      host,
      'x-forwarded-host': host,
      'x-forwarded-proto': protocol.slice(0, -1),
    });
    Object.assign(request, { originalUrl: path, url: path.slice(SANDBOX_PATH.length) });
    void answer(request, response);
    return true;
  };
}

/** The first of the wished languages (OpenID Connect Core, section 3.1.2.1) that we speak. */
const wishedLocale = (wish: unknown): Locale =>
  String(wish ?? '')
    .split(' ')
    .map((tag) => Locale.safeParse(tag))
    .find(({ success }) => success)?.data ?? 'ja';

async function readForm(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of request) {
    text += String(part);
    if (text.length > LONGEST_FORM) return '';
  }
  return text;
}
