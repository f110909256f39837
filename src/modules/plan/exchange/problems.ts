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
  params: Record<string, string | number>;
}

/** What was not read, or is left as it is: no mistake, but the person must know. In words by `exchange.notice.<code>`. */
export interface Notice {
  code: 'unknownSheet' | 'unknownColumn' | 'missingSheet' | 'measuresKept';
  params: Record<string, string | number>;
}
