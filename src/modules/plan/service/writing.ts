import { today } from '#kernel/clock.js';
import { actorRef, type Context } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { AppError, invariant } from '#kernel/errors.js';
import { fiscalYearOf } from '#kernel/values/fiscal-year.js';
import { canonical } from '../changes.js';
import { Measure, type Plan } from '../definition.js';
import type { Change, ChangedAs } from '../model.js';
import { type KnownNames, planProblems } from '../plan-problems.js';
import { withRecordedChanges } from '../recorded-changes.js';
import { addVersion, lockCurrent, readVersion } from '../store.js';

/** A measure as somebody wants it to be, and the version that they had before them; null for a new one. */
export interface MeasureDraft {
  base: number | null;
  document: Measure;
}

export interface WrittenMeasure {
  number: string;
  version: number;
  /** False when the plan says so already: the same form sent twice, a file without news. */
  changed: boolean;
}

/** Throws invalidInput with a fault for each place that does not fit the rest of the plan. */
export function requireSound(
  plan: Plan,
  measures: readonly Measure[],
  drafts: readonly Measure[],
  known: KnownNames,
): void {
  const byNumber = new Map([...measures, ...drafts].map((measure) => [measure.number, measure]));
  const problems = planProblems({ plan, measures: [...byNumber.values()] }, known, measures);
  if (problems.length === 0) return;
  throw new AppError(
    'invalidInput',
    problems.map(({ document, path, message }) => `${document} ${path}: ${message}`).join('; '),
    {
      fields: Object.fromEntries(
        problems.map(({ document, path, message }) => [`${document} ${path}`, message]),
      ),
    },
  );
}

/** What made a version, why, and as what somebody made it. */
export interface HowChanged {
  change: Change;
  reason: string | null;
  changedAs: ChangedAs | null;
}

/**
 * Saves one measure as its next version; the caller journals it. The same content twice is written once. Throws
 * conflict, with nothing written, when the measure has moved on since the base version.
 */
export async function writeMeasure(
  tx: Tx,
  context: Context,
  plan: string,
  { base, document }: MeasureDraft,
  { change, reason, changedAs }: HowChanged,
): Promise<WrittenMeasure> {
  const { number } = document;
  const current = await lockCurrent(tx, plan, number);
  const before = base === null ? null : await readVersion(tx, plan, number, base);
  if (base !== null && !before) throw movedOn(number, base, current?.version);
  const complete = Measure.parse(
    withRecordedChanges(
      before && Measure.parse(before.document),
      document,
      fiscalYearOf(today(context.clock)),
      reason,
    ),
  );
  if (current && canonical(Measure.parse(current.document)) === canonical(complete)) {
    return { number, version: current.version, changed: false };
  }
  if ((current?.version ?? null) !== base) throw movedOn(number, base, current?.version);
  const version = (current?.version ?? 0) + 1;
  const added = await addVersion(tx, {
    plan,
    key: number,
    kind: 'measure',
    version,
    document: complete,
    change,
    reason,
    changedAt: context.clock.now(),
    changedBy: actorRef(context.actor),
    changedAs,
  });
  if (!added) throw movedOn(number, base, version);
  invariant(version === (base ?? 0) + 1, 'a version follows the one it was made from');
  return { number, version, changed: true };
}

const movedOn = (number: string, base: number | null, current: number | undefined): AppError =>
  new AppError(
    'conflict',
    `measure ${number} is at version ${current ?? 'none'}, the draft began with ${base ?? 'none'}`,
  );
