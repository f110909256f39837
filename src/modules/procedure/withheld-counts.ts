/*
 * Which counts of a survey are published. The threshold rule for tables of frequencies: a cell of one to four answers is
 * not shown; nor are as many others as it takes that nobody can work out what is hidden from what is shown, measured by
 * the feasibility interval (what a cell can be at least and at most) of every hidden cell. Where that takes them all, the
 * question is not published at all. Handbook on Statistical Disclosure Control (Eurostat, ESSnet SDC), the chapters on
 * frequency tables and on secondary cell suppression: https://sdctools.github.io/HandbookSDC/
 */

/** Fewer answers than this could tell of a person (the threshold). */
const LEAST = 5;
/** How far the largest and the smallest value that a hidden cell can have are at least apart. */
const WIDTH = 5;

export interface Asked {
  /** Persons who answered the question. */
  answered: number;
  /** Answers that one person can give at most. */
  most: number;
  /** Of each cell: whoever gave this answer gave no other one. */
  alone: readonly boolean[];
}

const sumOf = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

/** Counts as they are published, null for those that are hidden; null: nothing of the question is published. */
export function publishedCounts(counts: readonly number[], asked: Asked): (number | null)[] | null {
  const { answered } = asked;
  if (answered === 0) return [...counts];
  const hidden = new Set(counts.flatMap((count, index) => (count > 0 && count < LEAST ? [index] : [])));
  // The next smallest go with them; a zero tells of nobody and protects nothing.
  const others = counts
    .flatMap((count, index) => (count >= LEAST ? [index] : []))
    .sort((a, b) => (counts[a] ?? 0) - (counts[b] ?? 0));
  while (hidden.size > 0 && !isProtected(counts, hidden, asked)) {
    const next = others.shift();
    if (next === undefined) return null;
    hidden.add(next);
  }
  if (answered < LEAST || others.length === 0) return null;
  return counts.map((count, index) => (hidden.has(index) ? null : count));
}

interface Span {
  least: number;
  most: number;
}
const together = (one: Span | null, other: Span): Span =>
  one === null ? other : { least: Math.min(one.least, other.least), most: Math.max(one.most, other.most) };
const isWide = (span: Span | null): boolean => span === null || span.most - span.least >= WIDTH;

/**
 * Whether what is hidden can be anything within a wide enough interval. Whoever reads the figures knows that what is
 * hidden is not zero; that each person gave one answer that stands alone, or one to `most` others; and how many persons
 * there are. How many of them gave the others is tried out, for that may follow from what is shown or may not.
 */
function isProtected(
  counts: readonly number[],
  hidden: ReadonlySet<number>,
  { answered, most, alone }: Asked,
): boolean {
  const cells = counts.map((count, index) => ({
    count,
    isHidden: hidden.has(index),
    isAlone: alone[index] === true,
  }));
  const shown = (isAlone: boolean) =>
    cells.filter((cell) => !cell.isHidden && cell.isAlone === isAlone).map(({ count }) => count);
  const hiddenOf = (isAlone: boolean) =>
    cells.filter((cell) => cell.isHidden && cell.isAlone === isAlone).length;
  const [aloneHidden, othersHidden] = [hiddenOf(true), hiddenOf(false)];
  const [aloneShown, othersShown] = [sumOf(shown(true)), sumOf(shown(false))];
  const largest = Math.max(0, ...shown(false));
  let ofAlone: Span | null = null;
  let ofOthers: Span | null = null;
  for (let persons = 0; persons <= answered - aloneShown; persons += 1) {
    const left = answered - aloneShown - persons;
    const isPossible =
      largest <= persons &&
      (aloneHidden === 0 ? left === 0 : left >= aloneHidden) &&
      (othersHidden === 0 || persons >= 1) &&
      othersShown + othersHidden <= persons * most &&
      othersShown + othersHidden * persons >= persons;
    if (!isPossible) continue;
    if (aloneHidden > 0)
      ofAlone = together(ofAlone, {
        least: aloneHidden === 1 ? left : 1,
        most: left - (aloneHidden - 1),
      });
    if (othersHidden > 0)
      ofOthers = together(ofOthers, {
        least: Math.max(1, persons - othersShown - (othersHidden - 1) * persons),
        most: Math.min(persons, persons * most - othersShown - (othersHidden - 1)),
      });
  }
  return isWide(ofAlone) && isWide(ofOthers);
}
