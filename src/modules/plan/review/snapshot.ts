import { createHash } from 'node:crypto';
import { fiscalYear } from '#kernel/values/fiscal-year.js';
import { canonical } from '../changes.js';
import type { MeasureView, PlanView } from '../model.js';
import { judgeMeasureYears, type RatingRule } from '../ratings.js';
import { type Evidence, isReported, type Round, type Task } from './model.js';

/** The plan as a review published it: what was shown that day, whatever the plan becomes later. */
export interface Snapshot {
  /** Id of the review. */
  round: string;
  fiscalYear: number;
  publishedAt: Temporal.Instant;
  plan: PlanView;
  evidence: readonly { measure: string; evidence: readonly Evidence[] }[];
  /** Measures that were judged without a report of their section. */
  unreported: readonly string[];
  rule: RatingRule;
  /** SHA-256 in hexadecimal, as the journal entry plan.published states it. */
  hash: string;
}

/** As it is stored: plain JSON, dates as text. */
export const freeze = (round: Round, plan: PlanView, tasks: readonly Task[], rule: RatingRule): unknown =>
  JSON.parse(
    JSON.stringify({
      fiscalYear: round.fiscalYear,
      dueOn: round.dueOn,
      plan,
      evidence: tasks
        .filter(({ evidence }) => evidence.length > 0)
        .map(({ measure, evidence }) => ({ measure, evidence })),
      unreported: tasks.filter((task) => !isReported(task)).map(({ measure }) => measure),
      rule,
    }),
  );

/** Over the content with its keys sorted: a database may keep them in another order. */
export const snapshotHash = (content: unknown): Buffer =>
  createHash('sha256').update(canonical(content), 'utf8').digest();

type Frozen<Value> = Value extends number | string | boolean
  ? Value
  : Value extends Temporal.Instant | Temporal.PlainDate
    ? string
    : Value extends readonly (infer Item)[]
      ? readonly Frozen<Item>[]
      : Value extends object
        ? { [Key in keyof Value]: Frozen<Value[Key]> }
        : Value;

interface FrozenContent {
  fiscalYear: number;
  plan: Frozen<PlanView>;
  evidence: Snapshot['evidence'];
  /** Snapshots of before did not keep it. */
  unreported?: readonly string[];
  rule: RatingRule;
}

/** Reads what `freeze` wrote; it was written by this product and is not parsed again. */
export function thaw({
  round,
  content,
  publishedAt,
  hash,
}: {
  round: string;
  content: unknown;
  publishedAt: Temporal.Instant;
  hash: Uint8Array;
}): Snapshot {
  const frozen = content as FrozenContent;
  const measures = frozen.plan.measures.map(
    (measure): MeasureView => ({
      ...(measure as unknown as MeasureView),
      // Snapshots of before did not keep it; the figures and the rule that they keep give the same.
      years: judgeMeasureYears(frozen.rule, (measure as unknown as MeasureView).indicators),
      changedAt: Temporal.Instant.from(measure.changedAt),
      judgement: measure.judgement && {
        ...(measure.judgement as unknown as NonNullable<MeasureView['judgement']>),
        publishedOn: Temporal.PlainDate.from(measure.judgement.publishedOn),
      },
    }),
  );
  return {
    round,
    fiscalYear: frozen.fiscalYear,
    publishedAt,
    plan: {
      ...(frozen.plan as unknown as PlanView),
      measures,
      asOf: Temporal.PlainDate.from(frozen.plan.asOf),
      fiscalYear: fiscalYear(frozen.plan.fiscalYear),
    },
    evidence: frozen.evidence,
    unreported: frozen.unreported ?? [],
    rule: frozen.rule,
    hash: Buffer.from(hash).toString('hex'),
  };
}
