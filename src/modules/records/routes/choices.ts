import { today } from '#kernel/clock.js';
import type { Context } from '#kernel/context.js';
import type { Kernel } from '#kernel/kernel.js';
import { fiscalYearOf } from '#kernel/values/fiscal-year.js';

/** So many fiscal years back a list offers. */
const YEARS = 12;

/** Sections in which somebody may do this. */
export const unitChoices = ({ access }: Kernel, context: Context, action: string) => {
  const units = access.unitsFor(context, action);
  return context.municipality.units
    .filter(({ id }) => units === null || units.includes(id))
    .map(({ id, name }) => ({ value: id, label: name }));
};
export const allUnits = ({ municipality }: Context) =>
  municipality.units.map(({ id, name }) => ({ value: id, label: name }));

/** Fiscal years that lists offer, the present one first. */
export const recentYears = (context: Context): number[] => {
  const present = fiscalYearOf(today(context.clock));
  return Array.from({ length: YEARS }, (_, back) => present - back);
};
