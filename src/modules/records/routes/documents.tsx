import { z } from 'zod';
import type { Context } from '#kernel/context.js';
import type { PageContext } from '#kernel/http/page.js';
import { FormBody, type RouteDefinition, route, UploadBody } from '#kernel/http/route.js';
import type { Kernel } from '#kernel/kernel.js';
import { unitName } from '../service/deps.js';
import type { RecordsServices } from '../services.js';
import { NOTHING, type Typed } from '../typed.js';
import { DocumentPage } from '../views/document-page.js';
import { sectionsNow } from './choices.js';
import { handedOver } from './hand-over-input.js';
import { DocumentParams, FileParams, revisionOf, textOf } from './input.js';
import { orChanged } from './or-changed.js';
import { PAGE_WITH_FILES, type ReadFiles, readFiles } from './uploads.js';

/** One document and what is done with it. */
export function documentRoutes(
  kernel: Kernel,
  { desk, binders, issuing, rulesOf }: RecordsServices,
): RouteDefinition[] {
  async function documentPage(
    { context, page }: { context: Context; page: PageContext },
    id: string,
    typed: Typed = NOTHING,
    came?: ReadFiles,
  ) {
    const data = await desk.open(context, id);
    const { binder, binders: fitting } = await binders.around(context, data.document);
    return (
      <DocumentPage
        page={page}
        data={data}
        rules={rulesOf(context)}
        around={await issuing.around(context, data.document)}
        binder={binder}
        binders={fitting}
        units={sectionsNow(context)}
        unitOf={(unit) => unitName(context, unit)}
        typed={typed}
        {...(came && { came })}
      />
    );
  }

  return [
    route({
      method: 'get',
      path: '/staff/records/documents/:document',
      permission: 'records.read',
      journal: ['document.viewed'],
      input: { params: DocumentParams },
      handle: async ({ context, page, params, html }) =>
        html(await documentPage({ context, page }, params.document)),
    }),
    route({
      method: 'get',
      path: '/staff/records/documents/:document/versions/:version/files/:file',
      permission: 'records.read',
      journal: ['document.downloaded'],
      input: { params: FileParams },
      handle: async ({ context, params, file }) => {
        const { bytes, mediaType, name } = await desk.file(
          context,
          params.document,
          params.version,
          params.file,
        );
        return file(bytes, mediaType, { saveAs: name });
      },
    }),
    route({
      method: 'post',
      path: '/staff/records/documents/:document/versions',
      permission: 'records.keep',
      journal: ['document.versionAdded', 'document.viewed'],
      input: { params: DocumentParams, upload: UploadBody, ...PAGE_WITH_FILES },
      handle: async ({ context, page, params, body, html, redirect }) => {
        const came = await readFiles(kernel, context, body);
        if (came.errors.length > 0 || came.ids.length === 0) {
          const errors =
            came.errors.length > 0 ? came.errors : [{ code: 'forms.error.required.file' as const }];
          return html(
            await documentPage({ context, page }, params.document, NOTHING, { ...came, errors }),
            422,
          );
        }
        return orChanged(
          redirect,
          `/staff/records/documents/${params.document}`,
          'records.addVersion.done',
          () =>
            desk.addVersion(context, params.document, revisionOf(body), { from: came.holder, ids: came.ids }),
        );
      },
    }),
    route({
      method: 'post',
      path: '/staff/records/documents/:document/classify',
      permission: 'records.keep',
      journal: ['document.classified', 'document.viewed'],
      input: { params: DocumentParams, form: FormBody },
      handle: async ({ context, page, params, body, html, redirect }) => {
        const classification = textOf(body, 'classification');
        if (!rulesOf(context).classOf(classification)) {
          const errors = { classification: page.t('records.error.classification') };
          const typed = { values: { classification }, errors };
          return html(await documentPage({ context, page }, params.document, typed), 422);
        }
        return orChanged(
          redirect,
          `/staff/records/documents/${params.document}`,
          'dispatch.classify.done',
          () => desk.classify(context, params.document, revisionOf(body), classification),
        );
      },
    }),
    route({
      method: 'post',
      path: '/staff/records/documents/:document/complete',
      permission: 'records.keep',
      journal: ['document.completed'],
      input: { params: DocumentParams, form: FormBody },
      handle: ({ context, params, body, redirect }) =>
        orChanged(redirect, `/staff/records/documents/${params.document}`, 'records.complete.done', () =>
          desk.complete(context, params.document, revisionOf(body)),
        ),
    }),
    route({
      method: 'post',
      path: '/staff/records/documents/:document/bind',
      permission: 'records.keep',
      journal: ['document.bound', 'binder.opened'],
      input: { params: DocumentParams, form: FormBody },
      handle: ({ context, params, body, redirect }) =>
        orChanged(redirect, `/staff/records/documents/${params.document}`, 'records.bind.done', () =>
          binders.bind(
            context,
            params.document,
            revisionOf(body),
            z.uuid().safeParse(textOf(body, 'binder')).data ?? null,
          ),
        ),
    }),
    route({
      method: 'post',
      path: '/staff/records/documents/:document/hand-over',
      permission: 'records.keep',
      journal: ['document.handedOver', 'document.viewed'],
      input: { params: DocumentParams, form: FormBody },
      handle: async ({ context, page, params, body, html, redirect }) => {
        const done = await handedOver(context, page, body, (handing) =>
          // Who gives a document away may not see it any more: its receipt stays.
          orChanged(redirect, '/staff/records/hand-overs', 'records.handOver.done', () =>
            desk.handOver(context, params.document, revisionOf(body), handing),
          ),
        );
        return done instanceof Response
          ? done
          : html(await documentPage({ context, page }, params.document, done), 422);
      },
    }),
  ];
}
