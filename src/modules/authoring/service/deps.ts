import type { Context } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { invariant, notFound } from '#kernel/errors.js';
import type { EntryData } from '#kernel/journal/entry.js';
import { append } from '#kernel/journal/journal.js';
import type { Kernel } from '#kernel/kernel.js';
import type { ProcedureApi } from '#modules/procedure/api.js';
import type { EntryName } from '../entries.js';
import type { Draft } from '../model.js';
import { findDraft } from '../store/drafts.js';

export interface AuthoringDeps {
  kernel: Kernel;
  procedure: ProcedureApi;
  staffNames(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

/** What all work on definitions begins with. */
export function createDesk({ kernel: { access } }: Pick<AuthoringDeps, 'kernel'>) {
  const staffId = ({ actor }: Context): string => {
    invariant(actor.kind === 'staff', 'definitions are written by staff');
    return actor.id;
  };
  const mayWrite = (context: Context, unit: string): boolean => access.can(context, 'procedure.author', unit);
  const mayDecide = (context: Context, unit: string): boolean =>
    access.can(context, 'procedure.approve', unit);
  const maySee = (context: Context, unit: string): boolean =>
    mayWrite(context, unit) || mayDecide(context, unit);

  /** The draft of a procedure; not found for whoever may not see it. */
  async function draftOf(tx: Tx, context: Context, procedure: string, { lock = false } = {}): Promise<Draft> {
    const draft = await findDraft(tx, procedure, { lock });
    if (!draft || !maySee(context, draft.unit)) throw notFound(`draft of ${procedure}`);
    return draft;
  }

  const journal = (
    tx: Tx,
    context: Context,
    type: EntryName,
    { procedure, unit }: { procedure: string; unit: string },
    data: EntryData = {},
  ) => append(tx, context, { type, subject: `procedure/${procedure}`, data: { procedure, unit, ...data } });

  return { staffId, mayWrite, mayDecide, maySee, draftOf, journal };
}
