import { z } from 'zod';
import type { Context } from '#kernel/context.js';
import { type RouteDefinition, route } from '#kernel/http/route.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { type Period, periodBefore } from './model.js';
import { type FlowService, READ } from './service.js';
import { FlowPage, type FlowTyped } from './views/flow-page.js';

const Query = z.object({
  kind: z.string().max(60).optional(),
  value: z.string().max(100).optional(),
  from: z.string().max(20).optional(),
  to: z.string().max(20).optional(),
  compare: z.enum(['none', 'before', 'chosen']).catch('none'),
  beforeFrom: z.string().max(20).optional(),
  beforeTo: z.string().max(20).optional(),
  least: z.enum(['0', '1', '5', '10']).catch('1'),
});
type Query = z.infer<typeof Query>;

/** A day as its box gives it; null where it is none. */
function dayOf(text: string): Temporal.PlainDate | null {
  try {
    return Temporal.PlainDate.from(text.normalize('NFKC').trim().replaceAll('/', '-'));
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** The period, or what is wrong with its boxes. */
function readPeriod(
  t: Translator,
  [fromName, from]: readonly [string, string],
  [toName, to]: readonly [string, string],
): { period: Period | null; errors: Record<string, string> } {
  const [first, last] = [dayOf(from), dayOf(to)];
  const errors = {
    ...(first ? {} : { [fromName]: t('flow.error.date') }),
    ...(last ? {} : { [toName]: t('flow.error.date') }),
  };
  if (!first || !last) return { period: null, errors };
  if (Temporal.PlainDate.compare(first, last) > 0)
    return { period: null, errors: { [toName]: t('flow.error.order') } };
  return { period: { from: first, to: last }, errors };
}

export const flowRoutes = (service: FlowService): RouteDefinition[] => {
  const typedOf = (context: Context, query: Query): FlowTyped => {
    const usual = service.usualPeriod(context);
    const before = periodBefore(usual);
    const [first] = service.kinds();
    return {
      kind: service.kinds().some(({ id }) => id === query.kind) ? (query.kind ?? '') : (first?.id ?? ''),
      value: query.value ?? '',
      from: query.from ?? usual.from.toString(),
      to: query.to ?? usual.to.toString(),
      compare: query.compare,
      beforeFrom: query.beforeFrom ?? before.from.toString(),
      beforeTo: query.beforeTo ?? before.to.toString(),
      least: query.least,
    };
  };

  return [
    route({
      method: 'get',
      path: '/staff/flows',
      permission: READ,
      journal: 'none',
      input: { query: Query },
      handle: async ({ context, page, query, html }) => {
        const { t } = page;
        const typed = typedOf(context, query);
        const options = service.options(context, typed.kind, t.locale);
        const value = options.some((one) => one.value === typed.value) ? typed.value : null;
        const now = readPeriod(t, ['from', typed.from], ['to', typed.to]);
        const chosen =
          typed.compare === 'chosen'
            ? readPeriod(t, ['beforeFrom', typed.beforeFrom], ['beforeTo', typed.beforeTo])
            : { period: null, errors: {} };
        const errors = { ...now.errors, ...chosen.errors };
        const period = now.period;
        const before = typed.compare === 'before' && period ? periodBefore(period) : chosen.period;
        const found =
          period && Object.keys(errors).length === 0
            ? await service.read(context, { kind: typed.kind, value, period, before })
            : null;
        return html(
          <FlowPage
            page={page}
            kinds={service.kinds()}
            options={options}
            typed={typed}
            errors={errors}
            shown={found && period && { ...found, period, beforePeriod: before }}
          />,
          found ? 200 : 422,
        );
      },
    }),
  ];
};
