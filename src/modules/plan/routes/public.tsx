import { z } from 'zod';
import { dateIn } from '#kernel/clock.js';
import { notFound } from '#kernel/errors.js';
import { type RouteDefinition, route } from '#kernel/http/route.js';
import { localize } from '#kernel/i18n/locales.js';
import { FiscalYear } from '#kernel/values/fiscal-year.js';
import { missingIn } from '../completeness.js';
import type { PlanService } from '../service.js';
import { ComparePage } from '../views/public/compare-page.js';
import { EntriesPage } from '../views/public/entries-page.js';
import { filterOptions, OverviewQuery, readFilter } from '../views/public/filter.js';
import { GovernancePage } from '../views/public/governance-page.js';
import { MeasurePage, PublishedMeasurePage } from '../views/public/measure-page.js';
import { OverviewPage } from '../views/public/overview-page.js';
import { RatingsPage } from '../views/public/ratings-page.js';
import { RoundPage } from '../views/public/round-page.js';
import { TermsPage } from '../views/public/terms-page.js';

/** Entries on one page of a count. */
const ENTRIES_PER_PAGE = 50;

const MeasureParams = z.object({ measure: z.string() });
const IndicatorParams = z.object({ measure: z.string(), indicator: z.string() });

/** What does not fit is left out, as if the address did not have it: the page says which year it shows. */
const EntriesQuery = z.object({
  year: z.coerce.number().pipe(FiscalYear).optional().catch(undefined),
  side: z.enum(['numerator', 'denominator']).catch('numerator'),
  after: z.coerce.number().int().positive().optional().catch(undefined),
});

/** Pages that are the same for everybody. Every one works without script and without a session. */
const publicPage = { method: 'get', permission: 'public', journal: 'none', cache: 'public' } as const;

/**
 * The public pages of the plan. `/plan/:measure` takes every name that no other route has: these routes are mounted
 * after all others below /plan.
 */
export const publicPlanRoutes = (service: PlanService): RouteDefinition[] => [
  route({
    ...publicPage,
    path: '/plan',
    input: { query: OverviewQuery },
    handle: async ({ context, page, query, html }) => {
      const plan = await service.readPlan(context);
      const reviews = await service.publishedReviews(context);
      return html(
        <OverviewPage
          page={page}
          plan={plan}
          filter={readFilter(query, filterOptions(plan))}
          rounds={reviews.flatMap(({ id, fiscalYear, publishedAt }) =>
            publishedAt ? [{ id, fiscalYear, publishedOn: dateIn(publishedAt) }] : [],
          )}
        />,
      );
    },
  }),
  route({
    ...publicPage,
    path: '/plan/compare',
    input: { query: z.object({ indicator: z.string().optional() }) },
    handle: async ({ context, page, query, html }) => {
      const comparisons = await service.comparisons(context, page.t.locale);
      const chosen = query.indicator ? comparisons.find(({ id }) => id === query.indicator) : null;
      if (chosen === undefined) throw notFound(`comparison of ${query.indicator}`);
      return html(<ComparePage page={page} comparisons={comparisons} chosen={chosen} />);
    },
  }),
  route({
    ...publicPage,
    path: '/plan/ratings',
    input: {},
    handle: async ({ page, html }) => html(<RatingsPage page={page} rule={await service.ratingRule()} />),
  }),
  route({
    ...publicPage,
    path: '/plan/governance',
    input: {},
    handle: async ({ context, page, html }) =>
      html(<GovernancePage page={page} plan={await service.readPlan(context)} />),
  }),
  route({
    ...publicPage,
    path: '/plan/terms',
    input: {},
    handle: async ({ context, page, html }) =>
      html(<TermsPage page={page} plan={await service.readPlan(context)} />),
  }),
  route({
    ...publicPage,
    path: '/plan/rounds/:round',
    input: { params: z.object({ round: z.uuid() }) },
    handle: async ({ context, page, params, html }) =>
      html(<RoundPage page={page} snapshot={await service.snapshot(context, params.round)} />),
  }),
  route({
    ...publicPage,
    path: '/plan/rounds/:round/measures/:measure',
    input: { params: MeasureParams.extend({ round: z.uuid() }) },
    handle: async ({ context, page, params, html }) => {
      const snapshot = await service.snapshot(context, params.round);
      const measure = snapshot.plan.measures.find(({ number }) => number === params.measure);
      if (!measure) throw notFound(`measure ${params.measure} in review ${params.round}`);
      return html(<PublishedMeasurePage page={page} snapshot={snapshot} measure={measure} />);
    },
  }),
  route({
    ...publicPage,
    path: '/plan/rounds/:round/evidence/:file',
    input: { params: z.object({ round: z.uuid(), file: z.uuid() }) },
    handle: async ({ context, params, file }) => {
      const snapshot = await service.snapshot(context, params.round);
      const { bytes, mediaType, name } = await service.publishedFile(context, snapshot, params.file);
      return file(bytes, mediaType, { saveAs: name });
    },
  }),
  route({
    ...publicPage,
    path: '/plan/:measure/indicators/:indicator/entries',
    input: { params: IndicatorParams, query: EntriesQuery },
    handle: async ({ context, page, params, query: { year, side, after }, html }) => {
      const measure = await service.readMeasure(context, params.measure);
      const indicator = measure.indicators.find(({ id }) => id === params.indicator);
      if (!indicator?.count) throw notFound(`count of ${params.measure} ${params.indicator}`);
      const found = await service.entriesBehind(context, measure.number, indicator.id, {
        fiscalYear: year,
        side,
        after,
        limit: ENTRIES_PER_PAGE,
      });
      return html(
        <EntriesPage
          page={page}
          measure={measure}
          indicator={indicator}
          binding={indicator.count}
          asked={{ fiscalYear: year, side, isFirst: after === undefined }}
          found={found}
          nameOf={(attribute, id) => {
            const name = service.nameOf(attribute, context, id);
            return name && localize(name, page.t.locale);
          }}
        />,
      );
    },
  }),
  route({
    ...publicPage,
    path: '/plan/:measure',
    input: { params: MeasureParams },
    handle: async ({ context, page, params, html }) => {
      const plan = await service.readPlan(context);
      const measure = await service.readMeasure(context, params.measure);
      const history = await service.history(context, measure.number);
      const counts = await service.countsSoFar(context, measure);
      return html(
        <MeasurePage
          page={page}
          plan={plan}
          measure={measure}
          history={history}
          missing={missingIn(measure, plan.fiscalYear)}
          counts={counts}
        />,
      );
    },
  }),
];
