import { randomUUID } from 'node:crypto';
import type { Context } from '#kernel/context.js';
import { AppError } from '#kernel/errors.js';
import type { PageContext } from '#kernel/http/page.js';
import { type RouteDefinition, route, UploadBody } from '#kernel/http/route.js';
import { isFaulty, NOTHING_TYPED, textOf } from '../report-form.js';
import { type ReportDeps, rulesHere, WORK } from '../service/deps.js';
import type { ReportServices } from '../services.js';
import { FieldPage } from '../views/field-page.js';
import { keyOf } from './input.js';
import { readWithPhotos, WITH_PHOTOS } from './typed-report.js';

/** The page as a phone keeps it: the form, and nothing of whom it was drawn for. */
const withoutViewer = (page: PageContext): PageContext => ({
  ...page,
  path: '/staff/field',
  viewer: null,
  flash: null,
  navigation: { citizen: [], staff: [], viewer: [] },
});

const staffId = ({ actor }: Context): string => (actor.kind === 'staff' ? actor.id : '');

/**
 * 現場メモ: reports that staff note on the spot. With script they are kept in the phone until they can be sent; a note has
 * its key from the phone, so that one sent twice is one report.
 */
export function fieldRoutes(deps: ReportDeps, services: ReportServices): RouteDefinition[] {
  const emptyPage = (context: Context, page: PageContext, writer: string | null) => (
    <FieldPage
      page={page}
      rules={rulesHere(deps, context)}
      typed={NOTHING_TYPED}
      formKey={randomUUID()}
      writer={writer}
    />
  );

  return [
    route({
      method: 'get',
      path: '/staff/field',
      permission: WORK,
      journal: 'none',
      input: {},
      handle: ({ context, page, html }) => html(emptyPage(context, page, staffId(context))),
    }),
    route({
      method: 'get',
      path: '/staff/field/shell',
      permission: WORK,
      journal: 'none',
      input: {},
      handle: ({ context, page, html }) => html(emptyPage(context, withoutViewer(page), null)),
    }),
    route({
      method: 'get',
      path: '/staff/field/worker.js',
      permission: 'public',
      journal: 'none',
      input: {},
      handle: ({ page }) =>
        new Response(`importScripts(${JSON.stringify(page.asset('field-worker.js'))});\n`, {
          headers: {
            'content-type': 'text/javascript; charset=utf-8',
            'cache-control': 'no-cache',
            'service-worker-allowed': `${page.base}/staff/field`,
          },
        }),
    }),
    route({
      method: 'post',
      path: '/staff/field',
      permission: WORK,
      journal: ['report.received'],
      input: { upload: UploadBody, ...WITH_PHOTOS },
      handle: async ({ context, page, body, html, redirect }) => {
        const writer = staffId(context);
        // A phone says who wrote a note: it is not sent under the name of whoever signed in since.
        if (![writer, ''].includes(textOf(body, 'writer')))
          throw new AppError('conflict', 'the note was written by somebody else');
        const key = keyOf(textOf(body, 'key')) ?? randomUUID();
        const read = await readWithPhotos(deps, services, context, page, body, 'field');
        const isWrong = isFaulty(read.typed);
        if (isWrong || read.isOnlyMap)
          return html(
            <FieldPage
              page={page}
              rules={rulesHere(deps, context)}
              typed={read.typed}
              formKey={key}
              writer={writer}
            />,
            isWrong ? 422 : 200,
          );
        await services.intake.receive(context, {
          ...read,
          mediaUrl: '',
          channel: 'field',
          locale: 'ja',
          key,
          address: '',
        });
        return redirect('/staff/field', { kind: 'success', key: 'reportDesk.field.sent' });
      },
    }),
  ];
}
