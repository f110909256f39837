import { today, ZONE } from '#kernel/clock.js';
import { type Context, staffIdOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { invariant, notFound } from '#kernel/errors.js';
import { append, readEntries } from '#kernel/journal/journal.js';
import type { Procedure } from '../definition.js';
import { type Case, nextStep, type StaffAction } from '../model.js';
import { findCase } from '../store/cases.js';
import { caseSubject, TRYING, withPurpose } from '../timeline.js';
import type { ProcedureDeps } from './deps.js';

/** Looks at one case on one day that are searched for one's own. */
const LOOKS = 200;

/** What all work of staff on a case begins with: may it be seen, and for what was it opened. */
export type Desk = ReturnType<typeof createDesk>;

export function createDesk({ kernel }: Pick<ProcedureDeps, 'kernel'>) {
  const { access, vault } = kernel;

  async function visible(tx: Tx, context: Context, id: string, { lock = false } = {}): Promise<Case> {
    const found = await findCase(tx, vault, id, { lock });
    if (!found || !access.can(context, 'case.read', found.unit)) throw notFound(`case ${id}`);
    return found;
  }

  const actionFor = (
    action: StaffAction,
    procedure: Procedure,
    found: Pick<Case, 'stepsDone'>,
  ): 'case.work' | 'case.decide' =>
    (action === 'signOff' && nextStep(found, procedure)?.by === 'sectionHead') ||
    ((action === 'approve' || action === 'refuse' || action === 'revoke' || action === 'reissue') &&
      procedure.review.decidedBy === 'sectionHead')
      ? 'case.decide'
      : 'case.work';

  /** The purpose for which this member of staff opened the case today; null when it is still to be stated. */
  async function purposeToday(tx: Tx, { actor, clock }: Context, id: string): Promise<string | null> {
    if (actor.kind !== 'staff') return null;
    const from = today(clock).toZonedDateTime(ZONE).toInstant();
    const filter = { type: 'case.viewed', subject: caseSubject(id), from };
    const { entries } = await readEntries(tx, filter, { limit: LOOKS });
    const mine = entries.find((entry) => staffIdOf(entry.actor) === actor.id && entry.purpose !== TRYING);
    return mine?.purpose ?? null;
  }

  function journalLook(tx: Tx, context: Context, found: Case, purpose: string) {
    const held = grantFor(context, found.unit);
    return append(tx, withPurpose(context, purpose), {
      type: 'case.viewed',
      subject: caseSubject(found.id),
      data: { procedure: found.procedure, role: held?.role ?? '', unit: held?.unit ?? null },
    });
  }

  /** The grant by which the actor may see it: the one in a unit before one in the whole municipality. */
  function grantFor(context: Context, unit: string) {
    const { actor } = context;
    if (actor.kind !== 'staff') return undefined;
    return [...actor.grants]
      .sort((a, b) => Number(a.unit === null) - Number(b.unit === null))
      .find((grant) => access.can({ ...context, actor: { ...actor, grants: [grant] } }, 'case.read', unit));
  }

  const staffId = ({ actor }: Context): string => {
    invariant(actor.kind === 'staff', 'work on cases is done by staff');
    return actor.id;
  };

  return { visible, actionFor, purposeToday, journalLook, staffId };
}
