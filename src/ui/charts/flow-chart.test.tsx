import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { translatorFor } from '#kernel/i18n/translate.js';
import { FlowChart } from './flow-chart.js';
import { placeFlow } from './flow-layout.js';

const nodes = ['受付', '補正を依頼', '補正を受領', '承認'].map((label) => ({
  id: label,
  label,
  sub: '10件',
}));
const edge = (from: string, to: string, isBack = false) => ({ from, to, label: '5件', weight: 0.5, isBack });
const edges = [
  edge('受付', '承認'),
  edge('受付', '補正を依頼'),
  edge('補正を依頼', '補正を受領'),
  edge('補正を受領', '補正を依頼', true),
  edge('補正を受領', '承認'),
  edge('承認', '承認', true),
];

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}
/** Boxes by their middles; touching borders are apart. */
const areApart = (one: Box, other: Box): boolean =>
  Math.abs(one.x - other.x) >= (one.width + other.width) / 2 - 0.01 ||
  Math.abs(one.y - other.y) >= (one.height + other.height) / 2 - 0.01;

describe('the drawing of a flow', () => {
  test('has every step once, none over another, and work goes down', () => {
    const { nodes: placed, width, height } = placeFlow(nodes, edges);
    for (const one of placed) {
      expect(one.x - one.width / 2).toBeGreaterThanOrEqual(0);
      expect(one.x + one.width / 2).toBeLessThanOrEqual(width);
      expect(one.y + one.height / 2).toBeLessThanOrEqual(height);
      for (const other of placed) {
        const apart =
          Math.abs(one.x - other.x) >= (one.width + other.width) / 2 ||
          Math.abs(one.y - other.y) >= (one.height + other.height) / 2;
        if (one !== other) expect(apart).toBe(true);
      }
    }
    const y = (id: string) => placed.find((node) => node.id === id)?.y ?? 0;
    expect(y('受付')).toBeLessThan(y('補正を依頼'));
    expect(y('補正を受領')).toBeLessThan(y('承認'));
  });

  test('has no label over another, over a step, or under the line of another way', () => {
    const sizes = fc.record({
      steps: fc.integer({ min: 2, max: 9 }),
      seed: fc.array(fc.nat(80), { maxLength: 18 }),
    });
    fc.assert(
      fc.property(sizes, ({ steps, seed }) => {
        const ids = Array.from({ length: steps }, (_, at) => `段階${at}`);
        const ways = new Map(
          seed.map((number) => {
            const [from, to] = [number % steps, Math.floor(number / steps) % steps];
            return [`${from} ${to}`, edge(`段階${from}`, `段階${to}`, to <= from)];
          }),
        );
        const flow = placeFlow(
          ids.map((id) => ({ id, label: id, sub: '10件' })),
          [...ways.values()].map((one) => ({ ...one, label: '123件・中央値 4日5時間' })),
        );
        const labels = flow.edges;
        const boxes = [...labels, ...flow.nodes];
        for (const label of labels)
          for (const other of boxes) if (other !== label) expect(areApart(label, other)).toBe(true);
        for (const [index, { points, from, to }] of flow.edges.entries()) {
          if (from === to) continue;
          for (const [at, point] of points.entries()) {
            const before = points[at - 1];
            if (!before) continue;
            // Curves lie within the box of their ends: both handles are straight above or below those.
            const box = {
              x: (before.x + point.x) / 2,
              y: (before.y + point.y) / 2,
              width: Math.abs(before.x - point.x),
              height: Math.abs(before.y - point.y),
            };
            for (const [place, label] of labels.entries())
              if (place !== index) expect(areApart(box, label)).toBe(true);
            for (const node of flow.nodes) expect(areApart(box, node)).toBe(true);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  test('says in words what it shows', () => {
    const t = translatorFor('ja');
    const html = String(
      <FlowChart t={t} id="f" title="流れ" nodes={nodes} edges={edges} backWords="前の段階に戻った" />,
    );
    expect(html).toContain('受付 → 補正を依頼 5件');
    expect(html.match(/class="flow-way" data-back/g)).toHaveLength(3);
    expect(html).toContain('前の段階に戻った');
    expect(html).not.toContain('NaN');
    expect(html).not.toMatch(/ style=/);
  });

  test('of no work is empty, and not broken', () => {
    expect(placeFlow([], [])).toMatchObject({ nodes: [], edges: [] });
  });
});
