import { z } from 'zod';
import type { Actor } from '#kernel/context.js';
import { AppError } from '#kernel/errors.js';
import { baseOf } from '#kernel/http/page-context.js';
import { hasPreferences, readPreferences, writePreferences } from '#kernel/http/preferences.js';
import { type RouteDefinition, type RouteRequest, route } from '#kernel/http/route.js';
import type { Kernel } from '#kernel/kernel.js';
import { backPath } from '../model/back-path.js';
import { AUDIENCES, type Audience, SIGN_IN_LIMIT } from '../model/session.js';
import { redirectUri } from '../providers.js';
import {
  finishSignIn,
  newBrowserSecret,
  offeredAudiences,
  type RelyingParties,
  signOut,
  startSignIn,
} from '../service/sign-in.js';
import { SignInPage, type SignInPageProps } from '../views/sign-in-page.js';
import { type Cookies, cookiesOf } from './cookies.js';

const Wish = z.object({ back: z.string().optional() });
/** `here` stops a second move to the public address, where a proxy hides it from us. */
const StartQuery = z.object({ back: z.string().optional(), here: z.string().optional() });

type AnyRequest = Pick<RouteRequest<unknown, unknown, unknown>, 'context' | 'hono' | 'html' | 'page'>;

const LANDING = { citizen: '/my', staff: '/staff' } as const satisfies Record<Audience, string>;
const audienceOf = ({ kind }: Actor): Audience => (kind === 'staff' ? 'staff' : 'citizen');

export function signInRoutes(kernel: Kernel, parties: RelyingParties): RouteDefinition[] {
  const { config } = kernel;
  const isHttps = config.publicUrl.startsWith('https:');
  const cookies = ({ context, hono }: AnyRequest): Cookies =>
    cookiesOf(hono, baseOf(hono, context.municipality), isHttps);
  const callbackUri = ({ context: { municipality }, hono, page }: AnyRequest): string =>
    redirectUri(config, municipality, page.base === '' ? new URL(hono.req.url).hostname : null);
  const choose = ({ html, page }: AnyRequest, back: string | null, notice?: SignInPageProps['notice']) =>
    html(
      <SignInPage
        page={page}
        offered={offeredAudiences(parties)}
        back={back}
        {...(notice ? { notice } : {})}
      />,
      notice ? 422 : 200,
    );
  const unavailable = ({ page: { t } }: AnyRequest): AppError =>
    new AppError('unavailable', 'the identity provider cannot be reached', {
      userMessage: t('identity.signIn.unavailable'),
    });

  const start = (audience: Audience) =>
    route({
      method: 'get',
      path: `/sign-in/${audience}`,
      permission: 'public',
      journal: 'none',
      input: { query: StartQuery },
      handle: async (request) => {
        const { context, hono, page, query } = request;
        if (!offeredAudiences(parties).includes(audience))
          throw new AppError('unavailable', `there is no identity provider for ${audience}`, {
            userMessage: page.t('identity.signIn.none'),
          });
        const uri = callbackUri(request);
        const { host, origin } = new URL(uri);
        const back = backPath(query.back, page.base);
        if (host !== new URL(hono.req.url).host && query.here === undefined) {
          // The answer comes to the public address: the cookie that it needs must be set there.
          const wish = new URLSearchParams({
            here: '1',
            ...(back === null ? {} : { back: page.base + back }),
          });
          return hono.redirect(`${origin}${page.base}/sign-in/${audience}?${wish}`, 303);
        }
        const jar = cookies(request);
        const browser = jar.browser ?? newBrowserSecret();
        const { locale } = page.t;
        const url = await startSignIn(kernel, parties, context, {
          audience,
          back,
          browser,
          locale,
          anew: jar.sessionToken !== undefined,
          redirectUri: uri,
        });
        if (!url) throw unavailable(request);
        jar.keepBrowser(browser, SIGN_IN_LIMIT.total('seconds'));
        return hono.redirect(url.href, 303);
      },
    });

  const callback = route({
    method: 'get',
    path: '/sign-in/callback',
    permission: 'public',
    journal: ['identity.signedIn'],
    input: {},
    handle: async (request) => {
      const { context, hono, page } = request;
      const { t } = page;
      const jar = cookies(request);
      const outcome = await finishSignIn(kernel, parties, context, {
        redirectUri: callbackUri(request),
        answer: new URL(hono.req.url).searchParams,
        browser: jar.browser,
        previousToken: jar.sessionToken,
      });
      switch (outcome.kind) {
        case 'signedIn':
          jar.keepSession(outcome.token);
          jar.dropBrowser();
          if (outcome.locale !== null && !hasPreferences(hono)) {
            writePreferences(hono, { ...readPreferences(hono), locale: outcome.locale });
          }
          return request.redirect(outcome.back ?? LANDING[outcome.audience]);
        case 'expired':
          // Somebody who is in went back in the browser's history.
          if (context.actor.kind !== 'anonymous') return request.redirect(LANDING[audienceOf(context.actor)]);
          return choose(request, null, { kind: 'warning', text: t('identity.signIn.expired') });
        case 'declined':
          return choose(request, outcome.back, { kind: 'info', text: t('identity.signIn.declined') });
        case 'unverified':
          return choose(request, outcome.back, { kind: 'error', text: t('identity.signIn.unverified') });
        case 'unavailable':
          throw unavailable(request);
        case 'unregistered':
          throw new AppError('forbidden', `staff account ${outcome.account.subject} is not registered`, {
            userMessage: t('identity.signIn.unregistered', { ...outcome.account }),
          });
      }
    },
  });

  return [
    route({
      method: 'get',
      path: '/sign-in',
      permission: 'public',
      journal: 'none',
      input: { query: Wish },
      handle: (request) => choose(request, backPath(request.query.back, request.page.base)),
    }),
    ...AUDIENCES.map(start),
    callback,
    route({
      method: 'post',
      path: '/sign-out',
      permission: 'public',
      journal: ['identity.signedOut'],
      input: {},
      handle: async (request) => {
        const jar = cookies(request);
        if (jar.sessionToken !== undefined) await signOut(kernel, request.context, jar.sessionToken);
        jar.dropSession();
        // What pages keep in the browser for work without a network goes with the session (W3C Clear Site Data).
        // What belongs to somebody else waits until they sign in again.
        if (!jar.keepsForOthers) request.hono.header('clear-site-data', '"storage"');
        return request.redirect('/', { kind: 'success', key: 'identity.signOut.done' });
      },
    }),
  ];
}
