import type { Placed } from './from-book.js';

const groups = new WeakMap<readonly object[], Map<string | undefined, Placed<object>[]>>();

/** Rows of one measure, in their order in the file. Grouped once: a sheet may have thousands of rows. */
export function rowsOf<Row extends { measure?: string }>(
  rows: readonly Placed<Row>[],
  measure: string,
): readonly Placed<Row>[] {
  let grouped = groups.get(rows) as Map<string | undefined, Placed<Row>[]> | undefined;
  if (!grouped) {
    grouped = Map.groupBy(rows, ({ values }) => values.measure);
    groups.set(rows, grouped);
  }
  return grouped.get(measure) ?? [];
}
