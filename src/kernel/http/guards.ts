import type { MiddlewareHandler } from 'hono';
import { csrf } from 'hono/csrf';
import { AppError } from '../errors.js';
import { isApiPath } from './problems.js';

/** Open311 has its key among the form's fields: what is below acts by that key and by no cookie. */
const KEY_IN_FORM = /^\/[a-z][a-z0-9-]*\/open311\//;

/**
 * Refuses forms of other sites: browsers state the origin of every POST. The origin is ours when it is the
 * public address, or the host that was asked (a municipality's own name); the scheme is not compared, because
 * TLS ends at a proxy before us.
 */
export const refuseForeignForms = (publicUrl: string): MiddlewareHandler => {
  const ours = new URL(publicUrl).origin;
  const guard = csrf({
    origin: (origin, c) =>
      origin === ours || (URL.canParse(origin) && new URL(origin).host === new URL(c.req.url).host),
  });
  return (c, next) => {
    // No form of any site can show a key, and who shows one acts by it and by no cookie.
    if (/^Bearer \S/i.test(c.req.header('authorization') ?? '') || KEY_IN_FORM.test(c.req.path))
      return next();
    // CKAN's actions for reading change nothing, and its clients post forms and plain texts from anywhere.
    if (/^\/[a-z][a-z0-9-]*\/api\/(3\/)?action\//.test(c.req.path)) return next();
    // Forms of other sites can be of this type too; a program is told what is wrong with it, and nothing reads it.
    if (
      c.req.method === 'POST' &&
      isApiPath(c.req.path) &&
      /^text\/plain\b/i.test(c.req.header('content-type') ?? '')
    )
      throw new AppError('unsupportedMediaType', 'the API takes no text/plain');
    return guard(c, next);
  };
};

/** Under https no cookie may leave over http, whichever part of the product set it. */
export const secureCookies: MiddlewareHandler = async (c, next) => {
  await next();
  const cookies = c.res.headers.getSetCookie();
  if (cookies.every(isSecure)) return;
  c.res.headers.delete('set-cookie');
  for (const cookie of cookies) {
    c.res.headers.append('set-cookie', isSecure(cookie) ? cookie : `${cookie}; Secure`);
  }
};

const isSecure = (cookie: string): boolean => /;\s*secure(;|$)/i.test(cookie);
