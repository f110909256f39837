import { z } from 'zod';
import { AppError } from '#kernel/errors.js';
import { OversizedFile } from '#kernel/files/oversized-file.js';
import { FormBody, type RouteDefinition, route, UploadBody } from '#kernel/http/route.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { COUNTED } from '../entries.js';
import { MOST_BYTES } from '../reading/table.js';
import type { Received } from '../service/imports.js';
import type { RegisterServices } from '../services.js';
import { ImportPage, ImportsPage } from '../views/import-pages.js';
import { FILE_WORDS } from '../views/texts.js';
import { RegisterParams } from './lists.js';

const ImportParams = z.object({ id: z.uuid() });

const faultText = (t: Translator, { fault, line }: Extract<Received, { kind: 'unreadable' }>): string =>
  fault === 'broken' && line !== undefined ? t('register.file.brokenAt', { line }) : t(FILE_WORDS[fault]);

/** Files that are read into registers. */
export function importRoutes({ reading, imports }: RegisterServices): RouteDefinition[] {
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
        return html(<ImportsPage page={page} register={register} past={past} error={undefined} />);
      },
    }),
    route({
      method: 'post',
      path: '/staff/registers/:register/imports',
      permission: 'register.import',
      journal: ['register.importReceived'],
      input: {
        params: RegisterParams,
        upload: UploadBody,
        maxFileBytes: MOST_BYTES,
        maxBytes: MOST_BYTES + 1024 * 1024,
      },
      handle: async ({ context, page, params, body, html, redirect }) => {
        const { register } = reading.rights.keptFor(context, params.register, 'register.import');
        const again = async (error: string) => {
          const past = await imports.list(context, params.register);
          return html(<ImportsPage page={page} register={register} past={past} error={error} />, 422);
        };
        const part: unknown = Array.isArray(body.file) ? body.file[0] : body.file;
        if (part instanceof OversizedFile) return again(page.t('register.file.tooLarge'));
        if (!(part instanceof File) || (part.name === '' && part.size === 0))
          return again(page.t('register.import.fileMissing'));
        const sent = { name: part.name, bytes: new Uint8Array(await part.arrayBuffer()) };
        const received = await imports.receive(context, params.register, sent);
        if (received.kind === 'unreadable') return again(faultText(page.t, received));
        return redirect(`/staff/registers/imports/${received.id}`);
      },
    }),
    route({
      method: 'get',
      path: '/staff/registers/imports/:id',
      permission: 'register.import',
      journal: 'none',
      input: { params: ImportParams },
      handle: async ({ context, page, params, html }) => {
        const { one, kept, sample, problem } = await imports.view(context, params.id);
        return html(
          <ImportPage page={page} register={kept.register} one={one} sample={sample} problem={problem} />,
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
            />,
            422,
          );
        return redirect(`/staff/registers/imports/${params.id}`, {
          kind: 'success',
          key: 'register.import.remapped',
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
        input: { params: ImportParams },
        handle: async ({ context, page, params, redirect }) => {
          try {
            await imports[what](context, params.id);
          } catch (error) {
            if (!(error instanceof AppError) || error.code !== 'notAllowedNow') throw error;
            throw new AppError('notAllowedNow', error.message, {
              userMessage: page.t('register.import.nothing'),
            });
          }
          const { one } = await imports.view(context, params.id);
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
