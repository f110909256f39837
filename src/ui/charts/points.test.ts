import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linePath, niceScale, placeOn } from './points.js';

describe('niceScale', () => {
  it('chooses round steps', () => {
    expect(niceScale([12, 73, 90]).ticks).toEqual([0, 25, 50, 75, 100]);
    expect(niceScale([0.3]).ticks).toEqual([0, 0.1, 0.2, 0.3]);
    expect(niceScale([-20, 30]).ticks).toEqual([-20, 0, 20, 40]);
  });

  it('stays drawable without figures', () => {
    const { min, max } = niceScale([]);
    expect(max).toBeGreaterThan(min);
  });

  it('holds every figure and zero', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 })), (figures) => {
        const { min, max, ticks } = niceScale(figures);
        for (const figure of [...figures, 0]) {
          expect(figure).toBeGreaterThanOrEqual(min);
          expect(figure).toBeLessThanOrEqual(max);
        }
        expect(ticks.length).toBeLessThanOrEqual(8);
      }),
    );
  });
});

describe('linePath', () => {
  it('breaks where a figure is missing', () => {
    expect(linePath([[0, 1], [2, 3], null, [6, 7], [8, 9]])).toBe('M0 1L2 3M6 7L8 9');
  });
});

describe('placeOn', () => {
  it('draws upwards', () => {
    const y = placeOn({ min: 0, max: 10, ticks: [] }, 20, 120);
    expect([y(0), y(5), y(10)]).toEqual([120, 70, 20]);
  });
});
