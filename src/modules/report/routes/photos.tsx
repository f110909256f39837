import { z } from 'zod';
import { FormBody, type RouteDefinition, route } from '#kernel/http/route.js';
import { readBoxes } from '../boxes.js';
import { textOf } from '../report-form.js';
import { WORK } from '../service/deps.js';
import type { ReportServices } from '../services.js';
import { deskPath } from '../views/desk-list-page.js';
import { PhotoPage } from '../views/photo-page.js';
import { NOTHING, typedIn } from './desk-typed.js';
import { PhotoParams } from './input.js';

/** Each photo becomes public by itself, as a copy in which nobody can be made out. */
export function photoRoutes({ moderation }: ReportServices): RouteDefinition[] {
  return [
    route({
      method: 'get',
      path: '/staff/reports/:report/photos/:photo',
      permission: WORK,
      journal: 'none',
      input: { params: PhotoParams },
      handle: async ({ context, page, params, html }) => {
        const { photo } = await moderation.original(context, params.report, params.photo);
        return html(<PhotoPage page={page} report={params.report} photo={photo} typed={NOTHING} />);
      },
    }),
    route({
      method: 'get',
      path: '/staff/reports/:report/photos/:photo/:look',
      permission: WORK,
      journal: 'none',
      input: { params: PhotoParams.extend({ look: z.enum(['original', 'grid', 'released']) }) },
      handle: async ({ context, params, file }) => {
        const { report, photo, look } = params;
        if (look === 'grid') return file(await moderation.grid(context, report, photo), 'image/jpeg');
        const found =
          look === 'released'
            ? await moderation.released(context, report, photo)
            : (await moderation.original(context, report, photo)).file;
        return file(found.bytes, found.mediaType);
      },
    }),
    route({
      method: 'post',
      path: '/staff/reports/:report/photos/:photo',
      permission: WORK,
      journal: ['report.photoReleased'],
      input: { params: PhotoParams, form: FormBody },
      handle: async ({ context, page, params, body, html, redirect }) => {
        const { boxes, faultyLine } = readBoxes(textOf(body, 'areas'));
        if (faultyLine !== null) {
          const { photo } = await moderation.original(context, params.report, params.photo);
          const typed = typedIn(body, { areas: page.t('reportDesk.areasWrong', { line: faultyLine }) });
          return html(<PhotoPage page={page} report={params.report} photo={photo} typed={typed} />, 422);
        }
        await moderation.releasePhoto(context, params.report, params.photo, boxes);
        return redirect(deskPath(params.report, `/photos/${params.photo}`), {
          kind: 'success',
          key: 'reportDesk.done',
        });
      },
    }),
    route({
      method: 'post',
      path: '/staff/reports/:report/photos/:photo/withhold',
      permission: WORK,
      journal: ['report.photoWithheld'],
      input: { params: PhotoParams, form: FormBody },
      handle: async ({ context, params, redirect }) => {
        await moderation.withholdPhoto(context, params.report, params.photo);
        return redirect(deskPath(params.report), { kind: 'success', key: 'reportDesk.done' });
      },
    }),
  ];
}
