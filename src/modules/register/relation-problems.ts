import type { Register } from './definition.js';
import { isInParts, isSealed } from './definition-problems.js';

/** A field that points to rows of a register that is not there, or calls them by a field that cannot be their name. */
export interface RelationProblem {
  field: string;
  code: 'relationGone' | 'relationLabel';
  /** For whoever writes files. */
  message: string;
}

/** `others`: registers of the same municipality; what is defined may point to itself. */
export function relationProblems(register: Register, others: readonly Register[]): RelationProblem[] {
  return register.fields.flatMap(({ ask, relation, relationLabel }): RelationProblem[] => {
    if (relation === undefined) return [];
    const target = relation === register.id ? register : others.find(({ id }) => id === relation);
    if (!target)
      return [{ field: ask.id, code: 'relationGone', message: `there is no register "${relation}"` }];
    if (relationLabel === undefined) return [];
    const label = target.fields.find((one) => one.ask.id === relationLabel);
    if (label && !isSealed(label) && !isInParts(label)) return [];
    const message = label
      ? `"${relationLabel}" of ${relation} is sealed or has several parts; expected one text`
      : `there is no field "${relationLabel}" in ${relation}`;
    return [{ field: ask.id, code: 'relationLabel', message }];
  });
}
