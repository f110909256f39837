import { z } from 'zod';
import { today } from '#kernel/clock.js';
import { AppError } from '#kernel/errors.js';
import { callerAddress } from '#kernel/http/caller-address.js';
import type { PageContext } from '#kernel/http/page.js';
import { createRateLimit } from '#kernel/http/rate-limit.js';
import { BytesBody, type RouteDefinition, route } from '#kernel/http/route.js';
import { localize } from '#kernel/i18n/locales.js';
import type { Kernel } from '#kernel/kernel.js';
import {
  BULK_BOUNDS,
  BULK_STATES,
  HEAD_WORDS,
  problemText,
  type RowOutcome,
  reportCsv,
  templateCsv,
} from '../bulk.js';
import type { BulkView, Upload } from '../service/bulk-files.js';
import type { ProcedureServices } from '../services.js';
import { BULK_FAULT_WORDS } from '../views/bulk-upload-page.js';
import { idempotencyKey } from './idempotency-key.js';
import { ProcedureParams } from './input.js';

/** Files, not rows. */
const PER_MINUTE = 20;
const LISTED = 1000;

const BulkItem = z.object({
  id: z.uuid(),
  procedure: z.string(),
  version: z.string(),
  state: z.enum(BULK_STATES).describe('checked: waits for confirmation; running: is being taken in'),
  rows: z.int(),
  wrong: z.int().describe('Rows that do not hold'),
  taken: z.int().describe('Rows that became cases'),
  self: z.string(),
  report: z.string().describe('Address of the outcome of every row as CSV'),
});

const RowItem = z.object({
  row: z.int().describe('As spreadsheet programs count: the headings are row 1'),
  case: z.string().nullable().describe('Number of the case'),
  problems: z.array(z.object({ column: z.string().nullable(), detail: z.string() })),
});

const Outcomes = z.object({
  items: z.array(RowItem),
  next: z.string().nullable().describe('Address of the next page'),
  total: z.int().nullable(),
});

const Params = z.object({ bulk: z.uuid() });
const PostQuery = z.object({
  confirm: z
    .enum(['true', 'false'])
    .default('true')
    .describe('false: only check; confirm later by POST …/confirm'),
});
const ListQuery = z.object({ after: z.coerce.number().int().min(0).default(0) });

const toItem = ({ base }: PageContext, { bulk }: BulkView): z.infer<typeof BulkItem> => ({
  id: bulk.id,
  procedure: bulk.procedure,
  version: bulk.version,
  state: bulk.state,
  rows: bulk.rows,
  wrong: bulk.wrong,
  taken: bulk.taken,
  self: `${base}/api/v1/bulk/${bulk.id}`,
  report: `${base}/api/v1/bulk/${bulk.id}/report.csv`,
});

const toRow = ({ t }: PageContext, { row, number, problems }: RowOutcome): z.infer<typeof RowItem> => ({
  row,
  case: number,
  problems: problems.map((problem) => ({
    column: problem.heading ?? localize(problem.label, t.locale),
    detail: problemText(problem, t),
  })),
});

function refuse({ t }: PageContext, upload: Exclude<Upload, { kind: 'checked' }>): never {
  const fields =
    upload.kind === 'head'
      ? upload.problems.map(({ code, heading }, index) => [
          `columns.${index}`,
          t(HEAD_WORDS[code], { heading }),
        ])
      : [['body', t(BULK_FAULT_WORDS[upload.fault], { line: upload.line ?? 0 })]];
  throw new AppError('invalidInput', 'the file cannot be read', { fields: Object.fromEntries(fields) });
}

/** Many applications by programs: the same as staff do on their pages. */
export function apiBulkRoutes({ clock }: Kernel, { bulk }: ProcedureServices): RouteDefinition[] {
  const isWithinLimit = createRateLimit(PER_MINUTE, clock);
  const tag = 'cases';
  return [
    route({
      method: 'get',
      path: '/api/v1/procedures/:procedure/bulk/template.csv',
      permission: 'case.submit',
      journal: 'none',
      input: { params: ProcedureParams },
      handle: ({ context, params, file }) =>
        file(
          templateCsv(bulk.procedure(context, params.procedure), today(context.clock)),
          'text/csv; charset=UTF-8',
        ),
    }),
    route({
      method: 'post',
      path: '/api/v1/procedures/:procedure/bulk',
      permission: 'case.submit',
      journal: ['bulk.received', 'bulk.confirmed', 'bulk.done', 'case.submitted'],
      input: {
        params: ProcedureParams,
        query: PostQuery,
        bytes: { type: 'text/csv', schema: BytesBody },
        maxBytes: BULK_BOUNDS.bytes,
      },
      api: {
        summary:
          'Many applications as CSV (UTF-8 or CP932), a row each; rows that hold become cases. 202 while rows are being taken in',
        response: BulkItem,
        tag,
        isIdempotent: true,
        first: 202,
      },
      handle: async ({ context, page, params, query, body, header, json, hono }) => {
        if (!isWithinLimit(callerAddress(hono))) throw new AppError('tooManyRequests', 'too many files');
        const key = idempotencyKey(header('idempotency-key'), page.t);
        const file = { name: `${key}.csv`, bytes: body };
        const upload = await bulk.upload(context, params.procedure, file, { key });
        if (upload.kind !== 'checked') return refuse(page, upload);
        const checked = await bulk.view(context, upload.id);
        const isWanted = query.confirm === 'true' && checked.bulk.wrong < checked.bulk.rows;
        if (isWanted && checked.bulk.state === 'checked') await bulk.confirm(context, upload.id);
        const view = await bulk.view(context, upload.id);
        return json(toItem(page, view), view.bulk.state === 'running' ? 202 : 200);
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/bulk/:bulk/confirm',
      permission: 'case.submit',
      journal: ['bulk.confirmed', 'bulk.done', 'case.submitted'],
      input: { params: Params },
      api: { summary: 'Take in the rows that hold', response: BulkItem, tag },
      handle: async ({ context, page, params, json }) => {
        await bulk.confirm(context, params.bulk);
        return json(toItem(page, await bulk.view(context, params.bulk)));
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/bulk/:bulk',
      permission: 'case.submit',
      journal: 'none',
      input: { params: Params },
      api: { summary: 'How far a file of applications is', response: BulkItem, tag },
      handle: async ({ context, page, params, json }) =>
        json(toItem(page, await bulk.view(context, params.bulk))),
    }),
    route({
      method: 'get',
      path: '/api/v1/bulk/:bulk/rows',
      permission: 'case.submit',
      journal: 'none',
      input: { params: Params, query: ListQuery },
      api: { summary: 'What became of each row', response: Outcomes, tag },
      handle: async ({ context, page, params, query: { after }, json }) => {
        const found = await bulk.outcomes(context, params.bulk, { after, limit: LISTED + 1 });
        const items = found.slice(0, LISTED).map((outcome) => toRow(page, outcome));
        const last = items.at(-1);
        const next =
          found.length > LISTED && last
            ? `${page.base}/api/v1/bulk/${params.bulk}/rows?after=${last.row}`
            : null;
        return json({ items, next, total: null } satisfies z.infer<typeof Outcomes>);
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/bulk/:bulk/report.csv',
      permission: 'case.submit',
      journal: 'none',
      input: { params: Params },
      handle: async ({ context, page, params, file }) =>
        file(reportCsv(await bulk.outcomes(context, params.bulk), page.t), 'text/csv; charset=UTF-8'),
    }),
  ];
}
