import { today } from '#kernel/clock.js';
import { type Context, tenantOf } from '#kernel/context.js';
import { append } from '#kernel/journal/journal.js';
import { endOfRetention } from '#kernel/values/retention.js';
import { messageHolder } from '../message-files.js';
import { partHolder } from '../parts/service.js';
import { partIdsOf } from '../parts/store.js';
import { messageIdsOf } from '../store/messages.js';
import { closedBefore, eraseCase, versionsWithClosedCases } from '../store/retention.js';
import { caseSubject } from '../timeline.js';
import type { ProcedureDeps } from './deps.js';

/** Cases of one round, each in a transaction of its own; the next round takes the rest. */
const MOST = 5_000;

/** Erases what is past its retention. Safe to repeat; what was erased is journalled case by case. */
export async function eraseExpired(
  { kernel, definitions }: Pick<ProcedureDeps, 'kernel' | 'definitions'>,
  context: Context,
): Promise<number> {
  const { database, files } = kernel;
  const tenant = tenantOf(context);
  const now = context.clock.now();
  const expired = await database.transaction(tenant, async (tx) => {
    const found = [];
    for (const version of await versionsWithClosedCases(tx)) {
      const { retention } = await definitions.at(tx, version.procedure, version.version);
      const before = endOfRetention(retention.years, today(context.clock));
      const ids = await closedBefore(tx, version, before, MOST);
      found.push(...ids.map((one) => ({ ...one, procedure: version.procedure, years: retention.years })));
    }
    return found;
  });
  for (const { id, unit, procedure, years } of expired.slice(0, MOST)) {
    await database.transaction(tenant, async (tx) => {
      let erasedFiles = await files.erase(tx, caseSubject(id));
      for (const part of await partIdsOf(tx, id)) erasedFiles += await files.erase(tx, partHolder(part));
      for (const message of await messageIdsOf(tx, id))
        erasedFiles += await files.erase(tx, messageHolder(message));
      await eraseCase(tx, id, now);
      await append(tx, context, {
        type: 'case.erased',
        subject: caseSubject(id),
        data: { procedure, unit, years, files: erasedFiles },
      });
    });
  }
  return Math.min(expired.length, MOST);
}
