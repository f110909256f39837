import type { Access } from '#kernel/access/access.js';
import type { Context } from '#kernel/context.js';
import type { Unit } from '#kernel/tenancy/municipality.js';

/**
 * The unit that a plan means by "市民部 市民課": the one whose name the text ends with; of several the longest. Null
 * for a section that the municipality's list of units does not have, whose reports the plan office enters.
 */
export function unitOf(department: string, units: readonly Unit[]): string | null {
  const text = department.trim();
  const [longest] = units
    .filter(({ name }) => text.endsWith(name))
    .sort((a, b) => b.name.length - a.name.length);
  return longest?.id ?? null;
}

export const unitsOf = (departments: readonly string[], units: readonly Unit[]): string[] => [
  ...new Set(departments.map((department) => unitOf(department, units)).filter((unit) => unit !== null)),
];

/**
 * Who may report for a measure: members of one of its sections, and the plan office for every measure (the right
 * to edit the plan is for the plan as a whole, whatever unit it is held in).
 */
export function mayReport(access: Access, context: Context, departments: readonly string[]): boolean {
  if (!access.canAnywhere(context, 'plan.report')) return false;
  if (access.canAnywhere(context, 'plan.edit')) return true;
  return unitsOf(departments, context.municipality.units).some((unit) =>
    access.can(context, 'plan.report', unit),
  );
}
