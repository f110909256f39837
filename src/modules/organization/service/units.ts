import { type Context, tenantOf } from '#kernel/context.js';
import { notFound } from '#kernel/errors.js';
import type { MessageKey } from '#kernel/i18n/catalogues.js';
import type { DatedUnit } from '../model.js';
import { closeUnit, insertUnits, lockUnit, recordsOn } from '../store.js';
import { readDay } from '../terms.js';
import { createGround, type OrganizationDeps } from './deps.js';
import type { LivingUnits } from './living-units.js';

/** First day of the units that were there before this register began. */
const BEFORE = Temporal.PlainDate.from('2000-04-01');

export interface TypedUnit {
  id: string;
  name: string;
  parent: string;
  from: string;
}
export interface TypedEnd {
  to: string;
  successor: string;
}
export type UnitFaults = Partial<Record<keyof TypedUnit | keyof TypedEnd, MessageKey>>;

/** Opening and closing units, and what the register starts from. */
export function createUnits(deps: OrganizationDeps, living: LivingUnits) {
  const { kernel } = deps;
  const { settingsOf, journal } = createGround(deps);
  const manage = (context: Context) => kernel.access.require(context, 'organization.manage', null);

  return {
    /** Takes the units of the municipality's definition in that are not there yet. */
    async load(context: Context): Promise<void> {
      kernel.access.require(context, 'organization.load', null);
      const { root } = settingsOf(context);
      const day = (text: string | undefined) => (text === undefined ? null : Temporal.PlainDate.from(text));
      const top: DatedUnit = { ...root, parent: null, from: BEFORE, to: null, successor: null };
      const units = context.municipality.units.map(({ id, name, parent, from, to }) => ({
        id,
        name,
        parent: parent ?? root.id,
        from: day(from) ?? BEFORE,
        to: day(to),
        successor: null,
      }));
      await kernel.database.transaction(tenantOf(context), async (tx) => {
        const added = await insertUnits(tx, [top, ...units]);
        if (added > 0)
          await journal(tx, context, 'organization.unitsLoaded', 'organization', { units: added });
      });
      await living.read(context.municipality);
    },

    async open(context: Context, typed: TypedUnit): Promise<UnitFaults | null> {
      manage(context);
      const refused = await kernel.database.transaction(
        tenantOf(context),
        async (tx): Promise<UnitFaults | null> => {
          const from = readDay(typed.from);
          const faults: UnitFaults = {};
          if (!from) faults.from = 'organization.error.from';
          if (typed.name.trim() === '' || typed.name.length > 60) faults.name = 'organization.error.name';
          if (!/^[a-z][a-z0-9-]{0,58}$/.test(typed.id)) faults.id = 'organization.error.id';
          const parent = await lockUnit(tx, typed.parent);
          if (!parent || (from && parent.to !== null && Temporal.PlainDate.compare(parent.to, from) < 0))
            faults.parent = 'organization.error.unit';
          if (!from || Object.keys(faults).length > 0) return faults;
          const unit = {
            id: typed.id,
            name: typed.name.trim(),
            parent: typed.parent,
            from,
            to: null,
            successor: null,
          };
          if ((await insertUnits(tx, [unit])) === 0) return { id: 'organization.error.idTaken' };
          const data = { unit: unit.id, from: from.toString() };
          await journal(tx, context, 'organization.unitOpened', `unit/${unit.id}`, data);
          return null;
        },
      );
      if (refused === null) await living.read(context.municipality);
      return refused;
    },

    /** Closes a unit on a day; its postings stay as they are and count no more from the day after. */
    async close(context: Context, id: string, typed: TypedEnd): Promise<UnitFaults | null> {
      manage(context);
      const refused = await kernel.database.transaction(
        tenantOf(context),
        async (tx): Promise<UnitFaults | null> => {
          const unit = await lockUnit(tx, id);
          if (!unit) throw notFound(`unit ${id}`);
          const to = readDay(typed.to);
          if (!to || Temporal.PlainDate.compare(to, unit.from) < 0) return { to: 'organization.error.to' };
          const successor = typed.successor || null;
          const { units } = await recordsOn(tx, to.add({ days: 1 }));
          const takesOver = units.find((one) => one.id === successor);
          const isOpen =
            takesOver && (takesOver.to === null || Temporal.PlainDate.compare(takesOver.to, to) > 0);
          if (successor !== null && (!isOpen || successor === id))
            return { successor: 'organization.error.unit' };
          await closeUnit(tx, id, { to, successor });
          const data = { unit: id, to: to.toString(), successor };
          await journal(tx, context, 'organization.unitClosed', `unit/${id}`, data);
          return null;
        },
      );
      if (refused === null) await living.read(context.municipality);
      return refused;
    },
  };
}
