import { today } from '#kernel/clock.js';
import { actorRef, type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { invariant, notFound } from '#kernel/errors.js';
import type { MessageKey } from '#kernel/i18n/catalogues.js';
import { uuidv7 } from '#kernel/values/uuid.js';
import { ABSENCE_REASONS, titleOn } from '../model.js';
import { absencesOf, cancelAbsence, findAbsence, insertAbsence, type StoredAbsence } from '../store.js';
import { readDay } from '../terms.js';
import { createGround, type OrganizationDeps } from './deps.js';

export interface TypedAbsence {
  staff: string;
  from: string;
  to: string;
  reason: string;
}
export type AbsenceFaults = Partial<Record<keyof TypedAbsence, MessageKey>>;

export interface AbsencesView {
  /** Whose absences the actor may record: themselves first. */
  people: { id: string; name: string }[];
  absences: (StoredAbsence & { name: string })[];
  hasMore: boolean;
}

const SHOWN = 200;
const MOST_DAYS = 366 * 3;

/** Days on which people are away: everybody records their own, a head those of the unit. */
export function createAbsences(deps: OrganizationDeps) {
  const { kernel, identity } = deps;
  const { on, journal } = createGround(deps);
  const meOf = ({ actor }: Context): { id: string; name: string } => {
    invariant(actor.kind === 'staff', 'absences are recorded by staff');
    return { id: actor.id, name: actor.name };
  };

  /** Ids of those of whom the actor may record it. */
  async function peopleFor(tx: Tx, context: Context): Promise<string[]> {
    const me = meOf(context).id;
    const organization = await on(tx, context, today(context.clock));
    const others = [...organization.postings.values()].flat().map(({ staff }) => staff);
    const mine = [...new Set(others)].filter((staff) => {
      const at = titleOn(organization, staff);
      return staff !== me && at && kernel.access.can(context, 'organization.absences', at.unit);
    });
    return [me, ...mine];
  }

  return {
    async absences(context: Context): Promise<AbsencesView> {
      kernel.access.requireAnywhere(context, 'organization.read');
      return kernel.database.transaction(tenantOf(context), async (tx) => {
        const ids = await peopleFor(tx, context);
        const found = await absencesOf(tx, ids, today(context.clock), SHOWN);
        const names = await identity.staffNames(tx, ids);
        const nameOf = (id: string) => names.get(id) ?? '';
        const [me = '', ...others] = ids;
        const byName = others.toSorted((one, other) => nameOf(one).localeCompare(nameOf(other), 'ja'));
        return {
          people: [me, ...byName].map((id) => ({ id, name: nameOf(id) })),
          absences: found.slice(0, SHOWN).map((absence) => ({ ...absence, name: nameOf(absence.staff) })),
          hasMore: found.length > SHOWN,
        };
      });
    },

    async record(context: Context, typed: TypedAbsence): Promise<AbsenceFaults | null> {
      kernel.access.requireAnywhere(context, 'organization.read');
      return kernel.database.transaction(tenantOf(context), async (tx) => {
        const faults: AbsenceFaults = {};
        const from = readDay(typed.from);
        const to = readDay(typed.to);
        const reason = ABSENCE_REASONS.find((one) => one === typed.reason);
        if (!from) faults.from = 'organization.error.from';
        if (!to) faults.to = 'organization.error.to';
        if (from && to && (Temporal.PlainDate.compare(to, from) < 0 || from.until(to).days > MOST_DAYS))
          faults.to = 'organization.error.toBeforeFrom';
        if (!reason) faults.reason = 'organization.error.reason';
        if (!(await peopleFor(tx, context)).includes(typed.staff))
          faults.staff = 'organization.error.notYours';
        if (!from || !to || !reason || Object.keys(faults).length > 0) return faults;
        const now = context.clock.now();
        const id = uuidv7(now);
        await insertAbsence(tx, { id, staff: typed.staff, from, to, reason }, actorRef(context.actor), now);
        await journal(tx, context, 'organization.absenceRecorded', `staff/${typed.staff}`, {
          absence: id,
          staff: typed.staff,
          from: from.toString(),
          to: to.toString(),
        });
        return null;
      });
    },

    async cancel(context: Context, id: string): Promise<void> {
      kernel.access.requireAnywhere(context, 'organization.read');
      await kernel.database.transaction(tenantOf(context), async (tx) => {
        const absence = await findAbsence(tx, id);
        if (!absence || !(await peopleFor(tx, context)).includes(absence.staff))
          throw notFound(`absence ${id}`);
        await cancelAbsence(tx, id, context.clock.now());
        const data = { absence: id, staff: absence.staff };
        await journal(tx, context, 'organization.absenceCancelled', `staff/${absence.staff}`, data);
      });
    },
  };
}
