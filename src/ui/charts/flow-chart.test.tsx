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
