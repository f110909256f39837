import { randomBytes } from 'node:crypto';
import type { Context as HonoContext } from 'hono';
import { setCookie } from 'hono/cookie';
import type { Context } from '../context.js';
import { VISITOR_COOKIE, visitorOf } from './serve-routes.js';

/** Somebody who is not signed in is known by this browser from now on, for as long as it is open. */
export function inThisBrowser(context: Context, hono: HonoContext): Context {
  if (context.actor.kind !== 'anonymous') return context;
  const token = randomBytes(32).toString('base64url');
  setCookie(hono, VISITOR_COOKIE, token, { path: '/', httpOnly: true, sameSite: 'Lax' });
  return { ...context, actor: visitorOf(token) };
}
