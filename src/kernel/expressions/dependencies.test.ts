import { describe, expect, it } from 'vitest';
import { findCycles, inDependencyOrder } from './dependencies.js';

const graph = (edges: Record<string, string[]>) => new Map(Object.entries(edges));

describe('findCycles', () => {
  it('finds none where there is none', () => {
    expect(findCycles(graph({ a: ['b', 'c'], b: ['c'], c: [], d: ['given'] }))).toEqual([]);
  });

  it('names the circle, not what merely hangs on it', () => {
    expect(findCycles(graph({ start: ['a'], a: ['b'], b: ['c'], c: ['a'] }))).toEqual([['a', 'b', 'c']]);
  });

  it('finds every knot, also behind another one', () => {
    const cycles = findCycles(graph({ c: ['a', 'd'], a: ['b'], b: ['a'], d: ['c'], self: ['self'] }));
    expect(cycles.map((cycle) => cycle.toSorted().join())).toEqual(['c,d', 'a,b', 'self']);
  });

  it('goes through long chains', () => {
    const chain = new Map(
      Array.from({ length: 20_000 }, (_, index) => [`n${index}`, [`n${(index + 1) % 20_000}`]]),
    );
    expect(findCycles(chain)).toHaveLength(1);
  });
});

describe('inDependencyOrder', () => {
  it('puts each name after those it needs', () => {
    expect(inDependencyOrder(graph({ a: ['b', 'c'], b: ['c'], c: [], d: [] }))).toEqual(['c', 'd', 'b', 'a']);
  });

  it('keeps names on a circle, at the end', () => {
    expect(inDependencyOrder(graph({ a: ['b'], b: ['a'], c: [] }))).toEqual(['c', 'a', 'b']);
  });
});
