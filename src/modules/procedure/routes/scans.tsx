import { z } from 'zod';
import { FILE_PROBLEM_WORDS, sentForm } from '#forms/uploads.js';
import { OversizedFile } from '#kernel/files/oversized-file.js';
import type { Upload } from '#kernel/files/rules.js';
import { type RouteDefinition, route, UploadBody } from '#kernel/http/route.js';
import { placeText, readTimePlace } from '#kernel/values/list-place.js';
import { SCAN_LIMITS } from '../service/scan-intake.js';
import type { ProcedureServices } from '../services.js';
import { COPY, ScanPage } from '../views/scan-page.js';
import { ScanBatchPage, ScanListPage } from '../views/scan-pages.js';
import { PAGE_WITH_FILES, textOf } from './input.js';

const ListQuery = z.object({ after: z.string().max(100).optional().catch(undefined) });
const ScanParams = z.object({ scan: z.uuid() });
const FieldParams = ScanParams.extend({
  field: z.string().max(60),
  area: z.coerce.number().int().min(0).max(999),
});
const SheetPageParams = ScanParams.extend({ page: z.coerce.number().int().min(1).max(999) });
const AttachedParams = ScanParams.extend({ file: z.uuid() });

const MEGABYTES = SCAN_LIMITS.maxFileBytes / 1024 / 1024;
const MOST_FILES = 20;

const uploadOf = async (part: File | OversizedFile): Promise<Upload> =>
  part instanceof OversizedFile
    ? { name: part.name, bytes: 'tooLarge' }
    : { name: part.name, bytes: new Uint8Array(await part.arrayBuffer()) };

/** Scans of paper forms: taking them in, reading them, making them cases. */
export function scanRoutes({ scans }: ProcedureServices): RouteDefinition[] {
  const picture = (bytes: Uint8Array, file: (content: Uint8Array, type: string) => Response) =>
    file(bytes, 'image/jpeg');
  return [
    route({
      method: 'get',
      path: '/staff/scans',
      permission: 'paper.scan',
      journal: 'none',
      input: { query: ListQuery },
      handle: async ({ context, page, query, html }) => {
        const { items, next } = await scans.list(context, readTimePlace(query.after));
        const nextHref = next && `${page.base}/staff/scans?after=${placeText(next.scannedAt, next.id)}`;
        const isFirst = query.after === undefined;
        return html(
          <ScanListPage page={page} items={items} nextHref={nextHref} isFirst={isFirst} limit={MEGABYTES} />,
        );
      },
    }),
    route({
      method: 'post',
      path: '/staff/scans',
      permission: 'paper.scan',
      journal: ['paper.scanned'],
      input: { upload: UploadBody, ...SCAN_LIMITS },
      handle: async ({ context, page, body, html, redirect }) => {
        const again = async (error: string) => {
          const { items } = await scans.list(context);
          return html(
            <ScanListPage
              page={page}
              items={items}
              nextHref={null}
              isFirst
              limit={MEGABYTES}
              error={error}
            />,
            422,
          );
        };
        const parts = (sentForm(body).uploads?.('file') ?? []).slice(0, MOST_FILES);
        if (parts.length === 0) return again(page.t('scan.upload.missing'));
        const taken = await scans.receive(context, await Promise.all(parts.map(uploadOf)));
        if (taken.kind === 'read') return redirect(`/staff/scans/uploads/${taken.batch}`);
        return again(page.t(FILE_PROBLEM_WORDS[taken.problem], { name: taken.name, size: MEGABYTES }));
      },
    }),
    route({
      method: 'get',
      path: '/staff/scans/uploads/:upload',
      permission: 'paper.scan',
      journal: 'none',
      input: { params: z.object({ upload: z.uuid() }) },
      handle: async ({ context, page, params, html }) =>
        html(<ScanBatchPage page={page} batch={await scans.batch(context, params.upload)} />),
    }),
    route({
      method: 'get',
      path: '/staff/scans/:scan',
      permission: 'paper.scan',
      journal: ['paper.viewed'],
      input: { params: ScanParams },
      handle: async ({ context, page, params, html, redirect }) => {
        const opened = await scans.open(context, params.scan);
        if (opened.kind === 'taken') return redirect(`/staff/cases/${opened.caseId}`);
        const { open } = opened;
        return html(<ScanPage page={page} open={open} raw={open.scan.content.raw} />);
      },
    }),
    route({
      method: 'post',
      path: '/staff/scans/:scan',
      permission: 'paper.scan',
      journal: ['case.submitted'],
      input: { params: ScanParams, upload: UploadBody, ...PAGE_WITH_FILES },
      handle: async ({ context, page, params, body, html, redirect }) => {
        const isCopy = textOf(body, COPY) !== '';
        const typed = await scans.typeIn(context, params.scan, sentForm(body), isCopy);
        if (typed.kind === 'taken') {
          return typed.mayOpen
            ? redirect(`/staff/cases/${typed.caseId}`, { kind: 'success', key: 'scan.done.taken' })
            : redirect('/staff/scans', { kind: 'success', key: 'scan.done.takenElsewhere' });
        }
        const { open, raw } = typed;
        return typed.kind === 'stopped'
          ? html(<ScanPage page={page} open={open} raw={raw} stopped={typed.why} />, 422)
          : html(<ScanPage page={page} open={open} raw={raw} errors={typed.errors} />, 422);
      },
    }),
    route({
      method: 'post',
      path: '/staff/scans/:scan/discard',
      permission: 'paper.scan',
      journal: ['paper.discarded'],
      input: { params: ScanParams },
      handle: async ({ context, params, redirect }) => {
        await scans.discard(context, params.scan);
        return redirect('/staff/scans', { kind: 'success', key: 'scan.done.discarded' });
      },
    }),
    route({
      method: 'get',
      path: '/staff/scans/:scan/fields/:field/:area',
      permission: 'paper.scan',
      journal: 'none',
      input: { params: FieldParams },
      handle: async ({ context, params, file }) =>
        picture(await scans.picture(context, params.scan, { field: params.field, area: params.area }), file),
    }),
    route({
      method: 'get',
      path: '/staff/scans/:scan/pages/:page',
      permission: 'paper.scan',
      journal: 'none',
      input: { params: SheetPageParams },
      handle: async ({ context, params, file }) =>
        picture(await scans.picture(context, params.scan, { page: params.page }), file),
    }),
    route({
      method: 'get',
      path: '/staff/scans/:scan/attached/:file',
      permission: 'paper.scan',
      journal: 'none',
      input: { params: AttachedParams },
      handle: async ({ context, params, file }) => {
        const { bytes, mediaType } = await scans.attached(context, params.scan, params.file);
        return file(bytes, mediaType);
      },
    }),
  ];
}
