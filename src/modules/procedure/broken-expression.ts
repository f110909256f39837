import type { BrokenExpression } from '#kernel/expressions/expression.js';

/** The first fault of an expression, for the words of the editor. */
export function brokenExpression({ source, faults }: BrokenExpression) {
  const [first] = faults;
  const excerpt = first ? source.slice(first.at, first.at + first.length) : '';
  return { code: 'brokenExpression', ids: [source], excerpt };
}
