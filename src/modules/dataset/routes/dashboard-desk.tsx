import { z } from 'zod';
import type { Context } from '#kernel/context.js';
import type { PageContext } from '#kernel/http/page.js';
import { FormBody, type RouteDefinition, route } from '#kernel/http/route.js';
import type { MessageKey } from '#kernel/i18n/catalogues.js';
import { PUT_UP_ENTRIES } from '#modules/decision/api.js';
import { DASHBOARD_STEPS } from '../dashboard.js';
import { unitName } from '../service/deps.js';
import type { DatasetServices } from '../services.js';
import { text } from '../typed-about.js';
import { beginFaults, type HeadFaults, headFaults, type TypedHead, typedHead } from '../typed-head.js';
import { DashboardHeadPage } from '../views/dashboard-head-pages.js';
import { DashboardListPage } from '../views/dashboard-list-page.js';
import { createDesk, HERE, isCode, Params, seenIn, WAITS } from './dashboard-open.js';

const After = z.object({ after: z.string().max(100).optional().catch(undefined) });

const STEP_ENTRIES = {
  ask: ['dataset.dashboardAsked', ...PUT_UP_ENTRIES],
  pullBack: ['dataset.dashboardPulledBack'],
  sendBack: ['dataset.dashboardSentBack'],
  publish: ['dataset.dashboardPublished'],
  withdraw: ['dataset.dashboardWithdrawn'],
} as const;

const STEP_FAULTS = [
  { code: 'conflict', at: 'next', key: 'dashboard.changedMeanwhile' },
  { code: 'notAllowedNow', at: 'next', key: 'dashboard.cantDraw' },
  { code: 'invalidInput', at: 'reason', key: 'dashboard.reasonMissing' },
] as const;

/** Where a section makes its pages of charts. */
export function dashboardDeskRoutes(services: DatasetServices): RouteDefinition[] {
  const { dashboards, dashboardSteps, editing } = services;
  const { desk } = createDesk(services);

  const unitsOf = (context: Context) => {
    const units = editing.unitsFor(context);
    return context.municipality.units
      .filter(({ id }) => units === null || units.includes(id))
      .map(({ id, name }) => ({ value: id, label: name }));
  };

  const headPage = (
    context: Context,
    page: PageContext,
    typed: TypedHead,
    faults: HeadFaults,
    known?: { id: string; seen: string; title: string },
    problem?: MessageKey,
  ) => (
    <DashboardHeadPage
      page={page}
      typed={typed}
      faults={faults}
      units={unitsOf(context)}
      problem={problem}
      {...(known && { known })}
    />
  );

  return [
    route({
      method: 'get',
      path: HERE,
      permission: 'dataset.edit',
      journal: 'none',
      input: { query: After },
      handle: async ({ context, page, query: { after }, html }) =>
        html(
          <DashboardListPage
            page={page}
            {...(await dashboards.list(context, after))}
            isFirst={after === undefined}
            unitOf={(unit) => unitName(context, unit)}
          />,
        ),
    }),
    route({
      method: 'get',
      path: `${HERE}/new`,
      permission: 'dataset.edit',
      journal: 'none',
      input: {},
      handle: ({ context, page, html }) => html(headPage(context, page, typedHead({}), {})),
    }),
    route({
      method: 'post',
      path: `${HERE}/new`,
      permission: 'dataset.edit',
      journal: ['dataset.dashboardDrafted'],
      input: { form: FormBody },
      handle: async ({ context, page, body, html, redirect }) => {
        const typed = typedHead(body);
        const units = unitsOf(context).map(({ value }) => value);
        const faults = { ...beginFaults(typed, units), ...headFaults(typed) };
        if (Object.keys(faults).length > 0) return html(headPage(context, page, typed, faults), 422);
        const { name, unit, ...words } = typed;
        const content = { ...words, panels: [] };
        const made = await dashboards.create(context, { name, unit, content });
        if (!made) return html(headPage(context, page, typed, { name: 'dashboard.nameTaken' }), 422);
        return redirect(`${HERE}/${made.id}`, { kind: 'success', key: 'dashboard.saved' });
      },
    }),
    route({
      method: 'get',
      path: `${HERE}/:id`,
      permission: 'dataset.edit',
      journal: 'none',
      input: { params: Params },
      handle: async ({ context, page, params, html }) => html(await desk(context, page, params.id)),
    }),
    route({
      method: 'get',
      path: `${HERE}/:id/edit`,
      permission: 'dataset.edit',
      journal: 'none',
      input: { params: Params },
      handle: async ({ context, page, params: { id }, html, redirect }) => {
        const open = await dashboards.openToChange(context, id);
        if (!open) return redirect(`${HERE}/${id}`, WAITS);
        const { content, name, unit, revision } = open;
        const known = { id, seen: String(revision), title: content.title };
        return html(headPage(context, page, { ...content, name, unit }, {}, known));
      },
    }),
    route({
      method: 'post',
      path: `${HERE}/:id/edit`,
      permission: 'dataset.edit',
      journal: ['dataset.dashboardChanged'],
      input: { params: Params, form: FormBody },
      handle: async ({ context, page, params: { id }, body, html, redirect }) => {
        const { content } = await dashboards.read(context, id);
        const typed = typedHead(body);
        const faults = headFaults(typed);
        const known = { id, seen: text(body, 'seen'), title: content.title };
        if (Object.keys(faults).length > 0) return html(headPage(context, page, typed, faults, known), 422);
        const { title, titleEn, lead, leadEn } = typed;
        const words = { title, titleEn, lead, leadEn };
        try {
          await dashboards.change(context, id, seenIn(body), (now) => ({ ...now, ...words }));
        } catch (error) {
          if (!isCode(error, 'conflict')) throw error;
          return html(headPage(context, page, typed, {}, known, 'dashboard.changedMeanwhile'), 422);
        }
        return redirect(`${HERE}/${id}`, { kind: 'success', key: 'dashboard.saved' });
      },
    }),
    route({
      method: 'post',
      path: `${HERE}/:id/discard`,
      permission: 'dataset.edit',
      journal: ['dataset.dashboardDiscarded'],
      input: { params: Params, form: FormBody },
      handle: async ({ context, page, params: { id }, body, html, redirect }) => {
        try {
          await dashboards.discard(context, id, seenIn(body));
        } catch (error) {
          if (!isCode(error, 'conflict')) throw error;
          const errors = [{ id: 'next', text: page.t('dashboard.changedMeanwhile') }];
          return html(await desk(context, page, id, { errors }), 422);
        }
        return redirect(HERE, { kind: 'success', key: 'dashboard.discarded' });
      },
    }),
    ...DASHBOARD_STEPS.map((step) =>
      route({
        method: 'post',
        path: `${HERE}/:id/${step}`,
        permission: step === 'ask' || step === 'pullBack' ? 'dataset.edit' : 'dataset.publish',
        journal: STEP_ENTRIES[step],
        input: { params: Params, form: FormBody },
        handle: async ({ context, page, params: { id }, body, html, redirect }) => {
          const reason = text(body, 'reason').replace(/\r\n?/g, '\n');
          try {
            await dashboardSteps.step(context, id, { seen: seenIn(body), step, reason });
          } catch (error) {
            const wrong = STEP_FAULTS.find(({ code }) => isCode(error, code));
            if (!wrong) throw error;
            const errors = [{ id: wrong.at, text: page.t(wrong.key) }];
            return html(await desk(context, page, id, { reason, errors }), 422);
          }
          return redirect(`${HERE}/${id}`, { kind: 'success', key: 'dashboard.did' });
        },
      }),
    ),
  ];
}
