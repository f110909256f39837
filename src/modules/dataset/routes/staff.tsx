import { z } from 'zod';
import type { Context } from '#kernel/context.js';
import { AppError } from '#kernel/errors.js';
import type { PageContext } from '#kernel/http/page.js';
import { FormBody, type RouteDefinition, route } from '#kernel/http/route.js';
import type { MessageKey } from '#kernel/i18n/catalogues.js';
import { localize } from '#kernel/i18n/locales.js';
import { PUT_UP_ENTRIES } from '#modules/decision/api.js';
import { type Action, isLate } from '../model.js';
import type { DatasetServices } from '../services.js';
import {
  aboutOf,
  type Faults,
  nameFault,
  sourceOf,
  type TypedNew,
  typedAbout,
  typedNew,
  typedOf,
} from '../typed-about.js';
import { EditPage, NewPage, type SourceChoice } from '../views/form-pages.js';
import { ListPage } from '../views/list-page.js';
import { createDatasetDesk, Params, Seen, Versions } from './dataset-open.js';

const after = z.object({ after: z.string().max(100).optional().catch(undefined) });

const STEPS = {
  check: ['dataset.checked'],
  ask: ['dataset.approvalAsked', ...PUT_UP_ENTRIES],
  publish: ['dataset.received', 'dataset.published'],
  withdraw: ['dataset.withdrawn'],
  reopen: ['dataset.sentBack'],
  sendBack: ['dataset.sentBack'],
} as const satisfies Partial<Record<Action, readonly [string, ...string[]]>>;
type Step = keyof typeof STEPS;
const STEP_NAMES = Object.keys(STEPS) as Step[];

/** The desk on which datasets are made, checked and let out. */
export function staffRoutes(services: DatasetServices): RouteDefinition[] {
  const { editing, publishing, sources } = services;
  const desk = createDatasetDesk(services);

  const unitsOf = (context: Context) => {
    const units = editing.unitsFor(context);
    return context.municipality.units
      .filter(({ id }) => units === null || units.includes(id))
      .map(({ id, name }) => ({ value: id, label: name }));
  };

  async function choicesOf(context: Context, { t }: PageContext): Promise<SourceChoice[]> {
    const hasPlan = await sources.hasPlan(context);
    return [
      { value: 'upload', label: t('dataset.source.upload') },
      ...(hasPlan
        ? [
            { value: 'plan', label: t('dataset.source.plan') },
            { value: 'figures', label: t('dataset.source.figures') },
          ]
        : []),
      ...sources.registers(context).map(({ register }) => ({
        value: `register:${register.id}`,
        label: t('dataset.source.register', { title: localize(register.title, t.locale) }),
      })),
    ];
  }

  const newPage = async (context: Context, page: PageContext, typed: TypedNew, faults: Faults) => (
    <NewPage
      page={page}
      typed={typed}
      faults={faults}
      units={unitsOf(context)}
      sources={await choicesOf(context, page)}
    />
  );

  return [
    route({
      method: 'get',
      path: '/staff/datasets',
      permission: 'dataset.edit',
      journal: 'none',
      input: { query: after },
      handle: async ({ context, page, query, html }) => {
        const found = await editing.list(context, query.after);
        const overdue = await editing.late(context);
        return html(
          <ListPage
            page={page}
            {...found}
            isFirst={query.after === undefined}
            overdue={overdue}
            late={(dataset) => isLate(dataset, context.clock.now())}
            mayModerate={editing.mayModerate(context)}
            mayHarvest={editing.mayHarvest(context)}
            unitOf={(unit) => context.municipality.units.find(({ id }) => id === unit)?.name ?? unit}
          />,
        );
      },
    }),
    route({
      method: 'get',
      path: '/staff/datasets/new',
      permission: 'dataset.edit',
      journal: 'none',
      input: { query: FormBody },
      handle: async ({ context, page, html }) => html(await newPage(context, page, typedNew({}), {})),
    }),
    route({
      method: 'post',
      path: '/staff/datasets/new',
      permission: 'dataset.edit',
      journal: ['dataset.drafted'],
      input: { form: FormBody },
      handle: async ({ context, page, body, html, redirect }) => {
        const typed = typedNew(body);
        const { about, faults: wrong } = aboutOf(typed);
        const source = sourceOf(typed.source);
        const isThere = (await choicesOf(context, page)).some(({ value }) => value === typed.source);
        const hasUnit = unitsOf(context).some(({ value }) => value === typed.unit);
        // In the order of the page.
        const faults: Faults = {
          ...((!source || !isThere) && { source: 'dataset.sourceMissing' }),
          ...(!hasUnit && { unit: 'dataset.unitMissing' }),
          ...nameFault(typed.name),
          ...wrong,
        };
        if (!source || Object.keys(faults).length > 0)
          return html(await newPage(context, page, typed, faults), 422);
        const made = await editing.create(context, { name: typed.name, unit: typed.unit, source, about });
        if (!made) return html(await newPage(context, page, typed, { name: 'dataset.nameTaken' }), 422);
        return redirect(`/staff/datasets/${made.id}`, { kind: 'success', key: 'dataset.saved' });
      },
    }),
    route({
      method: 'get',
      path: '/staff/datasets/:id',
      permission: 'dataset.edit',
      journal: 'none',
      input: { params: Params, query: Versions },
      handle: async ({ context, page, params, query, html }) =>
        html(await desk(context, page, params.id, undefined, query)),
    }),
    route({
      method: 'get',
      path: '/staff/datasets/:id/edit',
      permission: 'dataset.edit',
      journal: 'none',
      input: { params: Params },
      handle: async ({ context, page, params, html }) => {
        const dataset = await editing.openToChange(context, params.id);
        return html(
          <EditPage
            page={page}
            dataset={dataset}
            typed={typedOf(dataset.about)}
            faults={{}}
            problem={undefined}
          />,
        );
      },
    }),
    route({
      method: 'post',
      path: '/staff/datasets/:id/edit',
      permission: 'dataset.edit',
      journal: ['dataset.changed'],
      input: { params: Params, form: FormBody },
      handle: async ({ context, page, params, body, html, redirect, parse }) => {
        const { dataset } = await editing.open(context, params.id);
        const typed = typedAbout(body);
        const { about, faults } = aboutOf(typed);
        const again = (problem: MessageKey | undefined) =>
          html(
            <EditPage page={page} dataset={dataset} typed={typed} faults={faults} problem={problem} />,
            422,
          );
        if (Object.keys(faults).length > 0) return again(undefined);
        try {
          await editing.change(context, params.id, parse('body', Seen, body).seen, about);
        } catch (error) {
          if (error instanceof AppError && error.code === 'conflict')
            return again('dataset.changedMeanwhile');
          if (error instanceof AppError && error.code === 'notAllowedNow') return again('dataset.notFit');
          throw error;
        }
        return redirect(`/staff/datasets/${params.id}`, { kind: 'success', key: 'dataset.saved' });
      },
    }),
    route({
      method: 'post',
      path: '/staff/datasets/:id/discard',
      permission: 'dataset.edit',
      journal: ['dataset.discarded'],
      input: { params: Params, form: FormBody },
      handle: async ({ context, page, params: { id }, body, html, redirect, parse }) => {
        try {
          await editing.discard(context, id, parse('body', Seen, body).seen);
        } catch (error) {
          if (!(error instanceof AppError && error.code === 'conflict')) throw error;
          const problem = { id: 'next', text: page.t('dataset.changedMeanwhile') };
          return html(await desk(context, page, id, problem), 422);
        }
        return redirect('/staff/datasets', { kind: 'success', key: 'dataset.discarded' });
      },
    }),
    ...STEP_NAMES.map((step) =>
      route({
        method: 'post',
        path: `/staff/datasets/:id/${step}`,
        permission: 'dataset.edit',
        journal: STEPS[step],
        input: { params: Params, form: FormBody },
        handle: async ({ context, page, params, body, html, redirect, parse }) => {
          try {
            await publishing[step](context, params.id, parse('body', Seen, body).seen);
          } catch (error) {
            const problem: MessageKey | null =
              error instanceof AppError && error.code === 'conflict'
                ? 'dataset.changedMeanwhile'
                : error instanceof AppError && error.code === 'notAllowedNow'
                  ? 'dataset.notFit'
                  : null;
            if (problem === null) throw error;
            return html(await desk(context, page, params.id, { id: 'quality', text: page.t(problem) }), 422);
          }
          return redirect(`/staff/datasets/${params.id}`, { kind: 'success', key: 'dataset.did' });
        },
      }),
    ),
  ];
}
