import { actorRef, type Context } from '#kernel/context.js';
import type { ChangedAs } from '../model.js';

/**
 * As what somebody does a thing: the first of their roles by which alone they may. Kept with what they change and
 * published in place of a name, since grants end and are not known afterwards.
 */
export function actingAs(context: Context, may: (context: Context) => boolean): ChangedAs | null {
  const { actor } = context;
  if (actor.kind === 'system') return { role: actorRef(actor), unit: null };
  if (actor.kind !== 'staff') return null;
  const { grants } = actor;
  return grants.find((grant) => may({ ...context, actor: { ...actor, grants: [grant] } })) ?? null;
}
