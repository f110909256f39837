import { z } from 'zod';
import { type RouteDefinition, route } from '#kernel/http/route.js';
import { localize } from '#kernel/i18n/locales.js';
import { AssuranceLevel } from '../assurance.js';
import { Channel, LifeEvent, type Procedure } from '../definition.js';
import type { ProcedureServices } from '../services.js';
import { ProcedureParams } from './input.js';

const ProcedureItem = z.object({
  id: z.string(),
  title: z.string(),
  summary: z.string(),
  lifeEvents: z.array(LifeEvent),
  audience: z.enum(['resident', 'business', 'both']),
  channels: z.array(Channel).describe('Ways to apply'),
  standardProcessingDays: z.int().describe('Business days'),
  fee: z.string().nullable().describe('In words; null when nothing is due'),
});

const ProcedureDetail = ProcedureItem.extend({
  version: z.string(),
  eligibility: z.string(),
  assuranceLevel: AssuranceLevel,
  prepare: z.array(z.string()),
  legalBasis: z.array(z.object({ law: z.string(), article: z.string().nullable() })),
  unit: z.string().describe('Receiving section'),
  ways: z.array(z.object({ channel: Channel, text: z.string() })),
  output: z.object({ kind: z.enum(['certificate', 'letter', 'none']), title: z.string().nullable() }),
  measuredProcessingDays: z
    .number()
    .nullable()
    .describe('Median of business days over the last year; null while there were too few'),
});

const List = z.object({
  items: z.array(ProcedureItem),
  next: z.string().nullable().describe('Address of the next page'),
  total: z.int(),
});

const ListQuery = z.object({
  q: z.string().max(200).optional().describe('Search text'),
  event: LifeEvent.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  after: z.string().optional().describe('Continues after this procedure'),
});

const toItem = (procedure: Procedure): z.infer<typeof ProcedureItem> => ({
  id: procedure.id,
  title: localize(procedure.title, 'ja'),
  summary: localize(procedure.summary, 'ja'),
  lifeEvents: procedure.lifeEvents,
  audience: procedure.audience,
  // Every definition has its paper form, whatever else it names.
  channels: [...new Set([...procedure.ways.map(({ channel }) => channel), 'paper' as const])],
  standardProcessingDays: procedure.standardProcessingDays,
  fee: procedure.fee ? localize(procedure.fee.text, 'ja') : null,
});

/** The catalogue for programs, in Japanese. */
export const procedureApiRoutes = ({ catalogue }: ProcedureServices): RouteDefinition[] => [
  route({
    method: 'get',
    path: '/api/v1/procedures',
    permission: 'public',
    journal: 'none',
    input: { query: ListQuery },
    cache: 'public',
    api: { summary: 'Procedures that the municipality offers', response: List, tag: 'procedures' },
    handle: ({ context, page, query: { q, event, limit, after }, json }) => {
      const { items, next, total } = catalogue.find(context, { text: q, event, after, limit });
      const more = new URLSearchParams({
        ...(q !== undefined && { q }),
        ...(event !== undefined && { event }),
        limit: String(limit),
        after: next ?? '',
      });
      const address = next === null ? null : `${page.base}/api/v1/procedures?${more}`;
      return json({ items: items.map(toItem), next: address, total } satisfies z.infer<typeof List>);
    },
  }),
  route({
    method: 'get',
    path: '/api/v1/procedures/:procedure',
    permission: 'public',
    journal: 'none',
    input: { params: ProcedureParams },
    cache: 'public',
    api: { summary: 'One procedure', response: ProcedureDetail, tag: 'procedures' },
    handle: async ({ context, params, json }) => {
      const procedure = catalogue.get(context, params.procedure);
      const { output } = procedure;
      return json({
        ...toItem(procedure),
        version: procedure.currentVersion,
        eligibility: localize(procedure.eligibility, 'ja'),
        assuranceLevel: procedure.assuranceLevel,
        prepare: procedure.prepare.map((text) => localize(text, 'ja')),
        legalBasis: procedure.legalBasis.map(({ law, article }) => ({ law, article: article ?? null })),
        unit: context.municipality.units.find(({ id }) => id === procedure.unit)?.name ?? procedure.unit,
        ways: procedure.ways.map(({ channel, text }) => ({ channel, text: localize(text, 'ja') })),
        output: { kind: output.kind, title: output.kind === 'none' ? null : localize(output.title, 'ja') },
        measuredProcessingDays: await catalogue.measuredDays(context, procedure.id),
      } satisfies z.infer<typeof ProcedureDetail>);
    },
  }),
];
