import { type Countable, countProblems } from './countable.js';
import type { DefinitionProblem, IndicatorKind, Measure, PlanDocuments } from './definition.js';

const FIGURE_TYPE = {
  value: 'number',
  rate: 'number',
  cumulative: 'number',
  milestone: 'string',
  yesNo: 'boolean',
} as const satisfies Record<IndicatorKind, 'number' | 'string' | 'boolean'>;

const duplicates = (values: readonly string[]): string[] => [
  ...new Set(values.filter((value, index) => values.indexOf(value) !== index)),
];

function indicatorProblems(measure: Measure): DefinitionProblem[] {
  const problems: DefinitionProblem[] = [];
  const report = (path: string, message: string) =>
    problems.push({ document: measure.number, path, message });

  for (const id of duplicates(measure.indicators.map((indicator) => indicator.id))) {
    report('indicators', `the indicator id "${id}" is used twice`);
  }
  measure.indicators.forEach((indicator, position) => {
    const expected = FIGURE_TYPE[indicator.kind];
    for (const [year, value] of Object.entries(indicator.values)) {
      const path = `indicators[${position}].values.${year}`;
      for (const side of ['target', 'result'] as const) {
        const figure = value[side];
        if (figure !== undefined && typeof figure !== expected) {
          report(
            `${path}.${side}`,
            `kind ${indicator.kind} needs a ${expected}, found ${JSON.stringify(figure)}`,
          );
        }
      }
      if (value.achieved !== undefined && indicator.kind !== 'milestone') {
        report(`${path}.achieved`, `only milestones state "achieved"; this is a ${indicator.kind}`);
      }
    }
    if (indicator.count && (indicator.kind === 'milestone' || indicator.kind === 'yesNo')) {
      report(`indicators[${position}].count`, `kind ${indicator.kind} cannot be counted`);
    }
    if (indicator.count?.denominator && indicator.kind !== 'rate') {
      report(`indicators[${position}].count.denominator`, 'a ratio of two counts is of kind rate');
    }
  });
  return problems;
}

/** Names from outside the plan that it may use. */
export interface KnownNames {
  commonIndicators: ReadonlySet<string>;
  countable: Countable;
}

/**
 * Everything a single document cannot know about itself: names that must exist elsewhere. Counts that stand in the
 * living plan already, `standing`, are not judged again: a procedure that is no longer offered must not block it.
 */
export function planProblems(
  { plan, measures }: PlanDocuments,
  { commonIndicators, countable }: KnownNames,
  standing: readonly Measure[] = [],
): DefinitionProblem[] {
  const problems: DefinitionProblem[] = [];
  const pillars = new Set(plan.pillars.map((pillar) => pillar.id));
  const bodies = new Set(plan.bodies.map((body) => body.id));
  const numbers = new Set(measures.map((measure) => measure.number));

  for (const number of duplicates(measures.map((measure) => measure.number))) {
    problems.push({ document: number, path: 'number', message: `the number "${number}" is used twice` });
  }
  for (const body of plan.bodies) {
    if (body.reportsTo && !bodies.has(body.reportsTo)) {
      problems.push({
        document: plan.id,
        path: `bodies.${body.id}.reportsTo`,
        message: `there is no body "${body.reportsTo}"; there are ${[...bodies].join(', ')}`,
      });
    }
  }
  for (const measure of measures) {
    const report = (path: string, message: string) =>
      problems.push({ document: measure.number, path, message });
    if (!pillars.has(measure.pillar)) {
      report('pillar', `there is no pillar "${measure.pillar}"; there are ${[...pillars].join(', ')}`);
    }
    if (measure.stage === 'ended' && !measure.endReason && !measure.listedOnly) {
      report('endReason', 'a measure that ended states why');
    }
    measure.related.forEach((number, position) => {
      if (!numbers.has(number)) {
        report(`related[${position}]`, `there is no measure "${number}"`);
      }
    });
    measure.indicators.forEach((indicator, position) => {
      if (indicator.common && !commonIndicators.has(indicator.common)) {
        report(
          `indicators[${position}].common`,
          `there is no common indicator "${indicator.common}"; there are ${[...commonIndicators].join(', ')}`,
        );
      }
    });
    problems.push(...indicatorProblems(measure));
    const before = standing.find(({ number }) => number === measure.number);
    problems.push(...countProblems(measure, countable, before));
  }
  return problems;
}
