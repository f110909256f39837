import type { Context as HonoContext, MiddlewareHandler } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { Actor } from '../context.js';
import { AppError } from '../errors.js';
import type { Municipalities } from '../tenancy/municipalities.js';
import type { Municipality } from '../tenancy/municipality.js';
import { baseOf } from './page-context.js';
import { isApiPath } from './problems.js';

/** Where a screen that is in the hands of a citizen goes instead of any page that is not theirs. */
export const HAND_BACK = '/staff/hand-back';
/** Names the municipality of the session that was handed over, for pages that know nothing of that session. */
const COOKIE = 'yakuba_handed_over';

const isHandedOver = (actor: Actor): boolean => actor.kind === 'staff' && actor.opensOnly !== undefined;

/** Keeps the mark of a browser as its session is: a session that is over or taken back locks nothing. */
export function markHandedOver(c: HonoContext, { slug }: Municipality, actor: Actor): void {
  const marked = getCookie(c, COOKIE);
  if (isHandedOver(actor)) {
    if (marked !== slug) setCookie(c, COOKIE, slug, { path: '/', httpOnly: true, sameSite: 'Lax' });
  } else if (marked === slug) deleteCookie(c, COOKIE, { path: '/' });
}

/** The entrance and the pages of other municipalities are closed as well; what is open in its own is asked there. */
export const closedElsewhere =
  (municipalities: Municipalities): MiddlewareHandler =>
  async (c, next) => {
    const municipality = municipalities.bySlug(getCookie(c, COOKIE) ?? '');
    if (!municipality || `${c.req.path}/`.startsWith(`/${municipality.slug}/`)) return next();
    if (isApiPath(c.req.path)) throw new AppError('forbidden', 'the screen is handed over');
    c.header('cache-control', 'private, no-store');
    return c.redirect(`${baseOf(c, municipality)}${HAND_BACK}`, 303);
  };
