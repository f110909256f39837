import { getCookie } from 'hono/cookie';
import { z } from 'zod';
import type { Actor } from '#kernel/context.js';
import { AppError } from '#kernel/errors.js';
import { HAND_BACK } from '#kernel/http/handed-over.js';
import { forgetPreferences } from '#kernel/http/preferences.js';
import { type RouteDefinition, route } from '#kernel/http/route.js';
import { SESSION_COOKIE } from '#kernel/http/serve-routes.js';
import type { HandOverService } from '../service/hand-over.js';
import { HandBackPage } from '../views/hand-back-page.js';

const CodeForm = z.object({ code: z.string().max(60).default('') });

/** The first of the pages that open in the hands of a citizen; undefined for a screen that is in nobody else's. */
const ownPage = (actor: Actor): string | undefined =>
  actor.kind === 'staff' ? actor.opensOnly?.[0] : undefined;

/** Where every page leads while the screen is in the hands of a citizen. */
export function handBackRoutes({ takeBack }: HandOverService): RouteDefinition[] {
  return [
    route({
      method: 'get',
      path: HAND_BACK,
      permission: 'signedIn',
      journal: 'none',
      input: {},
      handle: ({ context: { actor }, page, html, redirect }) => {
        const open = ownPage(actor);
        return open === undefined ? redirect('/staff') : html(<HandBackPage page={page} open={open} />);
      },
    }),
    route({
      method: 'post',
      path: HAND_BACK,
      permission: 'signedIn',
      journal: ['identity.takenBack', 'identity.signedOut'],
      input: { form: CodeForm },
      handle: async ({ context, page, body, html, redirect, hono }) => {
        const token = getCookie(hono, SESSION_COOKIE);
        if (token === undefined) throw new AppError('unauthenticated', 'no session to take back');
        const result = await takeBack(context, token, body.code);
        switch (result.kind) {
          case 'back':
            // The language that a visitor chose is not that of the member of staff.
            forgetPreferences(hono);
            return redirect(result.path);
          case 'over':
            return redirect('/sign-in', { kind: 'warning', key: 'handBack.over' });
          case 'wrong':
            return html(
              <HandBackPage
                page={page}
                open={ownPage(context.actor) ?? '/'}
                error={page.t('handBack.wrong', { left: result.left })}
              />,
              422,
            );
        }
      },
    }),
  ];
}
