import { z } from 'zod';
import { errorText } from '#forms/fields/field-type.js';
import { answersJsonSchema } from '#forms/json-schema.js';
import { fileProblemWords } from '#forms/uploads.js';
import { AppError } from '#kernel/errors.js';
import { OversizedFile } from '#kernel/files/oversized-file.js';
import { callerAddress } from '#kernel/http/caller-address.js';
import { jsonPointer } from '#kernel/http/json-pointer.js';
import type { PageContext } from '#kernel/http/page.js';
import { createRateLimit } from '#kernel/http/rate-limit.js';
import { type RouteDefinition, route, UploadBody } from '#kernel/http/route.js';
import type { Kernel } from '#kernel/kernel.js';
import { CASE_STATES, type Case } from '../model.js';
import type { ApiIntake } from '../service/api-intake.js';
import type { ProcedureServices } from '../services.js';
import { idempotencyKey } from './idempotency-key.js';
import { PAGE_WITH_FILES, ProcedureParams } from './input.js';

/** A program that files one application after the other; who sends more is asked to send a file. */
const PER_MINUTE = 300;
const MAX_BYTES = 2 * 1024 * 1024;

const Application = z.strictObject({
  answers: z.record(z.string().max(60), z.json()),
  person: z
    .strictObject({
      name: z.string().trim().min(1).max(100),
      kana: z.string().max(100).optional(),
      birthDate: z.iso.date().optional(),
      address: z.string().max(300).optional(),
      email: z.email().max(200).optional(),
    })
    .optional()
    .describe('Who applies; only where nobody has to be identified'),
  version: z.string().max(40).optional().describe('Version that the answers were made for'),
});

const CaseItem = z.object({
  number: z.string().describe('Reference number that people read out'),
  procedure: z.string(),
  version: z.string(),
  state: z.enum(CASE_STATES),
  submittedAt: z.string().describe('RFC 3339'),
  dueOn: z.string().describe('End of the standard processing time'),
  fee: z.int().describe('Yen due'),
  self: z.string().describe('Address of this case'),
});

const Stored = z.object({ file: z.uuid(), name: z.string(), mediaType: z.string(), size: z.int() });

const toItem = ({ base }: PageContext, found: Case): z.infer<typeof CaseItem> => ({
  number: found.number,
  procedure: found.procedure,
  version: found.version,
  state: found.state,
  submittedAt: found.submittedAt.toString(),
  dueOn: found.dueOn.toString(),
  fee: found.fee,
  self: `${base}/api/v1/cases/${found.number}`,
});

/** Each wrong answer under its place in the body, in the caller's language. */
function refuse({ t }: PageContext, { problems, fields }: Extract<ApiIntake, { kind: 'wrong' }>): never {
  const words = problems.map(({ field, path = [], error }): [string, string] => {
    const asked = fields.get(field);
    const label = asked && 'label' in asked ? asked.label : field;
    return [jsonPointer(['answers', field, ...path]), errorText(error, label, t)];
  });
  throw new AppError('invalidInput', `${words.length} answers are wrong`, {
    fields: Object.fromEntries(words),
  });
}

/** Applications by programs. */
export function apiCaseRoutes(
  { clock }: Kernel,
  { apiIntake, catalogue }: ProcedureServices,
  mayAnswer: (caller: string) => boolean,
): RouteDefinition[] {
  const isWithinLimit = createRateLimit(PER_MINUTE, clock);
  return [
    route({
      method: 'get',
      path: '/api/v1/procedures/:procedure/schema',
      permission: 'public',
      journal: 'none',
      input: { params: ProcedureParams },
      cache: 'public',
      api: {
        summary: 'JSON Schema (2020-12) of the answers of a procedure',
        response: z.record(z.string(), z.json()),
        tag: 'procedures',
      },
      handle: ({ context, page, params, json }) => {
        const { id, form, currentVersion } = catalogue.get(context, params.procedure);
        return json({
          $id: `${page.base}/api/v1/procedures/${id}/schema`,
          ...answersJsonSchema(form, page.t.locale),
          'x-version': currentVersion,
        });
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/procedures/:procedure/cases',
      permission: 'public',
      journal: ['case.submitted'],
      input: { params: ProcedureParams, json: Application, maxBytes: MAX_BYTES },
      api: {
        summary: 'Apply; without an API key only where nobody has to be identified (assuranceLevel none)',
        response: CaseItem,
        tag: 'cases',
        mayNeedKey: true,
        isIdempotent: true,
        first: 201,
      },
      handle: async ({ context, page, params, body, header, json, hono }) => {
        const isNobody = context.actor.kind === 'anonymous' || context.actor.kind === 'visitor';
        if (!(isNobody ? mayAnswer : isWithinLimit)(callerAddress(hono)))
          throw new AppError('tooManyRequests', 'too many applications');
        const key = idempotencyKey(header('idempotency-key'), page.t);
        const result = await apiIntake.submit(context, params.procedure, body, key, page.t.locale);
        if (result.kind === 'wrong') return refuse(page, result);
        return json(toItem(page, result.case), result.isNew ? 201 : 200);
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/procedures/:procedure/files/:field',
      permission: 'public',
      journal: 'none',
      input: {
        params: ProcedureParams.extend({ field: z.string().max(60) }),
        upload: UploadBody,
        ...PAGE_WITH_FILES,
      },
      api: {
        summary:
          'A file for an application to come under the same Idempotency-Key; its answer is one entry of the field',
        response: Stored,
        tag: 'cases',
        mayNeedKey: true,
        isIdempotent: true,
        first: 201,
      },
      handle: async ({ context, page, params, body, header, json, hono }) => {
        if (!isWithinLimit(callerAddress(hono))) throw new AppError('tooManyRequests', 'too many files');
        const key = idempotencyKey(header('idempotency-key'), page.t);
        const { file } = body;
        if (!(file instanceof File) && !(file instanceof OversizedFile))
          throw new AppError('invalidInput', 'no part "file"', { fields: { file: 'a file' } });
        const bytes = file instanceof File ? new Uint8Array(await file.arrayBuffer()) : 'tooLarge';
        const upload = { name: file.name, bytes } as const;
        const { procedure, field } = params;
        const { received, maxMegabytes } = await apiIntake.file(context, procedure, field, upload, key);
        if (received.ok) return json(received.stored, 201);
        const words = page.t(fileProblemWords(received), { name: file.name, size: maxMegabytes });
        throw new AppError('invalidInput', `file refused: ${received.problem}`, { fields: { file: words } });
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/cases/:number',
      permission: 'case.readOwn',
      journal: 'none',
      input: { params: z.object({ number: z.string().max(40) }) },
      api: { summary: 'State of one of the caller’s cases', response: CaseItem, tag: 'cases' },
      handle: async ({ context, page, params, json }) =>
        json(toItem(page, await apiIntake.caseOf(context, params.number))),
    }),
  ];
}
