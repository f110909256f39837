import { z } from 'zod';
import { sentForm } from '#forms/uploads.js';
import { OversizedFile } from '#kernel/files/oversized-file.js';
import { SpooledFile } from '#kernel/files/spooled-file.js';
import { FormBody, LargeUploadBody, type RouteDefinition, route } from '#kernel/http/route.js';
import { COUNTED } from '../entries.js';
import { isWorking } from '../model.js';
import { MEGABYTE } from '../reading/table.js';
import type { RegisterServices } from '../services.js';
import { fileFaultText } from '../views/file-fault.js';
import { ImportPage, ImportsPage } from '../views/import-pages.js';
import { REFRESH_SECONDS } from '../views/import-parts.js';
import { inTurn } from './in-turn.js';
import { RegisterParams } from './lists.js';

const ImportParams = z.object({ id: z.uuid() });

/** Files that are read into registers. */
export function importRoutes({ reading, imports }: RegisterServices): RouteDefinition[] {
  const most = imports.mostBytes / MEGABYTE;
  return [
    route({
      method: 'get',
      path: '/staff/registers/:register/imports',
      permission: 'register.import',
      journal: 'none',
      input: { params: RegisterParams },
      handle: async ({ context, page, params, html }) => {
        const { register } = reading.rights.keptFor(context, params.register, 'register.import');
        const past = await imports.list(context, params.register);
        return html(
          <ImportsPage page={page} register={register} past={past} most={most} sheet="" errors={{}} />,
        );
      },
    }),
    route({
      method: 'post',
      path: '/staff/registers/:register/imports',
      permission: 'register.import',
      journal: ['register.importReceived'],
      input: {
        params: RegisterParams,
        upload: LargeUploadBody,
        maxFileBytes: imports.mostBytes,
        maxBytes: imports.mostBytes + MEGABYTE,
        onDisk: 'file',
      },
      handle: async ({ context, page, params, body, html, redirect }) => {
        const { register } = reading.rights.keptFor(context, params.register, 'register.import');
        const sheet = String(sentForm(body).getAll('sheet')[0] ?? '').trim();
        const again = async (error: string, id: 'file' | 'sheet' = 'file') => {
          const past = await imports.list(context, params.register);
          return html(
            <ImportsPage
              page={page}
              register={register}
              past={past}
              most={most}
              sheet={sheet}
              errors={{ [id]: error }}
            />,
            422,
          );
        };
        const part = Array.isArray(body.file) ? body.file[0] : body.file;
        if (part instanceof OversizedFile) return again(page.t('register.file.tooLarge', { most }));
        if (!(part instanceof SpooledFile) || (part.name === '' && part.size === 0))
          return again(page.t('register.import.fileMissing'));
        const received = await imports.receive(context, params.register, part, { sheet });
        if (received.kind === 'unreadable' && received.fault === 'noSheet')
          return again(fileFaultText(page.t, received, most), 'sheet');
        if (received.kind === 'unreadable') return again(fileFaultText(page.t, received, most));
        return redirect(`/staff/registers/imports/${received.id}`);
      },
    }),
    route({
      method: 'get',
      path: '/staff/registers/imports/:id',
      permission: 'register.import',
      journal: 'none',
      input: { params: ImportParams, query: z.object({ still: z.literal('1').optional().catch(undefined) }) },
      handle: async ({ context, page, params, query, html, hono }) => {
        const { one, kept, sample, problem } = await imports.view(context, params.id);
        const isStill = query.still !== undefined;
        // Whoever does not want a page that changes under the hand stops it (WCAG 2.2.1).
        if (isWorking(one.state) && !isStill) hono.header('refresh', String(REFRESH_SECONDS));
        return html(
          <ImportPage
            page={page}
            register={kept.register}
            one={one}
            sample={sample}
            problem={problem}
            isStill={isStill}
          />,
        );
      },
    }),
    route({
      method: 'post',
      path: '/staff/registers/imports/:id/mapping',
      permission: 'register.import',
      journal: 'none',
      input: { params: ImportParams, form: FormBody },
      handle: async ({ context, page, params, body, html, redirect }) => {
        const { one, kept, sample } = await imports.view(context, params.id);
        const mapping = one.headings.map((_heading, at) => {
          const value = body[`m.${at}`];
          return (Array.isArray(value) ? value[0] : value) ?? '';
        });
        const problem = await imports.remap(context, params.id, mapping);
        if (problem)
          return html(
            <ImportPage
              page={page}
              register={kept.register}
              one={{ ...one, mapping }}
              sample={sample}
              problem={problem}
              isStill
            />,
            422,
          );
        const { one: now } = await imports.view(context, params.id);
        return redirect(`/staff/registers/imports/${params.id}`, {
          kind: 'success',
          key: isWorking(now.state) ? 'register.import.started' : 'register.import.remapped',
        });
      },
    }),
    ...(['confirm', 'discard', 'undo'] as const).map((what) =>
      route({
        method: 'post',
        path: `/staff/registers/imports/:id/${what}`,
        permission: 'register.import',
        journal: {
          confirm: ['register.importConfirmed', 'register.importDone', ...COUNTED] as const,
          discard: ['register.importDiscarded'] as const,
          undo: ['register.importUndone', ...COUNTED] as const,
        }[what],
        input: { params: ImportParams, form: FormBody },
        handle: async ({ context, page, params, body, html, redirect }) => {
          const isTwiceMeant = sentForm(body).getAll('twice').length > 0;
          const step = imports[what](context, params.id, { isTwiceMeant });
          const isMeant = (await inTurn(step, page.t('register.import.nothing'))) !== false;
          const { one, kept, sample, problem } = await imports.view(context, params.id);
          if (!isMeant)
            return html(
              <ImportPage
                page={page}
                register={kept.register}
                one={one}
                sample={sample}
                problem={problem}
                isUnsure
                isStill
              />,
              422,
            );
          const key =
            what === 'discard'
              ? 'register.import.discarded'
              : one.state === 'done'
                ? 'register.import.confirmed'
                : one.state === 'undone'
                  ? 'register.import.undone'
                  : 'register.import.started';
          return redirect(`/staff/registers/imports/${params.id}`, { kind: 'success', key });
        },
      }),
    ),
  ];
}
