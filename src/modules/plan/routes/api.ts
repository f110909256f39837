import { z } from 'zod';
import { type RouteDefinition, route } from '#kernel/http/route.js';
import { fiscalYear } from '#kernel/values/fiscal-year.js';
import { Stage } from '../definition.js';
import { type MeasureView, RATINGS } from '../model.js';
import type { PlanService } from '../service.js';
import { comparisonAnswer, measureAnswer, planAnswer, reviewAnswer, sheetAnswer } from './api-answers.js';
import {
  ApiComparison,
  ApiComparisons,
  ApiEntries,
  ApiMeasureSheet,
  ApiMeasures,
  ApiPlan,
  ApiReview,
} from './api-schemas.js';

const TAG = 'plan';
const MAX_ITEMS = 200;
const Limit = z.coerce.number().int().min(1).max(MAX_ITEMS);
const Year = z.coerce.number().int().min(1886).max(2100);

const MeasuresQuery = z.object({
  stage: Stage.optional().describe('concept (A), planning (B), operation (C), ended (Z)'),
  pillar: z.string().max(100).optional().describe('Id of the pillar'),
  department: z.string().max(100).optional().describe('Part of the name of an owning section'),
  rating: z.enum(RATINGS).optional(),
  year: Year.optional().describe('Measures with a target or result in this fiscal year'),
  limit: Limit.default(MAX_ITEMS),
  after: z.string().max(100).optional().describe('Number of the last measure of the page before'),
});
type MeasuresQuery = z.infer<typeof MeasuresQuery>;

const matches = (
  { stage, pillar, rating, indicators, departments }: MeasureView,
  query: MeasuresQuery,
): boolean =>
  (query.stage === undefined || stage === query.stage) &&
  (query.pillar === undefined || pillar.id === query.pillar) &&
  (query.rating === undefined || rating === query.rating) &&
  (query.department === undefined || departments.some((name) => name.includes(query.department ?? ''))) &&
  (query.year === undefined ||
    indicators.some(({ years }) => years.some(({ fiscalYear: year }) => year === query.year)));

/** Address of the next page: the same questions, further on. */
const nextAddress = (base: string, path: string, query: Record<string, unknown>, after: string): string => {
  const asked = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return `${base}${path}?${new URLSearchParams([...asked.filter(([name]) => name !== 'after'), ['after', after]])}`;
};

export const planApiRoutes = (service: PlanService): RouteDefinition[] => [
  route({
    method: 'get',
    path: '/api/v1/plan',
    permission: 'public',
    journal: 'none',
    input: {},
    cache: 'public',
    api: { summary: 'The plan: pillars, bodies, terms', response: ApiPlan, tag: TAG },
    handle: async ({ context, json }) => json(planAnswer(await service.readPlan(context))),
  }),
  route({
    method: 'get',
    path: '/api/v1/plan/measures',
    permission: 'public',
    journal: 'none',
    input: { query: MeasuresQuery },
    cache: 'public',
    api: { summary: 'Measures with their indicators, targets and results', response: ApiMeasures, tag: TAG },
    handle: async ({ context, page, query, json }) => {
      const { measures } = await service.readPlan(context);
      const found = measures.filter((measure) => matches(measure, query));
      const start =
        query.after === undefined ? 0 : found.findIndex(({ number }) => number === query.after) + 1;
      const items = found.slice(start, start + query.limit);
      const last = items.at(-1);
      return json({
        items: items.map(measureAnswer),
        next:
          last && start + items.length < found.length
            ? nextAddress(page.base, '/api/v1/plan/measures', query, last.number)
            : null,
        total: found.length,
      });
    },
  }),
  route({
    method: 'get',
    path: '/api/v1/plan/measures/:number',
    permission: 'public',
    journal: 'none',
    input: {
      params: z.object({
        number: z.string().max(100).describe('Number (1-8) or the label as printed ((1)-8)'),
      }),
    },
    cache: 'public',
    api: { summary: 'One measure: the whole sheet with its history', response: ApiMeasureSheet, tag: TAG },
    handle: async ({ context, params, json }) => {
      const measure = await service.readMeasure(context, params.number);
      return json(sheetAnswer(measure, await service.history(context, measure.number)));
    },
  }),
  route({
    method: 'get',
    path: '/api/v1/plan/measures/:number/indicators/:indicator/entries',
    permission: 'public',
    journal: 'none',
    input: {
      params: z.object({ number: z.string().max(100), indicator: z.string().max(100) }),
      query: z.object({
        year: Year.optional().describe('Fiscal year'),
        side: z.enum(['numerator', 'denominator']).optional().describe('Of a ratio'),
        limit: Limit.default(50),
        after: z.coerce.number().int().positive().optional().describe('From "next" of the page before'),
      }),
    },
    api: {
      summary: 'Journal entries behind a counted figure: id, time and type',
      response: ApiEntries,
      tag: TAG,
    },
    handle: async ({ context, page, params, query, json }) => {
      const { year, side, limit, after } = query;
      const found = await service.entriesBehind(context, params.number, params.indicator, {
        fiscalYear: year === undefined ? undefined : fiscalYear(year),
        side,
        limit,
        after,
      });
      const path = `/api/v1/plan/measures/${encodeURIComponent(params.number)}/indicators/${params.indicator}/entries`;
      return json({
        items: found.entries.map(({ id, at, type }) => ({ id, at: at.toString(), type })),
        next: found.next === null ? null : nextAddress(page.base, path, query, String(found.next)),
        total: found.total,
        byMonth: found.byMonth.map(({ month, count }) => ({
          month: month.toPlainYearMonth().toString(),
          count,
        })),
      });
    },
  }),
  route({
    method: 'get',
    path: '/api/v1/plan/comparison',
    permission: 'public',
    journal: 'none',
    input: { query: z.object({ indicator: z.string().max(100).describe('Id of a shared indicator') }) },
    cache: 'public',
    api: { summary: 'One shared indicator in all plans', response: ApiComparison, tag: TAG },
    handle: async ({ context, query, json }) =>
      json(comparisonAnswer(await service.compare(context, query.indicator))),
  }),
  route({
    method: 'get',
    path: '/api/v1/plan/comparisons',
    permission: 'public',
    journal: 'none',
    input: {},
    cache: 'public',
    api: { summary: 'Shared indicators that some plan has', response: ApiComparisons, tag: TAG },
    handle: async ({ context, json }) => {
      const items = (await service.comparisons(context)).map(({ id, name, unit, entries }) => ({
        id,
        name,
        unit,
        cities: new Set(entries.map(({ city }) => city.slug)).size,
      }));
      return json({ items, next: null, total: items.length });
    },
  }),
  route({
    method: 'get',
    path: '/api/v1/plan/reviews/:year',
    permission: 'public',
    journal: 'none',
    input: { params: z.object({ year: Year }) },
    cache: 'public',
    api: { summary: 'The plan as a yearly review published it', response: ApiReview, tag: TAG },
    handle: async ({ context, params, json }) =>
      json(reviewAnswer(await service.snapshotOf(context, params.year))),
  }),
];
