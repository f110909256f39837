import type { Context } from '#kernel/context.js';
import type { RegisterApi } from '#modules/register/api.js';
import type { Owner } from '../definition.js';
import { boxAround, type Report } from '../model.js';
import { nearestRow } from '../near.js';
import { type ReportDeps, rulesHere } from './deps.js';

export type Registers = Pick<RegisterApi, 'published' | 'publicList'>;

/** Whose the place is likely to be, and the row of a register that says so. */
export interface OwnerProposal {
  owner: Owner;
  row: { register: string; id: string; label: string };
  metres: number;
}

const AROUND = 200;

/** Looks up whose a road or place is: in the registers that the town publishes, by the row that is nearest. */
export const createOwnerLookup = (deps: ReportDeps, registers: Registers) => ({
  propose: async (context: Context, { kind, point }: Pick<Report, 'kind' | 'point'>) => {
    const rules = rulesHere(deps, context);
    if (!point) return null;
    const isAsked = rules.kind(kind)?.asksOwner ?? false;
    const published = registers.published(context).map(({ register }) => register.id);
    for (const { register, kinds, metres, field, owners, owner: other } of rules.lookups) {
      const isMeant = kinds.length === 0 ? isAsked : kinds.includes(kind);
      if (!isMeant || !published.includes(register)) continue;
      const { west, south, east, north } = boxAround(point, metres);
      const wish = { box: [west, south, east, north] as const, limit: AROUND };
      const nearest = nearestRow(point, (await registers.publicList(context, register, wish)).items, metres);
      if (!nearest) continue;
      const value = field === undefined ? undefined : nearest.row.values[field];
      const named = (typeof value === 'string' ? owners[value] : undefined) ?? other;
      const owner = rules.owners.find(({ id }) => id === named);
      const { id, label } = nearest.row;
      if (owner) return { owner, row: { register, id, label }, metres: Math.round(nearest.metres) };
    }
    return null;
  },
});
