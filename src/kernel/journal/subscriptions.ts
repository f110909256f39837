import { sql } from 'kysely';
import type { Clock } from '../clock.js';
import { type Context, systemContext, tenantOf } from '../context.js';
import type { Database, Tx } from '../db/database.js';
import type { Logger } from '../log.js';
import type { Municipality } from '../tenancy/municipality.js';
import type { Entry } from './entry.js';
import { readBetween } from './journal.js';
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
/** So many entries are passed in one transaction at most, wanted or not: a new subscriber begins with the first. */
const REACH = 10_000;
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
      if (read.isLast) return { handled, isStuck: false };
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

interface Page {
  handled: number;
  /** Nothing that was there when the page was read is left. */
  isLast: boolean;
}

/** Handles up to `limit` entries that the subscriber wants, from its place on, and moves the place behind them. */
const handlePage = (
  database: Database,
  context: Context,
  { name, types, handle }: Subscription,
  limit: number,
): Promise<Page> =>
  database.transaction(tenantOf(context), async (tx): Promise<Page> => {
    const place = await lockPlace(tx, name);
    const end = Math.min(place.head, place.position + REACH);
    if (end <= place.position) return { handled: 0, isLast: true };
    const entries = await readBetween(tx, { after: place.position, upTo: end, types, limit });
    for (const entry of entries) await handle(tx, context, entry);
    const last = entries.length === limit ? entries.at(-1) : undefined;
    const position = last?.position ?? end;
    await tx
      .tables<JournalTables>()
      .updateTable('journal_subscription')
      .set({ position, failures: 0, last_error: null })
      .where('tenant', '=', tx.tenant)
      .where('subscriber', '=', name)
      .execute();
    return { handled: entries.length, isLast: position === place.head };
  });

/**
 * How far the subscriber and the journal are. The lock keeps a second process from handling the same entries at the same
 * time; who waited for it may see an older head.
 */
async function lockPlace(tx: Tx, subscriber: string): Promise<{ position: number; head: number }> {
  const tables = tx.tables<JournalTables>();
  const locked = tables
    .selectFrom('journal_subscription as place')
    .leftJoin('journal_head as journal', 'journal.tenant', 'place.tenant')
    .select(['place.position', sql<number>`coalesce(journal.position, 0)`.as('head')])
    .where('place.tenant', '=', tx.tenant)
    .where('place.subscriber', '=', subscriber)
    .forUpdate('place');
  const place = await locked.executeTakeFirst();
  if (place) return place;
  await tables
    .insertInto('journal_subscription')
    .values({ tenant: tx.tenant, subscriber, last_error: null })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return locked.executeTakeFirstOrThrow();
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
