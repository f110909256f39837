import type { Context } from '#kernel/context.js';
import type { NamedRow, RegisterApi } from '#modules/register/api.js';
import type { Owner } from '../definition.js';
import { boxAround, type Report } from '../model.js';
import { nearestRow } from '../near.js';
import { type ReportDeps, rulesHere } from './deps.js';

export type Registers = Pick<RegisterApi, 'published' | 'publicList' | 'relate' | 'tiedTo'>;

/** Whose the place is likely to be, and the row of a register that says so. */
export interface OwnerProposal {
  owner: Owner;
  row: { register: string; id: string; label: string };
  metres: number;
}

const AROUND = 200;

/** Looks up what lies where something is reported: in the registers that the town publishes, by the row that is nearest. */
export function createOwnerLookup(deps: ReportDeps, registers: Registers) {
  /** The nearest row of each register in which things of this kind are looked up. */
  async function near(context: Context, { kind, point }: Pick<Report, 'kind' | 'point'>) {
    const rules = rulesHere(deps, context);
    if (!point) return [];
    const isAsked = rules.kind(kind)?.asksOwner ?? false;
    const published = registers.published(context).map(({ register }) => register.id);
    const found = [];
    for (const lookup of rules.lookups) {
      const { register, kinds, metres } = lookup;
      const isMeant = kinds.length === 0 ? isAsked : kinds.includes(kind);
      if (!isMeant || !published.includes(register)) continue;
      const { west, south, east, north } = boxAround(point, metres);
      const wish = { box: [west, south, east, north] as const, limit: AROUND };
      const nearest = nearestRow(point, (await registers.publicList(context, register, wish)).items, metres);
      if (nearest) found.push({ lookup, ...nearest });
    }
    return found;
  }

  return {
    propose: async (
      context: Context,
      report: Pick<Report, 'kind' | 'point'>,
    ): Promise<OwnerProposal | null> => {
      const rules = rulesHere(deps, context);
      for (const { lookup, row, metres } of await near(context, report)) {
        const { register, field, owners, owner: other } = lookup;
        const value = field === undefined ? undefined : row.values[field];
        const named = (typeof value === 'string' ? owners[value] : undefined) ?? other;
        const owner = rules.owners.find(({ id }) => id === named);
        const { id, label } = row;
        if (owner) return { owner, row: { register, id, label }, metres: Math.round(metres) };
      }
      return null;
    },

    /** Rows that the report is about: their pages name it. */
    rowsAt: async (context: Context, report: Pick<Report, 'kind' | 'point'>): Promise<NamedRow[]> =>
      (await near(context, report)).map(({ row }) => ({ register: row.register, value: row.key })),

    relate: registers.relate,
    tiedTo: registers.tiedTo,
  };
}
export type OwnerLookup = ReturnType<typeof createOwnerLookup>;
