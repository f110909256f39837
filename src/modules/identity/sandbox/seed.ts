import { today } from '#kernel/clock.js';
import type { Context } from '#kernel/context.js';
import type { Kernel } from '#kernel/kernel.js';
import { readPersonas, type StaffPersonaId } from '../definition.js';
import { grant, registerStaff } from '../service/registry.js';
import { sandboxIssuerUrl } from './address.js';
import { subjectOf } from './subject.js';

/** Registers the demo's staff, as an administrator would; the context needs staff.manage. Repeating it changes nothing. */
export async function seedStaff(kernel: Kernel, context: Context): Promise<void> {
  const { slug } = context.municipality;
  const { personas, cities } = await readPersonas(kernel);
  const staff = cities[slug]?.staff;
  if (!staff) return;
  for (const { id, kind, name } of personas) {
    if (kind !== 'staff') continue;
    const account = { issuer: sandboxIssuerUrl(kernel.config), subject: subjectOf(slug, id) };
    const registered = await registerStaff(kernel, context, { ...account, name });
    for (const { role, unit = null } of staff[id as StaffPersonaId].grants) {
      await grant(kernel, context, registered.id, { role, unit, from: today(context.clock), to: null });
    }
  }
}
