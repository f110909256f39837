import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createLogger } from '#kernel/log.js';
import type { PendingSignIn } from './model/session.js';
import { createRelyingParty } from './relying-party.js';

/*
 * Against an issuer that can be told to do wrong. The sandbox, which does everything right, is in sign-in.db.test.ts.
 */
const REDIRECT = 'http://localhost/nara-city/sign-in/callback';
const WISH = { locale: 'ja', anew: false } as const;
const log = createLogger('silent');
const keys = { good: await generateKeyPair('RS256'), bad: await generateKeyPair('RS256') };

interface Behaviour {
  metadata: Record<string, unknown>;
  idToken: JWTPayload;
  signedBy: keyof typeof keys;
  userInfo: Record<string, unknown>;
  discoveryStatus: number;
  tokenStatus: number;
}
let behaviour: Behaviour;
let server: Server;
let issuer: string;
let asked: { path: string; authorization: string | undefined; body: URLSearchParams }[] = [];

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const path = request.url ?? '';
    asked.push({
      path,
      authorization: request.headers.authorization,
      body: new URLSearchParams(await bodyOf(request)),
    });
    const json = (status: number, value: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    if (path === '/.well-known/openid-configuration') {
      return json(behaviour.discoveryStatus, {
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        userinfo_endpoint: `${issuer}/userinfo`,
        jwks_uri: `${issuer}/keys`,
        ...behaviour.metadata,
      });
    }
    if (path === '/keys') {
      return json(200, {
        keys: [{ ...(await exportJWK(keys.good.publicKey)), alg: 'RS256', use: 'sig', kid: '1' }],
      });
    }
    if (path === '/userinfo') return json(200, behaviour.userInfo);
    const idToken = await new SignJWT(behaviour.idToken)
      .setProtectedHeader({ alg: 'RS256', kid: '1' })
      .sign(keys[behaviour.signedBy].privateKey);
    return json(behaviour.tokenStatus, { access_token: 'a', token_type: 'bearer', id_token: idToken });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of request) text += String(part);
  return text;
}

beforeEach(() => {
  asked = [];
  const now = Math.floor(Date.now() / 1000);
  behaviour = {
    metadata: {},
    idToken: { iss: issuer, sub: 'person-1', aud: 'town', iat: now, exp: now + 300, acr: 'aal3' },
    signedBy: 'good',
    userInfo: { sub: 'person-1', name: '奈良 花子' },
    discoveryStatus: 200,
    tokenStatus: 200,
  };
});

const party = (clientSecret?: string) =>
  createRelyingParty({ issuer, clientId: 'town', clientSecret }, 'citizen', log);

/** Starts and comes back at once, as if the person had said yes. */
async function signIn(relyingParty = party(), answer: Record<string, string> = { code: 'c' }) {
  const started = await relyingParty.start(REDIRECT, WISH);
  if (!started.ok) return started;
  const pending: PendingSignIn = { ...started.value.pending, audience: 'citizen', back: null };
  behaviour.idToken = { nonce: pending.nonce, ...behaviour.idToken };
  return relyingParty.finish(REDIRECT, new URLSearchParams({ state: pending.state, ...answer }), pending);
}
const fault = (name: string) => ({ ok: false, fault: name });

describe('what is asked', () => {
  const address = async (anew = false) => {
    const started = await party().start(REDIRECT, { locale: 'ja-x-easy', anew });
    if (!started.ok) throw new Error(started.fault);
    return started.value.url.searchParams;
  };

  test('is a code, with PKCE, state and nonce, each new every time', async () => {
    const [first, second] = [await address(), await address()];
    expect(first.get('response_type')).toBe('code');
    expect(first.get('redirect_uri')).toBe(REDIRECT);
    expect(first.get('code_challenge_method')).toBe('S256');
    expect(first.get('ui_locales')).toBe('ja-x-easy');
    for (const name of ['code_challenge', 'state', 'nonce']) {
      expect(first.get(name)).toMatch(/^[\w-]{43}$/);
      expect(first.get(name)).not.toBe(second.get(name));
    }
  });

  test('is, where the browser may be in other hands, that the person proves anew who it is', async () => {
    expect((await address()).has('prompt')).toBe(false);
    expect((await address(true)).get('prompt')).toBe('login');
  });

  test('is only what the provider offers, and never the sex', async () => {
    behaviour.metadata = {
      scopes_supported: ['openid', 'name', 'address', 'birthdate', 'gender', 'sign'],
      acr_values_supported: ['crl', 'aal3'],
    };
    const parameters = await address();
    expect(parameters.get('scope')).toBe('openid name birthdate address');
    expect(parameters.get('acr_values')).toBe('aal3');
  });
});

describe('an answer', () => {
  test('gives the claims of the ID token and of userinfo', async () => {
    expect(await signIn()).toMatchObject({
      ok: true,
      value: { sub: 'person-1', name: '奈良 花子', acr: 'aal3' },
    });
  });

  test.each<[string, (b: Behaviour) => void]>([
    [
      'signed by another key',
      (b) => {
        b.signedBy = 'bad';
      },
    ],
    [
      'for another client',
      (b) => {
        b.idToken.aud = 'another-town';
      },
    ],
    [
      'from another issuer',
      (b) => {
        b.idToken.iss = 'https://elsewhere.example';
      },
    ],
    [
      'with another nonce',
      (b) => {
        b.idToken.nonce = 'another';
      },
    ],
    [
      'that is over',
      (b) => {
        b.idToken.exp = Math.floor(Date.now() / 1000) - 60;
      },
    ],
    [
      'about another person than userinfo',
      (b) => {
        b.userInfo.sub = 'person-2';
      },
    ],
  ])('%s is refused', async (_name, change) => {
    change(behaviour);
    expect(await signIn()).toEqual(fault('unverified'));
  });

  test('that says no is told apart from one that says the provider is ill', async () => {
    expect(await signIn(party(), { error: 'access_denied' })).toEqual(fault('declined'));
    expect(await signIn(party(), { error: 'temporarily_unavailable' })).toEqual(fault('unavailable'));
    expect(await signIn(party(), { error: 'invalid_request' })).toEqual(fault('unverified'));
  });

  test('whose code the provider cannot turn into a token now is unavailable', async () => {
    behaviour.tokenStatus = 503;
    expect(await signIn()).toEqual(fault('unavailable'));
  });
});

describe('the client', () => {
  const tokenRequest = () => asked.find(({ path }) => path === '/token');

  test('without a secret sends none', async () => {
    await signIn();
    expect(tokenRequest()?.authorization).toBeUndefined();
    expect(tokenRequest()?.body.has('client_secret')).toBe(false);
    expect(tokenRequest()?.body.get('code_verifier')).toMatch(/^[\w-]{43}$/);
  });

  test('with a secret sends it in the header, or in the body to a provider that takes it only there', async () => {
    await signIn(party('s3cret'));
    expect(tokenRequest()?.authorization).toBe(`Basic ${Buffer.from('town:s3cret').toString('base64')}`);
    asked = [];
    behaviour.metadata = { token_endpoint_auth_methods_supported: ['client_secret_post'] };
    await signIn(party('s3cret'));
    expect(tokenRequest()?.authorization).toBeUndefined();
    expect(tokenRequest()?.body.get('client_secret')).toBe('s3cret');
  });

  test('asks what the provider offers once, and again after it was down', async () => {
    const relyingParty = party();
    behaviour.discoveryStatus = 500;
    expect(await relyingParty.start(REDIRECT, WISH)).toEqual(fault('unavailable'));
    behaviour.discoveryStatus = 200;
    expect(await relyingParty.start(REDIRECT, WISH)).toMatchObject({ ok: true });
    expect(await relyingParty.start(REDIRECT, WISH)).toMatchObject({ ok: true });
    expect(asked.map(({ path }) => path)).toEqual(Array(2).fill('/.well-known/openid-configuration'));
  });

  test('speaks plain http only inside this machine', async () => {
    const outside = createRelyingParty(
      { issuer: 'http://192.0.2.1', clientId: 'town', clientSecret: undefined },
      'citizen',
      log,
    );
    const startedAt = performance.now();
    expect(await outside.start(REDIRECT, WISH)).toEqual(fault('unavailable'));
    expect(performance.now() - startedAt).toBeLessThan(1000);
  });

  test('reaches an issuer by another address, under its own name', async () => {
    const inside = issuer;
    issuer = 'https://town.example/identity';
    try {
      behaviour.idToken.iss = issuer;
      const relyingParty = createRelyingParty(
        { issuer, clientId: 'town', clientSecret: undefined, reachedAt: [{ name: issuer, at: inside }] },
        'citizen',
        log,
      );
      expect(await signIn(relyingParty)).toMatchObject({ ok: true, value: { iss: issuer } });
    } finally {
      issuer = inside;
    }
  });
});
