import { getCookie } from 'hono/cookie';
import { z } from 'zod';
import { AppError } from '#kernel/errors.js';
import { forgetPreferences } from '#kernel/http/preferences.js';
import { FormBody, type RouteDefinition, route } from '#kernel/http/route.js';
import { SESSION_COOKIE } from '#kernel/http/serve-routes.js';
import { readTimePlace } from '#kernel/values/list-place.js';
import type { RegisterServices } from '../services.js';
import {
  ANEW_AFTER_SECONDS,
  ASKS_AFTER_SECONDS,
  ENDS_AFTER_SECONDS,
  keyFields,
  MOST_COPIES,
  NEW_VISIT,
  type Sought,
} from '../viewing.js';
import { CopyRequestsPage } from '../views/copy-requests-page.js';
import { viewingPath } from '../views/viewing-frame.js';
import { ViewingScreen, ViewingStart, ViewingStill } from '../views/viewing-pages.js';
import { RegisterParams } from './lists.js';

const VisitId = z
  .union([z.uuid(), z.literal('')])
  .default('')
  .catch('');
const DeskQuery = z.object({ visit: VisitId, over: z.literal('1').optional().catch(undefined) });
const StillQuery = z.object({ visit: VisitId });
const ScanQuery = z.object({ visit: z.uuid(), file: z.uuid() });
const ListQuery = z.object({ after: z.string().max(100).optional().catch(undefined) });
const OpenForm = z.object({ code: z.string().regex(/^\d{4}$/) });
const RequestParams = RegisterParams.extend({ request: z.uuid() });
const RowId = z.uuid();

const textIn = (body: FormBody, name: string): string => {
  const value = Object.hasOwn(body, name) ? [body[name]].flat()[0] : undefined;
  return (value ?? '').slice(0, 100);
};

/**
 * A terminal for visitors. Addresses hold the visit and nothing else: what is looked for and looked at is kept with it and
 * gone with it, so that "back" shows the next visitor nothing.
 */
export function viewingRoutes({ viewing, copyRequests, screens }: RegisterServices): RouteDefinition[] {
  const deskHref = (register: string, visit: string) =>
    `${viewingPath(register, '/desk')}?${new URLSearchParams({ visit })}`;

  const anew = (register: string) => `${viewingPath(register, '/desk')}?over=1`;

  function thenTo(response: Response, seconds: number, base: string, path: string): Response {
    response.headers.set('refresh', `${seconds}; url=${base}${path}`);
    return response;
  }

  return [
    route({
      method: 'get',
      path: '/staff/registers/:register/viewing',
      permission: 'register.edit',
      journal: 'none',
      input: { params: RegisterParams, query: ListQuery },
      handle: async ({ context, page, params, query, html }) => {
        const after = readTimePlace(query.after);
        const { kept, items, next } = await copyRequests.list(context, params.register, after);
        return html(
          <CopyRequestsPage
            {...{ page, kept, items, next }}
            isFirst={after === undefined}
            code={screens.newTakeBackCode()}
          />,
        );
      },
    }),
    route({
      method: 'post',
      path: '/staff/registers/:register/viewing',
      permission: 'register.edit',
      journal: ['identity.handedOver'],
      input: { params: RegisterParams, form: OpenForm },
      handle: async ({ context, params: { register }, body: { code }, redirect, hono }) => {
        viewing.shownTo(context, register);
        const session = getCookie(hono, SESSION_COOKIE);
        if (session === undefined) throw new AppError('unauthenticated', 'no session to hand over');
        const paths = (['/desk', '/scan', '/still'] as const).map((rest) => viewingPath(register, rest));
        await screens.handOver(context, session, { paths, back: viewingPath(register), code });
        return redirect(viewingPath(register, '/desk'));
      },
    }),
    route({
      method: 'get',
      path: '/staff/registers/:register/viewing/desk',
      permission: 'register.edit',
      journal: 'none',
      input: { params: RegisterParams, query: DeskQuery },
      handle: async (request) => {
        const { context, page, params, query, html } = request;
        const { register } = viewing.shownTo(context, params.register);
        const { visit } = query;
        const screen = visit === '' ? null : await viewing.screen(context, register.id, visit);
        if (!screen) {
          if (query.over) forgetPreferences(request.hono);
          const { sought } = NEW_VISIT;
          const hasEnded = visit !== '';
          const start = await html(
            <ViewingStart page={page} register={register} visit="" sought={sought} hasEnded={hasEnded} />,
          );
          return thenTo(start, ANEW_AFTER_SECONDS, page.base, anew(register.id));
        }
        const response = await html(<ViewingScreen page={page} visit={visit} screen={screen} />);
        const still = `${viewingPath(register.id, '/still')}?${new URLSearchParams({ visit })}`;
        return thenTo(response, ASKS_AFTER_SECONDS, page.base, still);
      },
    }),
    route({
      method: 'get',
      path: '/staff/registers/:register/viewing/still',
      permission: 'register.edit',
      journal: 'none',
      input: { params: RegisterParams, query: StillQuery },
      handle: async ({ context, page, params, query: { visit }, html }) => {
        const { register } = viewing.shownTo(context, params.register);
        const response = await html(<ViewingStill page={page} register={register} visit={visit} />);
        return thenTo(response, ENDS_AFTER_SECONDS, page.base, anew(register.id));
      },
    }),
    route({
      method: 'get',
      path: '/staff/registers/:register/viewing/scan',
      permission: 'register.edit',
      journal: 'none',
      input: { params: RegisterParams, query: ScanQuery },
      handle: async ({ context, params, query, file }) => {
        const { bytes, mediaType } = await viewing.scan(context, params.register, query.visit, query.file);
        return file(bytes, mediaType);
      },
    }),
    route({
      method: 'post',
      path: '/staff/registers/:register/viewing/desk',
      permission: 'register.edit',
      journal: ['register.shownAtDesk', 'register.copyAsked', 'payment.requested'],
      input: { params: RegisterParams, form: FormBody },
      handle: async (request) => {
        const { context, page, params, body, html, redirect, parse } = request;
        const { register } = viewing.shownTo(context, params.register);
        const visit = VisitId.parse(textIn(body, 'visit'));
        const step = textIn(body, 'step');
        const there = () => redirect(deskHref(register.id, visit));
        if (step === 'end') {
          await viewing.end(context, visit);
          forgetPreferences(request.hono);
          return redirect(viewingPath(register.id, '/desk'));
        }
        if (step === 'search') {
          const keys = keyFields(register).map(({ ask }) => [ask.id, textIn(body, `key.${ask.id}`).trim()]);
          const sought: Sought = { words: textIn(body, 'words').trim(), keys: Object.fromEntries(keys) };
          const found = await viewing.search(context, register.id, visit, sought);
          if ('visit' in found) return redirect(deskHref(register.id, found.visit));
          const { fault } = found;
          const wrong = await html(
            <ViewingStart {...{ page, register, visit, sought, fault }} hasEnded={false} />,
            422,
          );
          return thenTo(wrong, ANEW_AFTER_SECONDS, page.base, anew(register.id));
        }
        if (step === 'near') {
          const near = textIn(body, 'near').trim();
          const found = await viewing.searchNear(context, register.id, visit, near);
          if ('visit' in found) return redirect(deskHref(register.id, found.visit));
          const { sought } = NEW_VISIT;
          const { fault: nearFault } = found;
          const wrong = await html(
            <ViewingStart {...{ page, register, visit, sought, near, nearFault }} hasEnded={false} />,
            422,
          );
          return thenTo(wrong, ANEW_AFTER_SECONDS, page.base, anew(register.id));
        }
        try {
          if (step === 'place')
            await viewing.choosePlace(context, register.id, visit, Number(textIn(body, 'place')));
          if (step === 'wider') await viewing.widen(context, register.id, visit);
          if (step === 'next') await viewing.turn(context, register.id, visit, 'next');
          if (step === 'previous') await viewing.turn(context, register.id, visit, 'back');
          if (step === 'back') await viewing.open(context, register.id, visit, null);
          if (step === 'open')
            await viewing.open(context, register.id, visit, parse('params', RowId, textIn(body, 'row')));
          if (step === 'stay')
            await viewing.show(context, register.id, visit, await viewing.going(context, register.id, visit));
          if (step === 'ask') {
            const wanted = Number(textIn(body, 'copies-wanted'));
            if (!Number.isInteger(wanted) || wanted < 1 || wanted > MOST_COPIES) {
              const screen = await viewing.screen(context, register.id, visit);
              const error = page.t('viewing.badCopies', { most: MOST_COPIES });
              if (screen) return html(<ViewingScreen {...{ page, visit, screen, error }} />, 422);
            } else await copyRequests.ask(context, register.id, visit, wanted);
          }
        } catch (error) {
          // The visit has ended meanwhile: the first screen says so. A screen without a way on would stay at what is not there.
          if (!(error instanceof AppError) || !['conflict', 'notFound'].includes(error.code)) throw error;
        }
        return there();
      },
    }),
    route({
      method: 'post',
      path: '/staff/registers/:register/viewing/:request/give',
      permission: 'register.edit',
      journal: ['register.copyGiven', 'register.rowViewed'],
      input: { params: RequestParams, form: FormBody },
      handle: async ({ context, params, file }) => {
        const { pdf } = await copyRequests.give(context, params.register, params.request);
        return file(pdf, 'application/pdf', { saveAs: `${params.register}.pdf` });
      },
    }),
    route({
      method: 'post',
      path: '/staff/registers/:register/viewing/:request/cancel',
      permission: 'register.edit',
      journal: ['register.copyCancelled', 'payment.cancelled', 'payment.refundAsked'],
      input: { params: RequestParams, form: FormBody },
      handle: async ({ context, params, redirect }) => {
        await copyRequests.cancel(context, params.register, params.request);
        return redirect(viewingPath(params.register), { kind: 'success', key: 'viewingDesk.cancelDone' });
      },
    }),
  ];
}
