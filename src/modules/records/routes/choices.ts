import { today } from '#kernel/clock.js';
import type { Context } from '#kernel/context.js';
import type { Kernel } from '#kernel/kernel.js';
import { openUnits } from '#kernel/tenancy/municipality.js';
import { fiscalYearOf } from '#kernel/values/fiscal-year.js';

/** So many fiscal years back a list offers. */
const YEARS = 12;

/** Sections in which somebody may do this; what closed sections have left is still looked for. */
export const unitChoices = ({ access }: Kernel, context: Context, action: string) => {
  const units = access.unitsFor(context, action);
  const { municipality, clock } = context;
  const offered = action === 'records.read' ? municipality.units : openUnits(municipality, today(clock));
  return offered
    .filter(({ id }) => units === null || units.includes(id))
    .map(({ id, name }) => ({ value: id, label: name }));
};
export const sectionsNow = ({ municipality, clock }: Context) =>
  openUnits(municipality, today(clock)).map(({ id, name }) => ({ value: id, label: name }));

/** Fiscal years that lists offer, the present one first. */
export const recentYears = (context: Context): number[] => {
  const present = fiscalYearOf(today(context.clock));
  return Array.from({ length: YEARS }, (_, back) => present - back);
};
