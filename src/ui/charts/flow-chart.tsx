import type { Translator } from '#kernel/i18n/translate.js';
import { type FlowEdge, type FlowNode, type PlacedEdge, type PlacedNode, placeFlow } from './flow-layout.js';

export interface FlowChartProps {
  t: Translator;
  /** Unique on the page. */
  id: string;
  title: string;
  nodes: readonly FlowNode[];
  edges: readonly FlowEdge[];
  /** Words for ways that lead back, in the legend. */
  backWords: string;
}

const THINNEST = 1.5;
const THICKEST = 7;
/** Half of the height at which a loop leaves its step and comes back. */
const LOOP = 12;

/** From one step to the next: straight past whatever is beside it, bent between; to itself a loop at its right. */
function pathOf({ points, from, to, x, y }: PlacedEdge, nodes: readonly PlacedNode[]): string {
  const step = from === to ? nodes.find(({ id }) => id === from) : undefined;
  if (!step) {
    const at = points.map((point) => ({ x: Math.round(point.x), y: Math.round(point.y) }));
    return at
      .map((point, index) => {
        const before = at[index - 1];
        if (!before) return `M${point.x} ${point.y}`;
        if (index % 2 === 0) return `L${point.x} ${point.y}`;
        const middle = (before.y + point.y) / 2;
        return `C${before.x} ${middle} ${point.x} ${middle} ${point.x} ${point.y}`;
      })
      .join('');
  }
  const right = Math.round(step.x + step.width / 2);
  const [above, below] = [step.y - LOOP, step.y + LOOP].map(Math.round);
  return `M${right} ${above}C${Math.round(x)} ${Math.round(y - 2 * LOOP)} ${Math.round(x)} ${Math.round(y + 2 * LOOP)} ${right} ${below}`;
}

const Arrow = ({ id }: { id: string }) => (
  <marker
    id={id}
    viewBox="0 0 10 10"
    refX="9"
    refY="5"
    markerWidth="12"
    markerHeight="12"
    markerUnits="userSpaceOnUse"
    orient="auto-start-reverse"
  >
    <path class="flow-arrow" d="M0 0L10 5L0 10z" />
  </marker>
);

const Way = ({ edge, nodes, arrow }: { edge: PlacedEdge; nodes: readonly PlacedNode[]; arrow: string }) => (
  <path
    class="flow-way"
    data-back={edge.isBack ? '' : undefined}
    d={pathOf(edge, nodes)}
    stroke-width={THINNEST + (THICKEST - THINNEST) * edge.weight}
    marker-end={`url(#${arrow})`}
  />
);

const Step = ({ node: { x, y, width, height, label, sub } }: { node: PlacedNode }) => (
  <>
    <rect class="flow-step" x={x - width / 2} y={y - height / 2} width={width} height={height} rx="8" />
    <text class="flow-name" x={x} y={y - 3} text-anchor="middle">
      {label}
    </text>
    <text class="chart-faint" x={x} y={y + 16} text-anchor="middle">
      {sub}
    </text>
  </>
);

/** Steps and the ways between them, drawn from top to bottom. The caller puts the tables with the figures beneath. */
export const FlowChart = ({ t, id, title, nodes, edges, backWords }: FlowChartProps) => {
  const placed = placeFlow(nodes, edges);
  const name = (step: string) => nodes.find((node) => node.id === step)?.label ?? step;
  const arrow = `${id}-arrow`;
  return (
    <figure class="chart flow-chart">
      <figcaption class="chart-title">{title}</figcaption>
      {/* Wider than a phone: it is moved sideways, also by keyboard. */}
      <div class="flow-scroll" tabindex={0} role="region" aria-label={title}>
        <svg
          width={placed.width}
          height={placed.height}
          viewBox={`0 0 ${placed.width} ${placed.height}`}
          role="img"
          aria-labelledby={`${id}-title ${id}-desc`}
        >
          <title id={`${id}-title`}>{title}</title>
          <desc id={`${id}-desc`}>
            {edges
              .map(({ from, to, label }) => `${name(from)} → ${name(to)} ${label}`)
              .join(t('ui.chart.separator'))}
          </desc>
          <defs>
            <Arrow id={arrow} />
          </defs>
          {placed.edges.map((edge) => (
            <Way edge={edge} nodes={placed.nodes} arrow={arrow} />
          ))}
          {placed.nodes.map((node) => (
            <Step node={node} />
          ))}
          {placed.edges.map(({ x, y, width, height, label }) => (
            <>
              <rect
                class="flow-label-ground"
                x={x - width / 2}
                y={y - height / 2}
                width={width}
                height={height}
              />
              <text x={x} y={y + 4} text-anchor="middle">
                {label}
              </text>
            </>
          ))}
        </svg>
      </div>
      {edges.some(({ isBack }) => isBack) && (
        <p class="flow-legend">
          <svg width="36" height="8" viewBox="0 0 36 8" aria-hidden="true">
            <path class="flow-way" data-back="" d="M0 4L36 4" stroke-width="2.5" />
          </svg>{' '}
          {backWords}
        </p>
      )}
    </figure>
  );
};
