import type { Clock } from '../clock.js';
import { type Context, systemContext, tenantOf } from '../context.js';
import type { Database, Tx } from '../db/database.js';
import type { Logger } from '../log.js';
import type { Municipality } from '../tenancy/municipality.js';
import type { Entry } from './entry.js';
import { readFrom } from './journal.js';
import type { JournalTables } from './tables.js';

/**
 * Reacts to entries, oldest first. The reader's place moves in the transaction of the effect, so an effect
 * in the database happens exactly once; effects outside it happen at least once and must be idempotent.
 */
export interface Subscription {
  /** Unique in the product; it never changes, or the subscriber would start over. */
  name: string;
  types: readonly string[];
  handle(tx: Tx, context: Context, entry: Entry): Promise<void>;
}

const PAGE = 200;
/** After so many failures in a row at one entry the operator is told at error level; the subscriber keeps trying. */
const ALARM_AFTER = 5;

export interface SubscriptionDeps {
  database: Database;
  clock: Clock;
  log: Logger;
}

export interface Progress {
  /** Entries that were handled. */
  handled: number;
  /** The next entry cannot be handled; it is tried again at the next call. */
  isStuck: boolean;
}

/**
 * Lets one subscriber of one municipality catch up. Entries are handled a page at a time; when that fails, one
 * at a time, so that the place is right before the entry that fails and what came before it is done.
 */
export async function catchUp(
  deps: SubscriptionDeps,
  municipality: Municipality,
  subscription: Subscription,
): Promise<Progress> {
  const { clock, database, log } = deps;
  const context = systemContext(municipality, subscription.name, clock);
  let handled = 0;
  let singly = 0;
  for (;;) {
    const limit = singly > 0 ? 1 : PAGE;
    try {
      const read = await handlePage(database, context, subscription, limit);
      handled += read.handled;
      if (read.entries < limit) return { handled, isStuck: false };
      singly = Math.max(0, singly - 1);
    } catch (error) {
      if (limit > 1) {
        singly = PAGE;
        continue;
      }
      const failures = await recordFailure(database, municipality.code, subscription.name, error);
      const details = { tenant: municipality.code, subscriber: subscription.name, failures, err: error };
      if (failures >= ALARM_AFTER) log.error(details, 'a journal subscriber does not get on');
      else log.warn(details, 'a journal subscriber failed and will try again');
      return { handled, isStuck: true };
    }
  }
}

/** Reads up to `limit` entries from the subscriber's place on, handles those it wants and moves the place. */
const handlePage = (
  database: Database,
  context: Context,
  subscription: Subscription,
  limit: number,
): Promise<{ entries: number; handled: number }> =>
  database.transaction(tenantOf(context), async (tx) => {
    const tables = tx.tables<JournalTables>();
    await tables
      .insertInto('journal_subscription')
      .values({ tenant: tx.tenant, subscriber: subscription.name, last_error: null })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    // The lock keeps a second process from handling the same entries at the same time.
    const place = await tables
      .selectFrom('journal_subscription')
      .select('position')
      .where('tenant', '=', tx.tenant)
      .where('subscriber', '=', subscription.name)
      .forUpdate()
      .executeTakeFirstOrThrow();
    const entries = await readFrom(tx, place.position, limit);
    const last = entries.at(-1);
    if (!last) return { entries: 0, handled: 0 };
    const wanted = entries.filter((entry) => subscription.types.includes(entry.type));
    for (const entry of wanted) await subscription.handle(tx, context, entry);
    await tables
      .updateTable('journal_subscription')
      .set({ position: last.position, failures: 0, last_error: null })
      .where('tenant', '=', tx.tenant)
      .where('subscriber', '=', subscription.name)
      .execute();
    return { entries: entries.length, handled: wanted.length };
  });

const recordFailure = (
  database: Database,
  tenant: string,
  subscriber: string,
  error: unknown,
): Promise<number> =>
  database.transaction(tenant, async (tx) => {
    const row = await tx
      .tables<JournalTables>()
      .updateTable('journal_subscription')
      .set((set) => ({
        failures: set('failures', '+', 1),
        last_error: String((error as Error).message ?? error),
      }))
      .where('tenant', '=', tenant)
      .where('subscriber', '=', subscriber)
      .returning('failures')
      .executeTakeFirst();
    return row?.failures ?? 1;
  });
