import { type Context, tenantOf } from '#kernel/context.js';
import { AppError } from '#kernel/errors.js';
import type { Reason } from '../definition.js';
import { mayNext, type Report } from '../model.js';
import { reportsById } from '../store/reports.js';
import { type ReportDeps, rulesHere, WORK } from './deps.js';
import type { Desk } from './desk.js';

/** One that was chosen, as the page showed it. */
export interface Chosen {
  id: string;
  revision: number;
}

/** Several reports that tell of nothing, closed in one go: a flood of advertising, a joke that was sent ten times. */
export function createSetAside(deps: ReportDeps, desk: Pick<Desk, 'act'>) {
  const { access, database, vault } = deps.kernel;

  /** Null where the town has no such reason. */
  const reasonHere = (context: Context): Reason | null =>
    rulesHere(deps, context).reasons.find(({ isNoReport }) => isNoReport) ?? null;

  return {
    reasonHere,

    /** Those of the actor's sections that can still be closed, the oldest first. */
    closable: async (context: Context, ids: readonly string[]): Promise<Report[]> => {
      const found = await database.transaction(tenantOf(context), (tx) => reportsById(tx, vault, ids));
      return found
        .filter(({ state, unit }) => access.can(context, WORK, unit) && mayNext(state, 'close'))
        .sort((a, b) => Temporal.Instant.compare(a.receivedAt, b.receivedAt));
    },

    /** Each in a transaction of its own, with its step and entry. Those that changed since stay as they are. */
    close: async (context: Context, chosen: readonly Chosen[]): Promise<{ changed: string[] }> => {
      const reason = reasonHere(context);
      if (!reason) throw new AppError('invalidInput', 'no reason says that it is no report');
      const changed: string[] = [];
      for (const { id, revision } of chosen)
        try {
          await desk.act(context, id, revision, 'close', { reason: reason.id, reply: '' });
        } catch (error) {
          if (!(error instanceof AppError) || !['conflict', 'notAllowedNow', 'notFound'].includes(error.code))
            throw error;
          changed.push(id);
        }
      return { changed };
    },
  };
}
