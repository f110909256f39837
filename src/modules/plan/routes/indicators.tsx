import { z } from 'zod';
import type { Context } from '#kernel/context.js';
import { notFound } from '#kernel/errors.js';
import type { PageContext } from '#kernel/http/page.js';
import { FormBody, type RouteDefinition, route } from '#kernel/http/route.js';
import type { Measure } from '../definition.js';
import { figureYears, indicatorFields, readIndicator } from '../forms/indicator-form.js';
import { reader, typedFrom } from '../forms/typed.js';
import type { PlanService } from '../service.js';
import { IndicatorFormPage } from '../views/review/indicator-form-page.js';
import { draftsOf, type SentForm, yearOf } from './drafts.js';
import { asStored, attempt, withFaults } from './form-answers.js';

const Indicated = z.object({ number: z.string().max(100), indicator: z.string().max(100) });
const NOTHING = asStored({});

/** Staff pages of one indicator: its words and figures, its end. */
export const indicatorRoutes = (service: PlanService): RouteDefinition[] => {
  const { openedWith, movedOn } = draftsOf(service);

  const indicatorForm = async (
    context: Context,
    page: PageContext,
    measure: Measure,
    id: string,
    sent: SentForm & { base: number },
  ) => {
    const indicator = measure.indicators.find((one) => one.id === id) ?? null;
    if (!indicator && id !== 'new') throw notFound(`indicator ${id} of ${measure.number}`);
    return (
      <IndicatorFormPage
        page={page}
        measure={measure}
        indicator={indicator}
        base={sent.base}
        years={figureYears(indicator, yearOf(context))}
        common={await service.commonIndicators()}
        form={sent.form ?? asStored(indicatorFields(indicator))}
        ending={sent.ending ?? NOTHING}
        conflict={sent.conflict ?? null}
      />
    );
  };

  return [
    route({
      method: 'get',
      path: '/staff/plan/measures/:number/indicators/:indicator',
      permission: 'plan.edit',
      journal: 'none',
      input: { params: Indicated },
      handle: async ({ context, page, params, html }) => {
        const { document, version } = await service.readDocument(context, params.number);
        return html(await indicatorForm(context, page, document, params.indicator, { base: version }));
      },
    }),
    route({
      method: 'post',
      path: '/staff/plan/measures/:number/indicators/:indicator',
      permission: 'plan.edit',
      journal: ['plan.measureChanged'],
      input: { params: Indicated, form: FormBody },
      handle: async ({ context, page, params, body, html, redirect }) => {
        const typed = typedFrom(body);
        const { base, document } = await openedWith(context, params.number, typed);
        const before = document.indicators.find(({ id }) => id === params.indicator) ?? null;
        const again = async (sent: Partial<SentForm>) =>
          html(
            await indicatorForm(context, page, document, params.indicator, {
              ...sent,
              base: sent.base ?? base,
            }),
            422,
          );
        const read = readIndicator(before, typed, {
          current: yearOf(context),
          takenIds: new Set(document.indicators.map(({ id }) => id)),
        });
        if (!read.ok) return again({ form: withFaults(page.t, typed, read.faults) });
        const { indicator, reason } = read.value;
        const indicators = before
          ? document.indicators.map((one) => (one.id === indicator.id ? indicator : one))
          : [...document.indicators, indicator];
        const saved = await attempt(page.t, typed, () =>
          service.changeMeasure(context, { base, document: { ...document, indicators }, reason }),
        );
        if (saved.kind === 'faulty') return again({ form: saved.form });
        if (saved.kind === 'conflict')
          return again({ form: asStored(typed), ...(await movedOn(context, document)) });
        return redirect(`/staff/plan/measures/${params.number}`, { kind: 'success', key: 'review.saved' });
      },
    }),
    route({
      method: 'post',
      path: '/staff/plan/measures/:number/indicators/:indicator/end',
      permission: 'plan.edit',
      journal: ['plan.measureChanged'],
      input: { params: Indicated, form: FormBody },
      handle: async ({ context, page, params, body, html, redirect }) => {
        const typed = typedFrom(body);
        const { base, document } = await openedWith(context, params.number, typed);
        const read = reader(typed);
        const reason = read.required('endReason');
        const again = async (sent: Partial<SentForm>) =>
          html(
            await indicatorForm(context, page, document, params.indicator, {
              ...sent,
              base: sent.base ?? base,
            }),
            422,
          );
        if (Object.keys(read.faults).length > 0)
          return again({ ending: withFaults(page.t, typed, read.faults) });
        const indicators = document.indicators.filter(({ id }) => id !== params.indicator);
        if (indicators.length === document.indicators.length) throw notFound(`indicator ${params.indicator}`);
        // An indicator that a draft leaves out stays in the plan, marked as ended.
        const ended = await attempt(page.t, typed, () =>
          service.changeMeasure(context, { base, document: { ...document, indicators }, reason }),
        );
        if (ended.kind === 'faulty') return again({ ending: ended.form });
        if (ended.kind === 'conflict')
          return again({ ending: asStored(typed), ...(await movedOn(context, document)) });
        return redirect(`/staff/plan/measures/${params.number}`, {
          kind: 'success',
          key: 'review.indicator.ended',
        });
      },
    }),
  ];
};
