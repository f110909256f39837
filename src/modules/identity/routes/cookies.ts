import type { Context as HonoContext } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { SESSION_COOKIE } from '#kernel/http/serve-routes.js';

/** Holds a secret of this browser while it is away at the provider. */
const BROWSER_COOKIE = 'yakuba_sign_in';
/** Set by scripts of such a page, without a value that says anything. */
const KEEP_COOKIE = 'yakuba_keep';
const TOKEN = /^[\w-]{43}$/;

/** Cookies of one municipality: another one of the same installation neither sees nor ends its sessions. */
export interface Cookies {
  sessionToken: string | undefined;
  browser: string | undefined;
  /** A page keeps something in this browser that belongs to somebody who is not signed in now. */
  keepsForOthers: boolean;
  keepSession(token: string): void;
  dropSession(): void;
  keepBrowser(secret: string, seconds: number): void;
  dropBrowser(): void;
}

export function cookiesOf(c: HonoContext, base: string, isHttps: boolean): Cookies {
  // Lax, not Strict: the provider sends the person back from another site.
  const common = { httpOnly: true, sameSite: 'Lax', secure: isHttps } as const;
  const session = { ...common, path: base || '/' };
  const browser = { ...common, path: `${base}/sign-in` };
  const kept = getCookie(c, BROWSER_COOKIE);
  return {
    sessionToken: getCookie(c, SESSION_COOKIE),
    keepsForOthers: getCookie(c, KEEP_COOKIE) !== undefined,
    browser: kept !== undefined && TOKEN.test(kept) ? kept : undefined,
    keepSession: (token) => setCookie(c, SESSION_COOKIE, token, session),
    dropSession: () => {
      deleteCookie(c, SESSION_COOKIE, session);
    },
    keepBrowser: (secret, seconds) => setCookie(c, BROWSER_COOKIE, secret, { ...browser, maxAge: seconds }),
    dropBrowser: () => {
      deleteCookie(c, BROWSER_COOKIE, browser);
    },
  };
}
