import { canonical } from './changes.js';
import type { DefinitionProblem, JournalCount, Measure } from './definition.js';

/**
 * What a count may name: the types of journal entries, their attributes, and all values of an attribute where the
 * module that writes it knows them (null where it does not).
 */
export type Countable = Record<string, Record<string, readonly string[] | null>>;

/** What every entry has that can count once. */
const DISTINCT: ReadonlySet<string> = new Set(['subject', 'actor']);

const SIDES = ['numerator', 'denominator'] as const;

/**
 * Names in the counts of a measure that nothing is ever written under: such a count would be nought for ever. Counts
 * that the measure has as it stands are left out.
 */
export function countProblems(
  { number, indicators }: Measure,
  countable: Countable,
  standing?: Measure,
): DefinitionProblem[] {
  return indicators.flatMap(({ id, count }, position) => {
    const before = standing?.indicators.find((one) => one.id === id)?.count;
    return SIDES.flatMap((side) => {
      const asked = count?.[side];
      if (!asked || canonical(asked) === canonical(before?.[side])) return [];
      return journalCountProblems(asked, countable).map(({ path, message }) => ({
        document: number,
        path: `indicators[${position}].count.${side}.${path}`,
        message,
      }));
    });
  });
}

type Problem = Omit<DefinitionProblem, 'document'>;

/** The entries of the same subject ("case.…"), or the subjects where there is none of that name: all are hundreds. */
function namedLike(entry: string, countable: Countable): string {
  const known = Object.keys(countable).sort();
  const subjectOf = (type: string) => `${type.split('.')[0]}.`;
  const alike = known.filter((type) => subjectOf(type) === subjectOf(entry));
  return (alike.length > 0 ? alike : [...new Set(known.map((type) => `${subjectOf(type)}…`))]).join(', ');
}

function journalCountProblems(
  { entry, where, less, distinct }: JournalCount,
  countable: Countable,
): Problem[] {
  const attributes = Object.hasOwn(countable, entry) ? countable[entry] : undefined;
  if (!attributes) {
    const message = `there is no journal entry "${entry}"; there are ${namedLike(entry, countable)}`;
    return [{ path: 'entry', message }];
  }
  if (less !== undefined && distinct !== undefined)
    return [
      {
        path: 'distinct',
        message: 'entries that take one away are counted one by one; expected no distinct',
      },
    ];
  if (distinct !== undefined && !DISTINCT.has(distinct) && !Object.hasOwn(attributes, distinct)) {
    const known = [...DISTINCT, ...Object.keys(attributes)].join(', ');
    return [{ path: 'distinct', message: `${entry} has no "${distinct}"; expected one of ${known}` }];
  }
  if (less !== undefined && !Object.hasOwn(countable, less))
    return [{ path: 'less', message: `there is no journal entry "${less}"` }];
  return Object.entries(where).flatMap(([key, wanted]): Problem[] => {
    const known = Object.hasOwn(attributes, key) ? attributes[key] : undefined;
    if (known === undefined) {
      const keys = Object.keys(attributes).join(', ') || 'none';
      return [{ path: `where.${key}`, message: `${entry} has no attribute "${key}"; it has ${keys}` }];
    }
    const unknown = [wanted].flat().filter((value) => known !== null && !known.includes(value));
    return unknown.map((value) => ({
      path: `where.${key}`,
      message: `there is no ${key} "${value}"; there are ${known?.join(', ')}`,
    }));
  });
}
