import type { Saying } from '#kernel/faults/saying.js';
import type { FieldChange } from '../model.js';
import type { PlanPart } from './import/plan-changes.js';

/** What is wrong at one place of the file; in words by `exchange.problem.<code>`. */
export const PROBLEM_CODES = [
  'missingColumn',
  'noRows',
  'oneRow',
  'required',
  'formula',
  'errorValue',
  'notYear',
  'notDate',
  'notNumber',
  'notChoice',
  'notFlag',
  'notId',
  'notJson',
  'unknownMeasure',
  'unknownIndicator',
  'unknownPillar',
  'unknownBody',
  'unknownRelated',
  'unknownCommon',
  'otherPlan',
  'duplicate',
  'endReasonMissing',
  'phaseReversed',
  'figureNumber',
  'figureYesNo',
  'achievedOnlyMilestone',
  'countKind',
  'countMissing',
  'changedSince',
  'definition',
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

export interface Problem {
  sheet: string;
  /** D12; null when the whole sheet is meant. */
  cell: string | null;
  code: ProblemCode;
  params: Record<string, string | number | Saying>;
}

/** What was not read, or is left as it is: no mistake, but the person must know. In words by `exchange.notice.<code>`. */
export type Notice = FileNotice | NewerNotice;

interface FileNotice {
  code: 'unknownSheet' | 'unknownColumn' | 'missingSheet' | 'measuresKept';
  params: Record<string, string | number>;
}

/** A document that the file leaves as it was written and that has moved on in the plan since: where it is newer. */
export interface NewerNotice {
  code: 'newerKept';
  /** Label of the measure; null for the plan itself. */
  document: string | null;
  changes: readonly FieldChange[];
  parts: readonly PlanPart[];
}

export const placesIn = ({ changes, parts }: NewerNotice): number => changes.length + parts.length;
