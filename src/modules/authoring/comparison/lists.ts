/** What became of the members of a list that have names. */
export interface ListChanges<Item> {
  added: readonly Item[];
  removed: readonly Item[];
  /** As few as explain the new order. */
  moved: readonly Item[];
}

export function compareLists<Item>(
  before: readonly Item[],
  after: readonly Item[],
  keyOf: (item: Item) => string,
): ListChanges<Item> {
  const old = new Map(before.map((item, index) => [keyOf(item), index]));
  const now = new Set(after.map(keyOf));
  const both = after.filter((item) => old.has(keyOf(item)));
  const kept = longestRising(both.map((item) => old.get(keyOf(item)) ?? 0));
  return {
    added: after.filter((item) => !old.has(keyOf(item))),
    removed: before.filter((item) => !now.has(keyOf(item))),
    moved: both.filter((_, index) => !kept.has(index)),
  };
}

/** Places of a longest rising part: what stands there kept its order. */
function longestRising(numbers: readonly number[]): Set<number> {
  const lengths: number[] = [];
  const previous: number[] = [];
  numbers.forEach((number, index) => {
    let best = -1;
    for (let at = 0; at < index; at += 1)
      if ((numbers[at] ?? 0) < number && (lengths[at] ?? 0) > (best === -1 ? 0 : (lengths[best] ?? 0)))
        best = at;
    lengths[index] = best === -1 ? 1 : (lengths[best] ?? 0) + 1;
    previous[index] = best;
  });
  const kept = new Set<number>();
  let at = lengths.indexOf(Math.max(0, ...lengths));
  for (; at !== -1 && at !== undefined; at = previous[at] ?? -1) kept.add(at);
  return kept;
}
