import { z } from 'zod';
import type { Context } from '#kernel/context.js';
import type { PageContext } from '#kernel/http/page.js';
import { FormBody, type RouteDefinition, route } from '#kernel/http/route.js';
import type { DatasetServices } from '../services.js';
import { type HarvestFaults, harvestFaults, type TypedHarvest, typedHarvest } from '../typed-harvest.js';
import { HarvestsPage } from '../views/harvests-page.js';

const HERE = '/staff/datasets/harvests';
const Before = z.object({ before: z.uuid().optional().catch(undefined) });
const What = z.object({ what: z.enum(['stop', 'resume', 'read']) });

/** Catalogues of other city halls that are read into this one. */
export function harvestRoutes({ harvesting }: DatasetServices): RouteDefinition[] {
  const unitsOf = (context: Context) => {
    const units = harvesting.unitsFor(context);
    return context.municipality.units
      .filter(({ id }) => units === null || units.includes(id))
      .map(({ id, name }) => ({ value: id, label: name }));
  };
  const page = async (
    context: Context,
    shown: PageContext,
    typed: TypedHarvest,
    faults: HarvestFaults,
    before?: string,
  ) => (
    <HarvestsPage
      page={shown}
      {...(await harvesting.list(context, before))}
      isFirst={before === undefined}
      typed={typed}
      faults={faults}
      units={unitsOf(context)}
    />
  );
  return [
    route({
      method: 'get',
      path: HERE,
      permission: 'dataset.publish',
      journal: 'none',
      input: { query: Before },
      handle: async ({ context, page: shown, query, html }) =>
        html(await page(context, shown, typedHarvest({}), {}, query.before)),
    }),
    route({
      method: 'post',
      path: HERE,
      permission: 'dataset.publish',
      journal: ['dataset.harvestChanged'],
      input: { form: FormBody },
      handle: async ({ context, page: shown, body, html, redirect }) => {
        const typed = typedHarvest(body);
        const units = unitsOf(context).map(({ value }) => value);
        const faults = harvestFaults(typed, units);
        if (Object.keys(faults).length > 0) return html(await page(context, shown, typed, faults), 422);
        if (!(await harvesting.enter(context, typed)))
          return html(await page(context, shown, typed, { prefix: 'harvest.prefixTaken' }), 422);
        return redirect(HERE, { kind: 'success', key: 'harvest.entered' });
      },
    }),
    route({
      method: 'post',
      path: `${HERE}/:id`,
      permission: 'dataset.publish',
      journal: ['dataset.harvestChanged'],
      input: { params: z.object({ id: z.uuid() }), form: What },
      handle: async ({ context, params, body, redirect }) => {
        await harvesting.decide(context, params.id, body.what);
        return redirect(HERE, { kind: 'success', key: `harvest.did.${body.what}` });
      },
    }),
  ];
}
