import { setImmediate } from 'node:timers/promises';
import { type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import type { RelatedSource } from '../related.js';
import { relatingOf, saveRelating } from '../store/related.js';
import type { RegisterDeps } from './deps.js';
import type { RelationService } from './relations.js';

/** Things in one transaction, and lots in one run of the job. */
const LOT = 100;
const LOTS_AT_ONCE = 20;

/**
 * Things that were there before the rules by which they name rows: gone through once, lot by lot, and again when the
 * rules change. Goes on where it was stopped; what comes meanwhile says for itself what it is about.
 */
export function createRelating({ kernel, related }: RegisterDeps, { relate }: RelationService) {
  const { database } = kernel;

  /** The next things, in one transaction with how far it is. False when all were looked at. */
  async function lot(context: Context, source: RelatedSource): Promise<boolean> {
    const { kind } = source;
    const inTenant = <Result>(work: (tx: Tx) => Promise<Result>) =>
      database.transaction(tenantOf(context), work);
    const mark = source.rules(context);
    const known = await inTenant((tx) => relatingOf(tx, kind));
    const isSame = known?.mark === mark;
    if (isSame && known.done) return false;
    const after = isSame ? known.reached : null;
    const things = await source.naming(context, after, LOT);
    const done = things.length < LOT;
    await inTenant(async (tx) => {
      for (const { id, rows, at } of things) await relate(tx, context, { kind, id }, rows, at);
      await saveRelating(tx, kind, { mark, reached: things.at(-1)?.id ?? after, done });
    });
    return !done;
  }

  return {
    run: async (context: Context): Promise<void> => {
      for (const source of related())
        for (let lots = 0; lots < LOTS_AT_ONCE && (await lot(context, source)); lots += 1)
          await setImmediate();
    },
  };
}
