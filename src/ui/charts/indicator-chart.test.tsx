import { describe, expect, it } from 'vitest';
import { translatorFor } from '#kernel/i18n/translate.js';
import { IndicatorChart } from './indicator-chart.js';
import type { ChartPoint } from './points.js';

const POINTS: ChartPoint[] = [
  { label: '2024', result: 58, target: 60, source: 'typed' },
  { label: '2025', result: 73.25, source: 'counted' },
  { label: '2026', target: 90, source: 'counted' },
];

const render = (points: ChartPoint[], kind: 'line' | 'bar' = 'line') =>
  String(
    <IndicatorChart
      t={translatorFor('ja')}
      id="online"
      title="オンライン申請率"
      unit="%"
      points={points}
      direction="up"
      kind={kind}
    />,
  );

describe('IndicatorChart', () => {
  it('tells its figures in words to those who do not see it', () => {
    const svg = render(POINTS);
    expect(svg).toContain('aria-labelledby="online-title online-desc"');
    expect(svg).toContain('2024 実績58%、目標60%。2025 実績73.25%。2026 目標90%');
  });

  it('marks counted and typed figures by shape and in the legend', () => {
    const svg = render(POINTS);
    expect(svg.match(/data-source="typed"/g)).toHaveLength(2);
    expect(svg).toContain('数えた値');
    expect(svg).toContain('入力値');
  });

  it('sets the latest figure of bars over its bar and over a target near by, within the picture', () => {
    const places = (result: number, target: number) => {
      const svg = render([{ label: '2024', result, target, source: 'typed' }], 'bar');
      const bar = Number(/class="chart-bar"[^>]* y="([\d.]+)"/.exec(svg)?.[1]);
      const stroke = Number(/class="chart-target-mark" d="M[\d.]+ ([\d.]+)h/.exec(svg)?.[1]);
      const words = Number(/class="chart-strong"[^>]* y="([\d.]+)"/.exec(svg)?.[1]);
      return { bar, stroke, words };
    };
    const far = places(20, 100);
    expect(far.words).toBeLessThan(far.bar);
    expect(far.words).toBeGreaterThan(far.stroke);
    const near = places(98, 100);
    expect(near.words).toBeLessThan(near.stroke);
    expect(near.words - 10).toBeGreaterThan(0);
  });

  it('draws only numbers, also without any figure', () => {
    for (const points of [[], [{ label: '2026', source: 'typed' } as const], POINTS]) {
      for (const kind of ['line', 'bar'] as const) {
        expect(render(points, kind)).not.toMatch(/NaN|Infinity|undefined|style=/);
      }
    }
    expect(render([])).toContain('まだ値がありません');
  });
});
