import { FormBody, type RouteDefinition, route } from '#kernel/http/route.js';
import { choicesFor } from '../service/sandbox-site.js';
import type { PaymentServices } from '../services.js';
import { SandboxPage } from '../views/sandbox-page.js';
import { SandboxParams, textOf } from './input.js';

/** The site of the sandbox provider. Who knows the address of a page may pay on it, as at a real one. */
export const sandboxRoutes = ({ sandbox }: PaymentServices): RouteDefinition[] => [
  route({
    method: 'get',
    path: '/payment/sandbox/:session',
    permission: 'public',
    journal: 'none',
    input: { params: SandboxParams },
    handle: async ({ context, page, params, html }) => {
      const session = await sandbox.page(context, params.session);
      return html(<SandboxPage page={page} session={session} choices={choicesFor(session)} />);
    },
  }),
  route({
    method: 'post',
    path: '/payment/sandbox/:session',
    permission: 'public',
    journal: 'none',
    input: { params: SandboxParams, form: FormBody },
    handle: async ({ context, page, params, body, html, redirect, hono }) => {
      const session = await sandbox.page(context, params.session);
      const choice = choicesFor(session).find((one) => one === textOf(body, 'choice'));
      if (!choice)
        return html(<SandboxPage page={page} session={session} choices={choicesFor(session)} />, 422);
      const returnTo = await sandbox.choose(context, params.session, choice);
      return returnTo === null
        ? redirect(`/payment/sandbox/${params.session}`)
        : hono.redirect(returnTo, 303);
    },
  }),
];
