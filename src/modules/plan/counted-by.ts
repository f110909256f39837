import type { Context } from '#kernel/context.js';
import type { CountBinding, JournalCount } from './definition.js';
import type { MeasureView } from './model.js';

/** A kind of entry that something writes, with the attributes that are the same in each of them. */
export interface WrittenEntries {
  types: readonly string[];
  attributes: Readonly<Record<string, string>>;
}

/** An indicator to which they count, as its page calls it. */
export interface CountedBy {
  measure: { number: string; label: string; title: string };
  indicator: { id: string; name: string };
}

/** Asks for the indicators of the municipality's plan to which such entries count. */
export type CountedFor = (context: Context, written: WrittenEntries) => Promise<readonly CountedBy[]>;

const counts = ({ entry, where }: JournalCount, { types, attributes }: WrittenEntries): boolean =>
  types.includes(entry) &&
  Object.entries(where).every(([key, wanted]) => {
    const value = attributes[key];
    return value === undefined || [wanted].flat().includes(value);
  });

const sidesOf = ({ numerator, denominator }: CountBinding): JournalCount[] =>
  denominator ? [numerator, denominator] : [numerator];

/** The indicators of a plan that count these entries on either side, in the order of the plan. */
export const indicatorsCounting = (measures: readonly MeasureView[], written: WrittenEntries): CountedBy[] =>
  measures.flatMap(({ number, label, title, indicators }) =>
    indicators
      .filter(({ count }) => count && sidesOf(count).some((side) => counts(side, written)))
      .map(({ id, name }) => ({ measure: { number, label, title }, indicator: { id, name } })),
  );
