import { today } from '#kernel/clock.js';
import { type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { AppError } from '#kernel/errors.js';
import { openUnits } from '#kernel/tenancy/municipality.js';
import type { TimePlace } from '#kernel/values/list-place.js';
import { GRADES, type Grade } from '../model.js';
import { type HandedOver, listHandOvers } from '../store/hand-overs.js';
import { doorOf, type RecordsDeps, staffOf } from './deps.js';

export interface Handing {
  /** The section that gets it. */
  unit: string;
  reason: string;
  /** Is known that nobody of that section can see it yet. */
  isSure: boolean;
}

const READING = {
  open: 'records.read',
  secret: 'records.readSecret',
  topSecret: 'records.readTopSecret',
} as const satisfies Record<Grade, string>;

const PAGE = 50;

/**
 * Throws invalidInput for `unit`: `unit` when it is no other section that is open, `unseen` when nobody of it could see
 * what is given and that was not known, `lost` when that is secret: nobody may lose sight of a secret document.
 */
export async function checkReceiver(
  { identity }: Pick<RecordsDeps, 'identity'>,
  tx: Tx,
  context: Context,
  { unit, isSure }: Handing,
  { from, grades }: { from: string; grades: readonly Grade[] },
): Promise<void> {
  const refuse = (fault: string) =>
    new AppError('invalidInput', `not given to ${unit}: ${fault}`, { fields: { unit: fault } });
  const units = openUnits(context.municipality, today(context.clock));
  if (unit === from || !units.some(({ id }) => id === unit)) throw refuse('unit');
  for (const grade of GRADES.toReversed()) {
    if (!grades.includes(grade) || (await identity.isStaffed(tx, context, READING[grade], unit))) continue;
    if (grade !== 'open') throw refuse('lost');
    if (!isSure) throw refuse('unseen');
  }
}

/** Receipts of what was given away. */
export function createHandOvers({ kernel, identity }: Pick<RecordsDeps, 'kernel' | 'identity'>) {
  const { access, database, vault } = kernel;
  return {
    list: (
      context: Context,
      after?: TimePlace,
    ): Promise<{ items: HandedOver[]; next: TimePlace | null; names: ReadonlyMap<string, string> }> => {
      access.requireAnywhere(context, 'records.read');
      return database.transaction(tenantOf(context), async (tx) => {
        const found = await listHandOvers(tx, vault, doorOf(kernel, context), { after, limit: PAGE + 1 });
        const items = found.slice(0, PAGE);
        const last = items.at(-1);
        const names = await identity.staffNames(tx, [...new Set(items.flatMap(({ by }) => staffOf(by)))]);
        return { items, next: found.length > PAGE && last ? { at: last.at, id: last.id } : null, names };
      });
    },
  };
}
