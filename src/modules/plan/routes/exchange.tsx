import { z } from 'zod';
import { today } from '#kernel/clock.js';
import type { Context } from '#kernel/context.js';
import { AppError } from '#kernel/errors.js';
import type { PageContext } from '#kernel/http/page.js';
import { type RouteDefinition, route } from '#kernel/http/route.js';
import type { Kernel } from '#kernel/kernel.js';
import { MAX_FILE_BYTES } from '#kernel/sheets/read-book.js';
import { FiscalYear, fiscalYear, fiscalYearOf } from '#kernel/values/fiscal-year.js';
import { createPlanFiles } from '../exchange/files.js';
import { createImporting } from '../exchange/import/service.js';
import type { PlanService } from '../service.js';
import { ImportPage, type UploadOutcome } from '../views/exchange/import-page.js';
import { PreviewPage } from '../views/exchange/preview-page.js';

const PDF = 'application/pdf';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const CSV = 'text/csv; charset=UTF-8';

/** Room for the other parts of a multipart body; the file itself is measured by the reader, which says so in words. */
const FORM_OVERHEAD = 1024 * 1024;
/** Years offered for files to be filled in. */
const YEARS_BACK = 3;

const publicFile = { method: 'get', permission: 'public', journal: 'none', cache: 'public' } as const;
const YearFile = z.string().regex(/^\d{4}\.pdf$/);
const ImportId = z.object({ id: z.uuid() });
const Chosen = z.object({ file: z.instanceof(File).optional().catch(undefined) });

/** Files of the plan for everybody, and the pages on which the plan office takes one in. */
export const exchangeRoutes = (kernel: Kernel, service: PlanService): RouteDefinition[] => {
  const files = createPlanFiles(kernel, service);
  const importing = createImporting(kernel, service);

  const importPage = async (context: Context, page: PageContext, outcome: UploadOutcome | null) => {
    const { measures } = await service.readPlan(context);
    const current = fiscalYearOf(today(context.clock));
    return (
      <ImportPage
        page={page}
        departments={[...new Set(measures.flatMap(({ departments }) => departments))].sort()}
        years={Array.from({ length: YEARS_BACK + 2 }, (_, index) => fiscalYear(current + 1 - index))}
        year={current}
        outcome={outcome}
      />
    );
  };

  return [
    route({
      ...publicFile,
      path: '/plan/plan.pdf',
      input: {},
      handle: async ({ context, file }) => file(await files.wholePlan(context), PDF),
    }),
    route({
      ...publicFile,
      path: '/plan/plan.xlsx',
      input: {},
      handle: async ({ context, file }) => file(await files.workbook(context), XLSX),
    }),
    route({
      ...publicFile,
      path: '/plan/plan.csv',
      input: {},
      handle: async ({ context, file }) => file(await files.csv(context), CSV),
    }),
    route({
      ...publicFile,
      path: '/plan/plan.json',
      input: {},
      handle: async ({ context, json }) => json(await files.json(context)),
    }),
    route({
      ...publicFile,
      path: '/plan/slides/:file',
      input: {
        params: z.object({
          file: YearFile.transform((name) => Number.parseInt(name, 10)).pipe(FiscalYear),
        }),
      },
      handle: async ({ context, params, file }) => file(await files.slides(context, params.file), PDF),
    }),
    route({
      ...publicFile,
      path: '/plan/:measure/sheet.pdf',
      input: { params: z.object({ measure: z.string().max(100) }) },
      handle: async ({ context, params, file }) =>
        file(await files.measureSheet(context, params.measure), PDF),
    }),
    route({
      method: 'get',
      path: '/staff/plan/section.xlsx',
      permission: 'plan.report',
      journal: 'none',
      input: {
        query: z.object({ department: z.string().min(1).max(200), year: z.coerce.number().pipe(FiscalYear) }),
      },
      handle: async ({ context, query: { department, year }, file }) =>
        file(await files.workbook(context, { department, yearToFill: year }), XLSX, {
          saveAs: `${department}_${year}.xlsx`,
        }),
    }),
    route({
      method: 'get',
      path: '/staff/plan/import',
      isJapanese: true,
      permission: 'plan.import',
      journal: 'none',
      input: {},
      handle: async ({ context, page, html }) => html(await importPage(context, page, null)),
    }),
    route({
      method: 'post',
      path: '/staff/plan/import',
      isJapanese: true,
      permission: 'plan.import',
      journal: 'none',
      input: { upload: Chosen, maxBytes: MAX_FILE_BYTES + FORM_OVERHEAD },
      handle: async ({ context, page, body: { file: chosen }, html, redirect }) => {
        if (!chosen || chosen.name === '') {
          return html(await importPage(context, page, { kind: 'unreadable', fault: 'none' }), 422);
        }
        const upload = await importing.upload(context, {
          fileName: chosen.name,
          content: new Uint8Array(await chosen.arrayBuffer()),
        });
        if (upload.kind === 'ready') return redirect(`/staff/plan/import/${upload.id}`);
        return html(await importPage(context, page, upload), upload.kind === 'noChanges' ? 200 : 422);
      },
    }),
    route({
      method: 'get',
      path: '/staff/plan/import/:id',
      isJapanese: true,
      permission: 'plan.import',
      journal: 'none',
      input: { params: ImportId },
      handle: async ({ context, page, params, html }) =>
        html(<PreviewPage page={page} preview={await importing.preview(context, params.id)} />),
    }),
    route({
      method: 'post',
      path: '/staff/plan/import/:id/apply',
      isJapanese: true,
      permission: 'plan.import',
      journal: ['plan.measureAdded', 'plan.measureChanged', 'plan.imported'],
      input: { params: ImportId },
      handle: async ({ context, params: { id }, redirect }) => {
        try {
          await importing.apply(context, id);
        } catch (error) {
          if (!(error instanceof AppError) || error.code !== 'conflict') throw error;
          return redirect(`/staff/plan/import/${id}`, { kind: 'warning', key: 'review.exchange.conflict' });
        }
        return redirect(`/staff/plan/import/${id}`, { kind: 'success', key: 'review.exchange.applied' });
      },
    }),
  ];
};
