/** Who needs whom: `key` depends on each of its values. Names that are no key are given from outside. */
export type Dependencies = ReadonlyMap<string, Iterable<string>>;

/** Circles in "A depends on B": one for each knot of names that need each other, in order; empty when there is none. */
export function findCycles(dependencies: Dependencies): string[][] {
  const { stuck } = sort(dependencies);
  const forward = new Map([...stuck].map((name) => [name, [...(dependencies.get(name) ?? [])]]));
  const backward = new Map<string, string[]>();
  for (const [name, needs] of forward)
    for (const one of needs) backward.set(one, [...(backward.get(one) ?? []), name]);
  const done = new Set<string>();
  const cycles: string[][] = [];
  for (const name of stuck) {
    if (done.has(name)) continue;
    const before = reachable(name, backward);
    const knot = new Set([...reachable(name, forward)].filter((one) => before.has(one)));
    if (knot.size === 0) continue;
    for (const one of knot) done.add(one);
    cycles.push(circleIn(knot, name, forward));
  }
  return cycles;
}

function reachable(start: string, edges: ReadonlyMap<string, readonly string[]>): Set<string> {
  const reached = new Set<string>();
  const open = [...(edges.get(start) ?? [])];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (reached.has(name)) continue;
    reached.add(name);
    open.push(...(edges.get(name) ?? []));
  }
  return reached;
}

/** Every name of a knot needs another one of it, so the walk comes back to its own trail. */
function circleIn(
  knot: ReadonlySet<string>,
  start: string,
  edges: ReadonlyMap<string, readonly string[]>,
): string[] {
  const trail = new Set<string>();
  let name: string | undefined = start;
  while (name !== undefined && !trail.has(name)) {
    trail.add(name);
    name = edges.get(name)?.find((one) => knot.has(one));
  }
  const walked = [...trail];
  return name === undefined ? walked : walked.slice(walked.indexOf(name));
}

/** The names so that each stands after those it depends on; those on a circle come last. */
export function inDependencyOrder(dependencies: Dependencies): string[] {
  const { sorted, stuck } = sort(dependencies);
  return [...sorted, ...stuck];
}

function sort(dependencies: Dependencies): { sorted: string[]; stuck: ReadonlySet<string> } {
  const open = new Map<string, number>();
  const neededBy = new Map<string, string[]>();
  for (const [name, needs] of dependencies) {
    const inside = [...new Set(needs)].filter((one) => dependencies.has(one));
    open.set(name, inside.length);
    for (const one of inside) neededBy.set(one, [...(neededBy.get(one) ?? []), name]);
  }
  const sorted = [...dependencies.keys()].filter((name) => open.get(name) === 0);
  for (const name of sorted) {
    for (const dependent of neededBy.get(name) ?? []) {
      const left = (open.get(dependent) ?? 0) - 1;
      open.set(dependent, left);
      if (left === 0) sorted.push(dependent);
    }
  }
  const done = new Set(sorted);
  return { sorted, stuck: new Set([...dependencies.keys()].filter((name) => !done.has(name))) };
}
