import { type Context, tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { AppError } from '#kernel/errors.js';
import { append } from '#kernel/journal/journal.js';
import type { Procedure } from '../definition.js';
import { identityDifferences } from '../identity-differences.js';
import { type Case, isCheckable, requireRevision } from '../model.js';
import { saveCase } from '../store/cases.js';
import { addCheckMarks, type CheckMark, checkMarksOf, removeCheckMarks } from '../store/checks.js';
import { caseSubject, withPurpose } from '../timeline.js';
import type { ProcedureDeps } from './deps.js';
import type { Desk } from './desk.js';

/** A point of the review as its page shows it. */
export interface ReviewCheck {
  number: number;
  /** As the definition has it; null: the answers differ from the verified identity, which is looked at too. */
  text: string | null;
  /** Who ticked it and when; null while it is open. */
  done: { at: Temporal.Instant; by: string | null } | null;
}

/** What a review of this case looks at: the points of the definition, then the identity where it differs. */
const pointsOf = (procedure: Procedure, found: Case): ReviewCheck['text'][] => [
  ...procedure.review.checks,
  ...(identityDifferences(procedure, found).length > 0 ? [null] : []),
];

/** Thrown inside the transaction of a decision: points of the review are open, and nobody says why. */
export class ChecksOpen extends Error {
  readonly open: number;
  constructor(open: number) {
    super(`${open} points of the review are open`);
    this.open = open;
  }
}

export type Checks = ReturnType<typeof createChecks>;

/** The points that a review looks at: who has ticked which. */
export function createChecks(
  { kernel, definitions }: Pick<ProcedureDeps, 'kernel' | 'definitions'>,
  desk: Desk,
) {
  /** Brings the marks to those that the page sent. Gives what changed; a number that no point has is nothing. */
  async function mark(
    tx: Tx,
    context: Context,
    found: Case,
    procedure: Procedure,
    ticked: readonly number[],
  ): Promise<{ set: number[]; cleared: number[] }> {
    const before = new Set((await checkMarksOf(tx, found.id)).map(({ number }) => number));
    const { length } = pointsOf(procedure, found);
    const wanted = new Set(ticked.filter((number) => number >= 1 && number <= length));
    const set = [...wanted].filter((number) => !before.has(number));
    const cleared = [...before].filter((number) => !wanted.has(number));
    const [at, by] = [context.clock.now(), desk.staffId(context)];
    await removeCheckMarks(tx, found.id, cleared);
    await addCheckMarks(
      tx,
      found.id,
      set.map((number) => ({ number, at, by })),
    );
    return { set, cleared };
  }

  async function journalMarks(
    tx: Tx,
    context: Context,
    found: Case,
    { set, cleared }: { set: readonly number[]; cleared: readonly number[] },
  ): Promise<void> {
    if (set.length + cleared.length === 0) return;
    await append(tx, context, {
      type: 'case.checked',
      subject: caseSubject(found.id),
      data: { procedure: found.procedure, unit: found.unit, set: set.join(' '), cleared: cleared.join(' ') },
    });
  }

  const openOf = async (tx: Tx, found: Case, procedure: Procedure): Promise<number> => {
    const made = new Set((await checkMarksOf(tx, found.id)).map(({ number }) => number));
    return pointsOf(procedure, found).filter((_, index) => !made.has(index + 1)).length;
  };

  return {
    mark,
    journalMarks,
    openOf,

    /** The points with who ticked them. */
    shown: (
      procedure: Procedure,
      found: Case,
      marks: readonly CheckMark[],
      nameOf: (staff: string) => string | null,
    ): ReviewCheck[] =>
      pointsOf(procedure, found).map((text, index) => {
        const made = marks.find(({ number }) => number === index + 1);
        return { number: index + 1, text, done: made ? { at: made.at, by: nameOf(made.by) } : null };
      }),

    /** Records what somebody has looked at, without deciding anything. */
    record: (context: Context, id: string, revision: number, ticked: readonly number[]): Promise<void> =>
      kernel.database.transaction(tenantOf(context), async (tx) => {
        const found = await desk.visible(tx, context, id, { lock: true });
        kernel.access.require(context, 'case.work', found.unit);
        requireRevision(found, revision);
        const procedure = await definitions.at(tx, found.procedure, found.version);
        const purpose = await desk.purposeToday(tx, context, id);
        if (!isCheckable(found) || purpose === null)
          throw new AppError('notAllowedNow', `checks of case ${id} in state ${found.state}`);
        const changed = await mark(tx, context, found, procedure, ticked);
        await saveCase(tx, kernel.vault, id, {}, context.clock.now());
        await journalMarks(tx, withPurpose(context, purpose), found, changed);
      }),
  };
}
