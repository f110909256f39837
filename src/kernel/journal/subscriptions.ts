import type { Clock } from '../clock.js';
import { type Context, systemContext } from '../context.js';
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

/** Lets one subscriber of one municipality catch up. Returns how many entries it handled. */
export async function catchUp(
  { database, clock, log }: SubscriptionDeps,
  municipality: Municipality,
  subscription: Subscription,
): Promise<number> {
  const context = systemContext(municipality, subscription.name, clock);
  let handled = 0;
  for (;;) {
    try {
      const read = await database.transaction(municipality.code, async (tx) => {
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
        const entries = await readFrom(tx, place.position, PAGE);
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
      handled += read.handled;
      if (read.entries < PAGE) return handled;
    } catch (error) {
      const failures = await recordFailure(database, municipality.code, subscription.name, error);
      const details = { tenant: municipality.code, subscriber: subscription.name, failures, err: error };
      if (failures >= ALARM_AFTER) log.error(details, 'a journal subscriber does not get on');
      else log.warn(details, 'a journal subscriber failed and will try again');
      return handled;
    }
  }
}

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
