import { today } from '#kernel/clock.js';
import { type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { AppError } from '#kernel/errors.js';
import { append } from '#kernel/journal/journal.js';
import type { Procedure } from '../definition.js';
import { type Case, requireAction, requireRevision, type StaffAction, stepsLeft } from '../model.js';
import { partsLeft } from '../parts/progress.js';
import { saveCase } from '../store/cases.js';
import { caseSubject, type EntryType, type Purpose, withPurpose } from '../timeline.js';
import type { ProcedureDeps } from './deps.js';
import type { Desk } from './desk.js';
import type { StepResult } from './outcome.js';

/** What every step of the work on a case begins with, and how it ends. */
export function createStep({ kernel, definitions }: ProcedureDeps, desk: Desk) {
  const { access, database, vault } = kernel;
  const { visible, actionFor, journalLook, purposeToday } = desk;

  async function admitted(
    tx: Tx,
    context: Context,
    id: string,
    revision: number,
    action: StaffAction,
    stated?: Purpose,
  ) {
    const found = await visible(tx, context, id, { lock: true });
    const procedure = await definitions.at(tx, found.procedure, found.version);
    access.require(context, actionFor(action, procedure, found), found.unit);
    requireRevision(found, revision);
    const left =
      action === 'approve'
        ? await partsLeft(tx, vault, found, procedure, { today: today(context.clock) })
        : 0;
    requireAction(found, action, stepsLeft(found, procedure), left);
    if (stated !== undefined) await journalLook(tx, context, found, stated);
    const purpose = stated ?? (await purposeToday(tx, context, id));
    if (purpose === null)
      throw new AppError('notAllowedNow', `${action} on a case that was not opened today`);
    return { found, procedure, purpose };
  }

  return {
    admitted,
    /**
     * One step of the work: the row is held, the page must be of the present revision, the action must be possible and
     * allowed, and the case must have been opened today with a purpose, or is opened with the one that is stated now.
     * Gives the entry that tells of it.
     */
    step: async (
      context: Context,
      id: string,
      revision: number,
      action: StaffAction,
      decide: (tx: Tx, found: Case, procedure: Procedure) => Promise<StepResult>,
      stated?: Purpose,
    ): Promise<EntryType> =>
      database.transaction(tenantOf(context), async (tx) => {
        const { found, procedure, purpose } = await admitted(tx, context, id, revision, action, stated);
        const { change, entry, data = {} } = await decide(tx, found, procedure);
        await saveCase(tx, vault, id, change, context.clock.now());
        await append(tx, withPurpose(context, purpose), {
          type: entry,
          subject: caseSubject(id),
          data: { procedure: found.procedure, unit: found.unit, ...data },
        });
        return entry;
      }),
  };
}
export type Step = ReturnType<typeof createStep>;
