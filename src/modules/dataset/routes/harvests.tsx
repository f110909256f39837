import { z } from 'zod';
import type { Context } from '#kernel/context.js';
import { AppError } from '#kernel/errors.js';
import type { PageContext } from '#kernel/http/page.js';
import { FormBody, type RouteDefinition, route } from '#kernel/http/route.js';
import type { Entered, Mended } from '../service/harvesting.js';
import type { DatasetServices } from '../services.js';
import { type HarvestFaults, harvestFaults, type TypedHarvest, typedHarvest } from '../typed-harvest.js';
import { HarvestPage } from '../views/harvest-page.js';
import { HarvestsPage } from '../views/harvests-page.js';
import { Seen } from './dataset-open.js';

const HERE = '/staff/datasets/harvests';
const Before = z.object({ before: z.uuid().optional().catch(undefined) });
const Params = z.object({ id: z.uuid() });
const What = z.object({ what: z.enum(['stop', 'resume', 'read']) });

const refusal = (
  entered: Exclude<Entered | Mended, 'entered' | 'mended' | 'mendedStopped'>,
): HarvestFaults =>
  entered === 'prefixTaken' ? { prefix: 'harvest.prefixTaken' } : { address: `harvest.${entered}` };

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
  const onePage = async (
    context: Context,
    shown: PageContext,
    id: string,
    again: { typed?: TypedHarvest; seen?: number; faults?: HarvestFaults; isOld?: boolean } = {},
  ) => {
    const opened = await harvesting.open(context, id);
    const { typed = opened.harvest, seen = opened.harvest.revision, faults = {}, isOld = false } = again;
    return (
      <HarvestPage
        page={shown}
        {...opened}
        typed={typed}
        seen={seen}
        faults={faults}
        isOld={isOld}
        units={unitsOf(context)}
      />
    );
  };
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
        const entered = await harvesting.enter(context, typed);
        if (entered !== 'entered') return html(await page(context, shown, typed, refusal(entered)), 422);
        return redirect(HERE, { kind: 'success', key: 'harvest.entered' });
      },
    }),
    route({
      method: 'get',
      path: `${HERE}/:id`,
      permission: 'dataset.publish',
      journal: 'none',
      input: { params: Params },
      handle: async ({ context, page: shown, params, html }) =>
        html(await onePage(context, shown, params.id)),
    }),
    route({
      method: 'post',
      path: `${HERE}/:id/mend`,
      permission: 'dataset.publish',
      journal: ['dataset.harvested', 'dataset.harvestChanged'],
      input: { params: Params, form: FormBody },
      handle: async ({ context, page: shown, params: { id }, body, html, redirect, parse }) => {
        const { harvest } = await harvesting.open(context, id);
        const typed = { ...typedHarvest(body), prefix: harvest.prefix };
        const { seen } = parse('body', Seen, body);
        const units = unitsOf(context).map(({ value }) => value);
        const faults = harvestFaults(typed, units);
        const again = async (why: { faults?: HarvestFaults; isOld?: boolean }) =>
          html(await onePage(context, shown, id, { typed, seen, ...why }), 422);
        if (Object.keys(faults).length > 0) return again({ faults });
        try {
          const mended = await harvesting.mend(context, id, seen, typed);
          if (mended !== 'mended' && mended !== 'mendedStopped') return again({ faults: refusal(mended) });
          return redirect(HERE, { kind: 'success', key: `harvest.${mended}` });
        } catch (error) {
          if (!(error instanceof AppError && error.code === 'conflict')) throw error;
          return again({ isOld: true });
        }
      },
    }),
    route({
      method: 'post',
      path: `${HERE}/:id/remove`,
      permission: 'dataset.publish',
      journal: ['dataset.harvested', 'dataset.harvestChanged'],
      input: { params: Params, form: Seen },
      handle: async ({ context, page: shown, params: { id }, body: { seen }, html, redirect }) => {
        try {
          await harvesting.remove(context, id, seen);
        } catch (error) {
          if (!(error instanceof AppError && error.code === 'conflict')) throw error;
          return html(await onePage(context, shown, id, { isOld: true }), 422);
        }
        return redirect(HERE, { kind: 'success', key: 'harvest.removed' });
      },
    }),
    route({
      method: 'post',
      path: `${HERE}/:id`,
      permission: 'dataset.publish',
      journal: ['dataset.harvestChanged'],
      input: { params: Params, form: What },
      handle: async ({ context, params, body, redirect }) => {
        await harvesting.decide(context, params.id, body.what);
        return redirect(HERE, { kind: 'success', key: `harvest.did.${body.what}` });
      },
    }),
  ];
}
