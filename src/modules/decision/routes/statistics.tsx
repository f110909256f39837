import { z } from 'zod';
import { today } from '#kernel/clock.js';
import type { Context } from '#kernel/context.js';
import { type RouteDefinition, type RouteRequest, route } from '#kernel/http/route.js';
import { csvText } from '#kernel/sheets/write-csv.js';
import { fiscalYear, fiscalYearOf } from '#kernel/values/fiscal-year.js';
import type { Period } from '../service/statistics.js';
import type { DecisionService } from '../service.js';
import { StatisticsPage, type TypedPaper } from '../views/statistics-page.js';
import { PATH, text } from './input.js';

const HERE = `${PATH}/statistics`;
const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);
const Query = z.object({
  year: z.coerce.number().int().min(1950).max(2100).optional().catch(undefined),
  month: Month.optional().catch(undefined),
  unit: z.string().max(100).optional().catch(undefined),
});
type Answer = Pick<RouteRequest<unknown, unknown, unknown>, 'context' | 'page' | 'html'>;
const MOST_A_MONTH = 100_000;

function periodOf(context: Context, { year, month, unit }: z.infer<typeof Query>): Period {
  const chosen = month === undefined ? null : Temporal.PlainYearMonth.from(month);
  const inYear = chosen ? fiscalYearOf(chosen.toPlainDate({ day: 1 })) : undefined;
  return {
    year: inYear ?? fiscalYear(year ?? fiscalYearOf(today(context.clock))),
    month: chosen,
    unit: unit === undefined || unit === '' ? null : unit,
  };
}

const days = (hours: number | null): number | null =>
  hours === null ? null : Math.round((hours / 24) * 10) / 10;

/** 電子決裁の統計: a page and a file of what the journal counts, and the number of drafts that went on paper. */
export function statisticsRoutes({ statistics }: DecisionService): RouteDefinition[] {
  const show = async (
    { context, page, html }: Answer,
    period: Period,
    again?: { typed: TypedPaper; errors: Record<string, string> },
  ) => {
    const figures = await statistics.figures(context, period);
    const units = await statistics.units(context);
    const month = statistics.thisMonth(context).toString();
    const typed = again?.typed ?? { unit: units.own[0]?.id ?? '', month, count: '' };
    return html(
      <StatisticsPage
        page={page}
        period={period}
        thisYear={fiscalYearOf(today(context.clock))}
        figures={figures}
        units={units}
        typed={typed}
        errors={again?.errors ?? {}}
      />,
      again ? 422 : 200,
    );
  };
  return [
    route({
      method: 'get',
      path: HERE,
      permission: 'decision.take',
      journal: 'none',
      input: { query: Query },
      handle: (request) => show(request, periodOf(request.context, request.query)),
    }),
    route({
      method: 'get',
      path: `${HERE}.csv`,
      permission: 'decision.take',
      journal: 'none',
      input: { query: Query },
      handle: async ({ context, page: { t }, query, file }) => {
        const period = periodOf(context, query);
        const { units } = await statistics.figures(context, period);
        const rows = [
          [
            t('decisionFigures.unit'),
            t('decisionFigures.electronic'),
            t('decisionFigures.paper'),
            t('decisionFigures.share'),
            t('decisionFigures.decided'),
            t('decisionFigures.days'),
            t('decisionFigures.sheets'),
          ],
          ...units.map((unit) => [
            unit.name,
            unit.electronic,
            unit.paper,
            Math.round((unit.electronic / Math.max(1, unit.electronic + unit.paper)) * 1000) / 10,
            unit.decided,
            days(unit.medianHours),
            unit.sheets,
          ]),
        ];
        return file(csvText(rows), 'text/csv; charset=utf-8', {
          saveAs: `decisions-${period.month ?? period.year}.csv`,
        });
      },
    }),
    route({
      method: 'post',
      path: HERE,
      permission: 'decision.draft',
      journal: ['decision.paperCounted'],
      input: { form: z.object({ unit: text, month: text, count: text }) },
      handle: async (request) => {
        const { context, page, body, redirect } = request;
        const { own } = await statistics.units(context);
        const month = Month.safeParse(body.month.normalize('NFKC'));
        const count = body.count.normalize('NFKC').replaceAll(',', '');
        const errors: Record<string, string> = {};
        if (!own.some(({ id }) => id === body.unit)) errors['paper-unit'] = page.t('decision.error.unit');
        if (!month.success) errors['paper-month'] = page.t('decisionFigures.error.month');
        if (!/^\d{1,6}$/.test(count) || Number(count) > MOST_A_MONTH)
          errors['paper-count'] = page.t('decisionFigures.error.count');
        if (Object.keys(errors).length > 0 || !month.success)
          return show(request, periodOf(context, {}), { typed: body, errors });
        const stated = {
          unit: body.unit,
          month: Temporal.PlainYearMonth.from(month.data),
          count: Number(count),
        };
        await statistics.countPaper(context, stated);
        return redirect(`${HERE}?month=${month.data}`, { kind: 'success', key: 'decisionFigures.stated' });
      },
    }),
  ];
}
