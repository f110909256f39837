import type { Context } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { invariant, notFound } from '#kernel/errors.js';
import type { EntryData } from '#kernel/journal/entry.js';
import { append } from '#kernel/journal/journal.js';
import type { Kernel } from '#kernel/kernel.js';
import type { DecisionApi } from '#modules/decision/api.js';
import type { IdentityApi } from '#modules/identity/api.js';
import type { ProcedureApi } from '#modules/procedure/api.js';
import type { EntryName } from '../entries.js';
import type { Draft } from '../model.js';
import { findDraft } from '../store/drafts.js';

export interface AuthoringDeps {
  kernel: Kernel;
  procedure: ProcedureApi;
  decision: DecisionApi;
  staffNames: IdentityApi['staffNames'];
}

/** How a draft for a decision names the definition that it is about. */
export const decisionSubject = (procedure: string) => ({ module: 'authoring', id: procedure });

/** What all work on definitions begins with. */
export function createDesk({ kernel: { access }, decision }: Pick<AuthoringDeps, 'kernel' | 'decision'>) {
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

  /** Id of the draft by which a decision on this definition is on its way; null when there is none. */
  async function underDecision(tx: Tx, procedure: string): Promise<string | null> {
    const last = await decision.lastAbout(tx, decisionSubject(procedure));
    return last && last.state !== 'decided' && last.state !== 'withdrawn' ? last.id : null;
  }

  const journal = (
    tx: Tx,
    context: Context,
    type: EntryName,
    { procedure, unit }: { procedure: string; unit: string },
    data: EntryData = {},
  ) => append(tx, context, { type, subject: `procedure/${procedure}`, data: { procedure, unit, ...data } });

  return { staffId, mayWrite, mayDecide, maySee, draftOf, underDecision, journal };
}
