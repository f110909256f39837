import type { Actor } from '#kernel/context.js';
import type { Kernel } from '#kernel/kernel.js';
import type { Municipality, Unit } from '#kernel/tenancy/municipality.js';
import type { OrganizationSettings } from '../definition.js';
import { everyUnit } from '../store.js';

/**
 * Bounds how long another process of the installation may not know a unit that was opened or closed in this one: for the
 * work of staff, by which rights are judged, and for people, who read names and cost no statement meanwhile.
 */
const REMEMBERED_MS = { atWork: 5_000, otherwise: 600_000 };

/**
 * The units that rights, drafts, cases and binders know are those of the organisation: what was opened on screen
 * stands beside what municipality.yaml names. Those who stand above every department are no section.
 */
export function createLivingUnits({
  kernel: { database, municipalities },
  settings,
}: {
  kernel: Pick<Kernel, 'database' | 'municipalities'>;
  settings: ReadonlyMap<string, OrganizationSettings>;
}) {
  const readAt = new Map<string, number>();

  async function read(municipality: Municipality): Promise<void> {
    const { code } = municipality;
    const root = settings.get(code)?.root.id;
    const kept = await database.transaction(code, everyUnit);
    // In the order of the definition, which also knows the telephone; what was opened later stands behind.
    const before = new Map(municipality.units.map((unit, index) => [unit.id, { unit, index }]));
    const place = (id: string) => before.get(id)?.index ?? Number.MAX_SAFE_INTEGER;
    const units = kept
      .filter(({ id }) => id !== root)
      .sort((one, other) => place(one.id) - place(other.id))
      .map(({ id, name, parent, from, to }): Unit => {
        const phone = before.get(id)?.unit.phone;
        return {
          id,
          name,
          ...(parent !== null && parent !== root && { parent }),
          ...(phone !== undefined && { phone }),
          from: from.toString(),
          ...(to !== null && { to: to.toString() }),
        };
      });
    if (units.length > 0) municipalities.keepUnits(municipality, units);
    readAt.set(code, performance.now());
  }

  return {
    /** Reads them anew, after something was opened or closed. */
    read,
    /** Reads them anew when that was too long ago for who asks; not before the start. */
    keepFresh: async (municipality: Municipality, { kind }: Actor): Promise<void> => {
      const last = readAt.get(municipality.code);
      const limit = REMEMBERED_MS[kind === 'staff' || kind === 'system' ? 'atWork' : 'otherwise'];
      if (last !== undefined && performance.now() - last > limit) await read(municipality);
    },
  };
}
export type LivingUnits = ReturnType<typeof createLivingUnits>;
