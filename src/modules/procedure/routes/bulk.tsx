import { z } from 'zod';
import { today } from '#kernel/clock.js';
import { OversizedFile } from '#kernel/files/oversized-file.js';
import { FormBody, type RouteDefinition, route, UploadBody } from '#kernel/http/route.js';
import { localize } from '#kernel/i18n/locales.js';
import { BULK_BOUNDS, reportCsv, templateBook, templateCsv } from '../bulk.js';
import { purposeIn } from '../service/bulk-files.js';
import type { ProcedureServices } from '../services.js';
import { BulkListPage, BulkPage } from '../views/bulk-file-pages.js';
import { BulkUploadPage, type UploadFault } from '../views/bulk-upload-page.js';
import { textOf } from './input.js';

const CSV = 'text/csv; charset=UTF-8';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** Wrong rows of one page. */
const LISTED = 100;

const BulkParams = z.object({ bulk: z.uuid() });
const NewParams = z.object({ procedure: z.string().max(100) });
const ProblemQuery = z.object({ after: z.coerce.number().int().min(0).catch(0) });

/** A larger file is read to its end without being kept, so that it can be told in words. */
const FILE_BODY = {
  upload: UploadBody,
  maxFileBytes: BULK_BOUNDS.bytes,
  maxBytes: 300 * 1024 * 1024,
} as const;

/** Staff hand in a file with many applications, look at what is wrong with it, and say yes. */
export function bulkRoutes({ bulk }: ProcedureServices): RouteDefinition[] {
  return [
    route({
      method: 'get',
      path: '/staff/bulk',
      permission: 'case.bulk',
      journal: 'none',
      input: { query: z.object({ after: z.string().max(100).optional().catch(undefined) }) },
      handle: async ({ context, page, query, html }) =>
        html(
          <BulkListPage
            page={page}
            procedures={bulk.procedures(context)}
            {...(await bulk.list(context, query.after))}
            isFirst={query.after === undefined}
          />,
        ),
    }),
    route({
      method: 'get',
      path: '/staff/bulk/new/:procedure',
      permission: 'case.bulk',
      journal: 'none',
      input: { params: NewParams },
      handle: ({ context, page, params, html }) =>
        html(<BulkUploadPage page={page} procedure={bulk.procedure(context, params.procedure)} />),
    }),
    route({
      method: 'get',
      path: '/staff/bulk/new/:procedure/template.csv',
      permission: 'case.bulk',
      journal: 'none',
      input: { params: NewParams },
      handle: ({ context, params, file }) => {
        const procedure = bulk.procedure(context, params.procedure);
        return file(templateCsv(procedure, today(context.clock)), CSV, {
          saveAs: `${localize(procedure.title, 'ja')}.csv`,
        });
      },
    }),
    route({
      method: 'get',
      path: '/staff/bulk/new/:procedure/template.xlsx',
      permission: 'case.bulk',
      journal: 'none',
      input: { params: NewParams },
      handle: ({ context, page, params, file }) => {
        const procedure = bulk.procedure(context, params.procedure);
        return file(templateBook(procedure, today(context.clock), page.t), XLSX, {
          saveAs: `${localize(procedure.title, 'ja')}.xlsx`,
        });
      },
    }),
    route({
      method: 'post',
      path: '/staff/bulk/new/:procedure',
      permission: 'case.bulk',
      journal: ['bulk.received'],
      input: { params: NewParams, ...FILE_BODY },
      handle: async ({ context, page, params, body, html, redirect }) => {
        const procedure = bulk.procedure(context, params.procedure);
        const typed = textOf(body, 'purpose');
        const purpose = purposeIn(typed);
        const { file } = body;
        const again = (fault: UploadFault | null) =>
          html(
            <BulkUploadPage
              page={page}
              procedure={procedure}
              typed={{ purpose: typed, isPurposeMissing: purpose === null, fault }}
            />,
            422,
          );
        if (file instanceof OversizedFile) return again({ kind: 'unreadable', fault: 'tooLarge' });
        if (!(file instanceof File) || file.size === 0) return again({ kind: 'unreadable', fault: 'none' });
        if (purpose === null) return again(null);
        const bytes = new Uint8Array(await file.arrayBuffer());
        const upload = await bulk.upload(context, procedure.id, { name: file.name, bytes }, { purpose });
        return upload.kind === 'checked' ? redirect(`/staff/bulk/${upload.id}`) : again(upload);
      },
    }),
    route({
      method: 'get',
      path: '/staff/bulk/:bulk',
      permission: 'case.bulk',
      journal: 'none',
      input: { params: BulkParams, query: ProblemQuery },
      handle: async ({ context, page, params, query: { after }, html }) => {
        const view = await bulk.view(context, params.bulk);
        const found = await bulk.outcomes(context, params.bulk, {
          after,
          limit: LISTED + 1,
          wrongOnly: true,
        });
        const next = found.length > LISTED ? (found[LISTED - 1]?.row ?? null) : null;
        return html(
          <BulkPage
            page={page}
            view={view}
            wrong={found.slice(0, LISTED)}
            next={next}
            isFirst={after === 0}
          />,
        );
      },
    }),
    route({
      method: 'get',
      path: '/staff/bulk/:bulk/report.csv',
      permission: 'case.bulk',
      journal: 'none',
      input: { params: BulkParams },
      handle: async ({ context, page, params, file }) =>
        file(reportCsv(await bulk.outcomes(context, params.bulk), page.t), CSV, {
          saveAs: `${page.t('bulk.report.file')}.csv`,
        }),
    }),
    route({
      method: 'post',
      path: '/staff/bulk/:bulk/confirm',
      permission: 'case.bulk',
      journal: ['bulk.confirmed', 'bulk.done', 'case.submitted'],
      input: { params: BulkParams, form: FormBody },
      handle: async ({ context, params, redirect }) => {
        await bulk.confirm(context, params.bulk);
        return redirect(`/staff/bulk/${params.bulk}`);
      },
    }),
    route({
      method: 'post',
      path: '/staff/bulk/:bulk/discard',
      permission: 'case.bulk',
      journal: ['bulk.discarded'],
      input: { params: BulkParams },
      handle: async ({ context, params, redirect }) => {
        await bulk.discard(context, params.bulk);
        return redirect('/staff/bulk', { kind: 'success', key: 'bulk.discarded' });
      },
    }),
  ];
}
