import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SESSION_COOKIE } from '#kernel/http/serve-routes.js';
import { pageText } from '#testing/page-text.js';
import { type ServedApp, servedApp } from '#testing/served-app.js';
import { createVisitor, type Visited, type Visitor } from '#testing/visitor.js';

let app: ServedApp;
beforeAll(async () => {
  app = await servedApp();
});
afterAll(() => app.stop());

const visitor = (headers?: Record<string, string>) => createVisitor(app.url, headers);
const owner = async (text: string) =>
  (await sql.raw<Record<string, unknown>>(text).execute(app.kernel.database.owner)).rows;
const isCallback = (url: URL) => url.pathname.endsWith('/sign-in/callback');
const choose = (browser: Visitor, chooser: Visited, persona: string, until?: (url: URL) => boolean) => {
  const [, action = ''] = /<form method="post" action="([^"]+)"/.exec(chooser.text) ?? [];
  return browser.send(action, { persona }, until);
};
const signIn = async (browser: Visitor, city: string, audience: string, persona: string, back = '') =>
  choose(
    browser,
    await browser.open(`/${city}/sign-in/${audience}?back=${encodeURIComponent(back)}`),
    persona,
  );

describe('signing in', () => {
  test('takes no word of an earlier sign-in where a session was left open, a handed-over tablet above all', async () => {
    const asks = async (headers: Record<string, string>) => {
      const answer = await fetch(`${app.url}/nara-city/sign-in/staff`, { headers, redirect: 'manual' });
      return new URL(answer.headers.get('location') ?? '').searchParams.get('prompt');
    };
    expect(await asks({})).toBeNull();
    expect(await asks({ cookie: `${SESSION_COOKIE}=of-a-session-that-is-over` })).toBe('login');
  });

  test('asks who one is, goes to the provider, and comes back to the page that was wished', async () => {
    const browser = visitor({ 'accept-language': 'ja' });
    const asked = await browser.open('/nara-city/sign-in?back=/nara-city/sign-in/../procedures?page=2');
    expect(pageText(asked.text)).toContain('市民・事業者としてサインイン');
    const [, start = ''] = /href="(\/nara-city\/sign-in\/citizen[^"]*)"/.exec(asked.text) ?? [];
    const chooser = await browser.open(start);
    expect(chooser.url.pathname).toMatch(/^\/sandbox-identity\/interaction\//);
    for (const name of [
      '奈良 花子',
      'グエン・ティ・ラン',
      '株式会社奈良工務店',
      '佐藤 健',
      '鈴木 美咲',
      '田中 葵',
      '高橋 誠',
    ]) {
      expect(pageText(chooser.text)).toContain(`${name}としてサインイン`);
    }
    expect(pageText(chooser.text)).toContain('市民課 課長');
    expect(chooser.text).not.toContain('<script');
    expect(chooser.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'self';/);
    const arrived = await choose(
      browser,
      chooser,
      'resident',
      (url) => url.pathname === '/nara-city/procedures',
    );
    expect(arrived.url.href).toBe(`${app.url}/nara-city/procedures?page=2`);
    expect((await browser.open('/nara-city/')).text).toContain('奈良 花子さん');
  });

  test('keeps what the provider states, sealed, and writes only ids into the journal', async () => {
    await signIn(visitor(), 'imari', 'citizen', 'resident');
    const [person] = await owner(
      "SELECT p.*, encode(details, 'escape') AS text FROM identity_person p JOIN tenant t ON t.code = p.tenant WHERE t.slug = 'imari' AND p.subject = 'imari.resident'",
    );
    expect(person).toMatchObject({ kind: 'resident', assurance: 'high', subject: 'imari.resident' });
    expect(JSON.stringify(person)).not.toMatch(/花子|hanako/);
    const entries = await owner(
      "SELECT type, subject, actor, data FROM journal_entry e JOIN tenant t ON t.code = e.tenant WHERE t.slug = 'imari' AND type = 'identity.signedIn'",
    );
    const who = `resident/${person?.id}`;
    expect(entries).toEqual([
      {
        type: 'identity.signedIn',
        subject: who,
        actor: who,
        data: { audience: 'citizen', assurance: 'high' },
      },
    ]);
  });

  test.each(['clerk', 'section-head', 'plan-office', 'headquarters'])(
    'lets the %s in as staff, in every town',
    async (persona) => {
      for (const { slug } of app.kernel.municipalities.all) {
        const browser = visitor();
        await signIn(browser, slug, 'staff', persona);
        expect(browser.cookie(SESSION_COOKIE)).toMatch(/^[\w-]{43}$/);
      }
    },
  );

  test('of the same person again is the same person with a new session', async () => {
    const browser = visitor();
    await signIn(browser, 'kashihara', 'citizen', 'business');
    const first = browser.cookie(SESSION_COOKIE);
    await signIn(browser, 'kashihara', 'citizen', 'business');
    expect(browser.cookie(SESSION_COOKIE)).not.toBe(first);
    const counts = await owner(
      "SELECT (SELECT count(*) FROM identity_person WHERE tenant = code AND subject = 'kashihara.business') AS people, (SELECT count(*) FROM identity_session WHERE tenant = code AND person IS NOT NULL) AS sessions FROM tenant WHERE slug = 'kashihara'",
    );
    expect(counts).toEqual([{ people: 1, sessions: 1 }]);
  });

  test('takes the language that the provider knows, until the person chooses one', async () => {
    const browser = visitor({ 'accept-language': 'en' });
    await signIn(browser, 'nara-city', 'citizen', 'resident-little-japanese');
    expect(browser.cookie('yakuba_preferences')).toMatch(/^ja-x-easy\./);
    const decided = visitor();
    await decided.open('/nara-city/');
    decided.setCookie('yakuba_preferences', 'en.standard.0', '/');
    await signIn(decided, 'nara-city', 'citizen', 'resident-little-japanese');
    expect(decided.cookie('yakuba_preferences')).toBe('en.standard.0');
  });

  test('shows the chooser in the language of the page', async () => {
    const chooser = await visitor({ 'accept-language': 'en' }).open('/nara-city/sign-in/staff');
    expect(chooser.text).toContain('<html lang="en"');
    const words = pageText(chooser.text);
    expect(words).toContain('Sign in as 佐藤 健');
    expect(words.indexOf('佐藤')).toBeLessThan(words.indexOf('花子'));
  });

  test('gives a cookie that scripts and other towns do not see', async () => {
    const browser = visitor();
    const chooser = await browser.open('/nara-city/sign-in/citizen');
    const { url } = await choose(browser, chooser, 'resident', isCallback);
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: `yakuba_sign_in=${browser.cookie('yakuba_sign_in')}` },
    });
    const cookie = response.headers.getSetCookie().find((line) => line.startsWith(SESSION_COOKIE));
    expect(cookie?.split('; ').slice(1).sort()).toEqual(['HttpOnly', 'Path=/nara-city', 'SameSite=Lax']);
    expect(response.headers.get('cache-control')).toBe('private, no-store');
  });

  test('ends with signing out', async () => {
    const browser = visitor();
    await signIn(browser, 'nara-pref', 'staff', 'clerk');
    const token = browser.cookie(SESSION_COOKIE) ?? '';
    await browser.open('/nara-pref/');
    await browser.send('/nara-pref/sign-out', {});
    expect(browser.cookie(SESSION_COOKIE)).toBeUndefined();
    const again = visitor();
    await again.open('/nara-pref/');
    again.setCookie(SESSION_COOKIE, token, '/nara-pref');
    expect((await again.open('/nara-pref/')).text).not.toContain('佐藤 健');
    const types = await owner(
      "SELECT type FROM journal_entry e JOIN tenant t ON t.code = e.tenant WHERE t.slug = 'nara-pref' AND actor LIKE 'staff/%' ORDER BY position DESC LIMIT 2",
    );
    expect(types.map(({ type }) => type)).toEqual(['identity.signedOut', 'identity.signedIn']);
  });
});

describe('an answer that does not belong here', () => {
  const sessions = async () => (await owner('SELECT count(*) AS n FROM identity_session'))[0]?.n;
  /** As far as the answer of the provider, which is not opened. */
  const answered = async (browser: Visitor, persona = 'resident', audience = 'citizen') =>
    (await choose(browser, await browser.open(`/nara-city/sign-in/${audience}`), persona, isCallback)).url;

  const refused = async (browser: Visitor, address: URL, words: string) => {
    const before = await sessions();
    const page = await browser.open(address.href);
    expect(page.status).toBe(422);
    expect(pageText(page.text)).toContain(words);
    expect(browser.cookie(SESSION_COOKIE)).toBeUndefined();
    expect(await sessions()).toBe(before);
  };

  test('is refused with a state that was never given out', async () => {
    const browser = visitor();
    const url = await answered(browser);
    url.searchParams.set('state', 'x'.repeat(43));
    await refused(browser, url, 'もう一度始めてください');
  });

  test('is refused without a state, without a code, and with nothing', async () => {
    const browser = visitor();
    for (const names of [['state'], ['code'], ['state', 'code', 'iss']]) {
      const url = await answered(browser);
      for (const name of names) url.searchParams.delete(name);
      await refused(browser, url, 'もう一度始めてください');
    }
  });

  test('is refused in a browser that did not start it, and still good in the one that did', async () => {
    const browser = visitor();
    const url = await answered(browser);
    await refused(visitor(), url, 'もう一度始めてください');
    await browser.open(url.href);
    expect(browser.cookie(SESSION_COOKIE)).toBeDefined();
  });

  test('is used once', async () => {
    const browser = visitor();
    const url = await answered(browser);
    await browser.open(url.href);
    const before = await sessions();
    const token = browser.cookie(SESSION_COOKIE);
    await browser.open(url.href);
    expect(browser.cookie(SESSION_COOKIE)).toBe(token);
    expect(await sessions()).toBe(before);
  });

  test('is refused in another town', async () => {
    const browser = visitor();
    const url = await answered(browser);
    url.pathname = url.pathname.replace('nara-city', 'imari');
    await refused(browser, url, 'もう一度始めてください');
  });

  test('is refused after ten minutes', async () => {
    const browser = visitor();
    const url = await answered(browser);
    await owner("UPDATE identity_sign_in SET expires_at = now() - interval '1 second'");
    await refused(browser, url, 'もう一度始めてください');
  });

  test('is refused when the nonce is not the one that was asked with', async () => {
    const browser = visitor();
    const url = await answered(browser);
    await owner("UPDATE identity_sign_in SET nonce = 'another'");
    await refused(browser, url, '確かめられませんでした');
  });

  test('is refused when the PKCE secret is not the one that was asked with', async () => {
    const browser = visitor();
    const url = await answered(browser);
    await owner(`UPDATE identity_sign_in SET code_verifier = '${'v'.repeat(43)}'`);
    await refused(browser, url, '確かめられませんでした');
  });

  test('is refused with the code of another sign-in', async () => {
    const [browser, other] = [visitor(), visitor()];
    const url = await answered(browser);
    const stolen = await answered(other, 'business');
    url.searchParams.set('code', stolen.searchParams.get('code') ?? '');
    await refused(browser, url, '確かめられませんでした');
  });

  test('is told in words when the person changed their mind', async () => {
    const browser = visitor();
    await refused(browser, await answered(browser, ''), 'サインインを取りやめました');
  });

  test('from staff whom nobody registered ends in words and no session', async () => {
    const browser = visitor();
    const before = await sessions();
    const page = await browser.open((await answered(browser, 'resident', 'staff')).href);
    expect(page.status).toBe(403);
    expect(page.text).toContain('nara-city.resident');
    expect(browser.cookie(SESSION_COOKIE)).toBeUndefined();
    expect(await sessions()).toBe(before);
  });

  test('from staff whose account is suspended ends the same way', async () => {
    await owner("UPDATE identity_staff SET active = false WHERE subject = 'katsuragi.clerk'");
    const browser = visitor();
    const page = await signIn(browser, 'katsuragi', 'staff', 'clerk');
    expect(page.status).toBe(403);
    expect(browser.cookie(SESSION_COOKIE)).toBeUndefined();
  });
});

describe('a session cannot be planted', () => {
  test('a token from before signing in is not the one after', async () => {
    const browser = visitor();
    await browser.open('/nara-city/');
    browser.setCookie(SESSION_COOKIE, 'p'.repeat(43), '/nara-city');
    await signIn(browser, 'nara-city', 'citizen', 'resident');
    expect(browser.cookie(SESSION_COOKIE)).not.toBe('p'.repeat(43));
  });

  test('a form of another site cannot sign anybody out', async () => {
    const browser = visitor();
    await signIn(browser, 'nara-city', 'citizen', 'resident');
    const response = await fetch(`${app.url}/nara-city/sign-out`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams(),
      headers: {
        cookie: `${SESSION_COOKIE}=${browser.cookie(SESSION_COOKIE)}`,
        origin: 'https://elsewhere.example',
      },
    });
    expect(response.status).toBe(403);
    expect((await browser.open('/nara-city/')).text).toContain('奈良 花子');
  });
});
